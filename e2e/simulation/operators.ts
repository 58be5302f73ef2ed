import type { Machine } from './machine.ts';
import type { Sometime } from './sometimes.ts';
import type { SimulatedSuite } from './suite.ts';

/** Looks after what the suite could not work off: tries it again, first come first. */
export interface Operators {
  /** True where something is parked; it is being tried again then. */
  look(): boolean;
}

const query = { collection: 'engine_parked_keys', limit: 20 };

export function operatorsOf({ machines }: SimulatedSuite, reached: (sometime: Sometime) => void): Operators {
  const busy = new Set<string>();

  function redrive(machine: Machine, consumer: string, key: string): void {
    const run = machine.current();
    const engine = run?.running?.engine;
    const item = `${consumer}|${key}`;
    if (run === undefined || engine === undefined || !run.life.runs() || busy.has(item)) return;
    busy.add(item);
    const over = () => void busy.delete(item);
    engine.redrive(consumer, key).then((redriven) => {
      if (redriven.through > 0) reached('redriven');
      over();
    }, over);
    // Whoever dies over it never answers.
    run.life.watch((state) => void (state === 'ended' && over()));
  }

  return {
    look() {
      let parked = false;
      for (const machine of machines) {
        // Before its first start nothing of it was declared.
        const found = machine.current()?.running === undefined ? [] : machine.documents.find(query);
        for (const { document } of found) {
          parked = true;
          if (Number(document['waiting']) > 1) reached('joined the queue');
          redrive(machine, String(document['consumer']), String(document['key']));
        }
      }
      return parked;
    },
  };
}
