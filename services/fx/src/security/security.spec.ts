import { money } from '@portolan/money';
import { facts, given } from '@portolan/testkit';
import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Security, type SecurityCommand, type SecurityEvent, security, securityId } from './security.ts';

const usd = (minor: bigint) => money(minor, 'USD');
const id = { securityId: 's' };
const take = (minor: bigint): SecurityCommand => ({ type: 'TakeDeposit', ...id, amount: usd(minor) });
const giveBack = (minor: bigint): SecurityCommand => ({ type: 'ReturnDeposit', ...id, amount: usd(minor) });
const cover = (reference: string, minor: bigint): SecurityCommand => ({
  ...{ type: 'Cover', ...id, reference, amount: usd(minor), months: 12 },
});
const recover = (reference: string, minor: bigint): SecurityCommand => ({
  ...{ type: 'Recover', ...id, reference, amount: usd(minor) },
});
const restore = (reference: string, minor: bigint): SecurityCommand => ({
  ...{ type: 'Restore', ...id, reference, amount: usd(minor) },
});
const due = '2027-03-02T01:00:00.000Z';
const put: SecurityEvent = {
  type: 'DepositTaken',
  data: { ...id, amount: usd(50n), deposit: usd(50n), reference: '' },
};
const used: SecurityEvent = {
  type: 'DepositUsed',
  data: { ...id, reference: 'd', amount: usd(50n), deposit: usd(0n) },
};
const advanced: SecurityEvent = {
  type: 'AdvanceGiven',
  data: { ...id, reference: 'd', amount: usd(150n), owed: usd(150n), due },
};

describe('what secures a merchant', () => {
  it('is one per merchant and currency', () => {
    expect(securityId('m', 'USD')).not.toBe(securityId('m', 'CNY'));
    given(security, []).when(take(50n)).then([put]);
    given(security, []).when(take(0n)).thenRefused('SECURITY_AMOUNT_INVALID');
  });

  it('covers what is short: the deposit first, then an advance due within twelve months; once', () => {
    given(security, [put]).when(cover('d', 200n)).then([used, advanced]);
    given(security, [put, used, advanced]).when(cover('d', 200n)).thenNothing();
  });

  it('is recovered from each release once, never more than is owed', () => {
    const back = (minor: bigint, owed: bigint): SecurityEvent => ({
      type: 'AdvanceRecovered',
      data: { ...id, reference: 'e', amount: usd(minor), owed: usd(owed) },
    });
    given(security, [put, used, advanced])
      .when(recover('e', 100n))
      .then([back(100n, 50n)]);
    given(security, [put, used, advanced])
      .when(recover('e', 900n))
      .then([back(150n, 0n)]);
    given(security, [put, used, advanced, back(100n, 50n)])
      .when(recover('e', 100n))
      .thenNothing();
    given(security, [put]).when(recover('e', 100n)).thenNothing();
  });

  it('goes back only where nothing is owed, and tells once that an advance is overdue', () => {
    given(security, [put]).when(giveBack(51n)).thenRefused('SECURITY_DEPOSIT_SHORT');
    given(security, [put, advanced]).when(giveBack(1n)).thenRefused('SECURITY_DEPOSIT_SHORT');
    const check: SecurityCommand = { type: 'CheckAdvance', ...id };
    given(security, [advanced]).when(check, facts('2027-03-02T00:59:59.999Z')).thenNothing();
    given(security, [advanced])
      .when(check, facts(due))
      .then([{ type: 'AdvanceOverdue', data: { ...id, owed: usd(150n), due } }]);
  });
});

it('neither deposit nor debt is ever below nothing, and both follow from what happened', () => {
  const some = fc.bigInt(1n, 300n);
  const reference = fc.constantFrom('d1', 'd2', 'd3');
  anyHistory<Security, SecurityCommand, SecurityEvent>('fx security', {
    service: 'fx',
    aggregate: security,
    roads: [
      [take(50n), cover('d1', 200n), recover('e1', 100n), restore('d1', 120n), giveBack(10n)],
      [cover('d1', 200n)],
    ],
    wild: fc.oneof(
      some.map(take),
      some.map(giveBack),
      fc.tuple(reference, some).map(([one, minor]) => cover(one, minor)),
      fc.tuple(fc.constantFrom('e1', 'e2'), some).map(([one, minor]) => recover(one, minor)),
      fc.tuple(reference, some).map(([one, minor]) => restore(one, minor)),
      fc.constant<SecurityCommand>({ type: 'CheckAdvance', ...id }),
    ),
    events: {
      ...{ DepositTaken: true, DepositReturned: true, DepositUsed: true, AdvanceGiven: true, AdvanceRecovered: true },
    } as Record<SecurityEvent['type'], true>,
    counts: ({ type }) => type === 'TakeDeposit' || type === 'ReturnDeposit' || type === 'Restore',
    laws({ after, history }) {
      const sum = (...types: readonly string[]) =>
        history.reduce(
          (all, { type, data }) => (types.includes(type) && 'amount' in data ? all + data.amount.minor : all),
          0n,
        );
      holds(after.deposit.minor >= 0n && after.owed.minor >= 0n, 'nothing is below nothing', after);
      holds(after.deposit.minor === sum('DepositTaken') - sum('DepositReturned', 'DepositUsed'), 'deposit', after);
      holds(after.owed.minor === sum('AdvanceGiven') - sum('AdvanceRecovered'), 'owed', after);
    },
  });
});
