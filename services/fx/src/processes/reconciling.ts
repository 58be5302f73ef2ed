import { chinaDay } from '@portolan/china';
import { type Complete, type FxEvent, outside } from '@portolan/contracts';
import type { BankStatement } from '@portolan/contracts/fx/v1/types';
import type { React, Reaction } from '@portolan/engine';
import { money } from '@portolan/money';
import type { Runtime } from '@portolan/service';
import { findAll } from '@portolan/store';
import { claimOf } from '../claim/claim.ts';
import { type Credit, fundsId } from '../funds/funds.ts';
import { orderNumberCandidates } from '../funds/order-number.ts';
import { payoutOf } from '../payout/references.ts';
import type { AgingDocument } from '../projections/aging.ts';
import type { DeclarationDocument } from '../projections/declarations.ts';
import type { BankLine, Late } from '../reconciliation/lines.ts';
import { reconciliation } from '../reconciliation/reconciliation.ts';
import { reconciliationId } from '../reconciliation/state.ts';
import { namedEntry, namedEntryId } from '../statement/named-entry.ts';
import type { BankAccounts } from './bank-accounts.ts';
import { accountOfLine, bookLinesOf, tenantsOf } from './book-lines.ts';

type Statement = Complete<BankStatement>;
type Parts = Pick<Runtime, 'commands' | 'documents' | 'visible'>;

/** How patient reconciliation is. */
export interface Patience {
  /** Days that the bank may be apart from the books. */
  readonly toleranceDays: number;
  /** Days after which a payment that the bank has not booked is missed. */
  readonly transitDays: number;
}

/** A statement whose entries are booked is held against the books; one that is missing is a break. */
export function reconciling(runtime: Parts, ours: BankAccounts, patience: Patience): Reaction<FxEvent> {
  return {
    name: 'fx.reconciliation.v1',
    reads: ['fx'],
    on: {
      BankStatementReceived: ({ data: { messageId, statement } }, react) =>
        reconcile(runtime, ours, patience, messageId, statement, react),
      BankStatementHeld: async ({ data: { messageId, account, expected }, meta }, react) => {
        const known = knownAccount(ours, account);
        if (known === undefined) return;
        const { currency, tenant } = known;
        const gap = { account, currency, date: chinaDay(meta.time), expected, messageId, tenant };
        await react.execute(reconciliation, reconciliationId(account), { type: 'NoteGap', ...gap }, operator);
      },
    },
  };
}

const operator = { tenant: outside, correlation: '' };
const dayOf = (to: string) => (to.includes('T') ? chinaDay(to) : to);

function knownAccount(ours: BankAccounts, account: string) {
  if (account === ours.payout.account) return { currency: ours.payout.currency, tenant: outside };
  return ours.collection.find((known) => known.account === account);
}

async function reconcile(
  runtime: Parts,
  ours: BankAccounts,
  { toleranceDays, transitDays }: Patience,
  messageId: string,
  statement: Statement,
  react: React,
): Promise<void> {
  const { account, statementId, sequence, to, opening, closing } = statement;
  const known = knownAccount(ours, account);
  if (known === undefined) return;
  const { currency, tenant } = known;
  const booked = statement.entries.filter(({ status }) => status === 'BOOK');
  const bank: BankLine[] = [];
  for (const entry of booked) bank.push(await bankLineOf(runtime, tenantsOf(ours, account), entry));
  const command = {
    ...({ type: 'ReconcileStatement', account, currency, date: dayOf(to), statementId, sequence, messageId } as const),
    ...(opening === undefined ? {} : { opening }),
    ...(closing === undefined ? {} : { closing }),
    books: await bookLinesOf(runtime, ours, { account, currency }, bank, to),
    late: [
      ...(await notBooked(runtime, ours, account, currency, daysBefore(to, transitDays))),
      ...(await undeclared(runtime, tenantsOf(ours, account), currency, to)),
    ],
    ...{ bank, toleranceDays, tenant },
  };
  await react.execute(reconciliation, reconciliationId(account), command, operator);
}

/** A booked entry with all that the books may know it by. */
async function bankLineOf({ commands }: Parts, tenants: readonly string[], entry: Credit): Promise<BankLine> {
  const { account, servicerReference, endToEndId, amount, side, bookingDate, valueDate, reversal, uetr } = entry;
  const paid = payoutOf(endToEndId);
  const named = uetr === undefined ? undefined : await commands.load(namedEntry, outside, namedEntryId(account, uetr));
  const references = [servicerReference, named?.state.servicerReference ?? ''].filter((reference) => reference !== '');
  const credits = tenants.flatMap((tenant) => references.map((reference) => fundsId(tenant, account, reference)));
  const claims = orderNumberCandidates(entry).flatMap((word) => claimOf(word) ?? []);
  const keys = [...(paid === undefined ? [] : [paid.id]), ...credits, ...claims, ...references, endToEndId];
  const out = side !== 'SIDE_CREDIT';
  return {
    reference: servicerReference,
    keys: [...new Set(keys)].filter((key) => key !== ''),
    once: out && paid !== undefined ? endToEndId : '',
    amount: money(out ? -amount.minor : amount.minor, amount.currency),
    date: dayOf(valueDate || bookingDate || entry.reportedAt),
    charge: out && /CHRG|FEES/.test(entry.bankTransactionCode ?? ''),
    reversal,
  };
}

/** Payments that left the books so long ago that the bank must have booked them. */
async function notBooked(
  { commands, documents }: Parts,
  ours: BankAccounts,
  account: string,
  currency: string,
  before: string,
): Promise<readonly Late[]> {
  const late: Late[] = [];
  for (const tenant of tenantsOf(ours, account)) {
    const query = { collection: 'aging', tenant, index: 'byCode', equals: ['1100'], atMost: before };
    for (const { document } of await findAll<AgingDocument>((page) => documents.find(page), query)) {
      const { reference: id, amount, since } = document;
      if (amount.currency !== currency) continue;
      if ((await accountOfLine(commands, ours, { tenant, key: id, book: { amount } })) !== account) continue;
      late.push({ type: 'BREAK_TYPE_MISSING_IN_BANK', id, tenant, amount, date: chinaDay(since) });
    }
  }
  return late;
}

/** Money of these tenants that should have been declared by then. */
async function undeclared(
  { documents }: Parts,
  tenants: readonly string[],
  currency: string,
  end: string,
): Promise<readonly Late[]> {
  const late: Late[] = [];
  for (const tenant of tenants.filter((one) => one !== outside)) {
    const query = { collection: 'bop_declarations', tenant, index: 'byDue', equals: ['yes'], atMost: endOf(end) };
    for (const { id, document } of await findAll<DeclarationDocument>((page) => documents.find(page), query)) {
      const { amount } = document.content;
      const overdue = { type: 'BREAK_TYPE_UNDECLARED', id, tenant, amount, date: chinaDay(document.dueAt) } as const;
      if (amount.currency === currency) late.push(overdue);
    }
  }
  return late;
}

/** The last instant of a day in China; an instant is its own. */
const endOf = (to: string) => (to.includes('T') ? to : new Date(`${to}T23:59:59.999+08:00`).toISOString());

function daysBefore(to: string, days: number): string {
  return new Date(Date.parse(endOf(to)) - days * 86_400_000).toISOString();
}
