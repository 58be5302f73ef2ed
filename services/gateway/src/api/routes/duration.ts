const unitMs = { W: 604_800_000, D: 86_400_000, H: 3_600_000, M: 60_000, S: 1_000 } as const;

/**
 * The instant that an ISO 8601 duration of weeks, days, hours, minutes and seconds after `now` is, or the instant that
 * is written there itself. Months and years are no durations: how long they are depends on where one stands.
 * @returns RFC 3339 in UTC, milliseconds
 */
export function instantAfter(now: string, text: string): string {
  if (!text.startsWith('P')) return new Date(text).toISOString();
  let ms = Date.parse(now);
  // M stands for minutes here, since months are not taken.
  for (const [, count = '0', unit] of text.matchAll(/(\d+)([WDHMS])/g)) ms += Number(count) * unitMs[unit as 'W'];
  return new Date(ms).toISOString();
}
