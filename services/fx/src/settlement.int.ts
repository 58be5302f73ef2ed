import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FxDefinition } from '@portolan/contracts/fx/v1/fx';
import { openEmbeddedLog } from '@portolan/log';
import { type Money, parseMoney } from '@portolan/money';
import {
  connect,
  createActivity,
  createSuiteClock,
  machineClock,
  openLocalStores,
  type RunningService,
  startService,
} from '@portolan/service';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { configSchema } from './config.ts';
import { escrow } from './escrow/escrow.ts';
import { payout } from './payout/payout.ts';
import { quote } from './quote/quote.ts';
import { fx } from './service.ts';

const tenant = 'merchant-shenzhen';
const machine = machineClock();
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const paid = parseMoney('1284.50', 'USD');

let folder: string;
let closing: (() => unknown)[];
let running: RunningService;
let bank: ReturnType<typeof createBank>;
let clock: ReturnType<typeof createSuiteClock>;

beforeEach(async () => {
  [folder, closing] = [mkdtempSync(join(tmpdir(), 'fx-')), []];
  bank = createBank();
  const url = await bank.listen();
  closing.push(bank.close);
  const eventLog = openEmbeddedLog({ file: join(folder, 'log.db'), partitions: 4, machine });
  closing.push(() => eventLog.close());
  clock = createSuiteClock({ mode: 'step', machine, file: join(folder, 'clock'), start: '2026-03-02T01:00:00Z' });
  running = await startService('fx', configSchema.parse({ PORTOLAN_FX_BANK_URL: url }), fx, {
    ...{ clock, machine, activity: createActivity(machine), logger: quiet, seed: 'one', eventLog },
    ...{ stores: openLocalStores(folder, 'fx', 4), resolve: () => running.address, instance: 'test' },
    ...{ listen: { host: '127.0.0.1', port: 0 }, masterKey: Buffer.alloc(32, 1) },
  });
  closing.push(() => running.stop());
});
afterEach(async () => {
  for (const close of closing.toReversed()) await close();
  rmSync(folder, { recursive: true });
});

