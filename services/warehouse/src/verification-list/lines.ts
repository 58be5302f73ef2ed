import { customsCountry, customsCurrency } from '@portolan/china';
import type { Complete } from '@portolan/contracts';
import type { Allocation, VerificationLine } from '@portolan/contracts/warehouse/v1/types';

export type Line = Complete<VerificationLine>;

/** What the book says of one of its lines. */
export type BookLine = Pick<Line, 'recordNo' | 'sku' | 'lot' | 'hsCode' | 'name' | 'origin' | 'price'>;

/** The first field that customs would not take of a list that enters goods. Goods stand on one line each. */
export function lineFlaw(lines: readonly Line[], day: string): string | undefined {
  if (lines.length === 0) return 'lines';
  for (const [index, line] of lines.entries()) {
    const same = lines.findIndex(({ sku, lot }) => sku === line.sku && lot === line.lot);
    const wrong = same === index ? flawOf(line, day) : 'sku';
    if (wrong !== undefined) return `lines[${index}].${wrong}`;
  }
  return undefined;
}

function flawOf({ sku, hsCode, name, origin, quantity, price }: Line, day: string): keyof Line | undefined {
  if (sku === '' || sku.length > 30) return 'sku';
  if (!/^\d{10}$/.test(hsCode)) return 'hsCode';
  if (name === '' || name.length > 250) return 'name';
  if (customsCountry(origin, day) === undefined) return 'origin';
  if (quantity <= 0n) return 'quantity';
  return price.minor <= 0n || customsCurrency(price.currency, day) === undefined ? 'price' : undefined;
}

/** Units of all parcels by line of the book, in the book's order. Its sum per line is what the list takes out. */
export function summedUp(
  allocations: readonly Complete<Allocation>[],
  bookLines: readonly BookLine[],
): Line[] | undefined {
  const units = new Map<string, bigint>();
  for (const { recordNo, quantity } of allocations) units.set(recordNo, (units.get(recordNo) ?? 0n) + quantity);
  const taken = [...units].sort(([left], [right]) => Number(left) - Number(right));
  const lines: Line[] = [];
  for (const [recordNo, quantity] of taken) {
    const known = bookLines.find((line) => line.recordNo === recordNo);
    if (known === undefined) return undefined;
    const { sku, lot, hsCode, name, origin, price } = known;
    lines.push({ line: lines.length + 1, recordNo, sku, lot, hsCode, name, origin, quantity, price });
  }
  return lines;
}
