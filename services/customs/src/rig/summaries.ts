import type { Complete } from '@portolan/contracts';
import type { Reply, SummaryList, SummaryResult } from '@portolan/contracts/customs/v1/types';
import { keyOf, summaryId } from '../summary/key.ts';
import { linesOf } from '../summary/merging.ts';
import { applicationNo } from '../summary/state.ts';
import type { SummaryCommand } from '../summary/summary.ts';
import { papers } from './story.ts';

export const key = keyOf(papers.list);
export const month = '2026-03';
export const id = summaryId('merchant', month, key);
export const numberOf = (index: number): string => `53492026E${String(index).padStart(9, '0')}`;

/** The list of order `index`, closed. */
export function closedList(index: number): Complete<SummaryList> {
  const { grossWeight, netWeight } = papers.list;
  const [declarationId, orderId] = [`declaration-${index}`, `order-${index}`];
  const closedAt = '2026-03-03T02:00:00.000Z';
  return {
    declarationId,
    orderId,
    invtNo: numberOf(index),
    closedAt,
    grossWeight,
    netWeight,
    lines: linesOf(papers.list),
  };
}

export const add = (index: number, of = key): SummaryCommand => ({
  ...{ type: 'AddList', summaryId: id, month, key: of, list: closedList(index) },
});

const time = (minute: number): Complete<Reply>['returnTime'] => ({
  instant: new Date(Date.parse('2026-04-02T01:00:00.000Z') + minute * 60_000).toISOString(),
  original: `2026040209${String(minute).padStart(2, '0')}00000`,
  offset: '+08:00',
  zoneSource: 'ZONE_SOURCE_INFERRED',
});

/** A reply (CEB702) to an application. */
export function replied(application: number, status: string, minute: number, sumNo = ''): SummaryCommand {
  const said = {
    status,
    info: `[Code:${status};Desc:回执]`,
    returnTime: time(minute),
    invtNo: sumNo,
    preNo: '',
    guid: 'G',
  };
  const reply: Complete<Reply> = {
    ...{ answers: 'MESSAGE_KIND_CEB701', ownerCode: key.agent.code, key: applicationNo(id, application) },
    ...said,
  };
  return { type: 'RecordReply', summaryId: id, reply };
}

/** A declaration that customs made (CEB792). */
export function resultOf(
  sumNo: string,
  indexes: readonly number[],
  entryId: string,
  minute = 30,
): { readonly type: 'RecordResult'; readonly summaryId: string; readonly result: Complete<SummaryResult> } {
  const invtNos = indexes.map(numberOf);
  const said = { sumNo, declSeqNo: `D${indexes.join('-')}`, entryId, state: entryId === '' ? '1' : '9' };
  const result = { ...said, agentCode: key.agent.code, returnTime: time(minute), invtNos };
  return { type: 'RecordResult', summaryId: id, result };
}
