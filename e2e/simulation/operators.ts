import type { Machine } from './machine.ts';
import type { SimulatedSuite } from './suite.ts';

/** Looks after what the suite could not work off: tries it again, first come first. */
export interface Operators {
  /** True where something is parked; it is being tried again then. */
  look(): boolean;
}

const query = { collection: 'engine_parked_keys', limit: 20 };

/** @param through told where something went through */
export function operatorsOf({ machines }: SimulatedSuite, through: () => void): Operators {
  const busy = new Set<string>();

  function redrive(machine: Machine, consumer: string, key: string): void {
    const engine = machine.current()?.running?.engine;
    const item = `${consumer}|${key}`;
    if (engine === undefined || busy.has(item)) return;
    busy.add(item);
    const over = () => void busy.delete(item);
    engine.redrive(consumer, key).then((redriven) => {
      if (redriven.through > 0) through();
      over();
    }, over);
    // Whoever dies over it never answers.
    machine.current()?.life.watch((state) => void (state === 'ended' && over()));
  }

  return {
    look() {
      let parked = false;
      for (const machine of machines) {
        // Before its first start nothing of it was declared.
        const found = machine.current()?.running === undefined ? [] : machine.documents.find(query);
        for (const { document } of found) {
          parked = true;
          redrive(machine, String(document['consumer']), String(document['key']));
        }
      }
      return parked;
    },
  };
}
