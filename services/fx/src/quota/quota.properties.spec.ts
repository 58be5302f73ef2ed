import { money } from '@portolan/money';
import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { quota, type TakeQuota } from './quota.ts';

const usd = (minor: bigint) => money(minor, 'USD');
const take = (minor: bigint, reference: string): TakeQuota => ({
  ...{ quotaId: 'q1', year: 2026, direction: 'SELL', amount: usd(minor), limit: usd(5_000_000n), reference },
});

it('is never above its limit, whatever is asked', () => {
  const minor = fc.bigInt(-1n, 3_000_000n);
  anyHistory('fx individual-quota', {
    ...{ service: 'fx', aggregate: quota, roads: [[take(3_000_000n, 'a'), take(2_000_000n, 'b')]] },
    wild: fc.tuple(minor, fc.constantFrom('a', 'b', 'c', 'd')).map((of) => take(...of)),
    events: { IndividualQuotaTaken: true },
    laws({ after }) {
      holds(after.taken <= 5_000_000n && after.taken > 0n, 'within the limit', after.taken);
    },
  });
});
