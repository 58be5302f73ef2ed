import type { Living, Runtime } from '@portolan/service';
import type { Look } from './look.ts';

/** Looks again and again, one look after another with a pause between; what fails is tried again at the next. */
export function looking(
  { machine, log }: Pick<Runtime, 'machine' | 'log'>,
  looks: readonly Look[],
  everyMs: number,
): Living {
  let stopped = false;
  let cancel = () => {};
  let underWay: Promise<void> = Promise.resolve();

  async function lookOnce(): Promise<void> {
    for (const look of looks) {
      if (stopped) return;
      try {
        await look();
      } catch (error) {
        // A service that is away is looked at again.
        log.warn({ error }, 'a look could not be finished');
      }
    }
  }

  function wait(): void {
    if (stopped) return;
    cancel = machine.after(everyMs, () => {
      underWay = lookOnce().then(wait);
    });
  }

  return {
    name: 'looking',
    async start() {
      wait();
    },
    async stop() {
      stopped = true;
      cancel();
      await underWay;
    },
  };
}
