import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { convert, decimal, type Money, money, parseMoney, subtract } from '@portolan/money';
import { camt053, closingOf, notices, paymentStatus, type RigEntry } from '../../services/fx/src/rig/statements.ts';
import type { Chance } from '../../services/sandbox/src/chance.ts';
import { merchants } from './plan.ts';

export const payoutAccount = 'CN-NOSTRO-CNY-0001';
/** Our accounts at this bank, with what it keeps them for once in ten days. */
export const accounts: readonly { readonly account: string; readonly fee: Money }[] = [
  ...merchants.map(({ account }) => ({ account, fee: money(1_500n, 'USD') })),
  { account: payoutAccount, fee: money(10_000n, 'CNY') },
];

export interface Payment {
  readonly messageId: string;
  readonly endToEndId: string;
  readonly account: string;
  readonly amount: Money;
  readonly remittance: string;
}

interface Lock {
  readonly lockId: string;
  readonly sell: Money;
  /** Ten-thousandths. */
  readonly mid: bigint;
  readonly rate: bigint;
}

/** A deal as the bank made it, and what it is worth at mid. */
export interface Deal {
  readonly sold: Money;
  readonly bought: Money;
  readonly atMid: Money;
  /** To the client, at its own rate. */
  readonly client: Money;
}

const spread = 195n;
const text = (pips: bigint) => `${pips / 10_000n}.${String(pips % 10_000n).padStart(4, '0')}`;
export const clientRate = (lock: Pick<Lock, 'rate'>) => text(lock.rate - spread);

/**
 * A bank with a mind of its own: rates that move every day, charges that it tells nobody of, entries that it books twice
 * or a day late, statements that it forgets to send. Everything it does stands in its own books.
 */
