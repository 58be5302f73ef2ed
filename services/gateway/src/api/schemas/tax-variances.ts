import type { Complete } from '@portolan/contracts';
import type {
  ListTaxVariancesReply,
  TaxScore,
  TaxVariance,
  TaxVarianceLine,
} from '@portolan/contracts/customs/v1/customs';
import { z } from 'zod';
import { money } from './codecs.ts';
import { day, nextCursor, oneStateOf, page, remark } from './common.ts';

const verdict = z.string().meta({
  description: 'EXACT: to the cent; ROUNDING: every tax within one cent; DIFFERENT; MISSING: on one side only',
  examples: ['EXACT'],
});

export const listTaxVariances = z.strictObject({
  ...page,
  from: day.meta({ description: 'First day; empty: 30 days in all' }),
  until: day.meta({ description: 'Last day, 92 days at most from the first; empty: today' }),
  mode: remark(4).meta({ description: 'Supervision mode; empty: any', examples: ['1210'] }),
  office: remark(4).meta({ description: 'Code of the customs office; empty: any', examples: ['3105'] }),
  verdict: oneStateOf(['EXACT', 'ROUNDING', 'DIFFERENT', 'MISSING']).meta({
    description: 'The worst of the lines; empty: any',
  }),
});

const taxVarianceLine = z
  .strictObject({
    line: z.int32().meta({ description: 'Number in the list; 0: the bill names no lines, and is compared as a whole' }),
    hsCode: z.string(),
    duty: money,
    valueAddedTax: money,
    consumptionTax: money,
    total: money.meta({ description: 'Billed less assessed' }),
    verdict,
  })
  .meta({ id: 'TaxVarianceLine' }) satisfies z.ZodType<Complete<TaxVarianceLine>>;

const taxVariance = z
  .strictObject({
    declarationId: z.string(),
    orderId: z.string(),
    orderNo: z.string(),
    taxNo: z.string(),
    customsCode: z.string(),
    tradeMode: z.string(),
    day: z.string().meta({ description: 'On which the bill came, in China', examples: ['2026-03-03'] }),
    assessed: money,
    billed: money,
    difference: money,
    verdict,
    lines: z.array(taxVarianceLine),
  })
  .meta({ id: 'TaxVariance' }) satisfies z.ZodType<Complete<TaxVariance>>;

const taxScore = z
  .strictObject({
    bills: z.int32(),
    lines: z.int32(),
    exact: z.int32(),
    rounding: z.int32(),
    different: z.int32(),
    missing: z.int32(),
    score: z.string().meta({ description: 'Share of lines that are exact', examples: ['0.9875'] }),
    deviation: z.string().meta({
      description: 'All differences, each without its sign, over what was billed',
      examples: ['0.0031'],
    }),
    assessed: money,
    billed: money,
  })
  .meta({ id: 'TaxScore' }) satisfies z.ZodType<Complete<TaxScore>>;

export const taxVariances = z
  .strictObject({
    from: z.string(),
    until: z.string(),
    score: taxScore,
    variances: z.array(taxVariance),
    nextCursor,
  })
  .meta({ id: 'TaxVariances' }) satisfies z.ZodType<Complete<ListTaxVariancesReply>>;
