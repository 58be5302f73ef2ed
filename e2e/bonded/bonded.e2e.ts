import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verify } from '../reader/verify.ts';
import { at, holdsOf, type Json, listAt, ok, textAt } from '../story/api.ts';
import {
  bondedOrder,
  bondedPersonalData,
  finishBonded,
  mendTheOrder,
  orderTheTins,
  stockTheZone,
  untilDocumentsDisagree,
} from '../story/bonded-import.ts';
import { carry, standing } from '../story/carry.ts';
import { wholeFeed } from '../story/feed.ts';
import { zoneFloorOf } from '../story/floor.ts';
import { filesContaining } from '../support/folder.ts';
import { openStage, type TestStage } from '../support/stage.ts';

// All figures of this file are worked out by hand from the rules (财关税〔2018〕49号 and customs' own field rules), none
// is taken from the suite.

const orderNo = 'YJ-2026-0001';
let stage: TestStage;
let orderId: string;
let hold: Json;

beforeAll(async () => {
  stage = await openStage('bonded');
  await stockTheZone(stage.cast, stage.time);
  orderId = await orderTheTins(stage.cast, orderNo, stage.time);
  hold = await untilDocumentsDisagree(stage.cast, orderId, stage.time);
  await mendTheOrder(stage.cast, orderId, orderNo);
  await finishBonded(stage.cast, orderId, stage.time);
}, 120_000);
afterAll(() => stage.stop());

const get = async (path: string) => ok(await stage.cast.importer.get(path), path);
const amount = (json: Json, ...path: readonly string[]) => textAt(json, ...path, 'amount');

describe('the coupon that the platform forgot', () => {
  it('holds the order, with the field, both values, the rule, and who mends what', () => {
    expect(hold).toMatchObject({ code: 'DOCUMENTS_DISAGREE', owner: 'platform' });
    expect(at(hold, 'data')).toMatchObject({ expected: '587.87', actual: '597.87' });
    expect(textAt(hold, 'data', 'field')).toContain('order');
    expect(textAt(hold, 'data', 'rule')).not.toBe('');
    expect(at(hold, 'clearedBy')).toMatchObject({ method: 'PUT', path: `/v1/orders/${orderId}/documents/order` });
  });
});

describe('tax, allowance and book', () => {
  it('takes VAT at 70 % of 13 % on goods and freight, the coupon left in', async () => {
    const { order } = await standing(stage.cast.importer, orderId);
    const declaration = await get(`/v1/declarations/${textAt(order, 'declarationId')}`);
    // 2 × 268.00 + freight 12.00 = 548.00; 548.00 × 13 % × 70 % = 49.868 → 49.87
    expect(amount(declaration, 'tax', 'taxableValue')).toBe('548.00');
    expect(amount(declaration, 'tax', 'duty')).toBe('0.00');
    expect(amount(declaration, 'tax', 'consumptionTax')).toBe('0.00');
    expect(amount(declaration, 'tax', 'valueAddedTax')).toBe('49.87');
    expect(amount(declaration, 'tax', 'total')).toBe('49.87');
    expect(at(declaration, 'taxBill')).toMatchObject({ state: 'AGGREGATED' });
    expect(amount(declaration, 'taxBill', 'total')).toBe('49.87');
  });

  it('uses CNY 548.00 of the buyer’s 26,000.00', async () => {
    const allowance = await get(`/v1/orders/${orderId}/allowance`);
    expect(amount(allowance, 'limit')).toBe('26000.00');
    expect(amount(allowance, 'used')).toBe('548.00');
    expect(amount(allowance, 'reserved')).toBe('0.00');
    expect(amount(allowance, 'left')).toBe('25452.00');
  });

  it('lets the account book fall by two of 120 tins, with the gate', async () => {
    const [item] = listAt(
      ok(await stage.cast.zoneOperator.get('/v1/account-book?sku=NZ-MILK-900'), 'the book'),
      'items',
    );
    const counts = ['increased', 'reduced', 'stock', 'available'].map((name) => Number(textAt(item, name)));
    expect(counts).toEqual([120, 2, 118, 118]);
    const events = await wholeFeed(stage.cast.zoneOperator);
    const types = events.map((event) => textAt(event, 'type').replace(/^.*\./, ''));
    const gate = types.lastIndexOf('GatePassed');
    expect(types.indexOf('BookReduced')).toBeGreaterThan(gate);
    expect(gate).toBeGreaterThan(types.indexOf('VerificationListApproved'));
  });

  it('pays customs what the buyer paid for it, and the merchant the rest, to the cent', async () => {
    // 587.87 paid by the buyer − 49.87 tax = 538.00; commission 1.5 % of it = 8.07; the merchant has 529.93.
    const posted = (await wholeFeed(stage.cast.importer)).filter((event) =>
      /TransactionPosted$/.test(textAt(event, 'type')),
    );
    const released = posted.find((event) => textAt(event, 'data', 'type') === 'ESCROW_RELEASE');
    const credits = listAt(released as Json, 'data', 'entries').filter(
      (entry) => textAt(entry, 'side') === 'SIDE_CREDIT',
    );
    const byCode = Object.fromEntries(credits.map((e) => [textAt(e, 'accountId').slice(0, 4), amount(e, 'amount')]));
    expect(byCode).toEqual({ 2000: '529.93', 4000: '8.07', 2200: '49.87' });
    const { breaches, open } = await verify(stage.cast.importer);
    expect({ breaches, open }).toEqual({ breaches: [], open: [] });
  });
});

