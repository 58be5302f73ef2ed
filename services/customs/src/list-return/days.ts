import { chinaDay } from '@portolan/china';

interface ReturnDays {
  /** First day of release on which they hold, yyyy-mm-dd in China. */
  readonly validFrom: string;
  /** Days after the release within which a return is asked for, and within which the goods are back on site. */
  readonly ask: number;
  readonly back: number;
  readonly source: string;
}

const dayMs = 24 * 3_600_000;

/** Days of the law for returns of retail imports. The older row was not compared with the text. */
const days: readonly ReturnDays[] = [
  { validFrom: '2016-04-08', ask: 30, back: 30, source: 'GACC announcement 2016 No. 26; not checked' },
  { validFrom: '2020-03-27', ask: 30, back: 45, source: 'GACC announcement 2020 No. 45' },
];

/** Until when goods that were released at an instant can be given back: ends of days in China. */
export function deadlines(releasedAt: string): { readonly days: number; readonly ask: string; readonly back: string } {
  const day = chinaDay(releasedAt);
  const found = days.findLast(({ validFrom }) => validFrom <= day) ?? days[0];
  if (found === undefined) throw new Error(`no days are known for ${day}`);
  const start = Date.parse(`${day}T00:00:00+08:00`);
  const endOf = (count: number) => new Date(start + (count + 1) * dayMs - 1).toISOString();
  return { days: found.ask, ask: endOf(found.ask), back: endOf(found.back) };
}
