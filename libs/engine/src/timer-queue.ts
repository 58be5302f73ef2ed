/** A timer in memory. */
export interface Pending {
  readonly row: string;
  readonly due: string;
  readonly setBy: string;
  /** Machine time before which it is not tried again. */
  retryAt: number;
}

/** Timers in order of (due, row). */
export interface TimerQueue {
  get(row: string): Pending | undefined;
  set(row: string, due: string, setBy: string): void;
  delete(row: string): void;
  clear(): void;
  first(): Pending | undefined;
  size(): number;
  /** The first that are due and may be tried, in order. */
  ripe(now: string, machineNow: number, limit: number): readonly Pending[];
}

export function createTimerQueue(): TimerQueue {
  const byRow = new Map<string, Pending>();
  const ordered: Pending[] = [];

  /** Index of the first that is not before (due, row). */
  function indexOf(due: string, row: string): number {
    let low = 0;
    let high = ordered.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const at = ordered[middle] as Pending;
      if (at.due < due || (at.due === due && at.row < row)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function remove(row: string): void {
    const known = byRow.get(row);
    if (known === undefined) return;
    byRow.delete(row);
    ordered.splice(indexOf(known.due, row), 1);
  }

  return {
    get: (row) => byRow.get(row),
    set(row, due, setBy) {
      const known = byRow.get(row);
      if (known?.due === due && known.setBy === setBy) return;
      remove(row);
      const pending = { row, due, setBy, retryAt: 0 };
      byRow.set(row, pending);
      ordered.splice(indexOf(due, row), 0, pending);
    },
    delete: remove,
    clear() {
      byRow.clear();
      ordered.length = 0;
    },
    first: () => ordered[0],
    size: () => ordered.length,
    ripe(now, machineNow, limit) {
      const ripe: Pending[] = [];
      for (const pending of ordered) {
        if (pending.due > now || ripe.length === limit) break;
        if (pending.retryAt <= machineNow) ripe.push(pending);
      }
      return ripe;
    },
  };
}
