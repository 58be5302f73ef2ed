import { type Money, parseMoney, sum } from '@portolan/money';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactly, type MatchingPolicy, matchingRules, matchReceipt } from './rules.ts';

const usd = (text: string) => parseMoney(text, 'USD');
const none = usd('0.00');
const lenient: MatchingPolicy = {
  charges: true,
  tolerance: { share: '0.005', most: { USD: usd('30.00') } },
  ...{ under: 'WAIT', over: 'REFUND' },
};
const order = (orderNo: string, open: string) => ({ orderNo, open: usd(open) });

interface Case {
  readonly left: string;
  readonly charges?: string;
  readonly due: readonly string[];
  readonly policy?: MatchingPolicy;
  /** The rule, or why none. */
  readonly rule: string;
  /** Amount, and charge behind a +. */
  readonly lines?: readonly string[];
}

const cases: readonly Case[] = [
  { left: '100.00', due: ['100.00'], policy: exactly, rule: 'REFERENCE_EXACT', lines: ['100.00'] },
  { left: '200.00', due: ['100.00', '200.00'], policy: exactly, rule: 'REFERENCE_EXACT', lines: ['200.00'] },
  // What was today is today: nothing else is matched where nothing is agreed.
  { left: '99.99', due: ['100.00'], policy: exactly, rule: 'TOO_LITTLE' },
  { left: '100.01', due: ['100.00'], policy: exactly, rule: 'TOO_MUCH' },
  { left: '4975.00', charges: '25.00', due: ['5000.00'], policy: exactly, rule: 'TOO_LITTLE' },
  { left: '300.00', due: ['100.00', '200.00'], policy: exactly, rule: 'TOO_MUCH' },
  { left: '100.00', due: [], policy: exactly, rule: 'NO_ORDER' },
  // Expected 5,000, received 4,975: the banks on the way took 25.
  { left: '4975.00', charges: '25.00', due: ['5000.00'], rule: 'REFERENCE_CHARGES', lines: ['4975.00+25.00'] },
  { left: '9975.00', charges: '25.00', due: ['10000.00'], rule: 'REFERENCE_CHARGES', lines: ['9975.00+25.00'] },
  // Without their word the tolerance decides: half a per cent, at most 30.00.
  { left: '4975.00', due: ['5000.00'], rule: 'REFERENCE_TOLERANCE', lines: ['4975.00+25.00'] },
  { left: '9970.00', due: ['10000.00'], rule: 'REFERENCE_TOLERANCE', lines: ['9970.00+30.00'] },
  { left: '9969.99', due: ['10000.00'], rule: 'PART_PAYMENT', lines: ['9969.99'] },
  { left: '4974.99', due: ['5000.00'], rule: 'PART_PAYMENT', lines: ['4974.99'] },
  { left: '300.00', due: ['100.00', '200.00'], rule: 'SEVERAL_ORDERS', lines: ['100.00', '200.00'] },
  {
    ...{ left: '275.00', charges: '25.00', due: ['100.00', '200.00'] },
    ...{ rule: 'SEVERAL_ORDERS', lines: ['100.00', '175.00+25.00'] },
  },
  {
    ...{ left: '85.00', charges: '25.00', due: ['100.00', '10.00'] },
    ...{ rule: 'SEVERAL_ORDERS', lines: ['84.99+15.01', '0.01+9.99'] },
  },
  { left: '150.00', due: ['100.00', '200.00'], rule: 'PART_PAYMENT', lines: ['100.00', '50.00'] },
  { left: '400.00', due: ['100.00', '200.00'], rule: 'OVERPAYMENT', lines: ['100.00', '200.00'] },
  { left: '60.00', due: ['100.00'], policy: { ...lenient, under: 'SUSPENSE' }, rule: 'TOO_LITTLE' },
  { left: '160.00', due: ['100.00'], policy: { ...lenient, over: 'SUSPENSE' }, rule: 'TOO_MUCH' },
  { left: '0.00', due: ['100.00'], rule: 'TOO_LITTLE' },
];

describe('the matching rules', () => {
  it.each(cases)('$left (charges $charges) for $due: $rule', ({ left, charges, due, policy, rule, lines }) => {
    const expected = due.map((open, index) => order(`SO-${index + 1}`, open));
    const receipt = { left: usd(left), charges: charges === undefined ? none : usd(charges) };
    const matching = matchReceipt(receipt, expected, policy ?? lenient);
    expect(matching.rule ?? matching.reason).toBe(rule);
    const said =
      matching.rule === undefined ? undefined : matching.lines.map(({ amount, charge }) => text(amount, charge));
    expect(said).toEqual(lines);
  });

  it('look at no order in another currency', () => {
    const expected = [{ orderNo: 'SO-1', open: parseMoney('100.00', 'EUR') }];
    const matching = matchReceipt({ left: usd('100.00'), charges: none }, expected, lenient);
    expect(matching).toEqual({ rule: undefined, reason: 'CURRENCY_DIFFERS' });
  });

  it('each match something, and each has its own name', () => {
    const names = matchingRules.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(cases.map(({ rule }) => rule)).toContain(name);
  });

  it('never pay more than the receipt is, nor any order more than it wants', () => {
    const minor = fc.bigInt(1n, 500n);
    fc.assert(
      fc.property(
        minor,
        fc.bigInt(0n, 50n),
        fc.array(minor, { maxLength: 4 }),
        fc.boolean(),
        (left, kept, due, wait) => {
          const money = (of: bigint): Money => ({ minor: of, currency: 'USD' });
          const expected = due.map((open, index) => ({ orderNo: `SO-${index}`, open: money(open) }));
          const policy: MatchingPolicy = {
            ...lenient,
            under: wait ? 'WAIT' : 'SUSPENSE',
            over: wait ? 'CREDIT' : 'SUSPENSE',
          };
          const matching = matchReceipt({ left: money(left), charges: money(kept) }, expected, policy);
          if (matching.rule === undefined) return;
          const taken = sum(
            matching.lines.map(({ amount }) => amount),
            'USD',
          );
          expect(taken.minor).toBeLessThanOrEqual(left);
          for (const { orderNo, amount, charge } of matching.lines) {
            const open = expected.find((one) => one.orderNo === orderNo)?.open.minor ?? 0n;
            expect(amount.minor).toBeGreaterThan(0n);
            expect(amount.minor + (charge?.minor ?? 0n)).toBeLessThanOrEqual(open);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

function text(amount: Money, charge?: Money): string {
  const cents = ({ minor }: Money) => `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`;
  return charge === undefined ? cents(amount) : `${cents(amount)}+${cents(charge)}`;
}
