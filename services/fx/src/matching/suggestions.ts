import { compare, equal, type Money, subtract } from '@portolan/money';
import { exactly, matchReceipt, type Receipt } from './rules.ts';

/** An order that awaits money. */
export interface Candidate {
  readonly orderNo: string;
  readonly orderId: string;
  readonly open: Money;
}

export interface Suggested {
  readonly orderNo: string;
  readonly orderId: string;
  /** Of the receipt. */
  readonly amount: Money;
  readonly open: Money;
  readonly rule: string;
  /** 0 to 100: how sure it is, for the order of a list. */
  readonly score: number;
}

const scores: Readonly<Record<string, number>> = {
  ...{ REFERENCE_EXACT: 100, REFERENCE_CHARGES: 95, REFERENCE_TOLERANCE: 90, PART_PAYMENT: 75, OVERPAYMENT: 70 },
  ...{ SIMILAR_REFERENCE: 65, AMOUNT_AND_PAYER: 60, AMOUNT: 40 },
};

/** What may be missing for a suggestion: a person looks at it anyway. */
const generous = { ...exactly, charges: true, under: 'WAIT', over: 'REFUND' } as const;

/**
 * Orders that a receipt may be for, the likeliest first: those that it names; those whose number is nearly what it names;
 * those that are open with just its amount, the more so where its payer has paid this merchant before.
 */
export function suggest(
  receipt: Receipt,
  named: readonly string[],
  knownPayer: boolean,
  candidates: readonly Candidate[],
): readonly Suggested[] {
  const { left } = receipt;
  const found = candidates
    .filter(({ open }) => open.currency === left.currency && open.minor > 0n)
    .flatMap((candidate): Suggested[] => {
      const rule = ruleFor(receipt, named, knownPayer, candidate);
      if (rule === undefined) return [];
      const { orderNo, orderId, open } = candidate;
      const amount = compare(open, left) < 0 ? open : left;
      return [{ orderNo, orderId, amount, open, rule, score: scores[rule] ?? 0 }];
    });
  return found.toSorted((a, b) => b.score - a.score || Number(distance(left, a) - distance(left, b)));
}

function ruleFor(receipt: Receipt, named: readonly string[], knownPayer: boolean, candidate: Candidate) {
  const { orderNo, open } = candidate;
  if (named.includes(orderNo)) {
    const matched = matchReceipt(receipt, [candidate], generous);
    return matched.rule;
  }
  if (named.some((word) => isNearly(word, orderNo))) return 'SIMILAR_REFERENCE';
  if (!equal(open, receipt.left)) return undefined;
  return knownPayer ? 'AMOUNT_AND_PAYER' : 'AMOUNT';
}

function distance(left: Money, { open }: Suggested): bigint {
  const { minor } = subtract(open, left);
  return minor < 0n ? -minor : minor;
}

/** One slip of the pen: a character too many, too few, another, or two turned round; dashes and capitals do not count. */
export function isNearly(word: string, orderNo: string): boolean {
  const [one, other] = [plain(word), plain(orderNo)];
  if (one === other) return true;
  if (Math.abs(one.length - other.length) > 1 || other.length < 4) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  const [rest, otherRest] = [one.slice(start), other.slice(start)];
  if (rest.length === otherRest.length) {
    const turned = `${rest[1] ?? ''}${rest[0] ?? ''}${rest.slice(2)}`;
    return rest.slice(1) === otherRest.slice(1) || turned === otherRest;
  }
  return rest.length > otherRest.length ? rest.slice(1) === otherRest : rest === otherRest.slice(1);
}

const plain = (text: string) => text.toUpperCase().replace(/[^A-Z0-9]/g, '');
