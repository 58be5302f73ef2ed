import { type Complete, outside } from '@portolan/contracts';
import type { Sealed } from '@portolan/contracts/common/v1/types';
import type { ReceiveBankMessageRequest } from '@portolan/contracts/fx/v1/fx';
import { type Call, type Runtime, receive } from '@portolan/service';
import { type InboundCommand, inbound } from '../inbound/inbound.ts';
import type { ReadEntry, Reading } from '../inbound/reading.ts';

/** Reads the bytes of a message of the bank. */
export type Reader = (body: Uint8Array) => Reading;

/**
 * Keeps what the bank pushed, sealed, with what it says. The same bytes are kept once. What cannot be read is kept too
 * and answered INVALID_MESSAGE.
 */
export function receiveMessage(runtime: Runtime, read: Reader) {
  return ({ body }: ReceiveBankMessageRequest, call: Call) => {
    const command = async (messageId: string, raw: Complete<Sealed>): Promise<InboundCommand> => {
      const reading = read(body);
      if ('flaws' in reading) {
        return { type: 'RefuseMessage', message: { messageId, raw, flaws: [...reading.flaws] } };
      }
      const { kind, statuses } = reading;
      const entries = [];
      for (const entry of reading.entries) entries.push(await sealed(runtime, messageId, entry));
      return { type: 'ReceiveMessage', message: { messageId, kind, raw, entries, statuses: [...statuses] } };
    };
    return receive(runtime, inbound, { body, command }, call);
  };
}

/** The other party can be a person: its name and account stay closed until a refund is written to it. */
async function sealed({ vault }: Runtime, messageId: string, { counterpartyAccount, ...entry }: ReadEntry) {
  const counterparty = await vault.seal(outside, messageId, 'counterparty', entry.counterparty);
  if (counterpartyAccount === '') return { ...entry, counterparty };
  const account = await vault.seal(outside, messageId, 'counterpartyAccount', counterpartyAccount);
  return { ...entry, counterparty, counterpartyAccount: account };
}
