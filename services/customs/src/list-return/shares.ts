import type { Complete } from '@portolan/contracts';
import type { ReturnLine } from '@portolan/contracts/customs/v1/types';
import type { Money } from '@portolan/money';

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

const decimals = 5;

/** A quantity in hundred-thousandths; undefined where the text is none above zero. */
export function counted(text: string): bigint | undefined {
  if (!/^\d{1,14}(\.\d{1,5})?$/.test(text)) return undefined;
  const [whole = '0', fraction = ''] = text.split('.');
  const count = BigInt(whole + fraction.padEnd(decimals, '0'));
  return count > 0n ? count : undefined;
}

/** The shortest text of so many hundred-thousandths. */
export function textOf(count: bigint): string {
  const [one, rest] = [10n ** BigInt(decimals), count % 10n ** BigInt(decimals)];
  const fraction = String(rest).padStart(decimals, '0').replace(/0+$/, '');
  return fraction === '' ? String(count / one) : `${count / one}.${fraction}`;
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
    ...{ line, hsCode, name, quantity: { value: textOf(now), unit: quantity.unit } },
    ...{ value: part(of.value), tax: part(of.tax) },
  };
}
