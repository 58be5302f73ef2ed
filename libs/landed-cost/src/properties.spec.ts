import type { Money } from '@portolan/money';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRefused, landedCost, rules } from './index.ts';
import type { GoodsLine, PrepaidRefund, RetailImport, StockLine } from './question.ts';
import { cny, goods, parcel, priced, retail } from './rig/asking.ts';

const runs = { numRuns: 1_000 };
const amount = fc.bigInt({ min: 0n, max: 90_000n });
const codes = ['1901101000', '2204210000', '1006302090', '6109100010', '4901990000'] as const;
const line = fc.record({ hsCode: fc.constantFrom(...codes), total: amount });
const lines = fc
  .array(line, { minLength: 1, maxLength: 5 })
  .map((all) => all.map(({ hsCode, total }, index): GoodsLine => goods(hsCode, cny(total), { line: index + 1 })));
const order = fc
  .record({ lines, freight: fc.bigInt({ min: 0n, max: 5_000n }), insurance: fc.bigInt({ min: 0n, max: 500n }) })
  .map(({ lines: all, freight, insurance }): RetailImport => {
    return retail(0n, { lines: all, freight: cny(freight), insurance: cny(insurance) });
  });
const minors = (amounts: readonly Money[]) => amounts.reduce((all, { minor }) => all + minor, 0n);

describe('for any order', () => {
  test('goods, freight, insurance and taxes are the landed cost, to the cent', () => {
    const identity = fc.property(order, (asked) => {
      const { landed, due } = priced(asked);
      const goodsValue = minors(asked.lines.map(({ total }) => total));
      expect(landed.amount.minor).toBe(goodsValue + asked.freight.minor + asked.insurance.minor + due.amount.minor);
    });
    fc.assert(identity, runs);
  });

  test('figures of the lines add up to the totals, and values to what was paid', () => {
    const sums = fc.property(order, (asked) => {
      const cost = priced(asked);
      for (const total of cost.totals) {
        const parts = cost.lines.flatMap(({ figures }) => figures.filter(({ kind }) => kind === total.kind));
        expect(minors(parts.map((one) => one.amount))).toBe(total.amount.minor);
      }
      const values = minors(cost.lines.map(({ value }) => value.amount));
      expect(values + cost.due.amount.minor).toBe(cost.landed.amount.minor);
      expect(
        cost.lines.every(({ value }, index) => value.amount.minor >= (asked.lines[index]?.total.minor ?? 0n)),
      ).toBe(true);
    });
    fc.assert(sums, runs);
  });

  test('a higher price is never taxed less, within the limits and above', () => {
    const rising = fc.property(
      fc.constantFrom(...codes),
      fc.bigInt({ min: 0n, max: 1_500_000n }),
      fc.bigInt({ min: 0n, max: 500_000n }),
      (hsCode, price, more) => {
        const taxes = (total: bigint) => priced(retail(0n, { lines: [goods(hsCode, cny(total))] })).due.amount.minor;
        expect(taxes(price + more)).toBeGreaterThanOrEqual(taxes(price));
      },
    );
    fc.assert(rising, runs);
  });

  test('a price cut never raises the tax of a line, and a coupon never moves it', () => {
    const cutting = fc.property(fc.constantFrom(...codes), amount, amount, (hsCode, price, off) => {
      const asked = retail(0n, { lines: [goods(hsCode, cny(price))] });
      const plain = priced(asked).due.amount.minor;
      expect(priced({ ...asked, priceCut: cny(off % (price + 1n)) }).due.amount.minor).toBeLessThanOrEqual(plain);
      expect(priced({ ...asked, coupon: cny(off) }).due.amount.minor).toBe(plain);
    });
    fc.assert(cutting, runs);
  });

  test('the same question has the same answer, whatever was asked between', () => {
    const again = fc.property(order, (asked) => {
      const first = landedCost(asked, rules);
      landedCost({ ...asked, at: '2016-05-01T00:00:00Z' }, rules);
      expect(landedCost(asked, rules)).toEqual(first);
    });
    fc.assert(again, { numRuns: 25 });
  });
});

describe('refunds', () => {
  const stock = fc
    .tuple(amount, fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 500 }))
    .map(([purchase, exported, sold, returned]): StockLine => {
      const done = Math.min(sold, exported);
      const back = Math.min(returned, exported - done);
      const counts = { exported: String(exported), sold: String(done), returned: String(back), lost: '0' };
      return { line: 1, hsCode: '6109100010', purchase: cny(purchase), ...counts };
    });
  const asked = (of: StockLine): PrepaidRefund => ({
    regime: 'CN_PREPAID_REFUND',
    at: '2026-03-02T02:00:00Z',
    lines: [of],
  });

  test('are never above what was paid for, and what is settled never above what was given', () => {
    const bounded = fc.property(stock, (of) => {
      const { totals, refund } = priced(asked(of));
      const figure = (kind: string) => totals.find((total) => total.kind === kind)?.amount.minor ?? 0n;
      expect(refund.amount.minor).toBeLessThanOrEqual(of.purchase.minor);
      expect(figure('SETTLED_REFUND')).toBeLessThanOrEqual(figure('PREPAID_REFUND'));
      expect(figure('SETTLED_REFUND') + figure('REFUND_DIFFERENCE')).toBe(figure('PREPAID_REFUND'));
    });
    fc.assert(bounded, runs);
  });

  test('of a producer are never above the credit, nor above the ceiling', () => {
    const bounded = fc.property(amount, amount, (fob, credit) => {
      const { totals, refund } = priced({
        ...{ regime: 'CN_EXPORT_VAT', at: '2026-03-02T02:00:00Z', mode: '9710', exporter: 'producer' },
        ...{ credit: cny(credit), refundFiled: true, pilotZone: false, deemedIncome: false },
        lines: [{ line: 1, hsCode: '6109100010', fob: cny(fob), purchase: cny(0n), paper: 'none' }],
      });
      const ceiling = totals.find(({ kind }) => kind === 'REFUND_CEILING')?.amount.minor ?? 0n;
      expect(refund.amount.minor).toBe(credit < ceiling ? credit : ceiling);
    });
    fc.assert(bounded, runs);
  });
});

test('EUR 3 for each subheading, however many lines it has', () => {
  const items = fc.property(
    fc.array(fc.constantFrom('610910', '851830', '950300'), { minLength: 1, maxLength: 9 }),
    (of) => {
      const all = of.map((hsCode, index) => goods(hsCode, { minor: 100n, currency: 'EUR' }, { line: index + 1 }));
      const answer = landedCost(parcel(0n, { lines: all }), rules);
      if (isRefused(answer)) throw new Error(answer.refused);
      const duty = answer.totals.find(({ kind }) => kind === 'ITEM_DUTY')?.amount.minor;
      expect(duty).toBe(300n * BigInt(new Set(of).size));
    },
  );
  fc.assert(items, runs);
});
