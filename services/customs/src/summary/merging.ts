import type { Complete } from '@portolan/contracts';
import type { DeclarationList, SummaryLine } from '@portolan/contracts/customs/v1/types';
import { add, measureOf, measureText } from '@portolan/money';

type Line = Complete<SummaryLine>;

/** The lines of a list as a summary knows them. */
export function linesOf({ lines }: Complete<DeclarationList>): Line[] {
  return merged(
    lines.map(({ hsCode, destination, quantity, legalQuantity, total: amount }) => {
      return { hsCode, destination, quantity, legalQuantity, total: amount };
    }),
  );
}

/**
 * Lines merged (归并) by last destination, commodity code, currency and units (GACC announcement 2018 No. 194), in the
 * order of these. Nothing is lost: quantities and amounts are sums.
 * @param digits of the commodity code that count: 10; 4 in statistics
 */
export function merged(lines: readonly Line[], digits = 10): Line[] {
  const groups = new Map<string, Line>();
  for (const given of lines) {
    const line = { ...given, hsCode: given.hsCode.slice(0, digits) };
    const key = keyOf(line);
    const known = groups.get(key);
    groups.set(key, known === undefined ? line : together(known, line));
  }
  return [...groups].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, line]) => line);
}

function keyOf({ destination, hsCode, quantity, legalQuantity, total: { currency } }: Line): string {
  return [destination, hsCode, currency, quantity.unit, legalQuantity.unit].join(' ');
}

function together(one: Line, other: Line): Line {
  const sum = (name: 'quantity' | 'legalQuantity') => ({
    value: measureText((measureOf(one[name].value) ?? 0n) + (measureOf(other[name].value) ?? 0n)),
    unit: one[name].unit,
  });
  return {
    ...one,
    quantity: sum('quantity'),
    legalQuantity: sum('legalQuantity'),
    total: add(one.total, other.total),
  };
}
