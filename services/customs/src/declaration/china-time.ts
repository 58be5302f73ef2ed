// China keeps UTC+8 all the year (no summer time since 1991).
const offsetMs = 8 * 3_600_000;

/** An instant as customs writes it: yyyyMMddHHmmss in China time. */
export function chinaTime(instant: string): string {
  return local(instant).replace(/\D/g, '').slice(0, 14);
}

/** The day in China, yyyy-mm-dd. */
export function chinaDay(instant: string): string {
  return local(instant).slice(0, 10);
}

function local(instant: string): string {
  return new Date(Date.parse(instant) + offsetMs).toISOString();
}
