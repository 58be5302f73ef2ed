import { ExchangeDefinition } from '@portolan/contracts/fx/v1/exchange';
import { money, parseMoney } from '@portolan/money';
import { connect, createActivity, machineClock } from '@portolan/service';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { deal, dealFrom } from './deal/deal.ts';
import { ledger, mainBook } from './ledger/ledger.ts';
import { receipt } from './ledger/postings.ts';
import { as, page, startFx } from './rig/running.ts';
import { tenant } from './rig/world.ts';

const machine = machineClock();
const within = { timeout: 15_000, interval: 20 };
const usd = (text: string) => parseMoney(text, 'USD');
const cny = (text: string) => parseMoney(text, 'CNY');
const nothing = money(0n, 'CNY');
const operations = (commandId: string) => ({ ...as(commandId, 'portolan'), role: 'operations' as const });
const merchant = { tenant, role: 'merchant' as const };
const sale = (text: string, value: string, lockMinutes = 1) => ({ sell: usd(text), buy: nothing, value, lockMinutes });

let fx: Awaited<ReturnType<typeof startFx>>;
let exchange: ReturnType<typeof open>;
const open = () => connect(ExchangeDefinition, fx.address(), { machine, activity: createActivity(machine) });
beforeEach(async () => {
  fx = await startFx();
  exchange = open();
});
afterEach(async () => {
  exchange.close();
  await fx.stop();
});

const refuses = (code: string, call: Promise<unknown>) =>
  expect(call).rejects.toMatchObject({ refusal: { refused: code } });

let published = 0;
const publish = (mid: string, more: object = {}) => {
  published += 1;
  return exchange.client.publishRate(
    { pair: 'USD/CNY', mid, parity: '7.1100', source: 'bank', observedAt: '', approved: false, ...more },
    operations(`rate-${published}`),
  );
};
const brings = async (text: string) => {
  const posting = receipt(`credit of ${text}`, tenant, usd(text), '');
  await fx.runtime().commands.execute(ledger, mainBook, posting, as(`credit ${text}`));
};
const is = (dealId: string, status: string) =>
  vi.waitFor(async () => {
    const { state } = await fx.runtime().commands.load(deal, tenant, dealId);
    expect(state.status).toBe(status);
  }, within);
const holds = (balances: object) => vi.waitFor(async () => expect(await fx.balances()).toMatchObject(balances), within);
async function dealFor(text: string, value: string, key: string): Promise<string> {
  const { id } = await exchange.client.giveQuote(
    { conversion: sale(text, value), reference: 'SO-1' },
    as(`quote-${key}`),
  );
  const { id: dealId } = await exchange.client.acceptQuote({ id }, as(`accept-${key}`));
  await is(dealId, 'AWAITING_FUNDS');
  return dealId;
}

