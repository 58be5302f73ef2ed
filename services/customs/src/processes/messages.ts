import type { Complete, CustomsEvent, Only } from '@portolan/contracts';
import type { Person, SealedPerson } from '@portolan/contracts/common/v1/types';
import type { MessageQueued } from '@portolan/contracts/customs/v1/events';
import type { MessageKind } from '@portolan/contracts/customs/v1/types';
import type { PeopleDefinition } from '@portolan/contracts/orders/v1/orders';
import type { Aggregate, Commands, RequestContext, Requests } from '@portolan/engine';
import { RefusedError, type ServiceClient } from '@portolan/service';
import type { Declaration, DeclarationCommand, DeclarationEvent, Papers } from '../declaration/declaration.ts';
import type { Outbox, Refused, Written } from './outbox.ts';

/** What a message is built from. */
export interface Contents {
  readonly papers: Papers;
  /** Of a cancellation: its own number, why, and the list that is asked back. */
  readonly cancellation: { readonly copNo: string; readonly reason: string; readonly invtNo: string };
}

/** Opens a person's data. @throws RefusedError PERSON_FORGOTTEN */
export type OpenPerson = (person: Complete<SealedPerson>) => Promise<Complete<Person>>;

/**
 * Writes and signs a message. The same message always has the same bytes. People are opened where the message names
 * them, and nowhere before. What does not fit its table is refused with field and rule.
 */
export type WriteMessage = (
  message: Complete<MessageQueued>,
  contents: Contents,
  open: OpenPerson,
) => Promise<Written | Refused>;

export type DeclarationAggregate = Aggregate<Declaration, DeclarationCommand, DeclarationEvent>;

/**
 * Every queued message is handed to the single window until it is taken or refused for good; one that nobody answers
 * goes again, the same bytes under the same ids.
 */
export function messages(
  declaration: DeclarationAggregate,
  commands: Commands,
  write: WriteMessage,
  outbox: Outbox,
  people: ServiceClient<PeopleDefinition>,
): Requests<Only<CustomsEvent, 'MessageQueued' | 'DeclarationOverdue'>> {
  return {
    name: 'customs.messages.v1',
    on: {
      MessageQueued: ({ data, meta }, request) => send(meta.tenant, data, request),
      DeclarationOverdue: ({ data, meta }, request) => send(meta.tenant, data, request),
    },
  };

  async function send(tenant: string, { declarationId, kind, copMsgId }: Asked, request: RequestContext) {
    const { state } = await commands.load(declaration, tenant, declarationId);
    const { papers, cancellation, invtNo, orderId } = state;
    if (papers === undefined) throw new Error(`declaration ${declarationId} has no papers`);
    const message = state.messages[kind];
    // A later version has taken its place, or the declaration was taken back: nobody needs it any more.
    if (message?.copMsgId !== copMsgId || state.cancelled) return;
    const { guid, appTime, appType } = message;
    const { copNo = '', reason = '' } = cancellation ?? {};
    const open: OpenPerson = async (person) => {
      const purpose = `message ${kind.replace('MESSAGE_KIND_', '')} of declaration ${declarationId}`;
      return (await people.openPerson({ person, purpose }, request.context)).person;
    };
    const queued = { declarationId, kind, guid, copMsgId, appTime, appType };
    const contents = { papers, cancellation: { copNo, reason, invtNo } };
    const about = { tenant, aboutId: declarationId, orderId, kind, copMsgId };
    const delivery = await outbox.hand(about, () => written(write(queued, contents, open)), request);
    await request.execute(
      declaration,
      declarationId,
      delivery.taken
        ? { type: 'RecordSent', declarationId, kind, copMsgId, sha256: delivery.sha256 }
        : { type: 'RecordRejection', declarationId, kind, status: delivery.status, info: '' },
    );
  }
}

interface Asked {
  readonly declarationId: string;
  readonly kind: MessageKind;
  readonly copMsgId: string;
}

// A person who was forgotten can be named to nobody: the message can't be built any more.
export async function written(writing: Promise<Written | Refused>): Promise<Written | Refused> {
  try {
    return await writing;
  } catch (error) {
    if (!(error instanceof RefusedError) || error.refusal.refused !== 'PERSON_FORGOTTEN') throw error;
    return { taken: false, status: error.refusal.refused };
  }
}
