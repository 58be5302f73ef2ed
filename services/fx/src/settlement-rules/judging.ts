import { compare, formatMoney, type Money, money, parseMoney } from '@portolan/money';
import { type RuleCode, ruleOn, type SettlementRule } from './rules.ts';

/** What a fact lacks by a rule. */
export interface SettlementFlaw {
  readonly code: FlawCode;
  readonly rule: RuleCode;
  readonly data: Readonly<Record<string, string>>;
}

export type FlawCode =
  | 'RULE_MISSING'
  | 'CURRENCY_DIFFERS'
  | 'ABOVE_LIMIT'
  | 'REGISTRATION_NEEDED'
  | 'FEE_NOT_NETTED'
  | 'GROSS_DIFFERS'
  | 'ADVANCE_TOO_LONG'
  | 'EVIDENCE_MISSING'
  | 'VARIANCE_UNEXPLAINED';

export interface GrossLine {
  readonly kind: string;
  readonly amount: Money;
}

/** What can be judged. Amounts are in the rule's currency, USD or their equivalent in it. */
export type SettlementFact =
  | { readonly kind: 'transaction'; readonly amount: Money; readonly approval: string }
  | {
      readonly kind: 'refund';
      readonly amount: Money;
      /** A, B, C */
      readonly companyClass: string;
      readonly ageDays: number;
      readonly originalRoute: boolean;
      /** Filed with the authority. */
      readonly registered: boolean;
    }
  | { readonly kind: 'netting'; readonly received: Money; readonly grossLines: readonly GrossLine[] }
  | { readonly kind: 'advance'; readonly advancedOn: string; readonly dueOn: string; readonly filed: boolean }
  | {
      readonly kind: 'evidence';
      readonly payer: string;
      readonly goods: string;
      readonly declaration: string;
      readonly track: string;
      readonly declared: Money;
      readonly received: Money;
      readonly varianceReason: string;
    };

type Of<Kind extends SettlementFact['kind']> = Extract<SettlementFact, { kind: Kind }>;
type Judge<Kind extends SettlementFact['kind']> = (fact: Of<Kind>, values: Values, rule: RuleCode) => SettlementFlaw[];
type Values = Readonly<Record<string, string>>;

const ruleOf = {
  transaction: 'SINGLE_TRANSACTION',
  refund: 'REFUND_ROUTE',
  netting: 'NETTING_FEE',
  advance: 'ADVANCE',
  evidence: 'EVIDENCE',
} as const satisfies Readonly<Record<SettlementFact['kind'], RuleCode>>;

/** What speaks against a fact by the rules of a day (yyyy-mm-dd); nothing where it is in order. */
export function judge(rules: readonly SettlementRule[], day: string, fact: SettlementFact): readonly SettlementFlaw[] {
  const code = ruleOf[fact.kind];
  const rule = ruleOn(rules, code, day);
  if (rule === undefined) return [{ code: 'RULE_MISSING', rule: code, data: { day } }];
  const { values } = rule;
  switch (fact.kind) {
    case 'transaction':
      return ofTransaction(fact, values, code);
    case 'refund':
      return ofRefund(fact, values, code);
    case 'netting':
      return ofNetting(fact, values, code);
    case 'advance':
      return ofAdvance(fact, values, code);
    case 'evidence':
      return ofEvidence(fact, values, code);
  }
}

const ofTransaction: Judge<'transaction'> = ({ amount, approval }, values, rule) => {
  const limit = limitOf(values);
  if (amount.currency !== limit.currency) return [differs(rule, amount, limit)];
  return compare(amount, limit) > 0 && approval === '' ? [above(rule, amount, limit)] : [];
};

/** The original route in time is always open; else the bank decides for its classes up to a limit, above it the authority. */
const ofRefund: Judge<'refund'> = ({ amount, companyClass, ageDays, originalRoute, registered }, values, rule) => {
  const inTime = originalRoute && ageDays <= Number(values['days']);
  if (inTime || registered) return [];
  const classes = (values['classes'] ?? '').split(',').filter((one) => one !== '');
  if (!classes.includes(companyClass)) return [{ code: 'REGISTRATION_NEEDED', rule, data: { companyClass } }];
  const limit = limitOf(values);
  if (amount.currency !== limit.currency) return [differs(rule, amount, limit)];
  return compare(amount, limit) > 0 ? [above(rule, amount, limit)] : [];
};

const ofNetting: Judge<'netting'> = ({ received, grossLines }, values, rule) => {
  const kinds = new Set((values['kinds'] ?? '').split(','));
  const flaws: SettlementFlaw[] = grossLines
    .filter(({ kind }) => !kinds.has(kind))
    .map(({ kind }) => ({ code: 'FEE_NOT_NETTED', rule, data: { kind } }));
  const foreign = grossLines.find(({ amount }) => amount.currency !== received.currency);
  if (foreign !== undefined) return [...flaws, differs(rule, foreign.amount, received)];
  const net = grossLines.reduce((sum, { kind, amount }) => sum + (kind === 'GOODS' ? amount.minor : -amount.minor), 0n);
  if (net === received.minor) return flaws;
  const data = { gross: formatMoney(money(net, received.currency)), received: formatMoney(received) };
  return [...flaws, { code: 'GROSS_DIFFERS', rule, data }];
};

const ofAdvance: Judge<'advance'> = ({ advancedOn, dueOn, filed }, values, rule) => {
  const last = monthsLater(advancedOn, Number(values['months']));
  return dueOn > last && !filed ? [{ code: 'ADVANCE_TOO_LONG', rule, data: { dueOn, last } }] : [];
};

const ofEvidence: Judge<'evidence'> = ({ declared, received, varianceReason, ...fact }, values, rule) => {
  const proofs: Values = { payer: fact.payer, goods: fact.goods, declaration: fact.declaration, track: fact.track };
  const flaws: SettlementFlaw[] = (values['needs'] ?? '')
    .split(',')
    .filter((need) => (proofs[need] ?? '') === '')
    .map((what) => ({ code: 'EVIDENCE_MISSING', rule, data: { what } }));
  const alike = declared.currency === received.currency && declared.minor === received.minor;
  if (alike || varianceReason !== '') return flaws;
  const data = { declared: formatMoney(declared), received: formatMoney(received) };
  return [...flaws, { code: 'VARIANCE_UNEXPLAINED', rule, data }];
};

function limitOf({ limit = '0', currency = 'USD' }: Values): Money {
  return parseMoney(limit, currency);
}

function above(rule: RuleCode, amount: Money, limit: Money): SettlementFlaw {
  return { code: 'ABOVE_LIMIT', rule, data: { amount: formatMoney(amount), limit: formatMoney(limit) } };
}

function differs(rule: RuleCode, amount: Money, by: Money): SettlementFlaw {
  return { code: 'CURRENCY_DIFFERS', rule, data: { currency: amount.currency, expected: by.currency } };
}

/** The same day of a later month; the last one where that month is shorter. */
function monthsLater(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}
