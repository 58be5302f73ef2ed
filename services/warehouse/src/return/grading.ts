import type { GradedLine, ReceivedLine } from '@portolan/contracts/warehouse/v1/types';

/** A sells again, B after repacking, C outlet, D destroyed, X wrong goods. */
export const grades: readonly string[] = ['A', 'B', 'C', 'D', 'X'];

/** Units of one grade in the lot in which they came back. */
export interface GradedUnits {
  readonly sku: string;
  readonly lot: string;
  readonly grade: string;
  readonly quantity: bigint;
}

/** The first field of lines that is empty, of no grade, or not above 0. */
export function linesFlaw(lines: readonly { sku: string; quantity: bigint; grade?: string }[]): string | undefined {
  if (lines.length === 0) return 'lines';
  for (const [index, { sku, quantity, grade = 'A' }] of lines.entries()) {
    if (sku === '') return `lines[${index}].sku`;
    if (!grades.includes(grade)) return `lines[${index}].grade`;
    if (quantity <= 0n) return `lines[${index}].quantity`;
  }
  return undefined;
}

type Units = readonly { readonly sku: string; readonly quantity: bigint }[];

export function unitsOf(lines: Units, sku: string): bigint {
  return lines.reduce((sum, line) => (line.sku === sku ? sum + line.quantity : sum), 0n);
}

/** The first SKU of which both lists do not have the same number of units. */
export function unevenSku(left: Units, right: Units): string | undefined {
  return [...left, ...right].map(({ sku }) => sku).find((sku) => unitsOf(left, sku) !== unitsOf(right, sku));
}

/** Spreads grades over the lots that came back, both in their order. The units of each SKU must be the same. */
export function gradedUnits(received: readonly ReceivedLine[], graded: readonly GradedLine[]): GradedUnits[] {
  const left = received.map((line) => ({ ...line }));
  const units: GradedUnits[] = [];
  for (const { sku, grade, quantity } of graded) {
    let open = quantity;
    for (const line of left) {
      if (line.sku !== sku || line.quantity === 0n || open === 0n) continue;
      const taken = least(line.quantity, open);
      units.push({ sku, lot: line.lot, grade, quantity: taken });
      line.quantity -= taken;
      open -= taken;
    }
  }
  return units;
}

function least(left: bigint, right: bigint): bigint {
  if (left < right) return left;
  return right;
}
