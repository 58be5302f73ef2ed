import { money } from '@portolan/money';
import { describe, expect, it } from 'vitest';
import { breakClosed } from './reconciliation.ts';

const closing = (entry: 'CHARGE' | 'SUSPENSE', minor: bigint) =>
  breakClosed('b1', 't1', entry, money(minor, 'USD')).entries.map(({ accountId, side, amount }) => [
    `${side === 'SIDE_DEBIT' ? 'Dr' : 'Cr'} ${accountId.slice(0, 4)}`,
    amount.minor,
  ]);

describe('what closes a difference from the bank', () => {
  it.each([
    ['a charge that the bank took', 'CHARGE', -25n, ['Dr 5000', 'Cr 1000']],
    ['a charge that the bank gave back', 'CHARGE', 25n, ['Dr 1000', 'Cr 5000']],
    ['money that nobody knows', 'SUSPENSE', 25n, ['Dr 1000', 'Cr 2050']],
    ['money that left and nobody knows', 'SUSPENSE', -25n, ['Dr 2050', 'Cr 1000']],
  ] as const)('%s', (_, entry, minor, sides) => {
    expect(closing(entry, minor)).toEqual(sides.map((side) => [side, 25n]));
  });

  it('is one transaction under the id that it was given', () => {
    expect(breakClosed('b1', 't1', 'CHARGE', money(-1n, 'USD'))).toMatchObject({
      ...{ transactionId: 't1', type: 'BREAK_CLOSED', businessReference: 'b1', effectiveAt: '' },
    });
  });
});
