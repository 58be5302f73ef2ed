import { type Complete, outside } from '@portolan/contracts';
import type { Sealed } from '@portolan/contracts/common/v1/types';
import type { ReceiveBankMessageRequest } from '@portolan/contracts/fx/v1/fx';
import { type Call, type Runtime, receive } from '@portolan/service';
import { type FurtherEvent, type InboundCommand, inbound } from '../inbound/inbound.ts';
import type { ReadEntry, Reading, Said } from '../inbound/reading.ts';

/** Reads the bytes of a message of the bank. */
export type Reader = (body: Uint8Array) => Reading | Promise<Reading>;

/**
 * Keeps what the bank pushed, sealed, with what it says. The same bytes are kept once. What cannot be read is kept too
 * and answered INVALID_MESSAGE.
 */
export function receiveMessage(runtime: Runtime, read: Reader) {
  return ({ body }: ReceiveBankMessageRequest, call: Call) => {
    const command = async (messageId: string, raw: Complete<Sealed>): Promise<InboundCommand> => {
      const reading = await read(body);
      if ('flaws' in reading) {
        return { type: 'RefuseMessage', message: { messageId, raw, flaws: [...reading.flaws] } };
      }
      const { kind, statuses } = reading;
      const entries = await sealedAll(runtime, messageId, reading.entries);
      const message = { messageId, kind, raw, entries, statuses: [...statuses] };
      return { type: 'ReceiveMessage', message, further: await furtherOf(runtime, messageId, reading) };
    };
    return receive(runtime, inbound, { body, command }, call);
  };
}

async function furtherOf(runtime: Runtime, messageId: string, said: Said): Promise<readonly FurtherEvent[]> {
  const further: FurtherEvent[] = [
    ...said.returns.map((returned) => ({ type: 'PaymentReturnRead' as const, data: { messageId, returned } })),
    ...said.recallAnswers.map((answer) => ({ type: 'RecallAnswerRead' as const, data: { messageId, answer } })),
    ...said.recallRequests.map((request) => ({ type: 'RecallRequestRead' as const, data: { messageId, request } })),
    ...said.transfers.map((transfer) => ({ type: 'CreditTransferRead' as const, data: { messageId, transfer } })),
  ];
  for (const read of said.statements) {
    const statement = { ...read, entries: await sealedAll(runtime, messageId, read.entries) };
    further.push({ type: 'BankStatementRead', data: { messageId, statement } });
  }
  return further;
}

async function sealedAll(runtime: Runtime, messageId: string, entries: readonly ReadEntry[]) {
  const all = [];
  for (const entry of entries) all.push(await sealed(runtime, messageId, entry));
  return all;
}

/** The other party can be a person: its name and account stay closed until a refund is written to it. */
async function sealed({ vault }: Runtime, messageId: string, { counterpartyAccount, ...entry }: ReadEntry) {
  const counterparty = await vault.seal(outside, messageId, 'counterparty', entry.counterparty);
  if (counterpartyAccount === '') return { ...entry, counterparty };
  const account = await vault.seal(outside, messageId, 'counterpartyAccount', counterpartyAccount);
  return { ...entry, counterparty, counterpartyAccount: account };
}
