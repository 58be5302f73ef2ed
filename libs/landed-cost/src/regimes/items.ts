import type { ValuedLine } from '../consignment.ts';
import type { ItemTest } from '../rule.ts';

/** What counts as one item: the subheading, of 6 digits in H7 and 10 in H1, with the origin where configured so. */
export function itemOf({ hsCode, origin }: ValuedLine['goods'], digits: number, test: ItemTest): string {
  const code = hsCode.slice(0, digits);
  return test === 'code-and-origin' ? `${code} ${origin}` : code;
}

/** How many items a consignment has by the item test. */
export function itemsOf(lines: readonly ValuedLine[], digits: number, test: ItemTest): number {
  return new Set(lines.map(({ goods }) => itemOf(goods, digits, test))).size;
}