describe('a conversion', () => {
  it('is quoted, accepted once, funded, settled on its value date and covered; gain and loss sum to the books', async () => {
    const { client } = exchange;
    await publish('7.1200');
    await brings('2000.00');
    const shown = await client.getIndication(sale('1265.23', ''), merchant);
    expect(shown).toMatchObject({
      state: 'INDICATIVE',
      id: '',
      terms: { clientRate: '7.1022', valueDate: '2026-03-04' },
    });
    const asked = { conversion: sale('1265.23', 'SPOT'), reference: 'SO-1' };
    const { id } = await client.giveQuote(asked, as('c1'));
    expect((await client.giveQuote(asked, as('c1'))).id).toBe(id);
    expect(await client.getQuote({ id }, merchant)).toMatchObject({ state: 'FIRM', terms: shown.terms });

    const { id: dealId } = await client.acceptQuote({ id }, as('c2'));
    expect((await client.acceptQuote({ id }, as('c3'))).id).toBe(dealId);
    expect(await client.getQuote({ id }, merchant)).toMatchObject({ state: 'ACCEPTED', dealId });
    await is(dealId, 'AWAITING_FUNDS');
    await Promise.all(['c4', 'c5'].map((key) => client.fundDeal({ id: dealId }, as(key))));
    await holds({ [`2350.USD.${dealId}`]: 126_523n, [`2000.USD.${tenant}`]: 73_477n });

    await vi.waitFor(async () => expect(await fx.engine().nextTimer()).toBe('2026-03-04T08:30:00.000Z'), within);
    fx.clock.moveTo('2026-03-04T08:30:00.000Z');
    await is(dealId, 'CLOSED');
    await vi.waitFor(
      async () =>
        expect(await fx.balances()).toEqual({
          ...{ '1000.USD': 73_477n, '1000.CNY': 900_780n, '2000.USD.merchant-shenzhen': 73_477n },
          ...{ '2000.CNY.merchant-shenzhen': 898_591n, '4100.CNY': 2_252n, '4200.CNY': -64n, '5900.CNY': -1n },
        }),
      within,
    );
    const results = await client.getProfitAndLoss({ from: '2026-03-01', until: '2026-03-31' }, merchant);
    expect(results.lines.map(({ day, cause, amount }) => [day, cause, amount.minor])).toEqual([
      ['2026-03-04', 'POSITION', -64n],
      ['2026-03-04', 'ROUNDING', 1n],
      ['2026-03-04', 'SPREAD', 2_252n],
    ]);
    expect(results.totals).toEqual([cny('21.89')]);
    await vi.waitFor(async () => {
      const { deals } = await client.listDeals({ state: 'CLOSED', page }, merchant);
      expect(deals).toMatchObject([{ id: dealId, reference: 'SO-1' }]);
      expect(deals[0]).not.toHaveProperty('marketValue');
    }, within);
  });

  it('is not quoted on a rate that is missing, held back or stale, nor taken when the market has moved', async () => {
    const { client } = exchange;
    await refuses('RATE_NOT_AVAILABLE', client.getIndication(sale('100.00', ''), merchant));
    await publish('7.1200');
    const { id } = await client.giveQuote({ conversion: sale('100.00', '', 30), reference: '' }, as('q'));
    await publish('7.1600');
    await refuses('MARKET_MOVED', client.acceptQuote({ id }, as('a1')));
    await publish('7.3000');
    await refuses('RATE_HELD_BACK', client.acceptQuote({ id }, as('a2')));
    await publish('7.3000', { approved: true });
    await refuses('MARKET_MOVED', client.acceptQuote({ id }, as('a3')));
    await publish('7.1210');
    fx.clock.moveTo('2026-03-02T01:01:01.000Z');
    await refuses('RATE_STALE', client.acceptQuote({ id }, as('a4')));
    await publish('7.1210');
    fx.clock.moveTo('2026-03-02T01:30:00.000Z');
    await vi.waitFor(async () => expect((await client.getQuote({ id }, merchant)).state).toBe('EXPIRED'), within);
    await publish('7.1210');
    await refuses('FIRM_QUOTE_OVER', client.acceptQuote({ id }, as('a5')));
    const history = async (asOf: string) =>
      (await client.listRates({ pair: 'USD/CNY', asOf, page }, merchant)).rates.map(({ mid, state }) => [mid, state]);
    await vi.waitFor(async () => expect(await history('')).toHaveLength(7), within);
    expect((await history('2026-03-02T01:00:00.000Z')).at(-1)).toEqual(['7.1200', 'PUBLISHED']);
    expect(await history('2026-03-02T00:59:59.000Z')).toEqual([]);
    const { rates } = await client.listRates({ pair: '', asOf: '', page }, merchant);
    expect(rates).toMatchObject([{ pair: 'USD/CNY', mid: '7.1210', observedAt: '2026-03-02T01:30:00.000Z' }]);
  });

  it('says what is wrong with what it is asked', async () => {
    const { client } = exchange;
    await publish('7.1200');
    const both = { ...sale('100.00', ''), buy: cny('1.00') };
    await refuses('CONVERSION_INVALID', client.getIndication(both, merchant));
    await refuses('CONVERSION_INVALID', client.getIndication({ ...both, sell: nothing }, merchant));
    await refuses('CONVERSION_INVALID', client.getIndication(sale('0.00', ''), merchant));
    await refuses('FIRM_QUOTE_LOCK_UNKNOWN', client.getIndication(sale('100.00', '', 7), merchant));
    await refuses('CALENDAR_NOT_LOADED', client.getIndication(sale('100.00', '12M'), merchant));
    await refuses('EXCHANGE_OPERATIONS_ONLY', client.setLimit({ name: 'RATE_AGE', value: '9', reason: 'r' }, as('l')));
    await refuses(
      'PROFIT_PERIOD_INVALID',
      client.getProfitAndLoss({ from: '2026-03-02', until: '2026-03-01' }, merchant),
    );
    await refuses('FIRM_QUOTE_NOT_FOUND', client.getQuote({ id: 'none' }, merchant));
    await refuses('DEAL_NOT_FOUND', client.getDeal({ id: 'none' }, merchant));
    const date = await client.getValueDate({ pair: 'USD/CNY', tradeDate: '2026-09-29', value: '' }, merchant);
    expect(date).toMatchObject({ valueDate: '2026-10-08', cutOff: '2026-10-08T08:30:00.000Z', earliest: '2026-03-02' });
    await client.setLimit({ name: 'OPEN_QUOTES', value: '0', reason: 'a quiet day' }, operations('limit'));
    const { limits } = await client.listLimits({}, merchant);
    expect(limits.find(({ name }) => name === 'OPEN_QUOTES')).toMatchObject({ value: '0' });
    await refuses('FIRM_QUOTES_TOO_MANY', client.giveQuote({ conversion: sale('1.00', ''), reference: '' }, as('q')));
  });
});

