import { buildMessage, messageName as nameOf, tables } from '@portolan/ceb';
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

/** The name of a message on the wire: CEB303Message. */
export function messageName(kind: MessageKind): string {
  return nameOf({ number: kind.replace('MESSAGE_KIND_CEB', '') });
}

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

/**
 * The CEB message (edition 202205: fields, order and lengths of its table) as XML. Guid and time are the queued
 * message's, so building it again gives the same bytes. Unsigned: exports need a signature only where the office asks
 * for one; 621 and 623 need one from an operator's card, which is not here.
 * @param person whom the message names, in clear: see personIn
 * @throws CebFlaws where what is declared does not fit the table
 */
export function cebMessage(
  message: QueuedMessage,
  contents: Contents,
  transfer: Transfer,
  person?: Complete<Person>,
): string {
  const { appTime, guid, kind } = message;
  const day = `${appTime.slice(0, 4)}-${appTime.slice(4, 6)}-${appTime.slice(6, 8)}`;
  const opening = { guid, appType: message.appType || '1', appTime, appStatus: '2' };
  const { wrapType, copCode, copName, dxpId } = transfer;
  const building: Building = { ...contents, opening, codes: codesOn(day), appTime, wrapType, person };
  const sent = { guid, transfer: { copCode, copName, dxpId } };
  switch (kind) {
    case 'MESSAGE_KIND_CEB303':
      return buildMessage(tables['303'], { ...sent, documents: [order303(building)] });
    case 'MESSAGE_KIND_CEB403':
      return buildMessage(tables['403'], { ...sent, documents: [receipt403(building)] });
    case 'MESSAGE_KIND_CEB505':
      return buildMessage(tables['505'], { ...sent, documents: [waybill505(building)] });
    case 'MESSAGE_KIND_CEB603':
      return buildMessage(tables['603'], { ...sent, documents: [list603(building)] });
    case 'MESSAGE_KIND_CEB605':
      return buildMessage(tables['605'], { ...sent, documents: [cancellation605(building)] });
    case 'MESSAGE_KIND_CEB311':
      return buildMessage(tables['311'], { ...sent, documents: [order311(building)] });
    case 'MESSAGE_KIND_CEB411':
      return buildMessage(tables['411'], { ...sent, documents: [payment411(building)] });
    case 'MESSAGE_KIND_CEB511':
      return buildMessage(tables['511'], { ...sent, documents: [waybill511(building)] });
    case 'MESSAGE_KIND_CEB621':
      return buildMessage(tables['621'], { ...sent, documents: [list621(building)] });
    case 'MESSAGE_KIND_CEB623':
      return buildMessage(tables['623'], { ...sent, documents: [cancellation623(building)] });
    default:
      throw new Error(`no message of kind ${kind} can be built`);
  }
}
