import type { CountedLine, ReceivedLine } from '@portolan/contracts/warehouse/v1/types';

/** Expected and counted units by SKU: those expected in their order, then those that nobody expected. */
export function countedLines(expected: readonly ReceivedLine[], came: readonly ReceivedLine[]): CountedLine[] {
  const skus = new Set([...expected, ...came].map(({ sku }) => sku));
  return [...skus].map((sku) => ({ sku, expected: unitsOf(expected, sku), counted: unitsOf(came, sku) }));
}

/** Lines of which not as many came as were announced. */
export const differing = (lines: readonly CountedLine[]): CountedLine[] =>
  lines.filter(({ expected, counted }) => expected !== counted);

/** Units that are missing, in the lots in which they were announced. */
export function missingGoods(expected: readonly ReceivedLine[], lines: readonly CountedLine[]): ReceivedLine[] {
  const missing: ReceivedLine[] = [];
  for (const line of lines) {
    const lot = expected.find(({ sku }) => sku === line.sku)?.lot ?? '';
    if (line.expected > line.counted) missing.push({ sku: line.sku, lot, quantity: line.expected - line.counted });
  }
  return missing;
}

/** The first field of lines that is empty or not above 0. */
export function linesFlaw(lines: readonly ReceivedLine[]): string | undefined {
  if (lines.length === 0) return 'lines';
  const wrong = lines.findIndex((line) => line.sku === '' || line.quantity <= 0n);
  if (wrong < 0) return undefined;
  return `lines[${wrong}].${lines[wrong]?.sku === '' ? 'sku' : 'quantity'}`;
}

function unitsOf(lines: readonly ReceivedLine[], sku: string): bigint {
  return lines.reduce((sum, line) => (line.sku === sku ? sum + line.quantity : sum), 0n);
}