describe('a forward', () => {
  it('holds a deposit, is split, hedges orders, is rolled and cancelled at the market', async () => {
    const { client } = exchange;
    await publish('7.1200');
    const { id } = await client.giveQuote({ conversion: sale('10000.00', '1M'), reference: '' }, as('q0'));
    await refuses('DEAL_DEPOSIT_SHORT', client.acceptQuote({ id }, as('a0')));
    await client.withdrawQuote({ id }, as('w0'));
    await brings('1000.00');
    const whole = await dealFor('10000.00', '1M', 'forward');
    await holds({ [`2400.USD.${whole}`]: 50_000n, [`2000.USD.${tenant}`]: 50_000n });
    await refuses('LEDGER_INSUFFICIENT_FUNDS', client.fundDeal({ id: whole }, as('f0')));

    const early = { id: whole, sell: usd('4000.00'), valueDate: '2026-04-20' };
    await refuses('DEAL_DATE_INVALID', client.splitDeal(early, as('s0')));
    const { id: part } = await client.splitDeal({ ...early, valueDate: '2026-03-10' }, as('s1'));
    await is(part, 'AWAITING_FUNDS');
    const other = dealFrom(whole, 'part', 2);
    expect((await client.getDeal({ id: part }, merchant)).terms).toMatchObject({
      valueDate: '2026-03-10',
      tenor: 'BROKEN',
    });
    await is(other, 'AWAITING_FUNDS');
    await holds({ [`2400.USD.${part}`]: 20_000n, [`2400.USD.${other}`]: 30_000n });

    const order = { orderId: 'o1', orderNo: 'SZ-1', amount: usd('7500.00') };
    await fx.client().openEscrow(order, as('e1'));
    const exposures = [{ reference: 'o1', amount: usd('7500.00') }];
    await client.designateHedge({ dealId: other, exposures }, as('h1'));
    await vi.waitFor(async () => {
      const { buckets, positions } = await client.listExposures({}, merchant);
      const dollars = buckets
        .filter(({ currency }) => currency === 'USD')
        .map(({ valueDate, net }) => [valueDate, net.minor]);
      expect(dollars).toEqual([
        ['', 100_000n],
        ['2026-03-05', 750_000n],
        ['2026-03-10', -400_000n],
        ['2026-04-07', -600_000n],
      ]);
      expect(positions).toMatchObject([{ currency: 'USD', net: { minor: -150_000n }, valueAtRisk: { minor: 872n } }]);
    }, within);
    await fx.client().refundEscrow({ orderId: 'o1', orderNo: 'SZ-1', reason: 'called off' }, as('e2'));
    await vi.waitFor(async () => {
      expect((await client.listHedges({}, merchant)).hedges).toMatchObject([{ dealId: other, state: 'OVER' }]);
    }, within);

    await publish('7.1300');
    await refuses('DEAL_DATE_INVALID', client.rollDeal({ id: part, value: '2026-03-10' }, as('r0')));
    const { id: rolled } = await client.rollDeal({ id: part, value: '2026-03-17' }, as('r1'));
    await is(rolled, 'AWAITING_FUNDS');
    await client.cancelDeal({ id: rolled, reason: 'not needed' }, as('x1'));
    await client.cancelDeal({ id: other, reason: 'the order was called off' }, as('x2'));
    await is(rolled, 'CANCELLED');
    await vi.waitFor(async () => {
      const balances = await fx.balances();
      expect(Object.keys(balances).filter((account) => /^(2350|2400)/.test(account))).toEqual([]);
      expect((await client.listHedges({}, merchant)).hedges).toEqual([]);
      // What the client lost is realised, and lies in the position until somebody covers it.
      const realised = balances['4200.CNY'] ?? 0n;
      expect(realised > 0n && balances['3000.CNY'] === -realised).toBe(true);
      expect((balances['3000.USD'] ?? 0n) + (balances[`2000.USD.${tenant}`] ?? 0n)).toBe(100_000n);
    }, within);

    const month = { tenant, day: '2026-03-31' };
    await refuses('REVALUATION_DAY_INVALID', client.revalue(month, operations('v0')));
    fx.clock.moveTo('2026-04-01T01:00:00.000Z');
    await client.revalue(month, operations('v1'));
    await client.revalue(month, operations('v1'));
    await vi.waitFor(async () => {
      const { lines } = await client.getProfitAndLoss({ from: '2026-03-31', until: '2026-04-01' }, merchant);
      expect(lines).toHaveLength(2);
      expect((lines[0]?.amount.minor ?? 0n) + (lines[1]?.amount.minor ?? 0n)).toBe(0n);
    }, within);
  });
});
