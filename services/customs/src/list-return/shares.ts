import type { Complete } from '@portolan/contracts';
import type { ReturnLine } from '@portolan/contracts/customs/v1/types';
import { type Money, measureOf, measureText } from '@portolan/money';

/** A line of the list as it was released: what of it can come back, and what goes with it. */
export interface Returnable {
  readonly line: number;
  readonly hsCode: string;
  readonly name: string;
  readonly quantity: { readonly value: string; readonly unit: string };
  /** Dutiable value and tax of the whole line. */
  readonly value: Money;
  readonly tax: Money;
}

/** A quantity in hundred-thousandths; undefined where the text is none above zero. */
export function counted(text: string): bigint | undefined {
  const count = measureOf(text);
  return count !== undefined && count > 0n ? count : undefined;
}

/**
 * What goes with a part of a line: its value and tax by quantity, rounded down over all that came back so far, so that
 * all parts together are never more than the line, and the last one takes what rounding left.
 * @param before what came back of the line earlier, and `now` what comes now, in hundred-thousandths
 */
export function shareOf(of: Returnable, before: bigint, now: bigint): Complete<ReturnLine> {
  const all = counted(of.quantity.value) ?? 1n;
  const part = ({ minor, currency }: Money): Money => ({
    minor: (minor * (before + now)) / all - (minor * before) / all,
    currency,
  });
  const { line, hsCode, name, quantity } = of;
  return {
    ...{ line, hsCode, name, quantity: { value: measureText(now), unit: quantity.unit } },
    ...{ value: part(of.value), tax: part(of.tax) },
  };
}
