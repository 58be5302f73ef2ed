import type { Transaction } from '@portolan/store';
import { tenant } from '../tenant.ts';
import type { Kept } from './messages.ts';
import { chinaTime } from './replies.ts';
import { type Returned, returned } from './returned.ts';
import { annualLimit, dutiable } from './taxes.ts';

type Allowance = {
  readonly [field: string]: unknown;
  /** Fen, by list: what each uses. */
  readonly lists: Readonly<Record<string, string>>;
};

/** The window's own count: by identity number (hashed) and calendar year in China. */
const keyOf = ({ people }: Pick<Kept, 'people'>, now: string): string =>
  `${people['buyerIdNumber'] ?? ''}/${chinaTime(now).slice(0, 4)}`;

async function load(transaction: Transaction, key: string): Promise<Allowance> {
  return (await transaction.get<Allowance>('allowances', tenant, key)) ?? { lists: {} };
}

/** 1313 where this list would take the buyer over CNY 26,000 in the year. `id`: of the list. */
export async function annualFlaw(
  transaction: Transaction,
  list: Kept,
  id: string,
  now: string,
): Promise<Returned | undefined> {
  const { lists } = await load(transaction, keyOf(list, now));
  const used = Object.entries(lists).reduce((sum, [of, amount]) => (of === id ? sum : sum + BigInt(amount)), 0n);
  return used + dutiable(list) > annualLimit ? returned('1313', '超过年度交易限值') : undefined;
}

export async function useAllowance(transaction: Transaction, list: Kept, id: string, now: string): Promise<void> {
  const key = keyOf(list, now);
  const { lists } = await load(transaction, key);
  await transaction.put('allowances', tenant, key, { lists: { ...lists, [id]: String(dutiable(list)) } });
}

/** A list was cancelled: what it used is the buyer's again, in the year in which it was declared. */
export async function giveBack(transaction: Transaction, list: Kept, id: string, declared: string): Promise<void> {
  const key = keyOf(list, declared);
  const { lists } = await load(transaction, key);
  await transaction.put('allowances', tenant, key, {
    lists: Object.fromEntries(Object.entries(lists).filter(([of]) => of !== id)),
  });
}

/** Goods of a list came back: so much of it still counts, in fen. */
export async function giveBackPart(
  transaction: Transaction,
  list: Kept,
  id: string,
  declared: string,
  left: bigint,
): Promise<void> {
  const key = keyOf(list, declared);
  const { lists } = await load(transaction, key);
  await transaction.put('allowances', tenant, key, { lists: { ...lists, [id]: String(left) } });
}
