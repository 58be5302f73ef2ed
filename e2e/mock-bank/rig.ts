import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Money } from '@portolan/contracts/common/v1/types';
import { PaymentsDefinition } from '@portolan/contracts/fx/v1/payments';
import { startMockBank } from '@portolan/servers';
import { connect, createActivity, machineClock, RefusedError } from '@portolan/service';
import { expect, vi } from 'vitest';
import { payoutId } from '../../services/fx/src/payout/references.ts';
import { as, payoutOf, startFx } from '../../services/fx/src/rig/running.ts';
import { tenant } from '../../services/fx/src/rig/world.ts';

/** Our account at the bank: buyers pay into it, payouts leave from it. */
export const ours = { id: 'NOSTRO', iban: 'NL30MOCK0000000005' };
/** The merchant's account, held by the same bank. */
export const theirs = { id: 'GLOBEX', iban: 'NL14MOCK0000000002' };

const address = { street: 'Road', building: '1', postcode: '518000', town: 'Shenzhen', country: 'CN' };
const holder = (name: string, account: string) => ({ name, address, account, cnaps: '105584000021' });
const within = { timeout: 15_000, interval: 20 };
const machine = machineClock();
const merchant = { tenant, role: 'merchant' } as const;

interface Message {
  readonly id: number;
  readonly type: string;
  readonly account: string;
  readonly body: string;
}

/** fx with a bank that somebody else wrote: it takes our pain.001 over HTTP, and its messages are carried to us. */
export async function startWithMockBank() {
  const folder = mkdtempSync(join(tmpdir(), 'mock-bank-'));
  const bank = await startMockBank(folder, '2026-03-02T09:00');
  const fx = await startFx();
  await fx.restart({
    PORTOLAN_FX_BANK_URL: bank.url,
    PORTOLAN_FX_PAYOUT_ACCOUNT: JSON.stringify({ currency: 'CNY', holder: holder('Portolan', ours.iban) }),
    PORTOLAN_FX_COLLECTION_ACCOUNTS: JSON.stringify([{ account: ours.iban, currency: 'CNY', tenant }]),
    PORTOLAN_FX_BENEFICIARIES: JSON.stringify({ [tenant]: holder('Hailun', theirs.iban) }),
  });
  const payments = connect(PaymentsDefinition, fx.address(), { machine, activity: createActivity(machine) });
  let carried = 0;
  let commands = 0;
  const command = (of = tenant) => as(`c${commands++}`, of);

  async function ask(path: string, method = 'GET', body?: object): Promise<unknown> {
    const headers = { 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(`${bank.url}/_mock${path}`, { method, headers, ...sent });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`mock-bank answered ${answer.status} to ${path}: ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  /** Carries what the bank has written of our account since the last time. Answers the types, `!` behind a refused one. */
  async function carry(from = carried): Promise<readonly string[]> {
    const written = (await ask('/mailbox')) as readonly Message[];
    const types: string[] = [];
    for (const { id, type, account, body } of written) {
      carried = Math.max(carried, id);
      if (id > from && account === ours.id) types.push(type.slice(0, 8) + (await push(body)));
    }
    return types;
  }

  async function push(body: string): Promise<'' | '!'> {
    try {
      await fx.client().receiveMessage({ body: Buffer.from(body) }, command('portolan'));
      return '';
    } catch (error) {
      if (error instanceof RefusedError && error.refusal.refused === 'INVALID_MESSAGE') return '!';
      throw error;
    }
  }

  const view = (order: string) => payments.client.getPayout({ id: payoutId(tenant, order) }, merchant);

  await ask('/accounts', 'POST', { ...ours, name: 'Portolan', currency: 'CNY', balance: 0 });
  await ask(`/accounts/${theirs.id}`, 'PATCH', { behaviour: 'accept', currency: 'CNY' });

  return {
    fx,
    command,
    carry,
    view,
    url: bank.url,
    /** How the bank behaves about an account from now on. */
    behave: (account: string, behaviour: string, parameters: object = {}) =>
      ask(`/accounts/${account}`, 'PATCH', { behaviour, parameters }),
    balance: (minor: number) => ask(`/accounts/${ours.id}`, 'PATCH', { balance: minor }),
    /** The buyer of an order pays. */
    credit: (amount: number, note: string) =>
      ask('/credits', 'POST', {
        account: ours.id,
        amount,
        note,
        debtor: { name: 'Buyer', iban: 'NL57MOCK0000000004' },
      }),
    advance: (days: number) => ask(`/advance?days=${days}`, 'POST'),
    async pay(order: string, amount: Money) {
      await fx.client().createPayout(payoutOf(order, order.toUpperCase(), amount), command());
      await vi.waitFor(async () => expect((await view(order)).state).not.toBe('CREATED'), within);
    },
    until: (order: string, state: string) =>
      vi.waitFor(async () => expect((await view(order)).state).toBe(state), within),
    /** The books hold, to the cent, what the bank says that it holds for us. */
    agree: () =>
      vi.waitFor(async () => {
        const { balance } = (await ask(`/accounts/${ours.id}`)) as { readonly balance: number };
        expect((await fx.balances())['1000.CNY'] ?? 0n).toBe(BigInt(balance));
      }, within),
    async stop() {
      payments.close();
      await fx.stop();
      await bank.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** 12.34 → 12.34 CNY. */
export const yuan = (text: string): Money => ({ minor: BigInt(text.replace('.', '')), currency: 'CNY' });
