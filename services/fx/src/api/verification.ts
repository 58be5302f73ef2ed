import type { Complete, FxEvent } from '@portolan/contracts';
import type { VerifyLedgerRequest } from '@portolan/contracts/fx/v1/ledger';
import type { Call, Runtime } from '@portolan/service';
import { mainBook } from '../ledger/ledger.ts';
import { type Verified, verifier } from '../ledger/verifying.ts';
import { bookOf } from './books.ts';

/** Reads the event store anew and says whether every transaction is as it was recorded. */
export function verifyLedger({ stream }: Runtime) {
  return async ({ tenant: of }: Complete<VerifyLedgerRequest>, call: Call) => {
    const tenant = bookOf(call, of);
    const { transactions, ...found } = await verified(stream(`${tenant}/ledger/${mainBook}`));
    return { tenant, transactions: BigInt(transactions), ...found, brokenVersion: BigInt(found.brokenVersion) };
  };
}

async function verified(events: ReturnType<Runtime['stream']>): Promise<Verified> {
  const book = verifier();
  try {
    for await (const { version, ...event } of events) book.take(event as FxEvent, version);
  } catch {
    // Whoever altered the bytes may have left no message at all.
    return book.unreadable();
  }
  return book.so();
}
