import { chinaDay } from '@portolan/china';
import type { Complete } from '@portolan/contracts';
import type { ListTaxVariancesReply, ListTaxVariancesRequest, TaxScore } from '@portolan/contracts/customs/v1/customs';
import { deviationOf, scoreOf } from '@portolan/landed-cost';
import { money } from '@portolan/money';
import { type Handler, paged, RefusedError, type Runtime } from '@portolan/service';
import { type Score, scoresOf, variancesOf } from '../projections/tax-variances.ts';
import { periodOf } from './period.ts';

/** A quarter: what is read for one answer stays bounded. */
const daysAtMost = 92;

/**
 * What was assessed here against what customs billed, the latest bill first, and how well all bills of the period were
 * foreseen. A bill counts on the day on which it came.
 * @throws RefusedError TAX_PERIOD_INVALID
 */
export function listTaxVariances({
  documents,
  clock,
}: Runtime): Handler<Complete<ListTaxVariancesRequest>, ListTaxVariancesReply> {
  return async ({ from, until, customsCode, tradeMode, verdict, page }, { caller: { tenant } }) => {
    const period = periodOf(from, until, chinaDay(clock.now()), daysAtMost);
    if (period === undefined) throw new RefusedError({ refused: 'TAX_PERIOD_INVALID', data: { from, until } });
    const asked = { from: period.first, until: period.last, customsCode, tradeMode };
    const { shown, nextCursor } = await paged(page, (reach) =>
      variancesOf(documents, tenant, { ...asked, verdict }, reach),
    );
    const score = together(await scoresOf(documents, tenant, asked));
    const variances = shown.map(({ document }) => ({ ...document, lines: [...document.lines] }));
    return { from: period.first, until: period.last, score, variances, nextCursor };
  };
}

function together(days: readonly Score[]): Complete<TaxScore> {
  const count = (of: (day: Score) => number) => days.reduce((sum, day) => sum + of(day), 0);
  const amount = (of: (day: Score) => bigint) => days.reduce((sum, day) => sum + of(day), 0n);
  const lines = count((day) => day.lines);
  const exact = count(({ verdicts }) => verdicts.EXACT);
  const billed = money(
    amount((day) => day.billed),
    'CNY',
  );
  return {
    ...{ bills: count((day) => day.bills), lines, exact },
    rounding: count(({ verdicts }) => verdicts.ROUNDING),
    different: count(({ verdicts }) => verdicts.DIFFERENT),
    missing: count(({ verdicts }) => verdicts.MISSING),
    score: scoreOf(exact, lines),
    deviation: deviationOf(
      amount((day) => day.off),
      billed,
    ),
    assessed: money(
      amount((day) => day.assessed),
      'CNY',
    ),
    billed,
  };
}
