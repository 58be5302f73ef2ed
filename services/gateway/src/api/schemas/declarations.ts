import type { Complete } from '@portolan/contracts';
import type {
  BopDeclarationView,
  JudgeSettlementReply,
  ListBopDeclarationsReply,
  ListSettlementRulesReply,
  QuotaReply,
  SettlementRule,
} from '@portolan/contracts/fx/v1/declarations';
import { type BopContent, BopDirection, type BopLine } from '@portolan/contracts/fx/v1/types';
import { z } from 'zod';
import { enumOf, money, price } from './codecs.ts';
import { day, nextCursor, oneStateOf, page, remark, text } from './common.ts';

const states = ['DRAFT', 'SUBMITTED', 'ACCEPTED', 'REJECTED', 'CORRECTED'] as const;

export const listBopDeclarations = z.strictObject({
  state: oneStateOf(states),
  overdue: z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description: 'Only those that are late and not with the authority' }),
  ...page,
});

const line = z
  .strictObject({
    kind: text(20).meta({ description: 'GOODS adds; WAREHOUSING, LOGISTICS, TAX … were netted off' }),
    amount: price,
  })
  .meta({ id: 'GrossLine', examples: [{ kind: 'GOODS', amount: { amount: '120.00', currency: 'USD' } }] });

const shownLine = z.strictObject({ kind: z.string(), amount: money }) satisfies z.ZodType<Complete<BopLine>>;

const content = z
  .strictObject({
    direction: enumOf('BopDirection', BopDirection, 'BOP_DIRECTION_'),
    amount: money,
    code: z.string().meta({ description: 'Six-digit transaction code' }),
    remark: z.string(),
    counterpartyCountry: z.string().meta({ description: 'Empty until somebody knows' }),
    refund: z.boolean(),
    originalId: z.string().meta({ description: 'Of a refund: the declaration that it takes back' }),
    prepayment: z.boolean(),
    bonded: z.boolean(),
    grossLines: z.array(shownLine),
    fundsId: z.string(),
    servicerReference: z.string(),
    verificationSheet: z.boolean(),
  })
  .meta({ id: 'BopContent' }) satisfies z.ZodType<Complete<BopContent>>;

export const bopDeclaration = z
  .strictObject({
    id: z.string(),
    orderId: z.string(),
    orderNo: z.string(),
    content,
    version: z.int32(),
    state: z.string().meta({ description: states.join(', ') }),
    dueAt: z.string().meta({ description: 'Last instant at which it is in time; empty beyond the last calendar' }),
    overdue: z.boolean(),
    number: z.string().meta({ description: "The authority's number" }),
    reason: z.string().meta({ description: 'Why the authority sent it back' }),
  })
  .meta({ id: 'BopDeclaration' }) satisfies z.ZodType<Complete<BopDeclarationView>>;

export const bopDeclarationList = z
  .strictObject({ declarations: z.array(bopDeclaration), nextCursor })
  .meta({ id: 'BopDeclarationList' }) satisfies z.ZodType<Complete<ListBopDeclarationsReply>>;

export const correctBop = z
  .strictObject({
    code: z
      .string()
      .regex(/^(\d{6})?$/)
      .default(''),
    remark: remark(100),
    counterpartyCountry: z
      .string()
      .regex(/^([A-Z]{2})?$/, 'COUNTRY_SHAPE')
      .default(''),
    prepayment: z.boolean().optional(),
    bonded: z.boolean().optional(),
    grossLines: z.array(line).max(20, 'TOO_LONG').default([]),
    reason: text(200),
  })
  .meta({
    id: 'CorrectBopDeclaration',
    description: 'What is left out stays as it was',
  });

export const bopOutcome = z
  .strictObject({ accepted: z.boolean(), number: remark(40), reason: remark(200) })
  .meta({ id: 'BopOutcome', examples: [{ accepted: true, number: '310000000000260310N001' }] });

export const settlementDay = z.strictObject({ asOf: day });

const rule = z
  .strictObject({
    code: z.string(),
    values: z.record(z.string(), z.string()),
    from: z.string(),
    to: z.string().meta({ description: 'Last day; empty: until further notice' }),
    source: z.string(),
    checked: z.boolean().meta({ description: 'Somebody compared it with the document' }),
  })
  .meta({ id: 'SettlementRule' }) satisfies z.ZodType<Complete<SettlementRule>>;

export const settlementRuleList = z
  .strictObject({ asOf: z.string(), rules: z.array(rule) })
  .meta({ id: 'SettlementRuleList' }) satisfies z.ZodType<Complete<ListSettlementRulesReply>>;

const dayOf = z.iso.date('DAY_SHAPE');

const fact = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('transaction'), amount: price, approval: remark(60) }),
  z.strictObject({
    ...{ kind: z.literal('refund'), amount: price, companyClass: z.enum(['A', 'B', 'C']) },
    ...{ ageDays: z.int32().min(0), originalRoute: z.boolean(), registered: z.boolean().default(false) },
  }),
  z.strictObject({ kind: z.literal('netting'), received: price, grossLines: z.array(line).max(20, 'TOO_LONG') }),
  z.strictObject({
    ...{ kind: z.literal('advance'), advancedOn: dayOf, dueOn: dayOf, filed: z.boolean().default(false) },
  }),
  z.strictObject({
    ...{ kind: z.literal('evidence'), payer: remark(100), goods: remark(100), declaration: remark(40) },
    ...{ track: remark(40), declared: price, received: price, varianceReason: remark(200) },
  }),
]);

export const judgeSettlement = z.strictObject({ asOf: day, fact }).meta({ id: 'JudgeSettlement' });

export const settlementJudgement = z
  .strictObject({
    allowed: z.boolean(),
    flaws: z.array(
      z.strictObject({ code: z.string(), rule: z.string(), data: z.record(z.string(), z.string()) }).meta({
        id: 'SettlementFlaw',
        description:
          'ABOVE_LIMIT, REGISTRATION_NEEDED, FEE_NOT_NETTED, GROSS_DIFFERS, ADVANCE_TOO_LONG, EVIDENCE_MISSING, ' +
          'VARIANCE_UNEXPLAINED, CURRENCY_DIFFERS, RULE_MISSING',
      }),
    ),
  })
  .meta({ id: 'SettlementJudgement' }) satisfies z.ZodType<Complete<JudgeSettlementReply>>;

export const takeQuota = z
  .strictObject({
    identity: text(18).meta({ description: 'Resident identity number; kept as a keyed hash only' }),
    direction: z.enum(['SELL', 'BUY']),
    amount: price.meta({ description: 'In USD, or its equivalent' }),
    reference: text(60).meta({ description: 'What it is taken for: counted once' }),
  })
  .meta({ id: 'TakeQuota' });

export const quotaReply = z
  .strictObject({ year: z.int32(), taken: money, left: money })
  .meta({ id: 'Quota' }) satisfies z.ZodType<Complete<QuotaReply>>;
