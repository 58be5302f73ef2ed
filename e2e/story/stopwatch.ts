/** Machine time that something took. */
export interface Phase {
  readonly phase: string;
  readonly seconds: number;
}

/** Adds up where machine time goes. */
export interface Stopwatch {
  /** Adds what the work takes to a phase. */
  during<T>(phase: string, work: () => Promise<T>): Promise<T>;
  /** The longest first. */
  phases(): readonly Phase[];
}

export function stopwatch(): Stopwatch {
  const spent = new Map<string, number>();
  return {
    async during(phase, work) {
      const from = performance.now();
      try {
        return await work();
      } finally {
        spent.set(phase, (spent.get(phase) ?? 0) + (performance.now() - from) / 1000);
      }
    },
    phases: () =>
      [...spent].map(([phase, seconds]) => ({ phase, seconds })).sort((left, right) => right.seconds - left.seconds),
  };
}
