import type { Complete, Language } from '@portolan/contracts';
import type { LandedCostQuoteView, QuoteLandedCostRequest } from '@portolan/contracts/customs/v1/customs';
import type { CostFigure } from '@portolan/contracts/customs/v1/types';
import { z } from 'zod';
import { charge, moment, money } from './codecs.ts';
import { country, languageQuery, measure, text } from './common.ts';

const oneOf = (words: readonly [string, ...string[]], description: string) =>
  z
    .enum(['', ...words])
    .default('')
    .meta({ description: `${description}: ${words.join(', ')}` });

const goods = z
  .strictObject({
    line: z.int32().min(1, 'NOT_ABOVE_ZERO'),
    hsCode: z
      .string()
      .regex(/^\d{6,10}$/, 'HS_CODE_SHAPE')
      .meta({ description: '10 digits where the tariff has them, at least 6', examples: ['610910'] }),
    origin: country,
    quantity: measure.meta({ description: "'1' is one single item" }),
    total: charge.meta({ description: 'What is paid for the whole line, freight not in it' }),
    measures: z
      .array(z.strictObject({ measure: z.enum(['kg', 'g', 'l', 'ml', 'sheet']), value: measure }))
      .max(5, 'TOO_LONG')
      .default([])
      .meta({ description: 'Of the whole line: what specific rates and prices per unit are counted in' }),
    vat: oneOf(['standard', 'reduced', 'zero'], 'EU and UK'),
    preference: z.boolean().default(false).meta({ description: 'A certificate of origin is shown' }),
  })
  .meta({ id: 'CostGoods' });

const rate = z
  .strictObject({ from: z.string().regex(/^[A-Z]{3}$/, 'CURRENCY_SHAPE'), rate: measure, source: text(200) })
  .meta({ id: 'CostRate', description: "Units of the law's currency for one of another, and where the rate is from" });

const regimes = [
  ...(['CN_RETAIL_IMPORT', 'CN_PERSONAL_POST', 'CN_GENERAL_TRADE'] as const),
  ...(['EU_IMPORT', 'GB_IMPORT', 'US_IMPORT'] as const),
] as const;

const zero = (currency: string) => ({ minor: 0n, currency });

const question = z
  .strictObject({
    regime: z.enum(regimes),
    at: moment.optional().meta({ description: 'The rules are those of that instant; now where none is named' }),
    goods: z.array(goods).min(1, 'EMPTY').max(99, 'TOO_LONG'),
    freight: charge.optional(),
    insurance: charge.optional(),
    priceCut: charge.optional().meta({ description: 'Taken off before it was paid: lowers the base' }),
    rates: z.array(rate).max(10, 'TOO_LONG').default([]),
    mode: oneOf(['9610', '1210', '1239'], 'CN_RETAIL_IMPORT'),
    coupon: charge.optional().meta({ description: 'CN_RETAIL_IMPORT: paid by vouchers; does not lower the base' }),
    usedThisYear: charge.optional().meta({ description: 'CN_RETAIL_IMPORT: what the buyer has used of the year' }),
    from: z
      .string()
      .regex(/^([A-Z]{2})?$/, 'COUNTRY_SHAPE')
      .default('')
      .meta({ description: 'CN_PERSONAL_POST' }),
    destination: z
      .string()
      .regex(/^([A-Z]{2})?$/, 'COUNTRY_SHAPE')
      .default('')
      .meta({ description: 'EU_IMPORT' }),
    scheme: oneOf(['IOSS', 'SPECIAL', 'STANDARD'], 'EU_IMPORT'),
    declaration: oneOf(['H1', 'H6', 'H7'], 'EU_IMPORT'),
    between: oneOf(['B2C', 'B2B', 'C2C'], 'EU_IMPORT and GB_IMPORT'),
    channel: oneOf(['post', 'other'], 'US_IMPORT'),
    postalMethod: oneOf(['flat', 'ad-valorem'], 'US_IMPORT by post, where the carrier may choose'),
    gift: z.boolean().default(false).meta({ description: 'US_IMPORT' }),
  })
  .meta({ id: 'LandedCostQuestion' });

export const quoteLandedCost = z.strictObject({ question }).meta({ id: 'QuoteLandedCost' });

/** The request as customs takes it: what was left out is nothing, in the currency of the goods. */
export function asked({ question: given }: z.output<typeof quoteLandedCost>): Complete<QuoteLandedCostRequest> {
  const { at = '', freight, insurance, ...rest } = given;
  const none = zero(given.goods[0]?.total.currency ?? 'CNY');
  return { question: { ...rest, at, freight: freight ?? none, insurance: insurance ?? none } };
}

const figure = z
  .strictObject({
    kind: z.string().meta({ examples: ['VAT'] }),
    label: z.string().meta({ description: "In the caller's language" }),
    amount: money,
    formula: z.string().meta({ examples: ['(P + D) × v'] }),
    arithmetic: z.string().meta({ examples: ['(45.00 + 3.00) × 0.21 = 10.08'] }),
    rules: z.array(z.string()).meta({ description: 'Ids of the rules that made it' }),
  })
  .meta({ id: 'CostFigure' });

const rule = z
  .strictObject({
    id: z.string(),
    jurisdiction: z.string(),
    title: z.string(),
    validFrom: z.string(),
    validTo: z.string().meta({ description: 'Empty: no end is known' }),
    source: z.string(),
    checked: z.boolean(),
  })
  .meta({ id: 'CostRule' });

export const landedCostQuote = z
  .strictObject({
    id: z.string(),
    regime: z.string(),
    at: z.string().meta({ description: 'The instant whose rules were used' }),
    treatment: z.string().meta({ description: 'How the law takes the goods', examples: ['ITEM_DUTY'] }),
    jurisdiction: z.string(),
    day: z.iso.date().meta({ description: 'The day whose rules were used, in the jurisdiction' }),
    currency: z.string(),
    lines: z.array(
      z
        .strictObject({ line: z.int32(), hsCode: z.string(), value: figure, figures: z.array(figure) })
        .meta({ id: 'CostLine' }),
    ),
    charges: z.array(figure).meta({ description: 'What falls on the whole consignment' }),
    totals: z.array(figure),
    due: figure,
    landed: figure,
    rules: z.array(rule),
    quotedAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    expired: z.boolean(),
  })
  .meta({ id: 'LandedCostQuote' });

export const readQuote = z.strictObject({ lang: languageQuery });

/** A quote as it is shown: labels and titles in one language. */
export function shownQuote(view: Complete<LandedCostQuoteView>, language: Language): z.output<typeof landedCostQuote> {
  const { id, question: given, cost, quotedAt, expiresAt, expired } = view;
  const told = ({ labelEn, labelZh, ...plain }: Complete<CostFigure>) => ({
    ...plain,
    label: language === 'zh' ? labelZh : labelEn,
  });
  return {
    ...{ id, regime: given.regime, at: given.at, quotedAt, expiresAt, expired },
    ...{ treatment: cost.treatment, jurisdiction: cost.jurisdiction, day: cost.day, currency: cost.currency },
    lines: cost.lines.map((line) => ({ ...line, value: told(line.value), figures: line.figures.map(told) })),
    charges: cost.charges.map(told),
    totals: cost.totals.map(told),
    due: told(cost.due),
    landed: told(cost.landed),
    rules: cost.rules.map(({ titleEn, titleZh, ...plain }) => ({
      ...plain,
      title: language === 'zh' ? titleZh : titleEn,
    })),
  };
}
