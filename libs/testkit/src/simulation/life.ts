import type { Weather } from './weather.ts';
import type { World } from './world.ts';

/** What is asked of something outside the process: a store, the log. */
export interface Operation<Answer> {
  readonly what: string;
  /** It changes something: where its process dies meanwhile, it may have been done or not. */
  readonly writes: boolean;
  /** Done there, at once. */
  work(): Answer;
  /** How long it takes beside the usual, in milliseconds. */
  readonly late?: number;
  /** Nothing is done; this is thrown, where it throws, or answered. */
  readonly instead?: () => Answer;
  /** It is done, and this is answered or thrown. */
  readonly afterwards?: () => Answer;
  /** It is over there, however it went. */
  over?(): void;
}

/**
 * One life of a process: from its start to its crash. What it was told after its end it never hears; what it is told while
 * it stands still it hears when it goes on.
 */
export interface Life {
  /** The service; several lives of one may be there at the same time. */
  readonly service: string;
  /** orders#2 */
  readonly name: string;
  readonly machine: LifeTime;
  readonly world: World;
  readonly weather: Weather;
  /** Runs a callback in this life. */
  deliver(callback: () => void): void;
  /** Asks something outside, which takes its time. */
  operate<Answer>(operation: Operation<Answer>): Promise<Answer>;
  /** Operations that are not answered yet. */
  underWay(): number;
  runs(): boolean;
  ended(): boolean;
  /** Ends it: nothing that it waits for ever settles. */
  end(): void;
  pause(): void;
  goOn(): void;
  /** Moves its clock by so much from now on. */
  skew(ms: number): void;
  /** Calls back whenever it stands still, goes on, or ends. */
  watch(changed: (state: LifeState) => void): () => void;
}

export type LifeState = 'runs' | 'stands' | 'ended';

/** Machine time as a life sees it. */
export interface LifeTime {
  now(): number;
  after(ms: number, callback: () => void): () => void;
  soon(callback: () => void): void;
}

/** @param number how many lives the service has had before */
export function beginLife(service: string, number: number, world: World, weather: Weather): Life {
  const { chance, trace } = world;
  const name = `${service}#${number}`;
  const watchers = new Set<(state: LifeState) => void>();
  let state: LifeState = 'runs';
  let held: (() => void)[] = [];
  let skewed = 0;
  let open = 0;

  function deliver(callback: () => void): void {
    if (state === 'runs') callback();
    else if (state === 'stands') held.push(callback);
  }

  function operate<Answer>(operation: Operation<Answer>): Promise<Answer> {
    return new Promise<Answer>((resolve, reject) => {
      if (state === 'ended') {
        // It asks no more, and holds nothing up either.
        operation.over?.();
        return;
      }
      open += 1;
      world.underWay += 1;
      world.after((operation.late ?? 0) + latency(), () => {
        open -= 1;
        world.underWay -= 1;
        // What a process had asked for when it died was on its way, or not.
        const reached = state !== 'ended' || (operation.writes && chance.likely(0.5));
        const tell = reached ? carriedOut(operation, resolve, reject) : undefined;
        operation.over?.();
        if (tell !== undefined) deliver(tell);
      });
    });
  }

  function carriedOut<Answer>(
    { what, work, instead, afterwards }: Operation<Answer>,
    resolve: (answer: Answer) => void,
    reject: (error: unknown) => void,
  ): () => void {
    trace.text(what);
    trace.number(world.now());
    try {
      if (instead !== undefined) return answering(instead(), resolve);
      const answer = work();
      return answering(afterwards === undefined ? answer : afterwards(), resolve);
    } catch (error) {
      return () => reject(error);
    }
  }

  const latency = () => {
    const part = chance.part();
    return 0.02 + part * part * (weather.strikes('store slow') ? 150 : 1.5);
  };

  const change = (next: LifeState) => {
    if (state === 'ended') return;
    state = next;
    for (const watcher of [...watchers]) watcher(next);
  };

  return {
    ...{ service, name, world, weather },
    machine: {
      now: () => world.now() + skewed,
      after(ms, callback) {
        let off = false;
        const cancel = world.after(ms, () =>
          deliver(() => {
            if (!off) callback();
          }),
        );
        return () => {
          off = true;
          cancel();
        };
      },
      soon: (callback) => void world.after(chance.part() * 0.02, () => deliver(callback)),
    },
    deliver,
    operate,
    underWay: () => open,
    runs: () => state === 'runs',
    ended: () => state === 'ended',
    end() {
      held = [];
      change('ended');
    },
    pause: () => change('stands'),
    goOn() {
      if (state !== 'stands') return;
      change('runs');
      const now = held;
      held = [];
      for (const callback of now) world.after(chance.part(), () => deliver(callback));
    },
    skew(ms) {
      skewed += ms;
    },
    watch(changed) {
      watchers.add(changed);
      return () => void watchers.delete(changed);
    },
  };
}

const answering =
  <Answer>(answer: Answer, resolve: (answer: Answer) => void): (() => void) =>
  () =>
    resolve(answer);
