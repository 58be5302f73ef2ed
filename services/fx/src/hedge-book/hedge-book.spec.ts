import { money } from '@portolan/money';
import { given } from '@portolan/testkit';
import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exposedBy, type HedgeCommand, hedgeBook, ratioOf } from './hedge-book.ts';

const usd = (minor: bigint) => money(minor, 'USD');
const exposures = [
  { reference: 'o1', amount: usd(60_000n) },
  { reference: 'o2', amount: usd(40_000n) },
];
const designate = {
  ...{ type: 'DesignateHedge' as const, dealId: 'd', hedged: usd(80_000n), exposures, low: '0.5', high: '0.9' },
};
const designated = {
  type: 'HedgeDesignated' as const,
  data: { dealId: 'd', hedged: usd(80_000n), exposures, ratio: '0.8000' },
};
const reduce = (reference: string, left: bigint) => ({ type: 'ReduceExposure' as const, reference, left });
const reduced = (reference: string, left: bigint) => ({
  type: 'HedgedExposureReduced' as const,
  data: { reference, left: usd(left) },
});
const over = (exposed: bigint) => ({
  type: 'OverHedged' as const,
  data: { dealId: 'd', hedged: usd(80_000n), exposed: usd(exposed) },
});
const release = { type: 'ReleaseHedge', dealId: 'd', reason: 'closed out' } as const;
const released = { type: 'HedgeReleased' as const, data: { dealId: 'd', reason: 'closed out' } };

describe('a hedge', () => {
  it('is of orders, within the band of the policy', () => {
    given(hedgeBook, []).when(designate).then([designated]);
    given(hedgeBook, [designated]).when(designate).thenNothing();
    const band = { ratio: '0.8000', low: '0.5', high: '0.75' };
    given(hedgeBook, [])
      .when({ ...designate, high: '0.75' })
      .thenRefused('HEDGE_RATIO_OUTSIDE', band);
    given(hedgeBook, [])
      .when({ ...designate, hedged: usd(49_000n) })
      .thenRefused('HEDGE_RATIO_OUTSIDE');
  });

  it.each([
    ['no order', []],
    ['another currency', [{ reference: 'o1', amount: money(1n, 'EUR') }]],
    ['an order twice', [exposures[0], exposures[0]]],
    ['nothing', [{ reference: 'o1', amount: usd(0n) }]],
  ])('is not of %s', (_, of) => {
    given(hedgeBook, [])
      .when({ ...designate, exposures: of as typeof exposures })
      .thenRefused('HEDGE_INVALID', { deal: 'd' });
  });

  it('does not share an order with another', () => {
    given(hedgeBook, [designated])
      .when({ ...designate, dealId: 'e' })
      .thenRefused('HEDGE_INVALID', { deal: 'e' });
  });

  it('is too large once an order is called off: told once', () => {
    given(hedgeBook, [designated])
      .when(reduce('o2', 0n))
      .then([reduced('o2', 0n), over(60_000n)]);
    given(hedgeBook, [designated])
      .when(reduce('o2', 30_000n))
      .then([reduced('o2', 30_000n)]);
    const history = [designated, reduced('o2', 0n), over(60_000n)];
    given(hedgeBook, history)
      .when(reduce('o1', 0n))
      .then([reduced('o1', 0n)]);
    given(hedgeBook, history).when(reduce('o2', 0n)).thenNothing();
    given(hedgeBook, [designated]).when(reduce('o3', 0n)).thenNothing();
    given(hedgeBook, [designated]).when(reduce('o2', 50_000n)).thenNothing();
  });

  it('is released', () => {
    given(hedgeBook, [designated]).when(release).then([released]);
    given(hedgeBook, []).when(release).thenRefused('HEDGE_NOT_FOUND', { deal: 'd' });
    given(hedgeBook, [designated, released]).when(designate).then([designated]);
  });

  it('has a ratio, rounded up', () => {
    expect([ratioOf(usd(1n), usd(3n)), ratioOf(usd(3n), usd(1n)), ratioOf(usd(1n), usd(0n))]).toEqual([
      ...['0.3334', '3.0000', '9999'],
    ]);
    expect(exposedBy({ hedged: usd(1n), exposures })).toEqual(usd(100_000n));
  });
});

it('an order belongs to one hedge, and what is exposed only shrinks', () => {
  const name = fc.constantFrom('d', 'e');
  const order = fc.constantFrom('o1', 'o2', 'o3');
  const wild: fc.Arbitrary<HedgeCommand> = fc.oneof(
    fc.tuple(name, order, fc.bigInt(0n, 90_000n)).map(([dealId, reference, minor]) => ({
      ...{ ...designate, dealId, hedged: usd(minor), exposures: [{ reference, amount: usd(80_000n) }] },
    })),
    fc.tuple(order, fc.bigInt(-1n, 90_000n)).map(([reference, left]) => reduce(reference, left)),
    name.map((dealId) => ({ ...release, dealId })),
  );
  anyHistory('fx hedge book', {
    service: 'fx',
    aggregate: hedgeBook,
    roads: [[designate, reduce('o2', 0n), release]],
    wild,
    events: { HedgeDesignated: true, HedgedExposureReduced: true, OverHedged: true, HedgeReleased: true },
    // What was released may be designated again.
    counts: () => true,
    laws({ after, events }) {
      const used = Object.values(after.hedges).flatMap((hedge) => hedge.exposures.map(({ reference }) => reference));
      holds(new Set(used).size === used.length, 'an order is hedged once', used);
      for (const { type, data } of events) {
        if (type === 'OverHedged') holds(data.exposed.minor < data.hedged.minor, 'over is over', data);
      }
    },
  });
});
