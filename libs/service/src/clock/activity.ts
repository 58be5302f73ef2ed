import type { Activity, MachineClock } from '@portolan/engine';
import { nextTurn } from './machine.ts';

export interface SuiteActivity extends Activity {
  /** Nothing counted is under way, and every probe says so too. */
  idle(): boolean;
  /** How many pieces of work were begun so far: where two answers are equal, nothing was begun between them. */
  begun(): number;
  /** Resolves once it has been idle over two turns of the event loop with nothing begun between. */
  whenIdle(): Promise<void>;
}

/** What is under way in one process. Counted work wakes who waits; probes are looked at every millisecond. */
export function createActivity(machine: MachineClock): SuiteActivity {
  const probes = new Set<() => boolean>();
  let underWay = 0;
  let begun = 0;
  let settled: (() => void)[] = [];

  const idle = () => underWay === 0 && [...probes].every((probe) => probe());
  const nothingCounted = () =>
    underWay === 0 ? Promise.resolve() : new Promise<void>((resolve) => settled.push(resolve));
  const aMoment = () => new Promise<void>((resolve) => machine.after(1, resolve));

  async function staysIdle(): Promise<boolean> {
    const before = begun;
    for (let turn = 0; turn < 2; turn++) {
      if (!idle()) return false;
      await nextTurn();
    }
    return idle() && begun === before;
  }

  return {
    idle,
    begun: () => begun,
    async run(work) {
      underWay++;
      begun++;
      try {
        return await work();
      } finally {
        underWay--;
        if (underWay === 0) {
          for (const resolve of settled) resolve();
          settled = [];
        }
      }
    },
    watch(probe) {
      probes.add(probe);
      return () => probes.delete(probe);
    },
    async whenIdle() {
      await nothingCounted();
      while (!(await staysIdle())) {
        if (underWay > 0) await nothingCounted();
        else await aMoment();
      }
    },
  };
}
