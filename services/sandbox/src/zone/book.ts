import type { Transaction } from '@portolan/store';
import { tenant } from '../tenant.ts';
import type { FiledLine } from './messages.ts';

/** What one list changes of one article; what comes in counts from the gate on, what goes out from the approval on. */
interface Movement {
  readonly list: string;
  /** Below zero: taken out. */
  readonly quantity: number;
  /** RFC 3339; empty until it is known when the vehicle passes. */
  readonly countsFrom: string;
}

type Page = { readonly [field: string]: unknown; readonly movements: readonly Movement[] };

/** The zone's own book: one page for each account book and article number (料号), whatever its lines are called. */
const pageOf = (emsNo: string, sku: string): string => `${emsNo}/${sku}`;

async function load(transaction: Transaction, emsNo: string, sku: string): Promise<Page> {
  return (await transaction.get<Page>('zone_book', tenant, pageOf(emsNo, sku))) ?? { movements: [] };
}

/** Units of an article that may still be taken out at an instant. */
async function available(transaction: Transaction, emsNo: string, sku: string, now: string): Promise<number> {
  const { movements } = await load(transaction, emsNo, sku);
  const counted = movements.filter(({ countsFrom }) => countsFrom !== '' && countsFrom <= now);
  return counted.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** The first article of which the list takes more than the book has; undefined where there is enough of all. */
export async function overdrawn(
  transaction: Transaction,
  emsNo: string,
  lines: readonly FiledLine[],
  now: string,
): Promise<string | undefined> {
  for (const [sku, wanted] of bySku(lines)) {
    if ((await available(transaction, emsNo, sku, now)) < wanted) return sku;
  }
  return undefined;
}

/** An approved list. `countsFrom` is empty for goods that come in: the gate decides. */
export async function bookList(
  transaction: Transaction,
  emsNo: string,
  list: string,
  lines: readonly FiledLine[],
  direction: 'I' | 'E',
  countsFrom: string,
): Promise<void> {
  for (const [sku, units] of bySku(lines)) {
    const { movements } = await load(transaction, emsNo, sku);
    const movement: Movement = { list, quantity: direction === 'I' ? units : -units, countsFrom };
    await transaction.put('zone_book', tenant, pageOf(emsNo, sku), { movements: [...movements, movement] });
  }
}

/** The goods of an entering list pass the gate at that instant. */
export async function passGate(
  transaction: Transaction,
  emsNo: string,
  list: string,
  lines: readonly FiledLine[],
  at: string,
): Promise<void> {
  for (const sku of bySku(lines).keys()) {
    const { movements } = await load(transaction, emsNo, sku);
    const passed = movements.map((each) =>
      each.list === list ? { ...each, countsFrom: each.countsFrom || at } : each,
    );
    await transaction.put('zone_book', tenant, pageOf(emsNo, sku), { movements: passed });
  }
}

function bySku(lines: readonly FiledLine[]): ReadonlyMap<string, number> {
  const units = new Map<string, number>();
  for (const { sku, quantity } of lines) units.set(sku, (units.get(sku) ?? 0) + quantity);
  return units;
}
