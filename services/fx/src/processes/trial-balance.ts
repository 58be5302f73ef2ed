import type { Logger } from '@portolan/engine';
import type { Gauge, Schedule } from '@portolan/service';
import { type DocumentStore, type Found, found } from '@portolan/store';
import { accountOf } from '../ledger/accounts.ts';
import type { AccountDocument } from '../projections/accounts.ts';

/** A tenant whose accounts of one currency do not add up to zero. `difference` is debits less credits, minor units. */
export interface Imbalance {
  readonly tenant: string;
  readonly currency: string;
  readonly difference: bigint;
}

type Sums = Map<string, bigint>;

/**
 * Every night: does each tenant's ledger, as it is shown, add up to zero in every currency? Each transaction does when
 * it is posted; this looks at the stored balances, which a disk or a hand could change. What does not is an error in
 * the log, with tenant and currency.
 */
export function trialBalance(documents: DocumentStore, log: Logger): Schedule {
  return {
    name: 'fx.trial-balance',
    cron: '0 3 * * *',
    async run() {
      const off = await imbalances(documents);
      for (const { tenant, currency, difference } of off) {
        log.error({ tenant, currency, difference: String(difference) }, 'the ledger does not add up to zero');
      }
      if (off.length === 0) log.info({}, 'every ledger adds up to zero');
    },
  };
}

/** The same question whenever somebody looks: 0 where all is well. */
export const ledgerImbalances = (documents: DocumentStore): Gauge => ({
  name: 'portolan_ledger_imbalances',
  help: 'Ledgers, one per tenant and currency, that do not add up to zero.',
  read: async () => [{ value: (await imbalances(documents)).length }],
});

/** Adds up all accounts, page by page. */
export async function imbalances(documents: DocumentStore): Promise<readonly Imbalance[]> {
  const sums: Sums = new Map();
  const accounts = found<AccountDocument>((page) => documents.find(page), { collection: 'accounts' });
  for await (const account of accounts) add(sums, account);
  return [...sums]
    .filter(([, difference]) => difference !== 0n)
    .map(([key, difference]) => ({ ...tenantAndCurrency(key), difference }));
}

function add(sums: Sums, { tenant, id, document: { debits, credits } }: Found<AccountDocument>): void {
  const key = JSON.stringify([tenant, accountOf(id)?.currency ?? id]);
  sums.set(key, (sums.get(key) ?? 0n) + debits - credits);
}

function tenantAndCurrency(key: string): { readonly tenant: string; readonly currency: string } {
  const [tenant = '', currency = ''] = JSON.parse(key) as string[];
  return { tenant, currency };
}
