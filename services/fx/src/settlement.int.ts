import { type Money, parseMoney } from '@portolan/money';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { escrow } from './escrow/escrow.ts';
import { payout } from './payout/payout.ts';
import { quote } from './quote/quote.ts';
import { camt054, pain002 } from './rig/bank.ts';
import { as, page, payoutOf, startFx } from './rig/running.ts';
import { tenant } from './rig/world.ts';

const paid = parseMoney('1284.50', 'USD');

const payout1 = (amount: Money) => payoutOf('o1', 'SZ-2026-1', amount);

let fx: Awaited<ReturnType<typeof startFx>>;
beforeEach(async () => {
  fx = await startFx();
});
afterEach(() => fx.stop());

const refuses = (code: string, call: Promise<unknown>) =>
  expect(call).rejects.toMatchObject({ refusal: { refused: code } });

const within = { timeout: 15_000, interval: 20 };
const booked = (expected: Record<string, bigint>) =>
  vi.waitFor(async () => expect(await fx.balances()).toEqual(expected), within);

/** Up to a locked rate: escrow funded, inspected and released. */
async function locked() {
  const api = fx.client();
  const { load } = fx.runtime().commands;
  await api.openEscrow({ orderId: 'o1', orderNo: 'SZ-2026-1', amount: paid }, as('c1'));
  const credit = camt054('CRDT', 'CN-COLL-USD-0001', paid, 'CR1', 'SZ-2026-1');
  await api.receiveMessage({ body: credit }, as('c2', 'portolan'));
  await vi.waitFor(async () => expect(await fx.balances()).not.toEqual({}), within);
  const inspection = { orderId: 'o1', orderNo: 'SZ-2026-1', deliveredAt: '2026-03-06T09:00:00Z' };
  await vi.waitFor(() => api.startInspection(inspection, as('c4')), within);
  await vi.waitFor(async () => expect(await fx.engine().nextTimer()).toBeDefined(), within);
  fx.clock.moveTo('2026-03-09T09:00:00.000Z');
  await booked({ '1000.USD': 128_450n, '2000.USD.merchant-shenzhen': 126_523n, '4000.USD': 1_927n });
  const sell = parseMoney('1265.23', 'USD');
  const { id } = await api.lockRate({ orderId: 'o1', sell, buyCurrency: 'CNY', orderNo: 'SZ-2026-1' }, as('c5'));
  await vi.waitFor(async () => expect((await load(quote, tenant, id)).state.status).toBe('LOCKED'), within);
  return { api, load, quoteId: id };
}

describe('when the bank says no', () => {
  const released = { '1000.USD': 128_450n, '2000.USD.merchant-shenzhen': 126_523n, '4000.USD': 1_927n };

  it('a sale that it does not deal gives the reserve back, and a new rate can be asked for', async () => {
    const { api, load, quoteId } = await locked();
    fx.bank.refusing.add('/fx/deals');
    await api.sell({ orderId: 'o1', quoteId }, as('c6'));
    await vi.waitFor(async () => expect((await load(quote, tenant, quoteId)).state.status).toBe('EXPIRED'), within);
    await booked(released);
    const sell = parseMoney('1265.23', 'USD');
    await api.lockRate({ orderId: 'o1', sell, buyCurrency: 'CNY', orderNo: 'SZ-2026-1' }, as('c7'));
    expect((await load(quote, tenant, quoteId)).state.attempt).toBe(2);
  });

  it('a lock that nobody used runs out at its instant', async () => {
    const { api, load, quoteId } = await locked();
    await vi.waitFor(async () => expect(await fx.engine().nextTimer()).toBe('2026-03-09T09:30:00.000Z'), within);
    fx.clock.moveTo('2026-03-09T09:30:00.000Z');
    await vi.waitFor(async () => expect((await load(quote, tenant, quoteId)).state.status).toBe('EXPIRED'), within);
    const late = api.sell({ orderId: 'o1', quoteId }, as('c6'));
    await refuses('QUOTE_EXPIRED', late);
    expect(await fx.balances()).toEqual(released);
  });

  it.each(['by its answer', 'by pain.002, twice'])(
    'a payout rejected %s gives the customer the money back, once',
    async (how) => {
      const { api, load, quoteId } = await locked();
      await api.sell({ orderId: 'o1', quoteId }, as('c6'));
      await vi.waitFor(async () => expect((await load(quote, tenant, quoteId)).state.status).toBe('SOLD'), within);
      if (how === 'by its answer') fx.bank.refusing.add('/payments');
      const { id } = await api.createPayout(payout1(parseMoney('8983.13', 'CNY')), as('c8'));
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
      expect(await fx.balances()).toMatchObject({ '2000.CNY.merchant-shenzhen': 898_313n, '1000.CNY': 900_780n });
      expect(await fx.balances()).not.toHaveProperty(['1100.CNY']);
    },
  );
});

