import { type CustomsEvent, type Only, outside } from '@portolan/contracts';
import type { PeopleDefinition } from '@portolan/contracts/orders/v1/orders';
import type { Commands, RequestContext, Requests } from '@portolan/engine';
import { madeId, madeUuid } from '@portolan/eventsourcing';
import type { ServiceClient } from '@portolan/service';
import type { Papers } from '../declaration/state.ts';
import { listReturn } from '../list-return/list-return.ts';
import { messageKey, messageKeyId } from '../message-key/message-key.ts';
import { type DeclarationAggregate, type OpenPerson, written } from './messages.ts';
import type { Outbox, Refused, Written } from './outbox.ts';

export type Requested = Extract<CustomsEvent, { type: 'ListReturnRequested' }>['data'];

/** Writes a return request (CEB625); it names the buyer. */
export type WriteReturn = (
  requested: Requested,
  papers: Papers,
  ids: { readonly guid: string; readonly copMsgId: string },
  open: OpenPerson,
) => Promise<Written | Refused>;

/** Hands every return request to the single window, until it is taken or refused for good. */
export function returnRequests(
  declaration: DeclarationAggregate,
  commands: Commands,
  write: WriteReturn,
  outbox: Outbox,
  people: ServiceClient<PeopleDefinition>,
): Requests<Only<CustomsEvent, 'ListReturnRequested'>> {
  const kind = 'MESSAGE_KIND_CEB625';

  async function send(tenant: string, requested: Requested, request: RequestContext): Promise<void> {
    const { returnId, declarationId, orderId, number, copNo } = requested;
    const { state } = await commands.load(declaration, tenant, declarationId);
    const { papers } = state;
    if (papers === undefined) throw new Error(`declaration ${declarationId} has no papers`);
    // The key by which customs answers is claimed before it can hear of the request.
    const ownerCode = papers.list.agent.code;
    const claim = { type: 'ClaimKey', kind, ownerCode, key: copNo, tenant, declarationId, orderId } as const;
    const override = { tenant: outside, correlation: orderId };
    await request.execute(messageKey, messageKeyId(kind, ownerCode, copNo), claim, override);
    const copMsgId = madeId('dxp', returnId, number);
    const ids = { guid: madeUuid('guid', returnId, number).toUpperCase(), copMsgId };
    const open: OpenPerson = async (person) => {
      const purpose = `return ${number} of declaration ${declarationId}`;
      return (await people.openPerson({ person, purpose }, request.context)).person;
    };
    const about = { tenant, aboutId: declarationId, orderId, kind, copMsgId } as const;
    const delivery = await outbox.hand(about, () => written(write(requested, papers, ids, open)), request);
    const command = delivery.taken
      ? ({ type: 'RecordSent', returnId, number, copMsgId, sha256: delivery.sha256 } as const)
      : ({ type: 'Reject', returnId, number, status: delivery.status } as const);
    await request.execute(listReturn, returnId, command, { correlation: orderId });
  }

  return {
    name: 'customs.return-requests.v1',
    on: { ListReturnRequested: ({ data, meta }, request) => send(meta.tenant, data, request) },
  };
}