describe('customs asks for the original data of the payment', () => {
  const record = {
    request: '{"order":"YJ-2026-0001","amount":"587.87"}',
    response: '{"result":"SUCCESS"}',
    ...{ verifiedBy: '2', payType: '1', paidAt: '2026-03-02T09:00:00+08:00', payeeCode: '' },
    goods: [{ name: 'Infant formula stage 1, 900 g', link: 'https://mall.example/items/NZ-MILK-900' }],
    ...{ payeeAccount: '3302000012345678', payeeName: 'Ningbo Haiyue' },
  };

  it('and is answered with what the platform laid down, in its thirty seconds', async () => {
    const { importer, outside } = stage.cast;
    ok(await importer.put(`/v1/orders/${orderId}/payment-record`, record, 'payment-record'), 'the payment record');
    const question = { platformCode: '3302960005', orderNo, reference: 'audit-1' };
    ok(await outside.post('/single-window/payment-data/questions', question, 'audit-1'), 'the question');
    const answered = async () => listAt(await get('/v1/payment-inquiries?state=ANSWERED'), 'inquiries').length > 0;
    await carry(answered, [], stage.time);
    const [inquiry] = listAt(await get('/v1/payment-inquiries'), 'inquiries');
    expect(inquiry).toMatchObject({ orderNo, orderId, state: 'ANSWERED', code: '10000', late: false, why: '' });
    const ofTheOrder = (await wholeFeed(importer)).filter((event) => textAt(event, 'correlation') === orderId);
    const types = ofTheOrder.map((event) => textAt(event, 'type').replace(/^.*\./, ''));
    expect(types.join(' ')).toMatch(/PaymentDataAsked .*PaymentDataSigned .*PaymentDataAnswered/);
  });
});