describe('the settlement of an order', () => {
  it('carries the money from the buyer to the merchant, once, over a bank that stumbles', async () => {
    const api = fx.client();
    const { load } = fx.runtime().commands;
    const { id: escrowId } = await api.openEscrow({ orderId: 'o1', orderNo: 'SZ-2026-1', amount: paid }, as('c1'));

    const credit = camt054('CRDT', 'CN-COLL-USD-0001', paid, 'CR1', 'PAY-7', 'order SZ-2026-1');
    const kept = await api.receiveMessage({ body: credit }, as('c2', 'portolan'));
    expect(await api.receiveMessage({ body: credit }, as('c3', 'portolan'))).toEqual(kept);
    await booked({ '1000.USD': 128_450n, [`2100.USD.${escrowId}`]: 128_450n });

    const deliveredAt = '2026-03-06T09:00:00Z';
    await api.startInspection({ orderId: 'o1', orderNo: 'SZ-2026-1', deliveredAt }, as('c4'));
    await vi.waitFor(async () => expect(await fx.engine().nextTimer()).toBe('2026-03-09T09:00:00.000Z'), within);
    fx.clock.moveTo('2026-03-09T09:00:00.000Z');
    await booked({ '1000.USD': 128_450n, '2000.USD.merchant-shenzhen': 126_523n, '4000.USD': 1_927n });
    await vi.waitFor(async () => expect((await load(escrow, tenant, escrowId)).state.status).toBe('RELEASED'), within);

    const sell = parseMoney('1265.23', 'USD');
    const { id: quoteId } = await api.lockRate(
      { orderId: 'o1', sell, buyCurrency: 'CNY', orderNo: 'SZ-2026-1' },
      as('c5'),
    );
    await vi.waitFor(async () => expect((await load(quote, tenant, quoteId)).state.status).toBe('LOCKED'), within);
    expect(fx.bank.lockReferences).toEqual([`${quoteId}/SZ-2026-1`]);
    const terms = (await load(quote, tenant, quoteId)).state.terms;
    expect(terms).toMatchObject({ clientRate: '7.1000', buy: parseMoney('8983.13', 'CNY') });
    await api.sell({ orderId: 'o1', quoteId }, as('c6'));
    await vi.waitFor(async () => expect((await load(quote, tenant, quoteId)).state.status).toBe('SOLD'), within);

    const amount = parseMoney('8983.13', 'CNY');
    const tooMuch = api.createPayout(payout1(parseMoney('8983.14', 'CNY')), as('c7'));
    await refuses('LEDGER_INSUFFICIENT_FUNDS', tooMuch);
    const gold = api.createPayout(payout1({ minor: 1n, currency: 'XAU' }), as('c7b'));
    await refuses('AMOUNT_CURRENCY_UNKNOWN', gold);
    const { id: payoutId } = await api.createPayout(payout1(amount), as('c8'));
    await vi.waitFor(async () => expect((await load(payout, tenant, payoutId)).state.sent).toBe(true), within);
    expect([...fx.bank.payments.values()]).toEqual([1]);

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

  it('takes the commission that the escrow was opened with, whatever is configured when it is released', async () => {
    const { id } = await fx.client().openEscrow({ orderId: 'o1', orderNo: 'SZ-2026-1', amount: paid }, as('c1'));
    const credit = camt054('CRDT', 'CN-COLL-USD-0001', paid, 'CR1', 'SZ-2026-1');
    await fx.client().receiveMessage({ body: credit }, as('c2', 'portolan'));
    await booked({ '1000.USD': 128_450n, [`2100.USD.${id}`]: 128_450n });
    const inspection = { orderId: 'o1', orderNo: 'SZ-2026-1', deliveredAt: '2026-03-06T09:00:00Z' };
    await fx.client().startInspection(inspection, as('c4'));
    await vi.waitFor(async () => expect(await fx.engine().nextTimer()).toBeDefined(), within);
    await fx.restart({ PORTOLAN_FX_COMMISSION: '0.1', PORTOLAN_FX_SPREAD: '0.5' });
    fx.clock.moveTo('2026-03-09T09:00:00.000Z');
    await booked({ '1000.USD': 128_450n, '2000.USD.merchant-shenzhen': 126_523n, '4000.USD': 1_927n });
    const { state } = await fx.runtime().commands.load(escrow, tenant, id);
    expect(state).toMatchObject({ status: 'RELEASED', commission: '0.015' });
    expect((await fx.engine().parked()).items).toEqual([]);
  });

  it('keeps money that nobody expects in suspense, and reports what belongs to nothing', async () => {
    const api = fx.client();
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
      expect(reasons).toEqual(['ACCOUNT_UNKNOWN', 'PAYMENT_UNKNOWN', 'is not well-formed XML at line 1']);
    }, within);
    expect(await fx.balances()).toEqual({ '1000.USD': 128_450n, '2050.USD': 128_450n });
    expect((await api.listRefusedMessages({ page }, { tenant, role: 'merchant' })).messages).toEqual([]);
  });

  it("shows nobody else's books", async () => {
    const stray = camt054('CRDT', 'CN-COLL-USD-0002', paid, 'CR9', 'NOTPROVIDED');
    await fx.client().receiveMessage({ body: stray }, as('c1', 'portolan'));
    await vi.waitFor(async () => expect(await fx.balances('merchant-other')).toHaveProperty(['2050.USD']), within);
    expect(await fx.balances()).toEqual({});
    const peek = fx.client().getAccount({ id: '2050.USD', page }, { tenant, role: 'merchant' });
    await refuses('ACCOUNT_NOT_FOUND', peek);
  });
});
