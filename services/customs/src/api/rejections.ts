import { chinaDay } from '@portolan/china';
import type { Complete } from '@portolan/contracts';
import type {
  CountRejectionsReply,
  CountRejectionsRequest,
  RejectionRate,
  RuleRejections,
  UnforeseenCode,
} from '@portolan/contracts/customs/v1/customs';
import type { MessageKind } from '@portolan/contracts/customs/v1/types';
import { type Handler, RefusedError, type Runtime } from '@portolan/service';
import { type Returned, type Tally, talliesOf } from '../projections/rejections.ts';
import { periodOf, shifted } from './period.ts';

/**
 * How often customs sent back what a rule could have foreseen, by period, office and mode; what was caught here; and
 * the codes that nobody could foresee. Of the caller's own declarations.
 * @throws RefusedError REJECTION_PERIOD_INVALID
 */
export function countRejections({
  documents,
  clock,
}: Runtime): Handler<Complete<CountRejectionsRequest>, CountRejectionsReply> {
  return async ({ customsCode, tradeMode, rule, by, ...asked }, { caller }) => {
    const period = periodOf(asked.from, asked.to, chinaDay(clock.now()), 366);
    if (period === undefined)
      throw new RefusedError({ refused: 'REJECTION_PERIOD_INVALID', data: { from: asked.from, to: asked.to } });
    const { first: from, last: to } = period;
    const fits = (tally: Tally) =>
      (customsCode === '' || tally.customsCode === customsCode) && (tradeMode === '' || tally.tradeMode === tradeMode);
    const tallies = (await talliesOf(documents, caller.tenant, from, to)).filter(fits).map((one) => of(one, rule));
    return { from, to, rates: rates(tallies, by), rules: byRule(tallies), unforeseen: unforeseen(tallies) };
  };
}

/** What counts of a tally where one rule alone is asked for. */
function of(tally: Tally, rule: string): Tally {
  if (rule === '') return tally;
  const caught = tally.caughtBy[rule] ?? 0;
  const returned = tally.returned.filter(({ rules }) => rules.includes(rule));
  return { ...tally, caught, caughtBy: caught === 0 ? {} : { [rule]: caught }, returned };
}

function rates(tallies: readonly Tally[], by: string): Complete<RejectionRate>[] {
  const groups = Map.groupBy(tallies, ({ day, customsCode, tradeMode }) =>
    JSON.stringify([startOf(day, by), customsCode, tradeMode]),
  );
  return [...groups.entries()]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, group]) => {
      const [period = '', customsCode = '', tradeMode = ''] = JSON.parse(key) as string[];
      const lists = sum(group, ({ lists }) => lists);
      const foreseeable = sum(group, ({ returned }) => times(returned, true));
      return {
        ...{ period, customsCode, tradeMode, lists, foreseeable },
        caught: sum(group, (tally) => tally.caught),
        unforeseeable: sum(group, ({ returned }) => times(returned, false)),
        rate: (lists === 0 ? 0 : foreseeable / lists).toFixed(4),
      };
    });
}

function byRule(tallies: readonly Tally[]): Complete<RuleRejections>[] {
  const counts = new Map<string, { caught: number; foreseeable: number }>();
  const at = (rule: string) => {
    const known = counts.get(rule) ?? { caught: 0, foreseeable: 0 };
    counts.set(rule, known);
    return known;
  };
  for (const { caughtBy, returned } of tallies) {
    for (const [rule, caught] of Object.entries(caughtBy)) at(rule).caught += caught;
    // A code that several rules foresee is counted for each: whichever had been stricter would have caught it.
    for (const { rules, times } of returned) for (const rule of rules) at(rule).foreseeable += times;
  }
  return [...counts]
    .map(([rule, counted]) => ({ rule, ...counted }))
    .toSorted((one, two) => (one.rule < two.rule ? -1 : 1));
}

function unforeseen(tallies: readonly Tally[]): Complete<UnforeseenCode>[] {
  const codes = new Map<string, Complete<UnforeseenCode>>();
  for (const { kind, code, times, rules, info, declarationId } of tallies.flatMap(({ returned }) => returned)) {
    if (rules.length > 0) continue;
    const key = `${kind} ${code}`;
    const known = codes.get(key) ?? { code, kind: kind as MessageKind, times: 0, info, declarationId };
    codes.set(key, { ...known, times: known.times + times });
  }
  return [...codes.entries()].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, code]) => code);
}

const times = (returned: readonly Returned[], foreseeable: boolean): number =>
  sum(
    returned.filter(({ rules }) => rules.length > 0 === foreseeable),
    ({ times }) => times,
  );

function sum<T>(all: readonly T[], of: (one: T) => number): number {
  return all.reduce((total, one) => total + of(one), 0);
}

/** The first day of the period that a day lies in. */
function startOf(day: string, by: string): string {
  if (by === 'month') return `${day.slice(0, 7)}-01`;
  if (by !== 'week') return day;
  // Sunday is the last day of its week.
  return shifted(day, -((new Date(Date.parse(day)).getUTCDay() + 6) % 7));
}
