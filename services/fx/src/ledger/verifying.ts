import type { FxEvent } from '@portolan/contracts';
import { chainAfter, unchained } from './chain.ts';

/** What reading a book from its beginning has shown. */
export interface Verified {
  readonly transactions: number;
  /** Of the last transaction. */
  readonly chain: string;
  readonly sound: boolean;
  /** The first transaction that is not as it was recorded, and its version; '' and 0: none. */
  readonly brokenTransaction: string;
  readonly brokenVersion: number;
  readonly closedUntil: string;
}

/**
 * Goes along the events of a book and makes the chain anew. What carries another chain than its content and all before it
 * give was altered, or something before it was dropped, moved or put in. Transactions of the time before there was a
 * chain carry none: the first that does vouches for them.
 */
export function verifier() {
  let found: Verified = {
    ...{ transactions: 0, chain: unchained, sound: true },
    ...{ brokenTransaction: '', brokenVersion: 0, closedUntil: '' },
  };
  let last = 0;
  let chained = false;

  function broken(transaction: string, version: number): void {
    if (found.sound) found = { ...found, sound: false, brokenTransaction: transaction, brokenVersion: version };
  }

  return {
    take({ type, data }: FxEvent, version: number): void {
      last = version;
      if (type === 'PeriodClosed') found = { ...found, closedUntil: data.until };
      if (type !== 'TransactionPosted') return;
      const chain = chainAfter(found.chain, data);
      if (data.chain === undefined ? chained : data.chain !== chain) broken(data.transactionId, version);
      chained ||= data.chain !== undefined;
      found = { ...found, transactions: found.transactions + 1, chain: data.chain ?? chain };
    },
    so: (): Verified => found,
    /** What comes next is no event of a book any more. */
    unreadable(): Verified {
      broken('', last + 1);
      return found;
    },
  };
}
