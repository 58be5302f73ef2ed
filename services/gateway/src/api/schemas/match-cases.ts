import { z } from 'zod';
import { instant, int64 } from './codecs.ts';
import { day, languageQuery, nextCursor, oneStateOf, page, remark } from './common.ts';
import { hold } from './holds.ts';

export const paperNames = ['order', 'receipt', 'payment', 'waybill', 'list'] as const;
const paper = z.enum(paperNames).meta({ id: 'Paper' });

const states = ['OPEN', 'PARTIAL', 'COMPLETE', 'MATCHED', 'MISMATCHED'] as const;

const severity = z
  .string()
  .meta({ description: 'ERROR: the list does not go. WARNING: shown, and it goes', examples: ['ERROR'] });

/** What a rule says of a field that does not agree, or of any that it compares. */
const told = {
  rule: z.string().meta({ description: 'Code of the rule', examples: ['CHARGE'] }),
  title: z.string().meta({ description: "What the rule compares, in the caller's language" }),
  field: z.string().meta({ examples: ['receipt.charge'] }),
  owner: z.string().meta({ description: 'Who must mend it: platform, payment_institution, carrier, declarant' }),
  who: z.string().meta({ description: 'The same in words' }),
  document: paper.meta({ description: 'In which document' }),
};

/** What is to be done where it does not agree. */
const mending = {
  mend: z.string().meta({ description: "What to do, in the caller's language" }),
  clearedBy: hold.shape.clearedBy,
};

const difference = z
  .strictObject({
    ...told,
    expected: z.string(),
    actual: z.string(),
    against: z.string().meta({ description: 'Where the expected value stands', examples: ['order.goodsValue'] }),
    ...mending,
  })
  .meta({ id: 'MatchDifference' });

const comparison = z
  .strictObject({
    ...told,
    agrees: z.boolean(),
    severity,
    values: z.array(
      z
        .strictObject({
          source: z.string().meta({
            description:
              'platform, payment_institution, carrier, declarant, merchant (filing), customs, zone_operator, law',
          }),
          version: z.int32().meta({ description: 'Of the document; 0: it is none' }),
          field: z.string(),
          value: z.string().meta({ description: 'Of people the beginning of a keyed hash alone' }),
        })
        .meta({ id: 'ComparedValue' }),
    ),
    ruleSource: z.string().meta({ description: 'Where the rule is written' }),
    ...mending,
  })
  .meta({ id: 'MatchComparison' });

const fields = {
  id: z.string(),
  orderId: z.string(),
  orderNo: z.string(),
  platformCode: z.string(),
  tradeMode: z.string().meta({ description: 'Empty: not known yet' }),
  state: z.string().meta({ description: states.join(', ') }),
  documents: z.array(
    z
      .strictObject({
        document: paper,
        version: z.int32(),
        source: z.strictObject({ code: z.string(), name: z.string() }),
        recordedAt: instant,
      })
      .meta({ id: 'CaseDocument' }),
  ),
  missing: z.array(paper).meta({ description: 'Documents that it still waits for' }),
  differences: z.array(difference).meta({ description: 'As the last match told them' }),
  checks: z.int32().meta({ description: 'Comparisons of the match that agreed' }),
  declarationId: z.string(),
  openedAt: instant,
  changedAt: instant,
  overdue: z.int32().meta({ description: 'How often it was told that it stands still, since it last moved' }),
  version: int64,
};

export const matchCaseView = z
  .strictObject({
    ...fields,
    comparisons: z.array(comparison).meta({
      description: 'Every field that can be compared by now, by the rules of today: also before the list is drafted',
    }),
  })
  .meta({ id: 'MatchCase' });

export const matchCaseList = z
  .strictObject({ cases: z.array(z.strictObject(fields).meta({ id: 'MatchCaseSummary' })), nextCursor })
  .meta({ id: 'MatchCaseList' });

export const readMatchCase = z.strictObject({
  version: int64.prefault('0').meta({ default: '0', description: 'Waits until this version is visible' }),
  lang: languageQuery,
});

export const listMatchCases = z.strictObject({
  state: oneStateOf(states),
  orderNo: remark(60).meta({ description: 'Empty: any. Before `state`' }),
  owner: remark(60).meta({ description: 'Whose turn it is. With `rule`, before the others' }),
  rule: remark(60).meta({ description: 'A rule that failed' }),
  lang: languageQuery,
  ...page,
});

export const matchRuleList = z
  .strictObject({
    rules: z.array(
      z
        .strictObject({
          code: z.string(),
          title: z.string(),
          mend: z.string(),
          check: z.int32().meta({ description: 'Which of the twelve checks of three-document matching' }),
          severity,
          owner: z.string(),
          document: paper,
          validFrom: z.string(),
          source: z.string(),
          foresees: z
            .array(z.string())
            .meta({ description: 'Codes of customs that it foresees', examples: [['1332']] }),
        })
        .meta({ id: 'MatchRule' }),
    ),
  })
  .meta({ id: 'MatchRuleList' });

export const readRules = z.strictObject({ lang: languageQuery });

export const countRejections = z.strictObject({
  from: day.meta({ description: 'First day; empty: 30 days in all' }),
  to: day.meta({ description: 'Last day; empty: today' }),
  customsCode: remark(4),
  tradeMode: remark(4),
  rule: remark(60),
  by: z.enum(['day', 'week', 'month']).default('day'),
});

export const rejections = z
  .strictObject({
    from: z.string(),
    to: z.string(),
    rates: z.array(
      z
        .strictObject({
          period: z.string().meta({ description: 'Its first day' }),
          customsCode: z.string(),
          tradeMode: z.string(),
          lists: z.int32().meta({ description: 'Lists sent, every version counted' }),
          caught: z.int32().meta({ description: 'Matches that failed here, before customs saw anything' }),
          foreseeable: z.int32().meta({ description: 'Sent back for what a rule could have foreseen' }),
          unforeseeable: z.int32(),
          rate: z.string().meta({ description: 'foreseeable ÷ lists', examples: ['0.0012'] }),
        })
        .meta({ id: 'RejectionRate' }),
    ),
    rules: z.array(
      z
        .strictObject({ rule: z.string(), title: z.string(), caught: z.int32(), foreseeable: z.int32() })
        .meta({ id: 'RuleRejections' }),
    ),
    unforeseen: z.array(
      z
        .strictObject({
          code: z.string(),
          message: z.string().meta({ description: 'What was sent back', examples: ['CEB621'] }),
          times: z.int32(),
          info: z.string().meta({ description: 'What was said of one of them' }),
          declarationId: z.string(),
        })
        .meta({ id: 'UnforeseenCode' }),
    ),
  })
  .meta({ id: 'Rejections' });
