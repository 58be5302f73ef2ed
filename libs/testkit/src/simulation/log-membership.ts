import type { Life } from './life.ts';

/** What all readers of one process have in common: they look at the log together, and are found gone together. */
export interface Membership {
  /** Looks at a partition in a while: together with whoever else of this process is about to. */
  look(partition: string, work: () => void): void;
  /** Reads as long as the brokers hear of the process. The answer ends that. */
  enter(reader: Reader): () => void;
}

interface Reader {
  join(): void;
  leave(): void;
}

export function createMembership(life: Life): Membership {
  const { world, weather } = life;
  const { chance } = world;
  const looks = new Map<string, (() => void)[]>();
  const readers = new Set<Reader>();
  let gone = false;

  // The brokers find out some time later that a process is gone, or says nothing.
  life.watch((state) => {
    if (state !== 'runs') {
      world.after(chance.between(1, 6_000), () => {
        if (life.runs() || gone) return;
        gone = true;
        for (const reader of readers) reader.leave();
      });
    } else if (gone) {
      gone = false;
      for (const reader of readers) reader.join();
    }
  });

  return {
    look(partition, work) {
      if (weather.strikes('log slow')) {
        world.after(chance.part() * 500, () => life.deliver(work));
        return;
      }
      const together = looks.get(partition);
      if (together !== undefined) {
        together.push(work);
        return;
      }
      const works = [work];
      looks.set(partition, works);
      world.after(0.05 + chance.part() * 6, () => {
        looks.delete(partition);
        life.deliver(() => {
          for (const each of works) each();
        });
      });
    },
    enter(reader) {
      readers.add(reader);
      reader.join();
      return () => {
        readers.delete(reader);
        reader.leave();
      };
    },
  };
}
