import { parseMoney } from '@portolan/money';
import { describe, expect, it } from 'vitest';
import { settlementRules } from './china.ts';
import { codeFor, codesOn, declarationDays, needsVerificationSheet } from './declaring.ts';
import { judge, type SettlementFact } from './judging.ts';
import { rulesOn, type SettlementRule } from './rules.ts';

const usd = (amount: string) => parseMoney(amount, 'USD');
const judged = (day: string, fact: SettlementFact, rules: readonly SettlementRule[] = settlementRules) =>
  judge(rules, day, fact).map(({ code }) => code);

const transaction = (amount: string, approval = ''): SettlementFact => ({
  ...{ kind: 'transaction', amount: usd(amount), approval },
});
const refund = (change: Partial<Extract<SettlementFact, { kind: 'refund' }>>): SettlementFact => ({
  ...{
    kind: 'refund',
    amount: usd('200000.00'),
    companyClass: 'A',
    ageDays: 10,
    originalRoute: true,
    registered: false,
  },
  ...change,
});

describe('one transaction', () => {
  it.each([
    ['2014-06-01', '10000.00', []],
    ['2014-06-01', '10000.01', ['ABOVE_LIMIT']],
    ['2015-01-20', '50000.00', []],
    ['2026-03-02', '50000.01', ['ABOVE_LIMIT']],
    ['2012-01-01', '1.00', ['RULE_MISSING']],
  ])('on %s of USD %s', (day, amount, flaws) => expect(judged(day, transaction(amount))).toEqual(flaws));

  it('above the limit needs an approval, and its equivalent in USD', () => {
    expect(judged('2026-03-02', transaction('50000.01', 'SZ-2026-7'))).toEqual([]);
    const euro: SettlementFact = { kind: 'transaction', amount: parseMoney('5.00', 'EUR'), approval: '' };
    expect(judged('2026-03-02', euro)).toEqual(['CURRENCY_DIFFERS']);
  });

  it('is judged by another limit when the data says so: law changes, code does not', () => {
    const raised: readonly SettlementRule[] = [
      ...settlementRules.map((rule) => (rule.from === '2019-04-29' ? { ...rule, to: '2026-12-31' } : rule)),
      {
        ...{ code: 'SINGLE_TRANSACTION', values: { limit: '80000.00', currency: 'USD' }, from: '2027-01-01', to: '' },
        ...{ source: 'a new document', checked: false },
      },
    ];
    expect(judged('2026-12-31', transaction('80000.00'), raised)).toEqual(['ABOVE_LIMIT']);
    expect(judged('2027-01-01', transaction('80000.00'), raised)).toEqual([]);
  });
});

describe('a refund', () => {
  it.each<[string, string, SettlementFact, readonly string[]]>([
    ['the way it came, in time', '2026-03-02', refund({ companyClass: 'C' }), []],
    ['on the 180th day', '2026-03-02', refund({ ageDays: 180, companyClass: 'C' }), []],
    ['later, of class A', '2026-03-02', refund({ ageDays: 181 }), []],
    ['another way, of class A', '2026-03-02', refund({ originalRoute: false }), []],
    [
      'another way and too much',
      '2026-03-02',
      refund({ originalRoute: false, amount: usd('200000.01') }),
      ['ABOVE_LIMIT'],
    ],
    [
      'another way, of class B',
      '2026-03-02',
      refund({ originalRoute: false, companyClass: 'B' }),
      ['REGISTRATION_NEEDED'],
    ],
    ['… registered', '2026-03-02', refund({ originalRoute: false, companyClass: 'B', registered: true }), []],
    ['another way, before June 2024', '2024-05-31', refund({ originalRoute: false }), ['REGISTRATION_NEEDED']],
    [
      'another currency',
      '2026-03-02',
      refund({ originalRoute: false, amount: parseMoney('1.00', 'EUR') }),
      ['CURRENCY_DIFFERS'],
    ],
  ])('%s', (_, day, fact, flaws) => expect(judged(day, fact)).toEqual(flaws));
});

