import { type BreakType, ClosingEntry } from '@portolan/contracts/fx/v1/types';
import { as, each } from './orders.ts';
import type { Rig } from './rig.ts';

const page = { limit: 200, cursor: '' };
const operations = { tenant: 'portolan', role: 'operations' } as const;
const operate = (id: string) => ({ ...as('portolan', id), ...operations });
const anyType = 'BREAK_TYPE_UNSPECIFIED' as BreakType;

/** Every declaration that is still a draft gets its country and goes to the authority; the last day's wait, once. */
export async function declared({ clients, idle }: Rig, day: number): Promise<number> {
  // Once people forget: what they forget is overdue, and found.
  if (day % 15 >= 9 && day % 15 <= 14) return 0;
  let count = 0;
  let cursor = '';
  do {
    const found = await clients.bop.listDeclarations(
      { state: 'DRAFT', overdue: false, page: { ...page, cursor } },
      operations,
    );
    cursor = found.nextCursor;
    await each(found.declarations, async ({ id }) => {
      const same = { code: '', remark: '', grossLines: [], reason: 'The country that the buyer paid from' };
      await clients.bop.correctDeclaration({ id, ...same, counterpartyCountry: 'US' }, operate(`country-${id}`));
      await clients.bop.submitDeclaration({ id }, operate(`submit-${id}`));
      count += 1;
    });
  } while (cursor !== '');
  await idle();
  return count;
}

// What people find out about a difference, and what they book.
const found: Readonly<Record<string, { readonly cause: string; readonly closes: boolean }>> = {
  MISSING_IN_BANK: { cause: 'TIMING', closes: false },
  DUPLICATE: { cause: 'BANK_ERROR', closes: false },
  STATEMENT_GAP: { cause: 'BANK_ERROR', closes: false },
  UNDECLARED: { cause: 'OURS', closes: false },
  UNEXPLAINED_CHARGE: { cause: 'BANK_CHARGE', closes: true },
};

/** Looks into every difference of the day. Answers how many were explained, by type, and those that nobody can explain. */
export async function explained({ clients, idle }: Rig, byType: Map<string, number>): Promise<readonly string[]> {
  const open = await breaksIn(clients, 'OPEN');
  for (const { id, type } of open) {
    const name = type.replace('BREAK_TYPE_', '');
    const known = found[name];
    if (known === undefined) continue;
    byType.set(name, (byType.get(name) ?? 0) + 1);
    await clients.reconciliation.explainBreak({ id, cause: known.cause, note: '', owner: '' }, operate(`why-${id}`));
    if (!known.closes) continue;
    const entry = ClosingEntry.CLOSING_ENTRY_CHARGE;
    await clients.reconciliation.closeBreak({ id, entry, note: '' }, operate(`close-${id}`));
  }
  await idle();
  const left = await breaksIn(clients, 'OPEN');
  return left.map(({ type, account, date, reference }) => `${date} ${account} ${type} ${reference}`);
}

/** Differences in a state, all of them. */
export async function breaksIn({ reconciliation }: Rig['clients'], state: string) {
  const all = [];
  let cursor = '';
  do {
    const asked = { state, type: anyType, minAgeDays: 0, page: { ...page, cursor } };
    const { breaks, nextCursor } = await reconciliation.listBreaks(asked, operations);
    all.push(...breaks);
    cursor = nextCursor;
  } while (cursor !== '');
  return all;
}
