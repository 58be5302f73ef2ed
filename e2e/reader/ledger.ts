import { atOnce, type Json, listAt, ok, textAt } from '../story/api.ts';
import { type Account, entryOf, minor } from './reading.ts';

/** Accounts that hold something only while a matter is open: what is made good has left them. */
const passing = /^(1100|1200|2050|2100|2150|2200|2250|2300|2350|3000)\./;

/** Balances per account, and per transaction: debits are credits, in every currency. */
export function ledger(): Account {
  const accounts = new Map<string, { currency: string; debits: bigint; credits: bigint }>();
  return {
    add({ type, data }) {
      if (type !== 'TransactionPosted') return [];
      const breaches: string[] = [];
      const sums = new Map<string, bigint>();
      for (const entry of listAt(data, 'entries')) {
        const id = textAt(entry, 'accountId');
        const currency = textAt(entry, 'amount', 'currency');
        const amount = minor((entry as { amount: Json }).amount);
        const account = entryOf(accounts, id, () => ({ currency, debits: 0n, credits: 0n }));
        const debit = textAt(entry, 'side') === 'SIDE_DEBIT';
        if (debit) account.debits += amount;
        else account.credits += amount;
        sums.set(currency, (sums.get(currency) ?? 0n) + (debit ? amount : -amount));
        if (amount <= 0n)
          breaches.push(`ledger: transaction ${textAt(data, 'transactionId')} has an entry of ${amount}`);
      }
      for (const [currency, sum] of sums) {
        if (sum !== 0n)
          breaches.push(`ledger: transaction ${textAt(data, 'transactionId')} is off by ${sum} ${currency}`);
      }
      return breaches;
    },

    async compare(api) {
      const breaches: string[] = [];
      const sums = new Map<string, bigint>();
      await atOnce(accounts, async ([id, { currency, debits, credits }]) => {
        sums.set(currency, (sums.get(currency) ?? 0n) + debits - credits);
        const account = ok(await api.get(`/v1/ledger/accounts/${encodeURIComponent(id)}`), `account ${id}`);
        const shown = (name: string) => minor((account as { readonly [field: string]: never })[name]);
        if (shown('debits') !== debits || shown('credits') !== credits) {
          breaches.push(
            `ledger: account ${id} has debits ${debits} and credits ${credits} by the feed, ` +
              `${shown('debits')} and ${shown('credits')} by REST (${currency}, minor units)`,
          );
        }
        const balance = shown('balance');
        if (balance !== debits - credits && balance !== credits - debits) {
          breaches.push(
            `ledger: account ${id} shows a balance of ${balance} that its own debits and credits do not give`,
          );
        }
      });
      for (const [currency, sum] of sums) {
        if (sum !== 0n) breaches.push(`ledger: all accounts together are off by ${sum} ${currency}`);
      }
      return breaches;
    },

    open() {
      const left = [...accounts].filter(([id, { debits, credits }]) => passing.test(id) && debits !== credits);
      return left.map(([id, { debits, credits }]) => `ledger: account ${id} still holds ${credits - debits}`);
    },
  };
}
