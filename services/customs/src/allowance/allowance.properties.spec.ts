import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { type AllowanceCommand, allowance, totals } from './allowance.ts';

const limit = { minor: 2_600n, currency: 'CNY' };
const orderId = fc.constantFrom('O1', 'O2', 'O3', 'O4');
const of = { allowanceId: 'A1', buyer: 'hash', year: 2026, limit };
const reserve = (order: string, minor: bigint): AllowanceCommand => ({
  ...{ type: 'Reserve', ...of, orderId: order, declarationId: `D-${order}`, amount: { minor, currency: 'CNY' } },
});
const wild: fc.Arbitrary<AllowanceCommand> = fc.oneof(
  fc.tuple(orderId, fc.bigInt(1n, 2_700n)).map((asked) => reserve(...asked)),
  orderId.map((order): AllowanceCommand => ({ type: 'Use', allowanceId: 'A1', orderId: order })),
  orderId.map(
    (order): AllowanceCommand => ({ type: 'GiveBack', allowanceId: 'A1', orderId: order, reason: 'CANCELLED' }),
  ),
);

it('what a buyer has reserved and used of a year is never above its limit, nor below nothing', () => {
  anyHistory('customs allowance', {
    service: 'customs',
    aggregate: allowance,
    roads: [
      [
        reserve('O1', 1_000n),
        reserve('O2', 1_600n),
        { type: 'Use', allowanceId: 'A1', orderId: 'O1' },
        reserve('O3', 1n),
      ],
    ],
    wild,
    events: { AllowanceReserved: true, AllowanceUsed: true, AllowanceGivenBack: true },
    laws({ after, history }) {
      const { reserved, used } = totals(after);
      holds(reserved >= 0n && used >= 0n && reserved + used <= limit.minor, 'within the limit', after);
      let held = 0n;
      for (const { type, data } of history) {
        if (type === 'AllowanceReserved') held += data.amount.minor;
        if (type === 'AllowanceGivenBack') held -= data.amount.minor;
      }
      holds(held === reserved + used, 'what was reserved and not given back is held', history);
    },
  });
});
