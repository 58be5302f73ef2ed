import type { Complete } from '@portolan/contracts';
import type { RefundPeriod } from '@portolan/contracts/fx/v1/types';

/** What the law gives a claim for goods that were exported from `from` on, the day in China. */
interface PeriodRule {
  readonly from: string;
  /** After which nothing is filed any more: so many months after export; 'FILE_BY': the same day; 'NONE': never. */
  readonly last: number | 'FILE_BY' | 'NONE';
  readonly source: string;
  /** Read in the document's own words; else configuration of ours that somebody has to confirm. */
  readonly checked: boolean;
}

/**
 * All of them: filed by April 30 of the year after export, paid for by the same day. What changed is what follows. The
 * filing periods of VAT end before the month does; their days are the tax office's, so April 30 is the latest of them.
 */
export const periodRules: readonly PeriodRule[] = [
  { from: '2012-07-01', last: 'FILE_BY', source: 'STA 2012 No.24', checked: false },
  { from: '2020-01-20', last: 'NONE', source: 'MOF/STA 2020 No.2; STA 2022 No.9', checked: false },
  { from: '2026-01-01', last: 36, source: 'MOF/STA 2026 No.11; STA 2026 No.5 art. 48', checked: true },
];

/** The days of a claim, from the day on which its goods were exported (yyyy-mm-dd). Undefined: before any rule. */
export function periodOf(exportedOn: string): Complete<RefundPeriod> | undefined {
  const rule = periodRules.findLast(({ from }) => from <= exportedOn);
  if (rule === undefined) return undefined;
  const fileBy = nextApril(exportedOn);
  return { fileBy, lastDay: lastDayOf(rule.last, exportedOn, fileBy), collectBy: fileBy, rule: rule.source };
}

/** The last day on which a refund before sale that was approved on that day is settled: STA 2025 No.3 art. 3, read. */
export function settleBy(approvedOn: string): string {
  return nextApril(approvedOn);
}

/** The instant at which a day of China is over (RFC 3339). */
export function endOf(day: string): string {
  return new Date(Date.parse(`${day}T16:00:00.000Z`)).toISOString();
}

/** Whether a text is a day: yyyy-mm-dd of the calendar. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

const nextApril = (day: string) => `${Number(day.slice(0, 4)) + 1}-04-30`;

function lastDayOf(last: PeriodRule['last'], exportedOn: string, fileBy: string): string {
  if (last === 'NONE') return '';
  return last === 'FILE_BY' ? fileBy : monthsAfter(exportedOn, last);
}

/** The same day so many months later; of a shorter month its last day. */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0));
  const to = new Date(Date.UTC(year, month - 1 + months, Math.min(date, last.getUTCDate())));
  return to.toISOString().slice(0, 10);
}