describe('the case of the order', () => {
  it('shows every field with both documents, their versions and the rule', async () => {
    const [one] = listAt(await get(`/v1/match-cases?orderNo=${orderNo}`), 'cases');
    expect(one).toMatchObject({ state: 'MATCHED', tradeMode: '1210', differences: [] });
    const shown = await get(`/v1/match-cases/${textAt(one as Json, 'id')}?lang=zh`);
    const paid = listAt(shown, 'comparisons').find((each) => textAt(each, 'rule') === 'PAYMENT_AMOUNT');
    expect(paid).toMatchObject({
      ...{ agrees: true, title: '支付金额应与订单实际支付金额一致', document: 'order', owner: 'platform' },
      values: [
        { source: 'payment_institution', version: 1, field: 'payment.amount', value: '587.87' },
        // The platform had forgotten the coupon: its second version agrees.
        { source: 'platform', version: 2, field: 'order.import.paid', value: '587.87' },
      ],
      clearedBy: { method: 'PUT', path: `/v1/orders/${orderId}/documents/order` },
    });
    const { rules } = (await get('/v1/match-rules/rejections?from=2026-02-01&to=2026-12-31&by=month')) as {
      rules: readonly Json[];
    };
    expect(rules).toContainEqual(expect.objectContaining({ rule: 'PAYMENT_AMOUNT', caught: 1, foreseeable: 0 }));
  });
});

describe('one cent over CNY 5,000', () => {
  /** Goods for CNY 4,988.01 and CNY 12.00 freight. */
  async function declared(no: string, quantity: 1 | 2): Promise<{ order: Json; hold: Json }> {
    const { importer, outside, zoneOperator } = stage.cast;
    const base = bondedOrder(no) as { terms: { readonly [field: string]: Json }; buyer: Json };
    const cny = (value: string) => ({ amount: value, currency: 'CNY' });
    const line = listAt(base, 'terms', 'lines')[0] as object;
    const [goods, price] = quantity === 1 ? ['4988.01', '4988.01'] : ['4988.02', '2494.01'];
    const paid = quantity === 1 ? '5000.01' : '5000.02';
    const terms = {
      ...base.terms,
      lines: [{ ...line, quantity: { value: String(quantity), unit: 'C62' }, price: cny(price), total: cny(goods) }],
      ...{ goodsValue: cny(goods), freight: cny('12.00'), tax: cny('0.00'), discount: cny('0.00'), total: cny(paid) },
    };
    const id = textAt(ok(await importer.post('/v1/orders', { ...base, terms }, `order-${no}`), 'the order'), 'id');
    const payment = {
      ...{ reference: `PAY-${no}`, account: 'CN-COLL-CNY-0001', amount: cny(paid), remittance: no },
      payer: { name: textAt(base.buyer, 'name'), account: '6222021202041234567' },
    };
    ok(await outside.post('/bank/credits', payment, `pay-${no}`), 'the payment');
    let found: Json;
    await carry(
      async () => {
        const holds = await holdsOf(importer, id);
        found = holds[0];
        return ['DOCUMENTS_DISAGREE', 'AWAITING_GATE', 'AWAITING_CUSTOMS'].includes(textAt(holds[0], 'code'));
      },
      [zoneFloorOf(zoneOperator)],
      stage.time,
    );
    return { order: ok(await importer.get(`/v1/orders/${id}`), 'the order'), hold: found };
  }

  it('is taxed in full where the order holds one single item', { timeout: 60_000 }, async () => {
    const { order } = await declared('YJ-2026-0002', 1);
    const tax = at(await get(`/v1/declarations/${textAt(order, 'declarationId')}`), 'tax');
    expect(at(tax, 'overSingleLimit')).toBe(true);
    expect(amount(tax, 'taxableValue')).toBe('5000.01');
    // Duty 5 %: 250.0005 → 250.00; VAT (5000.01 + 250.00) × 13 % = 682.5013 → 682.50
    expect(amount(tax, 'duty')).toBe('250.00');
    expect(amount(tax, 'valueAddedTax')).toBe('682.50');
    expect(amount(tax, 'total')).toBe('932.50');
  });

  it('is no cross-border retail import with two items', { timeout: 60_000 }, async () => {
    const { hold: limit } = await declared('YJ-2026-0003', 2);
    expect(limit).toMatchObject({ code: 'DOCUMENTS_DISAGREE' });
    expect(textAt(limit, 'data', 'rule')).toMatch(/SINGLE/);
  });
});

describe('people', () => {
  it('stand in clear in no file of the suite', () => {
    expect(filesContaining(stage.folder.path, bondedPersonalData)).toEqual([]);
  });
});
