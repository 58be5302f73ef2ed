import { type CustomsEvent, type Only, outside } from '@portolan/contracts';
import type { Commands, RequestContext, Requests } from '@portolan/engine';
import { madeId, madeUuid } from '@portolan/eventsourcing';
import { messageKey, messageKeyId } from '../message-key/message-key.ts';
import type { Summary } from '../summary/state.ts';
import { summary } from '../summary/summary.ts';
import type { Outbox, Refused, Written } from './outbox.ts';

type Applied = Extract<CustomsEvent, { type: 'SummaryApplied' }>['data'];

/** One part of a request as it is written, under ids that are the same however often. */
export interface SummaryPart {
  readonly part: number;
  readonly copMsgId: string;
  write(): Promise<Written | Refused>;
}

export interface PartIds {
  guid(part: number): string;
  copMsgId(part: number): string;
}

/** Parts the request (CEB701) as the exchange takes it. */
export type PartRequest = (
  opened: NonNullable<Summary['opened']>,
  applied: Applied,
  ids: PartIds,
) => readonly SummaryPart[];

/** Hands the request of every summary to the single window, part by part, until each is taken or refused for good. */
export function summaryRequests(
  commands: Commands,
  parts: PartRequest,
  outbox: Outbox,
): Requests<Only<CustomsEvent, 'SummaryApplied'>> {
  const kind = 'MESSAGE_KIND_CEB701';

  async function send(tenant: string, applied: Applied, request: RequestContext): Promise<void> {
    const { summaryId, application, copNo } = applied;
    const { state } = await commands.load(summary, tenant, summaryId);
    if (state.opened === undefined) throw new Error(`summary ${summaryId} was never opened`);
    const ownerCode = state.opened.key.agent.code;
    // The keys by which customs answers are claimed before it can hear of the request.
    const claim = { kind, ownerCode, key: copNo, tenant, declarationId: summaryId, orderId: summaryId } as const;
    const override = { tenant: outside, correlation: summaryId };
    await request.execute(messageKey, messageKeyId(kind, ownerCode, copNo), { type: 'ClaimKey', ...claim }, override);
    const ids: PartIds = {
      guid: (part) => madeUuid('guid', summaryId, application, part).toUpperCase(),
      copMsgId: (part) => madeId('dxp', summaryId, application, part),
    };
    const own = { correlation: summaryId };
    for (const { part, copMsgId, write } of parts(state.opened, applied, ids)) {
      const about = { tenant, aboutId: summaryId, orderId: summaryId, kind, copMsgId } as const;
      const delivery = await outbox.hand(about, write, request);
      if (!delivery.taken) {
        const rejected = { type: 'RejectPart', summaryId, application, status: delivery.status } as const;
        await request.execute(summary, summaryId, rejected, own);
        return;
      }
      const { sha256 } = delivery;
      await request.execute(
        summary,
        summaryId,
        { type: 'RecordPart', summaryId, application, part, copMsgId, sha256 },
        own,
      );
    }
  }

  return {
    name: 'customs.summary-requests.v1',
    on: { SummaryApplied: ({ data, meta }, request) => send(meta.tenant, data, request) },
  };
}
