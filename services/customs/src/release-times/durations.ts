/** How often each duration was seen, by whole minutes. */
export type Durations = Readonly<Record<string, number>>;

interface Measured {
  readonly count: number;
  /** Minutes within which half, nine of ten, and ninety-nine of a hundred were done. */
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
}

// Three digits hold 694 days. More is no clearance that anybody waits for.
const most = 999_000;
const minuteMs = 60_000;

/** Whole minutes between two instants; 0 where a clock says that the second was earlier. */
export function minutesBetween(from: string, until: string): number {
  return Math.max(0, Math.floor((Date.parse(until) - Date.parse(from)) / minuteMs));
}

/**
 * Where a duration is counted: to the minute below 1,000 minutes, above that by its first three digits (less than 1 %
 * too short). So a day has at most 3,700 different durations, however much is declared on it.
 */
export function slotOf(minutes: number): number {
  const shown = Math.min(minutes, most);
  const unit = 10 ** Math.max(0, String(shown).length - 3);
  return shown - (shown % unit);
}

export function withDuration(durations: Durations, minutes: number): Durations {
  const slot = slotOf(minutes);
  return { ...durations, [slot]: (durations[slot] ?? 0) + 1 };
}

/** Count and percentiles of all of these together, by nearest rank: each is a duration that was seen. */
export function measure(all: readonly Durations[]): Measured {
  const counts = new Map<number, number>();
  for (const durations of all) {
    for (const [minutes, times] of Object.entries(durations)) {
      counts.set(Number(minutes), (counts.get(Number(minutes)) ?? 0) + times);
    }
  }
  const sorted = [...counts].toSorted(([one], [other]) => one - other);
  const count = sorted.reduce((sum, [, times]) => sum + times, 0);
  const rank = (percent: number) => nth(sorted, Math.ceil((count * percent) / 100));
  return { count, p50: rank(50), p90: rank(90), p99: rank(99) };
}

/** The n-th smallest; 0 of nothing. */
function nth(sorted: readonly (readonly [number, number])[], n: number): number {
  let passed = 0;
  for (const [minutes, times] of sorted) {
    passed += times;
    if (passed >= n) return minutes;
  }
  return 0;
}
