import type { CustomsEvent, Only } from '@portolan/contracts';
import type { SummaryList } from '@portolan/contracts/customs/v1/types';
import type { Commands, React, Reaction } from '@portolan/engine';
import { modeOf } from '../declaration/state.ts';
import { keyOf, monthOf, summaryId } from '../summary/key.ts';
import { linesOf } from '../summary/merging.ts';
import { allLists } from '../summary/state.ts';
import { summary } from '../summary/summary.ts';
import type { DeclarationAggregate } from './messages.ts';

type Watched = Only<CustomsEvent, 'DeclarationClosed' | 'SummaryApplied' | 'StatisticsStated' | 'SummaryDeclared'>;

/**
 * A retail export's list that customs closed goes into the summary of its month; its declaration hears when it was asked
 * for, or counted, and under which number customs declared it.
 */
export function summarising(declaration: DeclarationAggregate, commands: Commands): Reaction<Watched> {
  return {
    name: 'customs.summarising.v1',
    reads: ['customs'],
    on: {
      async DeclarationClosed({ data: { declarationId, invtNo }, meta }, react) {
        const { state } = await commands.load(declaration, meta.tenant, declarationId);
        if (state.papers === undefined || !modeOf(state.papers).summedUp) return;
        const { list: declared } = state.papers;
        const [key, month] = [keyOf(declared), monthOf(meta.time)];
        const id = summaryId(meta.tenant, month, key);
        const { grossWeight, netWeight } = declared;
        const list = {
          ...{ declarationId, orderId: state.orderId, invtNo, closedAt: meta.time, grossWeight, netWeight },
          lines: linesOf(declared),
        };
        const command = { type: 'AddList', summaryId: id, month, key, list } as const;
        await react.execute(summary, id, command, { correlation: id });
      },
      SummaryApplied: ({ data, meta }, react) => tell(meta.tenant, data.summaryId, data.invtNos, react),
      StatisticsStated: ({ data, meta }, react) => tell(meta.tenant, data.summaryId, data.invtNos, react),
      async SummaryDeclared({ data: { summaryId, result }, meta }, react) {
        const { entryId, invtNos } = result;
        if (entryId === '') return;
        for (const { declarationId, orderId } of await listsOf(meta.tenant, summaryId, invtNos)) {
          const command = { type: 'RecordEntry', declarationId, summaryId, entryId } as const;
          await react.execute(declaration, declarationId, command, { correlation: orderId });
        }
      },
    },
  };

  async function tell(tenant: string, id: string, invtNos: readonly string[], react: React): Promise<void> {
    const { state } = await commands.load(summary, tenant, id);
    const { month = '', key } = state.opened ?? {};
    const told = { type: 'RecordSummary', summaryId: id, month, statisticsFlag: key?.statisticsFlag ?? '' } as const;
    for (const { declarationId, orderId } of await listsOf(tenant, id, invtNos)) {
      await react.execute(declaration, declarationId, { ...told, declarationId }, { correlation: orderId });
    }
  }

  async function listsOf(tenant: string, id: string, invtNos: readonly string[]): Promise<readonly SummaryList[]> {
    const { state } = await commands.load(summary, tenant, id);
    const meant = new Set(invtNos);
    return allLists(state).filter(({ invtNo }) => meant.has(invtNo));
  }
}
