import { chinaDay } from '@portolan/china';
import { outside } from '@portolan/contracts';
import { Purpose } from '@portolan/contracts/fx/v1/types';
import type { Commands } from '@portolan/engine';
import type { Runtime } from '@portolan/service';
import { findAll } from '@portolan/store';
import { claim } from '../claim/claim.ts';
import { funds } from '../funds/funds.ts';
import { accountId } from '../ledger/accounts.ts';
import { ledger, mainBook } from '../ledger/ledger.ts';
import { payout } from '../payout/payout.ts';
import { type BankLineDocument, bankLines } from '../projections/bank-lines.ts';
import type { BankLine, BookLine } from '../reconciliation/lines.ts';
import { reconciliation } from '../reconciliation/reconciliation.ts';
import { reconciliationId } from '../reconciliation/state.ts';
import type { BankAccounts } from './bank-accounts.ts';

/** The end of a statement: an instant, or a day in China. */
export type End = string;

const isBy = (instant: string, end: End) => (end.includes('T') ? instant <= end : chinaDay(instant) <= end);

/**
 * What the books have for an account at the bank and no statement had yet: all that the entries name, and what else
 * should be there by the statement's end.
 */
export async function bookLinesOf(
  runtime: Pick<Runtime, 'commands' | 'documents' | 'visible'>,
  ours: BankAccounts,
  { account, currency }: { readonly account: string; readonly currency: string },
  bank: readonly BankLine[],
  end: End,
): Promise<readonly BookLine[]> {
  const { commands } = runtime;
  const keys = new Set(bank.flatMap((line) => line.keys));
  const lines: BookLine[] = [];
  for (const tenant of tenantsOf(ours, account)) {
    await caughtUp(runtime, tenant, account);
    const open = await openLines(runtime, tenant, currency);
    for (const line of open) {
      const belongs =
        keys.has(line.key) || (isBy(line.at, end) && (await accountOfLine(commands, ours, line)) === account);
      if (belongs) lines.push(line.book);
    }
    lines.push(...(await inOtherCurrencies(runtime, tenant, bank, lines)));
  }
  return lines;
}

/** In whose books money on this account can be. */
export function tenantsOf(ours: BankAccounts, account: string): readonly string[] {
  const all = [...new Set(ours.collection.map(({ tenant }) => tenant))];
  if (account === ours.payout.account) return [...all, outside];
  return all.filter((tenant) => ours.collection.some((known) => known.account === account && known.tenant === tenant));
}

interface Placed {
  readonly tenant: string;
  readonly key: string;
  readonly at: string;
  readonly book: BookLine;
}

const placed = (tenant: string, id: string, document: BankLineDocument): Placed => {
  const { key, transactionId, amount, effectiveAt: at } = document;
  const book = { id: `${tenant}/${id}`, tenant, transactionId, key, amount, date: chinaDay(at) };
  return { tenant, key, at, book };
};

/** @throws where the projection is behind: whoever asked is repeated */
async function caughtUp(
  { commands, visible }: Pick<Runtime, 'commands' | 'visible'>,
  tenant: string,
  account: string,
): Promise<void> {
  const id = reconciliationId(account);
  const { version: booked } = await commands.load(ledger, tenant, mainBook);
  const { version: compared } = await commands.load(reconciliation, outside, id);
  const streams = [
    [`${tenant}/ledger/${mainBook}`, booked],
    [`${outside}/${reconciliation.name}/${id}`, compared],
  ] as const;
  for (const [stream, version] of streams) {
    if (version > 0 && !(await visible(bankLines.name, stream, version))) throw new Error(`${stream} is not read yet`);
  }
}

async function openLines({ documents }: Pick<Runtime, 'documents'>, tenant: string, currency: string) {
  const query = { collection: 'bank_lines', tenant, index: 'byAccount', equals: [accountId(1000, currency), 'OPEN'] };
  const all = await findAll<BankLineDocument>((page) => documents.find(page), query);
  return all.map(({ id, document }) => placed(tenant, id, document));
}

/** What the bank has here and the books have in another currency. */
async function inOtherCurrencies(
  { documents }: Pick<Runtime, 'documents'>,
  tenant: string,
  bank: readonly BankLine[],
  known: readonly BookLine[],
): Promise<readonly BookLine[]> {
  const have = new Set(known.map(({ key }) => key));
  const wanted = bank.filter(({ keys }) => !keys.some((key) => have.has(key))).flatMap(({ keys }) => keys);
  const lines: BookLine[] = [];
  for (const key of wanted) {
    const query = { collection: 'bank_lines', tenant, index: 'byKey', equals: [key, 'OPEN'] };
    const found = await findAll<BankLineDocument>((page) => documents.find(page), query);
    lines.push(...found.map(({ id, document }) => placed(tenant, id, document).book));
  }
  return lines;
}

type Asked = Pick<Placed, 'tenant' | 'key'> & { readonly book: Pick<BookLine, 'amount'> };

/** Our account at the bank on which a line of the books is; '' where nobody can say. */
export async function accountOfLine(commands: Commands, ours: BankAccounts, { tenant, key, book }: Asked) {
  const { state: credit } = await commands.load(funds, tenant, key);
  if (credit.entry !== undefined) return credit.entry.account;
  const { state: paid } = await commands.load(payout, tenant, key);
  if (paid.status !== 'NONE') {
    if (paid.purpose !== Purpose.PURPOSE_REFUND) return ours.payout.account;
    const { state: refunded } = await commands.load(funds, tenant, paid.fundsId);
    return refunded.entry?.account ?? '';
  }
  const { state: claimed } = await commands.load(claim, tenant, key);
  const { state: settled } = await commands.load(funds, tenant, claimed.fundsId);
  if (claimed.fundsId !== '' && settled.entry !== undefined) return settled.entry.account;
  // A deal with the bank: what is sold leaves where it was collected, what is bought comes to where payouts leave from.
  const { currency } = book.amount;
  if (currency === ours.payout.currency) return ours.payout.account;
  return ours.collection.find((known) => known.tenant === tenant && known.currency === currency)?.account ?? '';
}
