import { createHash } from 'node:crypto';
import { CebFlaws, wrap } from '@portolan/ceb';
import type { Complete } from '@portolan/contracts';
import type { Person } from '@portolan/contracts/common/v1/types';
import { type Answer, type PostOptions, post } from '@portolan/service';
import type { Contents, Delivery, SingleWindow } from '../processes/messages.ts';
import { cebMessage, messageName, personIn, type QueuedMessage, type Transfer } from './ceb-write.ts';

export interface SingleWindowOptions extends PostOptions {
  readonly url: string;
  readonly transfer: Transfer;
  /** Node of the receiver on the exchange. */
  readonly receiverId: string;
}

/** The single window over HTTP: one POST per message. The same message always goes out as the same bytes. */
export function singleWindow(options: SingleWindowOptions): SingleWindow {
  return {
    async deliver(message, contents, open) {
      const named = personIn(message.kind, contents.papers);
      const person = named === undefined ? undefined : await open(named);
      const built = formed(() => exchangeMessage(message, contents, options.transfer, options.receiverId, person));
      if (typeof built !== 'string') return built;
      const body = built;
      const response = await post(`${options.url}/dxp/messages`, { 'content-type': 'application/xml' }, body, options);
      return verdict(response, createHash('sha256').update(body).digest('hex'));
    },
  };
}

/** The bytes of a message as the exchange takes them. */
export function exchangeMessage(
  message: QueuedMessage,
  contents: Contents,
  transfer: Transfer,
  receiverId: string,
  person?: Complete<Person>,
): string {
  return wrap(cebMessage(message, contents, transfer, person), {
    copMsgId: message.copMsgId,
    senderId: transfer.dxpId,
    receiverIds: [receiverId],
    time: message.appTime,
    messageType: messageName(message.kind),
  });
}

// What does not fit its table would be thrown back by the port for its form: it goes back to whoever declares it.
function formed(build: () => string): string | Delivery {
  try {
    return build();
  } catch (error) {
    const [flaw] = error instanceof CebFlaws ? error.flaws : [];
    if (flaw === undefined) throw error;
    return { taken: false, status: `FORM ${flaw.field} ${flaw.rule}` };
  }
}

// What says that these bytes will never be taken. Of the rest (no such user, no such address, busy) nothing is final:
// it is sent again, and the request waits where operations sees it.
const finalRefusals = new Set([400, 409, 413, 415, 422]);

function verdict({ status, ok }: Answer, sha256: string): Delivery {
  if (ok) return { taken: true, sha256 };
  if (finalRefusals.has(status)) return { taken: false, status: `HTTP ${status}` };
  throw new Error(`the single window answered HTTP ${status}`);
}
