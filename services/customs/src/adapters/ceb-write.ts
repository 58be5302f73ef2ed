import { buildMessage, type DocumentOf, type Table, tables } from '@portolan/ceb';
import type { Complete } from '@portolan/contracts';
import type { Person, SealedPerson } from '@portolan/contracts/common/v1/types';
import type { MessageQueued } from '@portolan/contracts/customs/v1/events';
import type { MessageKind } from '@portolan/contracts/customs/v1/types';
import type { Papers } from '../declaration/state.ts';
import type { Contents } from '../processes/messages.ts';
import { cancellation605, list603, order303, receipt403, waybill505 } from './ceb-export.ts';
import type { Building } from './ceb-fields.ts';
import { cancellation623, list621, order311, payment411, waybill511 } from './ceb-import.ts';
import { codesOn } from './codes.ts';

/** Who transmits, and the packaging that the list names. */
export interface Transfer {
  readonly copCode: string;
  readonly copName: string;
  /** User number on the exchange platform. */
  readonly dxpId: string;
  /** Customs packaging code: 2 is a carton. */
  readonly wrapType: string;
}

export type QueuedMessage = Complete<MessageQueued>;

/** Whom a message names: the buyer, the payer or the consignee of an import; exports name nobody. */
export function personIn(kind: MessageKind, { order, payment, waybill }: Papers): Complete<SealedPerson> | undefined {
  switch (kind) {
    case 'MESSAGE_KIND_CEB311':
    case 'MESSAGE_KIND_CEB621':
    case 'MESSAGE_KIND_CEB623':
      return order.import?.buyer;
    case 'MESSAGE_KIND_CEB411':
      return payment?.payer;
    case 'MESSAGE_KIND_CEB511':
      return waybill.consignee;
    default:
      return undefined;
  }
}

/** A document and the table that it is written by. */
export interface Draft {
  readonly table: Table;
  readonly document: DocumentOf<Table>;
}

type Form = (building: Building) => Draft;

const form =
  <T extends Table>(table: T, document: (building: Building) => DocumentOf<T>): Form =>
  (building) => ({ table, document: document(building) as unknown as DocumentOf<Table> });

const forms: Readonly<Partial<Record<MessageKind, Form>>> = {
  MESSAGE_KIND_CEB303: form(tables['303'], order303),
  MESSAGE_KIND_CEB403: form(tables['403'], receipt403),
  MESSAGE_KIND_CEB505: form(tables['505'], waybill505),
  MESSAGE_KIND_CEB603: form(tables['603'], list603),
  MESSAGE_KIND_CEB605: form(tables['605'], cancellation605),
  MESSAGE_KIND_CEB311: form(tables['311'], order311),
  MESSAGE_KIND_CEB411: form(tables['411'], payment411),
  MESSAGE_KIND_CEB511: form(tables['511'], waybill511),
  MESSAGE_KIND_CEB621: form(tables['621'], list621),
  MESSAGE_KIND_CEB623: form(tables['623'], cancellation623),
};

/**
 * The document of a declaration's message (edition 202205: fields, order and lengths of its table). Guid and time are the
 * queued message's, so building it again gives the same.
 * @param person whom the message names, in clear: see personIn
 */
export function documentOf(
  { appTime, guid, kind, appType }: QueuedMessage,
  contents: Contents,
  wrapType: string,
  person?: Complete<Person>,
): Draft {
  const day = `${appTime.slice(0, 4)}-${appTime.slice(4, 6)}-${appTime.slice(6, 8)}`;
  const opening = { guid, appType: appType || '1', appTime, appStatus: '2' };
  const form = forms[kind];
  if (form === undefined) throw new Error(`no message of kind ${kind} can be built`);
  return form({ ...contents, opening, codes: codesOn(day), appTime, wrapType, person });
}

/** The message as XML, not yet signed. @throws CebFlaws where what is declared does not fit the table */
export function cebMessage(
  message: QueuedMessage,
  contents: Contents,
  transfer: Transfer,
  person?: Complete<Person>,
): string {
  const { table, document } = documentOf(message, contents, transfer.wrapType, person);
  return unsigned(table, message.guid, [document], transfer);
}

/** Documents in one message, not yet signed. @throws CebFlaws */
export function unsigned(
  table: Table,
  guid: string,
  documents: readonly DocumentOf<Table>[],
  { copCode, copName, dxpId }: Transfer,
): string {
  return buildMessage(table, { guid, documents, transfer: { copCode, copName, dxpId } } as never);
}