export async function openBank(chance: Chance, now: () => string) {
  const books = new Map(accounts.map(({ account, fee }) => [account, ledgerOf(account, fee.currency)]));
  const locks = new Map<string, Lock>();
  const deals = new Map<string, Deal>();
  const files = new Map<string, Payment>();
  const queue: Payment[] = [];
  let mid = 71_200n;
  let charged = 0;

  const book = (account: string, entry: RigEntry) => books.get(account)?.entries.push(entry);

  const answers: Readonly<Record<string, (body: string) => object | undefined>> = {
    '/fx/locks': (body) => {
      const { reference, sell } = JSON.parse(body) as { reference: string; sell: { amount: string; currency: string } };
      const lockId = `LK${reference.slice(reference.indexOf('/') + 1)}`;
      const lock = locks.get(lockId) ?? { lockId, sell: parseMoney(sell.amount, sell.currency), mid, rate: mid - 5n };
      locks.set(lockId, lock);
      const expiresAt = new Date(Date.parse(now()) + 86_400_000).toISOString();
      return { lockId, midRate: text(lock.mid), bankRate: text(lock.rate), expiresAt };
    },
    '/fx/deals': (body) => {
      const { lockId } = JSON.parse(body) as { lockId: string };
      const lock = locks.get(lockId);
      if (lock === undefined) return undefined;
      const dealId = `DL${lockId.slice(2)}`;
      const bought = convert(lock.sell, text(lock.rate), 'CNY');
      if (!deals.has(dealId)) settleDeal(dealId, lock, bought);
      const { amount, currency } = { amount: decimal(lock.sell), currency: lock.sell.currency };
      return { dealId, sold: { amount, currency }, bought: { amount: decimal(bought), currency: 'CNY' } };
    },
    '/payments': (body) => {
      const payment = paymentIn(body);
      if (!files.has(payment.messageId)) queue.push(payment);
      files.set(payment.messageId, payment);
      return {};
    },
  };

  function settleDeal(dealId: string, lock: Lock, bought: Money): void {
    const atMid = convert(lock.sell, text(lock.mid), 'CNY');
    deals.set(dealId, { sold: lock.sell, bought, atMid, client: convert(lock.sell, clientRate(lock), 'CNY') });
    const of = { reference: dealId, endToEndId: dealId, at: now() };
    book(sellingAccount(lock), { side: 'DBIT', amount: lock.sell, code: 'FORX/SPOT/OTHR', ...of });
    book(payoutAccount, { side: 'CRDT', amount: bought, code: 'FORX/SPOT/OTHR', ...of });
  }

  // The order's number stands in the lock: its buyers' account is known by whoever planned it.
  const owners = new Map<string, string>();
  const sellingAccount = ({ lockId }: Lock) => owners.get(lockId.slice(2)) ?? '';

  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const answer = answers[request.url ?? '']?.(body);
      response.writeHead(answer === undefined ? 404 : 200).end(JSON.stringify(answer ?? {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    deals,
    owners,
    lockOf: (orderNo: string) => locks.get(`LK${orderNo}`),
    charged: () => charged,
    book,
    notices,
    paymentStatus,
    /** What is to be carried out by now. */
    taken: () => queue.splice(0),
    move(day: number) {
      mid += BigInt(chance.between(-180, 180, 'mid', String(day)));
    },
    /** The day's statements, in the order in which it sends them; some only tomorrow. */
    statements(day: number, from: string, to: string): readonly Buffer[] {
      const all = [...books.values()].flatMap((one) => {
        const fee = accounts.find(({ account }) => account === one.account)?.fee;
        if (day % 10 === 4 && fee !== undefined) {
          one.entries.push({ side: 'DBIT', amount: fee, reference: `FEE${day}`, at: to, code: 'ACMT/MDOP/CHRG' });
          charged += 1;
        }
        return one.close(day, chance, from, to);
      });
      return all;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

export type Bank = Awaited<ReturnType<typeof openBank>>;

/** One account as the bank keeps it. */
function ledgerOf(account: string, currency: string) {
  let opening = money(0n, currency);
  let sequence = 0;
  /** Forgotten, until somebody asks for it. */
  let withheld: { readonly due: number; readonly body: Buffer } | undefined;
  const entries: RigEntry[] = [];
  let again: RigEntry[] = [];

  /** Closes a day. What it forgets it books a day late; what it books once more on the next it takes back a day later. */
  function close(day: number, chance: Chance, from: string, to: string): readonly Buffer[] {
    const fresh = entries.splice(0);
    const does = (what: string, every: number) => chance.between(1, every, account, what, String(day)) === 1;
    const isQuiet = fresh.length < 3;
    // Never what it takes back.
    const isPlain = ({ reversal, code }: RigEntry) => reversal !== true && code === undefined;
    const late = !isQuiet && does('late', 6) ? fresh.find(isPlain) : undefined;
    if (late !== undefined) entries.push(late);
    const todays = [...fresh.filter((entry) => entry !== late), ...again];
    entries.push(...again.map((entry): RigEntry => ({ ...entry, side: 'DBIT', reversal: true })));
    const credit = fresh.find((entry) => entry !== late && entry.side === 'CRDT' && isPlain(entry));
    again = credit !== undefined && !isQuiet && does('twice', 5) ? [credit] : [];
    sequence += 1;
    const statement = { account, sequence, from, to, opening, entries: todays };
    opening = closingOf(statement);
    const body = camt053(statement);
    if (withheld !== undefined) {
      const { due, body: before } = withheld;
      if (day < due) return [body];
      withheld = undefined;
      return [before, body];
    }
    if (!isQuiet && does('forgotten', 4)) {
      withheld = { due: day + 2, body };
      return [];
    }
    return [body];
  }

  return { account, entries, close };
}

function paymentIn(xml: string): Payment {
  const one = (pattern: RegExp) => pattern.exec(xml)?.[1] ?? '';
  const [, currency = '', amount = ''] = /<InstdAmt Ccy="(\w+)">([\d.]+)</.exec(xml) ?? [];
  return {
    messageId: one(/<MsgId>([^<]+)/),
    endToEndId: one(/<EndToEndId>([^<]+)/),
    account: one(/<DbtrAcct>.*?<Id>([\w-]+)<\/Id>/s),
    amount: parseMoney(amount, currency),
    remittance: one(/<Ustrd>([^<]+)/),
  };
}

/** What deals came to: earned on clients, and lost or won against mid. */
export function exchanged(deals: Iterable<Deal>): { readonly spread: Money; readonly position: Money } {
  let [earned, against] = [0n, 0n];
  for (const { bought, atMid, client } of deals) {
    earned += subtract(atMid, client).minor;
    against += subtract(bought, atMid).minor;
  }
  return { spread: money(earned, 'CNY'), position: money(against, 'CNY') };
}
