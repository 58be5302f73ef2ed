const dayMs = 86_400_000;

/**
 * A period of days (yyyy-mm-dd, China), both ends in it; '' is 30 days in all until today.
 * @returns undefined where it ends before it begins, or is longer than `most` days.
 */
export function periodOf(
  from: string,
  until: string,
  today: string,
  most: number,
): { readonly first: string; readonly last: string } | undefined {
  const last = until === '' ? today : until;
  const first = from === '' ? shifted(last, -29) : from;
  const days = (Date.parse(last) - Date.parse(first)) / dayMs;
  return days >= 0 && days < most ? { first, last } : undefined;
}

export function shifted(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}
