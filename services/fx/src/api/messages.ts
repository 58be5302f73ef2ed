import { createHash } from 'node:crypto';
import type { ReceiveBankMessageRequest } from '@portolan/contracts/fx/v1/fx';
import { madeId } from '@portolan/eventsourcing';
import { answered, type Call, RefusedError, type Runtime } from '@portolan/service';
import { inbound, operator } from '../inbound/inbound.ts';
import type { ReadEntry, Reading } from '../inbound/reading.ts';

/** Reads the bytes of a message of the bank. */
export type Reader = (body: Uint8Array) => Reading;

/**
 * Keeps what the bank pushed, sealed, with what it says. The same bytes are kept once. What cannot be read is kept too
 * and answered INVALID_MESSAGE.
 */
export function receiveMessage(runtime: Runtime, read: Reader) {
  return async ({ body }: ReceiveBankMessageRequest, call: Call) => {
    const messageId = madeId('message', createHash('sha256').update(body).digest('hex'));
    const context = { ...call.context, tenant: operator };
    const reading = read(body);
    const raw = await runtime.vault.sealBytes(operator, messageId, 'raw', body);
    if ('flaws' in reading) {
      const message = { messageId, raw, flaws: [...reading.flaws] };
      answered(
        await runtime.commands.execute(inbound, messageId, { type: 'RefuseMessage', message }, context),
        messageId,
      );
      const { field = 'body', reason = '' } = reading.flaws[0] ?? {};
      throw new RefusedError({ refused: 'INVALID_MESSAGE', data: { message: messageId, field, reason } });
    }
    const entries = [];
    for (const entry of reading.entries) {
      entries.push(await sealed(runtime, messageId, entry));
    }
    const message = { messageId, kind: reading.kind, raw, entries, statuses: [...reading.statuses] };
    return answered(
      await runtime.commands.execute(inbound, messageId, { type: 'ReceiveMessage', message }, context),
      messageId,
    );
  };
}

/** The other party can be a person: its name and account stay closed until a refund is written to it. */
async function sealed({ vault }: Runtime, messageId: string, { counterpartyAccount, ...entry }: ReadEntry) {
  const counterparty = await vault.seal(operator, messageId, 'counterparty', entry.counterparty);
  if (counterpartyAccount === '') return { ...entry, counterparty };
  const account = await vault.seal(operator, messageId, 'counterpartyAccount', counterpartyAccount);
  return { ...entry, counterparty, counterpartyAccount: account };
}
