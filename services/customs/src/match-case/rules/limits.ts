import { decimal } from '@portolan/money';
import { order, pair, type Rule, rule } from '../rule.ts';

const law = '财关税〔2018〕49号; GACC announcement 2018 No. 194';

/** What one order may be worth, and what one buyer may buy in a year (check 9). */
export const limitRules: readonly Rule[] = [
  rule(
    {
      ...order,
      ...{ code: 'SINGLE_LIMIT', check: 9, foresees: ['-621005'] },
      source: `${law}; return code -621005`,
    },
    ['list'],
    ({ list: { import: entry, goodsValue, freight, insurance, lines }, singleLimit }) => {
      if (entry === undefined || singleLimit === undefined) return [];
      const value = { ...singleLimit, minor: goodsValue.minor + freight.minor + insurance.minor };
      const oneItem = lines.length === 1 && Number(lines[0]?.quantity.value) === 1;
      const agrees = value.minor <= singleLimit.minor || oneItem;
      return [{ ...pair('list.taxableValue', `≤ ${decimal(singleLimit)}`, decimal(value), 'law'), agrees }];
    },
  ),
  rule(
    {
      ...order,
      ...{ code: 'ANNUAL_LIMIT', check: 9, foresees: ['1313', '-621018'] },
      source: `${law}; return codes 1313, -621018`,
    },
    ['list'],
    // Counted in the buyer's allowance, which says only when it does not reach.
    ({ exceeded }) => {
      if (exceeded === undefined) return [];
      return [{ ...pair('list.taxableValue', `≤ ${exceeded.left}`, exceeded.wanted, 'law'), agrees: false }];
    },
  ),
];
