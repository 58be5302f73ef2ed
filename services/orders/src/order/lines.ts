import type { Complete } from '@portolan/contracts';
import type { OrderLine } from '@portolan/contracts/orders/v1/types';
import { refuse } from '@portolan/eventsourcing';
import { countryFlaw, type Flaw, textFlaw } from './flaws.ts';

// A declaration list has at most 100 lines.
const most = 100;

/** The first thing that is wrong with the goods of an order, amounts aside. */
export function linesFlaw(lines: readonly Complete<OrderLine>[]): Flaw {
  if (lines.length === 0) return refuse('ORDER_LINES_MISSING', { field: 'terms.lines' });
  if (lines.length > most) return refuse('ORDER_LINES_TOO_MANY', { field: 'terms.lines', most: String(most) });
  for (const [index, line] of lines.entries()) {
    const flaw = lineFlaw(line, index);
    if (flaw !== undefined) return flaw;
  }
  return undefined;
}

function lineFlaw(line: Complete<OrderLine>, index: number): Flaw {
  const at = `terms.lines[${index}]`;
  const named = { line: String(line.line) };
  if (line.line !== index + 1) {
    return refuse('LINE_NUMBER_WRONG', { field: `${at}.line`, actual: named.line, expected: String(index + 1) });
  }
  if (!/^\d{10}$/.test(line.hsCode)) {
    return refuse('LINE_HS_CODE_WRONG', { ...named, field: `${at}.hsCode`, actual: line.hsCode });
  }
  if (!isWholeQuantity(line.quantity.value)) {
    return refuse('LINE_QUANTITY_WRONG', { ...named, field: `${at}.quantity.value`, actual: line.quantity.value });
  }
  return (
    textFlaw(`${at}.sku`, line.sku, 20) ??
    textFlaw(`${at}.name`, line.name, 200) ??
    textFlaw(`${at}.quantity.unit`, line.quantity.unit, 3) ??
    countryFlaw(`${at}.origin`, line.origin)
  );
}

// Nine digits: more sold units than any warehouse holds, and far from where sums stop fitting in 64 bits.
function isWholeQuantity(value: string): boolean {
  return /^[1-9]\d{0,8}$/.test(value);
}
