import type { Played } from './day.ts';
import { type End, ends, mishapNames, mishaps } from './mishaps.ts';
import { isUnseen, type Standing, wanted } from './standing.ts';

/** What the day came to, for people and, as it is, for machines. */
export interface Report {
  readonly declarations: number;
  readonly mishaps: number;
  readonly seconds: number;
  readonly declarationsPerSecond: number;
  readonly businessDays: number;
  readonly byEnd: Readonly<Record<End, number>>;
  readonly rows: readonly Row[];
  /** What holds orders at the end of the day: who acts, and by which call. */
  readonly held: readonly Held[];
  readonly phases: Played['phases'];
  /** One sentence for each declaration that is stuck unseen or not where it should be, and for what the checker found. */
  readonly failures: readonly string[];
}

interface Row {
  /** '' where all goes well. */
  readonly mishap: string;
  readonly en: string;
  readonly count: number;
  readonly byEnd: Readonly<Record<End, number>>;
}

interface Held {
  readonly code: string;
  readonly count: number;
  readonly owner: string;
  /** Of one of them. */
  readonly call: string;
}

export function reportOf({ standings, breaches, declarations, seconds, businessDays, phases }: Played): Report {
  const rowOf = (mishap: string, en: string, of: readonly Standing[]): Row => {
    return { mishap, en, count: of.length, byEnd: countEnds(of) };
  };
  const smooth = standings.filter(({ mishap }) => mishap === undefined);
  const wrong = mishapNames.map((name) => {
    return rowOf(
      name,
      mishaps[name].en,
      standings.filter(({ mishap }) => mishap === name),
    );
  });
  return {
    ...{ declarations, mishaps: declarations - smooth.length, seconds, declarationsPerSecond: declarations / seconds },
    ...{ businessDays, byEnd: countEnds(standings), rows: [rowOf('', 'nothing goes wrong', smooth), ...wrong] },
    ...{ held: heldBy(standings), phases, failures: [...standings.flatMap(failuresOf), ...breaches] },
  };
}

function countEnds(of: readonly Standing[]): Record<End, number> {
  const counted = (end: End) => of.filter((standing) => standing.end === end).length;
  return Object.fromEntries(ends.map((end) => [end, counted(end)])) as Record<End, number>;
}

function heldBy(standings: readonly Standing[]): readonly Held[] {
  const codes = [...new Set(standings.map(({ hold }) => hold))].filter((code) => code !== '').sort();
  return codes.map((code) => {
    const all = standings.filter(({ hold }) => hold === code);
    return { code, count: all.length, owner: all[0]?.owner ?? '', call: all[0]?.call ?? '' };
  });
}

function failuresOf(standing: Standing): readonly string[] {
  const { orderNo, mode, mishap, state, end, hold, call, text } = standing;
  const what = `${orderNo} (${mode}, ${mishap ?? 'nothing goes wrong'}): ${state || 'not declared'}, `;
  const held = hold === '' ? 'nothing holds it' : `${hold}, ${call || 'no call'}: ${text || 'no words'}`;
  if (isUnseen(standing)) return [`${what}stuck unseen; ${held}`];
  return end === wanted(standing) ? [] : [`${what}${wanted(standing)} was wanted; ${held}`];
}

const titles: Readonly<Record<End, string>> = {
  RELEASED: 'released',
  RETURNED: 'returned, seen',
  SHIPPED_BACK: 'shipped back',
  CANCELLED: 'cancelled',
  UNDER_WAY: 'under way',
};

/** The report as lines for people. */
export function told(report: Report): readonly string[] {
  const cells = (first: string, count: string, counts: readonly string[], last: string) =>
    [first.padEnd(20), count.padStart(6), ...counts.map((cell) => cell.padStart(15)), ` ${last}`].join(' ').trimEnd();
  const row = (name: string, count: number, byEnd: Row['byEnd'], en: string) =>
    cells(
      name,
      String(count),
      ends.map((end) => (byEnd[end] === 0 ? '–' : String(byEnd[end]))),
      en,
    );
  const { declarations, seconds, declarationsPerSecond, businessDays } = report;
  return [
    `${declarations} declarations, ${report.mishaps} of them with a mishap, in ${seconds.toFixed(1)} s: ` +
      `${declarationsPerSecond.toFixed(1)} declarations/s; ${businessDays.toFixed(1)} days of business time`,
    cells(
      '',
      'all',
      ends.map((end) => titles[end]),
      '',
    ),
    ...report.rows.map(({ mishap, count, byEnd, en }) => row(mishap || '(none)', count, byEnd, en)),
    row('all', declarations, report.byEnd, ''),
    'held at the end of the day:',
    ...report.held.map(({ code, count, owner, call }) => `  ${count} × ${code}: ${owner} acts; ${call}`),
    ...report.phases.map(({ phase, seconds: took }) => `  ${phase.padEnd(24)} ${took.toFixed(1).padStart(8)} s`),
  ];
}
