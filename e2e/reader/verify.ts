import { type Api, listAt, ok, textAt } from '../story/api.ts';
import { addUp, type Facts, minor } from './facts.ts';
import { readFeed } from './feed.ts';

export interface Verdict {
  readonly events: number;
  /** One sentence for each disagreement; empty when all agrees. */
  readonly breaches: readonly string[];
}

/**
 * The independent reader: recomputes balances, stock and states from the feed alone, and compares them with what REST
 * answers. It shares no code with the suite.
 */
export async function verify(api: Api): Promise<Verdict> {
  const events = await readFeed(api);
  const facts = addUp(events);
  const breaches = [...facts.breaches];
  await compareAccounts(api, facts, breaches);
  await compareStock(api, facts, breaches);
  await compareStates(api, facts, breaches);
  return { events: events.length, breaches };
}

async function compareAccounts(api: Api, facts: Facts, breaches: string[]): Promise<void> {
  const sums = new Map<string, bigint>();
  for (const [id, { currency, debits, credits }] of facts.accounts) {
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
      breaches.push(`ledger: account ${id} shows a balance of ${balance} that its own debits and credits do not give`);
    }
  }
  for (const [currency, sum] of sums) {
    if (sum !== 0n) breaches.push(`ledger: all accounts together are off by ${sum} ${currency}`);
  }
}

async function compareStock(api: Api, facts: Facts, breaches: string[]): Promise<void> {
  const rows = listAt(ok(await api.get('/v1/stock?limit=200'), 'the stock'), 'stock');
  const shown = new Map(
    rows.map((row) => [
      ['warehouseId', 'owner', 'sku', 'lot'].map((name) => textAt(row, 'bucket', name)).join('/'),
      row,
    ]),
  );
  for (const [bucket, { received, reserved, picked, packed, dispatched }] of facts.stock) {
    const row = shown.get(bucket);
    const onHand = received - dispatched;
    const expected = { onHand, available: onHand - reserved - picked - packed, reserved, picked, packed };
    for (const [name, units] of Object.entries(expected)) {
      const answered = textAt(row, name) || '0';
      if (BigInt(answered) !== units)
        breaches.push(`stock: ${bucket} has ${name} ${units} by the feed, ${answered} by REST`);
    }
  }
}

async function compareStates(api: Api, facts: Facts, breaches: string[]): Promise<void> {
  for (const [id, state] of facts.orders) {
    const shown = textAt(ok(await api.get(`/v1/orders/${id}`), `order ${id}`), 'state');
    if (shown !== state) breaches.push(`order: ${id} is ${state} by the feed, ${shown} by REST`);
  }
  for (const [id, state] of facts.declarations) {
    const shown = textAt(ok(await api.get(`/v1/declarations/${id}`), `declaration ${id}`), 'state');
    if (shown !== state) breaches.push(`release: declaration ${id} is ${state} by the feed, ${shown} by REST`);
  }
}
