import type { Complete } from '@portolan/contracts';
import type { OpenPosition, ProfitAndLossRequest } from '@portolan/contracts/fx/v1/exchange';
import { type Money, money } from '@portolan/money';
import { type Call, RefusedError, type Runtime } from '@portolan/service';
import { found } from '@portolan/store';
import { daysBetween, isDay } from '../../calendar/days.ts';
import { pairName, pairOf } from '../../calendar/pairs.ts';
import { accountOf } from '../../ledger/accounts.ts';
import { causeOf, type Dated, resultsOf } from '../../ledger/results.ts';
import { bucketsOf, type Exposed, netOpen, valueAtRisk } from '../../pricing/exposure.ts';
import { amountOf, exceeds, fraction, size } from '../../pricing/fractions.ts';
import { volatilityOf } from '../../pricing/spread.ts';
import { type AccountDocument, balanceOf, type EntryDocument } from '../../projections/accounts.ts';
import type { ExposureDocument } from '../../projections/exposures.ts';
import { limitsNow } from './market.ts';

type Documents = Pick<Runtime, 'documents'>;

/** The currency that merchants are paid in: what is held in it is not exposed. */
export const homeCurrency = 'CNY';

// What the customer holds, by account: money at hand, money set aside for a deal, money that goes back to a payer.
const columns: Readonly<Record<string, Exposed['column']>> = {
  2000: 'unconverted',
  2100: 'escrow',
  2350: 'unconverted',
  2400: 'unconverted',
};

/** What the caller is exposed to, by currency and value date, and what it may lose by it in a day. */
export function listExposures(runtime: Runtime) {
  return async (_: object, { caller: { tenant } }: Call) => {
    const buckets = bucketsOf([...(await inBooks(runtime, tenant)), ...(await tocome(runtime, tenant))]);
    const limits = await limitsNow(runtime);
    const positions = netOpen(buckets.filter(({ currency }) => currency !== homeCurrency)).map((net): OpenPosition => {
      const limit = limits(`NET_OPEN.${net.currency}`);
      const valueAtRiskOfIt = valueAtRisk(net, volatilityOf(pairName(pairOf(net.currency, homeCurrency))));
      return { currency: net.currency, net, valueAtRisk: valueAtRiskOfIt, limit, within: isWithin(net, limit) };
    });
    return { buckets: [...buckets], positions };
  };
}

// Limits are in main units.
const isWithin = (net: Money, limit: string) => limit === '' || !exceeds(size(amountOf(net)), fraction(limit));

async function inBooks({ documents }: Documents, tenant: string): Promise<readonly Exposed[]> {
  const rows: Exposed[] = [];
  for await (const { id, document } of found<AccountDocument>((page) => documents.find(page), {
    collection: 'accounts',
    tenant,
  })) {
    const account = accountOf(id);
    const column = columns[account?.code ?? ''];
    if (account === undefined || column === undefined) continue;
    rows.push({ column, currency: account.currency, minor: balanceOf(id, document), day: '' });
  }
  return rows;
}

async function tocome({ documents }: Documents, tenant: string): Promise<readonly Exposed[]> {
  const rows: Exposed[] = [];
  for await (const { document } of found<ExposureDocument>((page) => documents.find(page), {
    collection: 'exposures',
    tenant,
  })) {
    const { kind, currency, minor, day } = document;
    rows.push({ column: kind === 'DEAL' ? 'deals' : 'receivable', currency, minor, day });
  }
  return rows;
}

/** Gain and loss of the caller's books by day, cause and currency. @throws RefusedError PROFIT_PERIOD_INVALID */
export function getProfitAndLoss({ documents, clock }: Runtime) {
  return async (asked: Complete<ProfitAndLossRequest>, { caller: { tenant } }: Call) => {
    const until = asked.until === '' ? clock.now().slice(0, 10) : asked.until;
    const from = asked.from === '' ? until : asked.from;
    if (!isDay(from) || !isDay(until) || from > until || daysBetween(from, until) > 366) {
      throw new RefusedError({ refused: 'PROFIT_PERIOD_INVALID', data: { from, until } });
    }
    const lines = resultsOf(await entriesBetween({ documents }, tenant, from, until));
    const totals = new Map<string, bigint>();
    for (const { amount } of lines) totals.set(amount.currency, (totals.get(amount.currency) ?? 0n) + amount.minor);
    return { lines: [...lines], totals: [...totals].map(([currency, minor]) => money(minor, currency)) };
  };
}

async function entriesBetween({ documents }: Documents, tenant: string, from: string, until: string) {
  const accounts: string[] = [];
  for await (const { id } of found<AccountDocument>((page) => documents.find(page), {
    collection: 'accounts',
    tenant,
  })) {
    if (causeOf(id) !== undefined) accounts.push(id);
  }
  const entries: Dated[] = [];
  for (const account of accounts) {
    const query = { collection: 'account_entries', tenant, index: 'byAccount', equals: [account] };
    for await (const { document } of found<EntryDocument>((page) => documents.find(page), query)) {
      const day = document.effectiveAt.slice(0, 10);
      if (day >= from && day <= until) entries.push({ day, accountId: account, change: document.change });
    }
  }
  return entries;
}
