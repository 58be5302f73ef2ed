import { money } from '@portolan/money';
import { facts, given } from '@portolan/testkit';
import { describe, expect, it } from 'vitest';
import type { LedgerEvent, Posting, Reverse } from './book.ts';
import { chainAfter } from './chain.ts';
import { ledger } from './ledger.ts';
import { escrowFunding, receipt } from './postings.ts';
import { balancesOf } from './sums.ts';

const usd = (minor: bigint) => money(minor, 'USD');
const first = receipt('funds', 'm', usd(1_000n), '2026-02-27T00:00:00.000Z');
const event = (of: Posting, about: object = {}): LedgerEvent => ({
  type: 'TransactionPosted',
  data: { ...of, effectiveAt: of.effectiveAt || facts().at, entries: [...of.entries], ...about },
});
const turned: Posting = {
  ...{ transactionId: 'v', type: 'REVERSAL', businessReference: 'funds', effectiveAt: '' },
  entries: first.entries.map((entry) => ({
    ...entry,
    side: entry.side === 'SIDE_DEBIT' ? 'SIDE_CREDIT' : 'SIDE_DEBIT',
  })),
};
const reversal = event(turned, { reverses: first.transactionId, reason: 'keyed twice' });
const reverse: Reverse = { type: 'Reverse', transactionId: 'v', original: first, reason: 'keyed twice' };
const closed: LedgerEvent = { type: 'PeriodClosed', data: { until: '2026-02-28' } };

describe('a reversal', () => {
  it('turns every side round, says what it reverses and why, and leaves nothing', () => {
    const { state } = given(ledger, [event(first)]);
    if (reversal.type !== 'TransactionPosted') throw new Error('unreached');
    given(ledger, [event(first)])
      .when(reverse)
      .then([{ ...reversal, data: { ...reversal.data, chain: chainAfter(state.chain, reversal.data) } }]);
    expect(balancesOf(given(ledger, [event(first), reversal]).state)).toEqual({});
  });

  it('comes once', () => {
    given(ledger, [event(first), reversal])
      .when(reverse)
      .thenNothing();
    given(ledger, [event(first), reversal])
      .when({ ...reverse, transactionId: 'another' })
      .thenRefused('LEDGER_ALREADY_REVERSED', { transaction: first.transactionId, reversal: 'v' });
  });

  it('is of a transaction as it was posted', () => {
    given(ledger, []).when(reverse).thenRefused('LEDGER_TRANSACTION_UNKNOWN');
    given(ledger, [event(first)])
      .when({ ...reverse, original: receipt('funds', 'm', usd(999n), '') })
      .thenRefused('LEDGER_TRANSACTION_UNKNOWN');
  });

  it('takes back no money that has gone on', () => {
    given(ledger, [event(first), event(escrowFunding('e', 'm', usd(1n), ''))])
      .when(reverse)
      .thenRefused('LEDGER_INSUFFICIENT_FUNDS');
  });

  it('of a closed period is booked in the open one', () => {
    const outcome = ledger.decide(reverse, given(ledger, [event(first), closed]).state, facts());
    expect(outcome).toMatchObject([{ data: { effectiveAt: facts().at } }]);
  });
});

describe('a closed period', () => {
  it('takes no transaction any more, also none that was reserved', () => {
    given(ledger, [closed])
      .when(first)
      .thenRefused('LEDGER_PERIOD_CLOSED', {
        ...{ type: 'RECEIPT', date: '2026-02-27', until: '2026-02-28' },
      });
    given(ledger, [closed])
      .when({ ...first, effectiveAt: '2026-02-28T23:59:59.999Z' })
      .thenRefused('LEDGER_PERIOD_CLOSED');
  });

  it('leaves the next day open, and what carries no date', () => {
    for (const effectiveAt of ['2026-03-01T00:00:00.000Z', ''])
      expect(ledger.decide({ ...first, effectiveAt }, given(ledger, [closed]).state, facts())).toHaveLength(1);
  });

  it('knows what was posted before it was closed', () => {
    given(ledger, [event(first), closed])
      .when(first)
      .thenNothing();
  });

  it('is closed once it is over, and never opened again', () => {
    given(ledger, []).when({ type: 'ClosePeriod', until: '2026-02-28' }).then([closed]);
    given(ledger, [closed]).when({ type: 'ClosePeriod', until: '2026-01-31' }).thenNothing();
    given(ledger, [])
      .when({ type: 'ClosePeriod', until: facts().at.slice(0, 10) })
      .thenRefused('LEDGER_PERIOD_NOT_OVER');
  });
});

describe('the chain', () => {
  it('goes over every transaction, also over old ones that carry none', () => {
    const { state } = given(ledger, [event(first)]);
    if (state.chain === '') throw new Error('the chain is empty');
    const second = ledger.decide(escrowFunding('e', 'm', usd(1n), ''), state, facts());
    expect(second).toMatchObject([{ data: { chain: expect.stringMatching(/^[0-9a-f]{64}$/) } }]);
  });

  it.each([
    ['its amount', receipt('funds', 'm', usd(1_001n), first.effectiveAt)],
    ['its time', { ...first, effectiveAt: '2026-02-26T00:00:00.000Z' }],
    ['its reference', { ...first, businessReference: 'other' }],
  ])('changes with %s', (_, altered) => {
    expect(given(ledger, [event(altered)]).state.chain).not.toBe(given(ledger, [event(first)]).state.chain);
  });
});
