import { add, compare, equal, type Money, money, multiply, subtract, sum } from '@portolan/money';

/** What is agreed on payments that are not exact. What is not said is not accepted: the money waits for a person. */
export interface MatchingPolicy {
  /** Charges that banks on the way state count as paid. */
  readonly charges: boolean;
  /** What may be missing without a statement of charges: a share of what is due, and never more than so much of a currency. */
  readonly tolerance: { readonly share: string; readonly most: Readonly<Record<string, Money>> };
  /** Less than is due: SUSPENSE, WAIT for the rest, or wait and REFUND_AT_EXPIRY of the buyer's time to pay. */
  readonly under: 'SUSPENSE' | 'WAIT' | 'REFUND_AT_EXPIRY';
  /** What is more than due: SUSPENSE, REFUND it, or CREDIT it to the merchant. */
  readonly over: 'SUSPENSE' | 'REFUND' | 'CREDIT';
}

/** Exact or not at all. */
export const exactly: MatchingPolicy = {
  ...{ charges: false, tolerance: { share: '0', most: {} } },
  ...{ under: 'SUSPENSE', over: 'SUSPENSE' },
};

/** What of a receipt is for nothing yet. */
export interface Receipt {
  readonly left: Money;
  /** What banks on the way took out of it, by their own word; zero where nothing is said, or a part of it was matched. */
  readonly charges: Money;
}

/** An order that the receipt names and that is open, in the order of naming. */
export interface Expected {
  readonly orderNo: string;
  readonly open: Money;
}

export interface MatchedLine {
  readonly orderNo: string;
  /** Of the receipt. */
  readonly amount: Money;
  /** Counted as paid beyond it. */
  readonly charge?: Money;
}

type Lines = readonly MatchedLine[] | undefined;

export interface MatchingRule {
  readonly name:
    | 'REFERENCE_EXACT'
    | 'REFERENCE_CHARGES'
    | 'REFERENCE_TOLERANCE'
    | 'SEVERAL_ORDERS'
    | 'PART_PAYMENT'
    | 'OVERPAYMENT';
  /** The parts that it matches; undefined: it does not apply. */
  readonly match: (receipt: Receipt, expected: readonly Expected[], policy: MatchingPolicy) => Lines;
}

const whole = ({ orderNo, open }: Expected): MatchedLine => ({ orderNo, amount: open });
const total = (expected: readonly Expected[], { currency }: Money) =>
  sum(
    expected.map(({ open }) => open),
    currency,
  );

/** The rules, the surest first; the first that applies decides. */
export const matchingRules: readonly MatchingRule[] = [
  {
    name: 'REFERENCE_EXACT',
    match: ({ left }, expected) => single(expected.find(({ open }) => equal(open, left))),
  },
  {
    name: 'REFERENCE_CHARGES',
    match: ({ left, charges }, expected, policy) => {
      if (!policy.charges || charges.minor === 0n) return undefined;
      const meant = expected.find(({ open }) => equal(open, add(left, charges)));
      return meant === undefined ? undefined : [{ orderNo: meant.orderNo, amount: left, charge: charges }];
    },
  },
  {
    name: 'REFERENCE_TOLERANCE',
    match: ({ left }, expected, policy) => {
      const meant = expected.find(({ open }) => isTolerated(open, left, policy));
      if (meant === undefined) return undefined;
      return [{ orderNo: meant.orderNo, amount: left, charge: subtract(meant.open, left) }];
    },
  },
  {
    name: 'SEVERAL_ORDERS',
    match: ({ left, charges }, expected, policy) => {
      if (expected.length < 2 || policy === exactly) return undefined;
      const due = total(expected, left);
      if (equal(due, left)) return expected.map(whole);
      if (!policy.charges || charges.minor === 0n || !equal(due, add(left, charges))) return undefined;
      return lessCharge(expected, charges);
    },
  },
  {
    name: 'PART_PAYMENT',
    match: ({ left }, expected, { under }) => {
      if (under === 'SUSPENSE' || expected.length === 0 || compare(total(expected, left), left) <= 0) return undefined;
      return fill(expected, left);
    },
  },
  {
    name: 'OVERPAYMENT',
    match: ({ left }, expected, { over }) => {
      if (over === 'SUSPENSE' || expected.length === 0 || compare(total(expected, left), left) >= 0) return undefined;
      return expected.map(whole);
    },
  },
];

export type Unmatched = 'NO_ORDER' | 'CURRENCY_DIFFERS' | 'TOO_LITTLE' | 'TOO_MUCH';
export type Matching =
  | { readonly rule: MatchingRule['name']; readonly lines: readonly MatchedLine[] }
  | { readonly rule: undefined; readonly reason: Unmatched };

/** By which rule a receipt pays which orders with what, or why by none. */
export function matchReceipt(receipt: Receipt, named: readonly Expected[], policy: MatchingPolicy): Matching {
  const { left } = receipt;
  const expected = named.filter(({ open }) => open.currency === left.currency && open.minor > 0n);
  for (const { name, match } of left.minor > 0n ? matchingRules : []) {
    const lines = match(receipt, expected, policy);
    if (lines !== undefined) return { rule: name, lines };
  }
  return { rule: undefined, reason: reasonOf(left, named, expected) };
}

function reasonOf(left: Money, named: readonly Expected[], expected: readonly Expected[]): Unmatched {
  if (named.length === 0) return 'NO_ORDER';
  if (expected.length === 0) return 'CURRENCY_DIFFERS';
  return compare(total(expected, left), left) > 0 ? 'TOO_LITTLE' : 'TOO_MUCH';
}

const single = (meant: Expected | undefined): Lines => (meant === undefined ? undefined : [whole(meant)]);

function isTolerated(open: Money, left: Money, { tolerance: { share, most } }: MatchingPolicy): boolean {
  const missing = subtract(open, left);
  const limit = most[open.currency];
  if (limit === undefined || missing.minor <= 0n) return false;
  return compare(missing, multiply(open, share)) <= 0 && compare(missing, limit) <= 0;
}

// Each is paid in the order of naming, the last that anything is left for in part.
function fill(expected: readonly Expected[], all: Money): readonly MatchedLine[] {
  let left = all.minor;
  return expected.flatMap(({ orderNo, open }) => {
    const part = least(open.minor, left);
    left -= part;
    return part === 0n ? [] : [{ orderNo, amount: money(part, all.currency) }];
  });
}

// What banks took is missing at the last, and before it where that is too small.
function lessCharge(expected: readonly Expected[], charges: Money): readonly MatchedLine[] {
  let missing = charges.minor;
  const lines = expected.toReversed().flatMap(({ orderNo, open }) => {
    // Each line is at least one unit of the receipt: a line of charges alone is no payment.
    const charge = least(missing, open.minor - 1n);
    missing -= charge;
    const amount = money(open.minor - charge, open.currency);
    return [{ orderNo, amount, ...(charge === 0n ? {} : { charge: money(charge, open.currency) }) }];
  });
  return lines.toReversed();
}

function least(one: bigint, other: bigint): bigint {
  if (one < other) return one;
  return other;
}
