import { given } from '@portolan/testkit';
import { describe, expect, test } from 'vitest';
import { costQuote, costQuoteId, type QuoteCost } from './quote.ts';

type Question = QuoteCost['question'];
const id = costQuoteId('merchant', 'command-1');
const eur = (minor: bigint) => ({ minor, currency: 'EUR' });
const blank = { mode: '', from: '', destination: '', scheme: '', declaration: '', between: '', channel: '' };
const tee: Question['goods'][number] = {
  ...{ line: 1, hsCode: '610910', origin: 'CN', quantity: '1', total: eur(4_000n) },
  ...{ measures: [], vat: '', preference: false },
};
const question: Question = {
  ...{
    ...blank,
    regime: 'EU_IMPORT',
    at: '2026-07-01T10:00:00Z',
    goods: [tee],
    freight: eur(500n),
    insurance: eur(0n),
  },
  ...{ rates: [], destination: 'ES', scheme: 'IOSS', declaration: 'H7', between: 'B2C', postalMethod: '', gift: false },
};
const ask = (changed: Partial<Question> = {}): QuoteCost => ({
  type: 'QuoteCost',
  quoteId: id,
  question: { ...question, ...changed },
});
const quotedBy = (changed: Partial<Question> = {}) => {
  const { decision } = given(costQuote, []).when(ask(changed));
  if ('refused' in decision) throw new Error(decision.refused);
  const [event] = decision;
  if (event === undefined) throw new Error('nothing was quoted');
  return event;
};

describe('a landed-cost quote', () => {
  test('goods 40 and freight 5, duty of 3 per item, VAT of 21 % on all of it; it holds for a day', () => {
    const { data } = quotedBy();
    expect(data.cost).toMatchObject({ treatment: 'ITEM_DUTY', jurisdiction: 'ES', day: '2026-07-01', currency: 'EUR' });
    expect(data.cost.lines[0]?.figures).toMatchObject([
      { kind: 'ITEM_DUTY', labelZh: '按项计征关税', amount: eur(300n), rules: ['eu-item-duty.2026-07-01'] },
      { kind: 'VAT', labelEn: 'Value added tax', amount: eur(1_008n), arithmetic: '(45.00 + 3.00) × 0.21 = 10.08' },
    ]);
    expect(data.cost).toMatchObject({ due: { amount: eur(1_308n) }, landed: { amount: eur(5_808n) } });
    expect(data.cost.rules.map((rule) => rule.id)).toContain('es-vat-standard.2021-07-01');
    expect(Date.parse(data.expiresAt) - Date.parse(data.quotedAt)).toBe(86_400_000);
  });

  test('without an instant, by the rules of now', () => {
    const { data } = quotedBy({ at: '' });
    expect(data.question.at).toBe(data.quotedAt);
  });

  test('asked again, it stays what it was', () =>
    given(costQuote, [quotedBy()])
      .when(ask({ at: '' }))
      .thenNothing());

  test.each<[string, Partial<Question>]>([
    ['retail import', { regime: 'CN_RETAIL_IMPORT', mode: '1210' }],
    ['retail import with coupon', { regime: 'CN_RETAIL_IMPORT', mode: '9610', coupon: { minor: 1n, currency: 'CNY' } }],
    ['personal post', { regime: 'CN_PERSONAL_POST', from: 'JP' }],
    ['general trade', { regime: 'CN_GENERAL_TRADE', priceCut: eur(1n) }],
    ['United Kingdom', { regime: 'GB_IMPORT' }],
    ['United States', { regime: 'US_IMPORT', channel: 'other' }],
    ['United States, post', { regime: 'US_IMPORT', channel: 'post', at: '2025-09-15T12:00:00Z', postalMethod: 'flat' }],
  ])('%s', (_name, changed) => {
    const rates = [{ from: 'EUR', rate: '7.8', source: 'bank of the day' }];
    const goods = [{ ...tee, hsCode: '6109100010', vat: 'standard', measures: [{ measure: 'kg', value: '0.2' }] }];
    expect(quotedBy({ ...changed, goods, rates }).data.cost.landed.amount.minor).toBeGreaterThan(0n);
  });

  test.each<[string, Partial<Question>]>([
    ['regime', { regime: 'MOON_IMPORT' }],
    ['destination', { destination: 'CH' }],
    ['scheme', { scheme: '' }],
    ['goods.0.vat', { goods: [{ ...tee, vat: 'none' }] }],
    ['goods.0.measures', { goods: [{ ...tee, measures: [{ measure: 'inch', value: '1' }] }] }],
  ])('%s that says what it cannot', (field, changed) => {
    const { decision } = given(costQuote, []).when(ask(changed));
    expect(decision).toMatchObject({ refused: 'COST_QUESTION_INVALID', data: { field } });
  });

  test("what the engine refuses is the quote's refusal", () =>
    given(costQuote, [])
      .when(ask({ goods: [{ ...tee, total: eur(15_001n) }] }))
      .thenRefused('COST_SCHEME_NOT_ALLOWED', { scheme: 'IOSS', value: 'EUR 150.01', limit: 'EUR 150.00' }));
});
