import { createHash } from 'node:crypto';
import { CebFlaws, type DocumentOf, keyOf, messageName, type Table, wrap } from '@portolan/ceb';
import { type Signer, signMessage } from '@portolan/ceb/signature';
import { type Answer, type PostOptions, post } from '@portolan/service';
import type { WriteMessage } from '../processes/messages.ts';
import type { Delivery, Refused, Written } from '../processes/outbox.ts';
import { documentOf, personIn, type Transfer, unsigned } from './ceb-write.ts';

export interface Letterhead {
  readonly transfer: Transfer;
  /** Node of the receiver on the exchange. */
  readonly receiverId: string;
  readonly signer: Signer;
}

/** What is fixed about a message before it is written: so its bytes are always the same. */
export interface Letter {
  readonly guid: string;
  readonly copMsgId: string;
  /** yyyyMMddHHmmss, China. */
  readonly time: string;
}

/** Writes documents into one message, signs it and puts it into the exchange's envelope. */
export type Writer = <T extends Table>(
  table: T,
  documents: readonly DocumentOf<T>[],
  letter: Letter,
) => Promise<Written | Refused>;

/** @returns a writer whose messages are answered by the key of their first document; Refused: `FORM field rule` */
export function writer({ transfer, receiverId, signer }: Letterhead): Writer {
  return async (table, documents, { guid, copMsgId, time }) => {
    const [first] = documents;
    if (first === undefined) throw new Error('a message without documents is none');
    try {
      const message = await signMessage(table, unsigned(table, guid, documents as never, transfer), signer);
      const receiverIds = [receiverId];
      const envelope = { copMsgId, senderId: transfer.dxpId, receiverIds, time, messageType: messageName(table) };
      const [ownerCode = '', key = ''] = keyOf(table, first).parts.map(([, value]) => value);
      const bytes = new Uint8Array(Buffer.from(wrap(message, envelope)));
      return { bytes, guid, ownerCode, key, certificate: signer.certificate.number };
    } catch (error) {
      return misfit(error);
    }
  };
}

// What does not fit its table would be thrown back by the port for its form: it goes back to whoever declares it.
function misfit(error: unknown): Refused {
  const [flaw] = error instanceof CebFlaws ? error.flaws : [];
  if (flaw === undefined) throw error;
  return { taken: false, status: `FORM ${flaw.field} ${flaw.rule}` };
}

/** Writes the messages of declarations. */
export function declarationWriter(write: Writer, wrapType: string): WriteMessage {
  return async (message, contents, open) => {
    const named = personIn(message.kind, contents.papers);
    const person = named === undefined ? undefined : await open(named);
    const { table, document } = documentOf(message, contents, wrapType, person);
    const { guid, copMsgId, appTime: time } = message;
    return write(table, [document], { guid, copMsgId, time });
  };
}

/** The single window over HTTP: one POST per message. */
export function poster({ url, ...options }: PostOptions & { readonly url: string }) {
  return async (bytes: Uint8Array): Promise<Delivery> => {
    const body = Buffer.from(bytes).toString('utf8');
    const response = await post(`${url}/dxp/messages`, { 'content-type': 'application/xml' }, body, options);
    return verdict(response, createHash('sha256').update(bytes).digest('hex'));
  };
}

// What says that these bytes will never be taken. Of the rest (no such user, no such address, busy) nothing is final:
// it is sent again, and the request waits where operations sees it.
const finalRefusals = new Set([400, 409, 413, 415, 422]);

function verdict({ status, ok }: Answer, sha256: string): Delivery {
  if (ok) return { taken: true, sha256 };
  if (finalRefusals.has(status)) return { taken: false, status: `HTTP ${status}` };
  throw new Error(`the single window answered HTTP ${status}`);
}