/** A bank that is out of order the first time it is asked for anything, and counts what it was asked to do. */
function createBank() {
  const payments = new Map<string, number>();
  const refusing = new Set<string>();
  const asked = new Map<string, number>();
  const rates = { lockId: 'LK1', midRate: '7.1200', bankRate: '7.1195', expiresAt: '2026-03-09T09:30:00Z' };
  const sold = { currency: 'USD', amount: '1265.23' };
  const answers = new Map<string, (body: string) => object>([
    ['/fx/locks', () => rates],
    ['/fx/deals', () => ({ dealId: 'DL1', sold, bought: { currency: 'CNY', amount: '9007.80' } })],
    [
      '/payments',
      (body) => {
        payments.set(body, (payments.get(body) ?? 0) + 1);
        return {};
      },
    ],
  ]);
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const path = request.url ?? '';
      const times = (asked.get(path) ?? 0) + 1;
      asked.set(path, times);
      const answer = times === 1 || refusing.has(path) ? undefined : answers.get(path)?.(body);
      const status = answer !== undefined ? 200 : refusing.has(path) ? 409 : 503;
      response.writeHead(status).end(JSON.stringify(answer ?? {}));
    });
  });
  return {
    payments,
    /** Paths to which it says no for good. */
    refusing,
    listen: () =>
      new Promise<string>((resolve) => {
        const answer = () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
        server.listen(0, '127.0.0.1', answer);
      }),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

function camt054(side: string, account: string, amount: Money, reference: string, endToEndId: string, text = '') {
  const digits = String(amount.minor);
  return Buffer.from(
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn><Ntfctn>' +
      `<CreDtTm>2026-03-02T00:50:00Z</CreDtTm><Acct><Id><Othr><Id>${account}</Id></Othr></Id></Acct>` +
      `<Ntry><Amt Ccy="${amount.currency}">${digits.slice(0, -2)}.${digits.slice(-2)}</Amt><CdtDbtInd>${side}</CdtDbtInd>` +
      `<Sts><Cd>BOOK</Cd></Sts><AcctSvcrRef>${reference}</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>${endToEndId}` +
      `</EndToEndId></Refs><RmtInf><Ustrd>${text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry></Ntfctn></BkToCstmrDbtCdtNtfctn></Document>`,
  );
}

function pain002(endToEndId: string, status: string, reason = '') {
  return Buffer.from(
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.12"><CstmrPmtStsRpt><OrgnlGrpInfAndSts>' +
      '<OrgnlMsgId>M</OrgnlMsgId></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><TxInfAndSts>' +
      `<OrgnlEndToEndId>${endToEndId}</OrgnlEndToEndId><TxSts>${status}</TxSts>` +
      `<StsRsnInf><Rsn><Cd>${reason}</Cd></Rsn></StsRsnInf></TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`,
  );
}

const as = (commandId: string, of = tenant) => ({
  ...{ tenant: of, commandId, requestHash: '', correlation: 'o1', causation: '', traceparent: '' },
});
const page = { limit: 0, cursor: '' };

function client() {
  const connection = connect(FxDefinition, running.address, { machine, activity: createActivity(machine) });
  closing.push(connection.close);
  return connection.client;
}

async function balances(of = tenant): Promise<Record<string, bigint>> {
  const { accounts } = await client().listAccounts({ page }, { tenant: of, role: 'merchant' });
  return Object.fromEntries(accounts.map(({ id, balance }) => [id, balance.minor]).filter(([, minor]) => minor !== 0n));
}

const refuses = (code: string, call: Promise<unknown>) =>
  expect(call).rejects.toMatchObject({ refusal: { refused: code } });

const within = { timeout: 15_000, interval: 20 };
const booked = (expected: Record<string, bigint>) =>
  vi.waitFor(async () => expect(await balances()).toEqual(expected), within);

/** Up to a locked rate: escrow funded, inspected and released. */
async function locked() {
  const api = client();
  const load = running.runtime.commands.load;
  await api.openEscrow({ orderId: 'o1', orderNo: 'SZ-2026-1', amount: paid }, as('c1'));
  const credit = camt054('CRDT', 'CN-COLL-USD-0001', paid, 'CR1', 'SZ-2026-1');
  await api.receiveMessage({ body: credit }, as('c2', 'portolan'));
  await vi.waitFor(async () => expect(await balances()).not.toEqual({}), within);
  const inspection = { orderId: 'o1', orderNo: 'SZ-2026-1', deliveredAt: '2026-03-06T09:00:00Z' };
  await vi.waitFor(() => api.startInspection(inspection, as('c4')), within);
  await vi.waitFor(async () => expect(await running.engine.nextTimer()).toBeDefined(), within);
  clock.moveTo('2026-03-09T09:00:00.000Z');
  await booked({ '1000.USD': 128_450n, '2000.USD.merchant-shenzhen': 126_523n, '4000.USD': 1_927n });
  const sell = parseMoney('1265.23', 'USD');
  const { id } = await api.lockRate({ orderId: 'o1', sell, buyCurrency: 'CNY' }, as('c5'));
  await vi.waitFor(async () => expect((await load(quote, tenant, id)).state.status).toBe('LOCKED'), within);
  return { api, load, quoteId: id };
}

describe('when the bank says no', () => {
  const released = { '1000.USD': 128_450n, '2000.USD.merchant-shenzhen': 126_523n, '4000.USD': 1_927n };

  it('a sale that it does not deal gives the reserve back, and a new rate can be asked for', async () => {
    const { api, load, quoteId } = await locked();
    bank.refusing.add('/fx/deals');
    await api.sell({ orderId: 'o1', quoteId }, as('c6'));
    await vi.waitFor(async () => expect((await load(quote, tenant, quoteId)).state.status).toBe('EXPIRED'), within);
    await booked(released);
    const sell = parseMoney('1265.23', 'USD');
    await api.lockRate({ orderId: 'o1', sell, buyCurrency: 'CNY' }, as('c7'));
    expect((await load(quote, tenant, quoteId)).state.attempt).toBe(2);
  });

  it('a lock that nobody used runs out at its instant', async () => {
    const { api, load, quoteId } = await locked();
    await vi.waitFor(async () => expect(await running.engine.nextTimer()).toBe('2026-03-09T09:30:00.000Z'), within);
    clock.moveTo('2026-03-09T09:30:00.000Z');
    await vi.waitFor(async () => expect((await load(quote, tenant, quoteId)).state.status).toBe('EXPIRED'), within);
    const late = api.sell({ orderId: 'o1', quoteId }, as('c6'));
    await refuses('QUOTE_EXPIRED', late);
    expect(await balances()).toEqual(released);
  });

  it.each(['by its answer', 'by pain.002, twice'])(
    'a payout rejected %s gives the customer the money back, once',
    async (how) => {
      const { api, load, quoteId } = await locked();
      await api.sell({ orderId: 'o1', quoteId }, as('c6'));
      await vi.waitFor(async () => expect((await load(quote, tenant, quoteId)).state.status).toBe('SOLD'), within);
      if (how === 'by its answer') bank.refusing.add('/payments');
      const { id } = await api.createPayout({ orderId: 'o1', amount: parseMoney('8983.13', 'CNY') }, as('c8'));
      const rejected = pain002(`E${id.toUpperCase()}`, 'RJCT', 'AC04');
      if (how !== 'by its answer') {
        await vi.waitFor(async () => expect((await load(payout, tenant, id)).state.sent).toBe(true), within);
        await api.receiveMessage({ body: rejected }, as('c9', 'portolan'));
      }
      await vi.waitFor(async () => expect((await load(payout, tenant, id)).state.status).toBe('REJECTED'), within);
      await api.receiveMessage({ body: Buffer.from(`${rejected} `) }, as('c10', 'portolan'));
      const debit = camt054('DBIT', 'CN-NOSTRO-CNY-0001', parseMoney('8983.13', 'CNY'), 'DB1', `E${id.toUpperCase()}`);
      await api.receiveMessage({ body: debit }, as('c11', 'portolan'));
      await vi.waitFor(async () => {
        const { messages } = await api.listRefusedMessages({ page }, { tenant: 'portolan', role: 'operations' });
        expect(messages.flatMap(({ flaws }) => flaws.map(({ reason }) => reason))).toEqual(['PAYOUT_WAS_REJECTED']);
      }, within);
      expect(await balances()).toMatchObject({ '2000.CNY.merchant-shenzhen': 898_313n, '1000.CNY': 900_780n });
      expect(await balances()).not.toHaveProperty(['1100.CNY']);
    },
  );
});

describe('the settlement of an order', () => {
  it('carries the money from the buyer to the merchant, once, over a bank that stumbles', async () => {
    const api = client();
    const load = running.runtime.commands.load;
    const { id: escrowId } = await api.openEscrow({ orderId: 'o1', orderNo: 'SZ-2026-1', amount: paid }, as('c1'));

    const credit = camt054('CRDT', 'CN-COLL-USD-0001', paid, 'CR1', 'PAY-7', 'order SZ-2026-1');
    const kept = await api.receiveMessage({ body: credit }, as('c2', 'portolan'));
    expect(await api.receiveMessage({ body: credit }, as('c3', 'portolan'))).toEqual(kept);
    await booked({ '1000.USD': 128_450n, [`2100.USD.${escrowId}`]: 128_450n });

    const deliveredAt = '2026-03-06T09:00:00Z';
    await api.startInspection({ orderId: 'o1', orderNo: 'SZ-2026-1', deliveredAt }, as('c4'));
    await vi.waitFor(async () => expect(await running.engine.nextTimer()).toBe('2026-03-09T09:00:00.000Z'), within);
    clock.moveTo('2026-03-09T09:00:00.000Z');
    await booked({ '1000.USD': 128_450n, '2000.USD.merchant-shenzhen': 126_523n, '4000.USD': 1_927n });
    await vi.waitFor(async () => expect((await load(escrow, tenant, escrowId)).state.status).toBe('RELEASED'), within);

    const sell = parseMoney('1265.23', 'USD');
    const { id: quoteId } = await api.lockRate({ orderId: 'o1', sell, buyCurrency: 'CNY' }, as('c5'));
    await vi.waitFor(async () => expect((await load(quote, tenant, quoteId)).state.status).toBe('LOCKED'), within);
    const terms = (await load(quote, tenant, quoteId)).state.terms;
    expect(terms).toMatchObject({ clientRate: '7.1000', buy: parseMoney('8983.13', 'CNY') });
    await api.sell({ orderId: 'o1', quoteId }, as('c6'));
    await vi.waitFor(async () => expect((await load(quote, tenant, quoteId)).state.status).toBe('SOLD'), within);

    const amount = parseMoney('8983.13', 'CNY');
    const tooMuch = api.createPayout({ orderId: 'o1', amount: parseMoney('8983.14', 'CNY') }, as('c7'));
    await refuses('LEDGER_INSUFFICIENT_FUNDS', tooMuch);
    const gold = api.createPayout({ orderId: 'o1', amount: { minor: 1n, currency: 'XAU' } }, as('c7b'));
    await refuses('AMOUNT_CURRENCY_UNKNOWN', gold);
    const { id: payoutId } = await api.createPayout({ orderId: 'o1', amount }, as('c8'));
    await vi.waitFor(async () => expect((await load(payout, tenant, payoutId)).state.sent).toBe(true), within);
    expect([...bank.payments.values()]).toEqual([1]);

    const endToEndId = `E${payoutId.toUpperCase()}`;
    await api.receiveMessage({ body: pain002(endToEndId, 'ACSP') }, as('c9', 'portolan'));
    const debit = camt054('DBIT', 'CN-NOSTRO-CNY-0001', amount, 'DB1', endToEndId);
    await api.receiveMessage({ body: debit }, as('c10', 'portolan'));
    // mid 9,008.44 · bank 9,007.80 · client 8,983.13
    await booked({
      ...{ '1000.USD': 1_927n, '4000.USD': 1_927n },
      ...{ '1000.CNY': 2_467n, '4100.CNY': 2_531n, '4200.CNY': -64n },
    });
    expect((await load(payout, tenant, payoutId)).state.status).toBe('SETTLED');

    const account = await api.getAccount({ id: '2000.CNY.merchant-shenzhen', page }, { tenant, role: 'merchant' });
    expect(account.entries.map(({ type, change, balance }) => [type, change.minor, balance.minor])).toEqual([
      ['PAYOUT', -898_313n, 0n],
      ['SALE', 898_313n, 898_313n],
    ]);
  });

  it('keeps money that nobody expects in suspense, and reports what belongs to nothing', async () => {
    const api = client();
    const operations = { tenant: 'portolan', role: 'operations' };
    const stray = camt054('CRDT', 'CN-COLL-USD-0001', paid, 'CR9', 'NOTPROVIDED', 'no idea');
    await api.receiveMessage({ body: stray }, as('c1', 'portolan'));
    await booked({ '1000.USD': 128_450n, '2050.USD': 128_450n });

    const foreign = camt054('CRDT', 'CN-COLL-EUR-0001', paid, 'CR10', 'NOTPROVIDED');
    await api.receiveMessage({ body: foreign }, as('c2', 'portolan'));
    await api.receiveMessage({ body: pain002('E-OF-NOBODY', 'ACSP') }, as('c3', 'portolan'));
    const broken = api.receiveMessage({ body: Buffer.from('<Document>') }, as('c4', 'portolan'));
    await refuses('INVALID_MESSAGE', broken);
    await vi.waitFor(async () => {
      const { messages } = await api.listRefusedMessages({ page }, operations);
      const reasons = messages.flatMap(({ flaws }) => flaws.map(({ reason }) => reason)).sort();
      expect(reasons).toEqual(['ACCOUNT_UNKNOWN', 'PAYMENT_UNKNOWN', 'is not well-formed XML, line 1']);
    }, within);
    expect(await balances()).toEqual({ '1000.USD': 128_450n, '2050.USD': 128_450n });
    expect((await api.listRefusedMessages({ page }, { tenant, role: 'merchant' })).messages).toEqual([]);
  });

  it("shows nobody else's books", async () => {
    const stray = camt054('CRDT', 'CN-COLL-USD-0002', paid, 'CR9', 'NOTPROVIDED');
    await client().receiveMessage({ body: stray }, as('c1', 'portolan'));
    await vi.waitFor(async () => expect(await balances('merchant-other')).toHaveProperty(['2050.USD']), within);
    expect(await balances()).toEqual({});
    const peek = client().getAccount({ id: '2050.USD', page }, { tenant, role: 'merchant' });
    await refuses('ACCOUNT_NOT_FOUND', peek);
  });
});
