import { fold, isRefusal } from '@portolan/eventsourcing';
import { money } from '@portolan/money';
import { facts } from '@portolan/testkit';
import { describe, expect, it } from 'vitest';
import type { LedgerEvent, Posting } from './book.ts';
import { ledger } from './ledger.ts';
import { escrowFunding, receipt } from './postings.ts';
import { verifier } from './verifying.ts';

const usd = (minor: bigint) => money(minor, 'USD');
const steps: readonly Posting[] = [
  receipt('f1', 'm', usd(100n), ''),
  receipt('f2', 'm', usd(200n), ''),
  escrowFunding('e', 'm', usd(50n), ''),
];

function posted(postings: readonly Posting[]): LedgerEvent[] {
  const events: LedgerEvent[] = [];
  for (const posting of postings) {
    const decision = ledger.decide(posting, fold(ledger, ledger.initial, events), facts());
    if (!isRefusal(decision)) events.push(...decision);
  }
  return events;
}

function verified(events: readonly LedgerEvent[]) {
  const book = verifier();
  for (const [index, event] of events.entries()) book.take(event, index + 1);
  return book.so();
}

const altered = (event: LedgerEvent | undefined, by: object): LedgerEvent =>
  ({ ...event, data: { ...event?.data, ...by } }) as LedgerEvent;

describe('reading a book anew', () => {
  const [one, two, three] = posted(steps);
  const all = posted(steps);

  it('finds it sound, with the chain that the ledger keeps', () => {
    const { chain } = fold(ledger, ledger.initial, all);
    expect(verified(all)).toMatchObject({ transactions: 3, sound: true, brokenTransaction: '', chain });
  });

  it.each([
    ['an amount', { entries: receipt('f2', 'm', usd(201n), '').entries }],
    ['a business date', { effectiveAt: '2026-01-01T00:00:00.000Z' }],
    ['a reference', { businessReference: 'other' }],
    ['a reason', { reason: 'of somebody else' }],
    ['a chain', { chain: 'f'.repeat(64) }],
    ['no chain any more', { chain: undefined }],
  ])('names the first transaction of which somebody altered %s', (_, by) => {
    const found = verified([one, altered(two, by), three] as LedgerEvent[]);
    expect(found).toMatchObject({ sound: false, brokenTransaction: steps[1]?.transactionId, brokenVersion: 2 });
  });

  it('misses what was taken out, and what was put in', () => {
    expect(verified([one, three] as LedgerEvent[])).toMatchObject({ sound: false, brokenVersion: 2 });
    expect(verified([one, one, two, three] as LedgerEvent[])).toMatchObject({ sound: false, brokenVersion: 2 });
  });

  it('goes on from the time before there was a chain', () => {
    const old = altered(one, { chain: undefined });
    const history = [old, ...[two, three]] as LedgerEvent[];
    expect(verified(history)).toMatchObject({ sound: true, transactions: 3 });
    const forged = altered(old, { businessReference: 'other' });
    expect(verified([forged, two, three] as LedgerEvent[])).toMatchObject({ sound: false, brokenVersion: 2 });
  });

  it('says so where what comes next cannot be read', () => {
    const book = verifier();
    book.take(one as LedgerEvent, 1);
    expect(book.unreadable()).toMatchObject({ sound: false, brokenVersion: 2, transactions: 1 });
  });
});
