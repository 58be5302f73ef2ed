import type { Complete } from '@portolan/contracts';
import type { BookLine } from '@portolan/contracts/customs/v1/customs';
import type { OrderLine } from '@portolan/contracts/orders/v1/types';
import type { Allocation } from '@portolan/contracts/warehouse/v1/types';

/**
 * Which line of the account book each line of an order is taken from: the first of its goods that still covers it. A
 * line of a list names one line of the book, so where no single one covers it the first of its goods is named.
 */
export function bookLines(
  lines: readonly Complete<OrderLine>[],
  allocations: readonly Complete<Allocation>[],
): Complete<BookLine>[] {
  const left = new Map(allocations.map(({ recordNo, quantity }) => [recordNo, quantity]));
  return lines.flatMap(({ line, sku, quantity }) => {
    const own = allocations.filter(({ bucket }) => bucket.sku === sku);
    const wanted = BigInt(quantity.value);
    const from = own.find(({ recordNo }) => (left.get(recordNo) ?? 0n) >= wanted) ?? own[0];
    if (from === undefined) return [];
    left.set(from.recordNo, (left.get(from.recordNo) ?? 0n) - wanted);
    return [{ line, recordNo: from.recordNo }];
  });
}