describe('money that came net', () => {
  const netting = (kind: string, goods: string, fee: string, currency = 'USD'): SettlementFact => ({
    ...{ kind: 'netting', received: usd('100.00') },
    grossLines: [
      { kind: 'GOODS', amount: usd(goods) },
      { kind, amount: parseMoney(fee, currency) },
    ],
  });
  it.each([
    ['2026-03-02', 'WAREHOUSING', '120.00', '20.00', []],
    ['2025-10-28', 'REPAIR', '120.00', '20.00', ['FEE_NOT_NETTED']],
    ['2025-10-29', 'REPAIR', '120.00', '20.00', []],
    ['2026-03-02', 'GIFT', '120.00', '10.00', ['FEE_NOT_NETTED', 'GROSS_DIFFERS']],
  ])('on %s with %s, %s less %s', (day, kind, goods, fee, flaws) =>
    expect(judged(day, netting(kind, goods, fee))).toEqual(flaws),
  );
  it('is one currency', () => {
    expect(judged('2026-03-02', netting('TAX', '120.00', '20.00', 'EUR'))).toEqual(['CURRENCY_DIFFERS']);
  });
});

describe('an advance', () => {
  const advance = (dueOn: string, filed = false): SettlementFact => ({
    ...{ kind: 'advance', advancedOn: '2024-02-29', dueOn, filed },
  });
  it.each([
    [advance('2025-02-28'), []],
    [advance('2025-03-01'), ['ADVANCE_TOO_LONG']],
    [advance('2025-03-01', true), []],
  ])('within twelve months, or filed', (fact, flaws) => expect(judged('2026-03-02', fact)).toEqual(flaws));
});

describe('what proves a trade', () => {
  const whole = { payer: 'Ann', goods: 'EAR-1', declaration: '310520261234567890', track: 'YT1' };
  const amounts = { declared: usd('100.00'), received: usd('100.00'), varianceReason: '' };
  it('is payer, goods, declaration and track, and amounts that agree or say why not', () => {
    expect(judged('2026-03-02', { kind: 'evidence', ...whole, ...amounts })).toEqual([]);
    const apart = { ...amounts, received: usd('90.00') };
    expect(judged('2026-03-02', { kind: 'evidence', ...whole, ...apart, track: '' })).toEqual([
      'EVIDENCE_MISSING',
      'VARIANCE_UNEXPLAINED',
    ]);
    const said = { ...apart, varianceReason: 'Sold below the declared value out of the overseas warehouse' };
    expect(judged('2026-03-02', { kind: 'evidence', ...whole, ...said })).toEqual([]);
  });
});

describe('what a declaration says', () => {
  it('follows from the trade mode', () => {
    expect(codeFor(settlementRules, '2026-03-02', '0110')).toEqual({ code: '121010', remark: '一般贸易' });
    expect(codeFor(settlementRules, '2026-03-02', '1210').code).toBe('121030');
    expect(codeFor(settlementRules, '2026-03-02', '9999')).toEqual({ code: '', remark: '' });
    expect(codesOn(settlementRules, '2026-03-02')).toContain('122030');
    expect(codesOn(settlementRules, '2013-03-02')).toEqual([]);
  });
  it('is due in five working days, and of USD 30 million has a sheet', () => {
    expect(declarationDays(settlementRules, '2026-03-02')).toBe(5);
    expect(needsVerificationSheet(settlementRules, '2026-03-02', usd('30000000.01'))).toBe(true);
    expect(needsVerificationSheet(settlementRules, '2026-03-02', usd('30000000.00'))).toBe(false);
    expect(needsVerificationSheet(settlementRules, '2010-03-02', usd('90000000.00'))).toBe(false);
  });
});

it('rules of one code follow each other without a gap, and name their source', () => {
  for (const { from, to, source } of settlementRules) {
    expect(source).not.toBe('');
    expect(to === '' || from <= to).toBe(true);
  }
  const limits = settlementRules.filter(({ code }) => code === 'SINGLE_TRANSACTION');
  for (const day of ['2013-02-01', '2015-01-19', '2015-01-20', '2019-04-28', '2019-04-29', '2030-01-01']) {
    expect(rulesOn(limits, day)).toHaveLength(1);
  }
});
