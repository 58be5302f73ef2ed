import type { Activity } from '@portolan/engine';

/** What is under way in one life. */
export interface LifeActivity extends Activity {
  idle(): boolean;
}

export function createLifeActivity(): LifeActivity {
  const probes = new Set<() => boolean>();
  let underWay = 0;
  return {
    idle() {
      if (underWay > 0) return false;
      for (const probe of probes) if (!probe()) return false;
      return true;
    },
    async run(work) {
      underWay += 1;
      try {
        return await work();
      } finally {
        underWay -= 1;
      }
    },
    watch(probe) {
      probes.add(probe);
      return () => probes.delete(probe);
    },
  };
}
