import { AsyncLocalStorage } from 'node:async_hooks';
import type { Timer } from '@portolan/engine';
import { RefusedError } from '@portolan/service';
import { plainBytes } from './json.ts';

/** One thing that a process asked of the world around it, in words, and what it was answered. */
export interface Asked {
  readonly asked: string;
  readonly answer: unknown;
}

/** What one process did about one event. Where it did nothing, nothing is kept. */
export interface Handling {
  readonly consumer: string;
  /** Id of the event, or of the timer that fired. */
  readonly event: string;
  readonly did: readonly Asked[];
  /** A timer that fired. */
  readonly fired?: Fired | undefined;
}

export type Fired = Timer & { readonly tenant: string; readonly correlation: string };

/** How an answer is kept, and how a kept one is given again. */
export interface Answer<T> {
  keep(result: T): unknown;
  give(kept: never): T;
}

/** Between a process and its ports: a recorder notes what goes through, a replay answers from what was noted. */
export interface Tape {
  /** @throws RefusedError as `live` does */
  pass<T>(asked: string, live: () => Promise<T>, answer: Answer<T>): Promise<T>;
  /** The same for what is answered at once. */
  passNow(asked: string, live: () => string): string;
  /** What `handle` does is about this event. Of what is repeated the last time counts. */
  handling<T>(consumer: string, event: string, handle: () => Promise<T>, fired?: Fired): Promise<T>;
}

interface Open {
  readonly did: { asked: string; answer: unknown }[];
}

/** @param told of every handling that came to its end */
export function recorder(told: (handling: Handling) => void): Tape {
  const current = new AsyncLocalStorage<Open>();
  return {
    async pass(asked, live, answer) {
      const open = current.getStore();
      if (open === undefined) return live();
      const slot: Open['did'][number] = { asked, answer: undefined };
      open.did.push(slot);
      try {
        const result = await live();
        slot.answer = plainBytes(answer.keep(result));
        return result;
      } catch (error) {
        if (error instanceof RefusedError) slot.answer = { $refused: error.refusal };
        throw error;
      }
    },
    passNow(asked, live) {
      const answer = live();
      current.getStore()?.did.push({ asked, answer });
      return answer;
    },
    async handling(consumer, event, handle, fired) {
      const open: Open = { did: [] };
      const result = await current.run(open, handle);
      told({ consumer, event, did: open.did, ...(fired === undefined ? {} : { fired }) });
      return result;
    },
  };
}

/** Thrown where a process asks for what it did not ask for then: nobody knows the answer. */
export class Strayed extends Error {}

/** What a process does otherwise than it did. */
export interface Difference {
  readonly consumer: string;
  readonly event: string;
  readonly what: string;
}

/** Answers from what was kept. @param differs told of what is done otherwise than then */
export function replayer(kept: ReadonlyMap<string, Handling>, differs: (difference: Difference) => void): Tape {
  const current = new AsyncLocalStorage<{ readonly left: Asked[]; strayed: string | undefined }>();

  function take(asked: string): unknown {
    const open = current.getStore();
    if (open === undefined) throw new Strayed(`${asked} belongs to no handling`);
    const at = open.left.findIndex((one) => one.asked === asked);
    const [found] = at < 0 ? [] : open.left.splice(at, 1);
    if (found !== undefined) return found.answer;
    open.strayed ??= asked;
    throw new Strayed(asked);
  }

  return {
    async pass(asked, _live, answer) {
      const found = take(asked);
      if (typeof found === 'object' && found !== null && '$refused' in found)
        throw new RefusedError(found.$refused as RefusedError['refusal']);
      return answer.give(found as never);
    },
    passNow: (asked) => String(take(asked)),
    async handling(consumer, event, handle) {
      const open = { left: [...(kept.get(keyOf({ consumer, event }))?.did ?? [])], strayed: undefined };
      const tell = (what: string) => differs({ consumer, event, what });
      try {
        const result = await current.run(open, handle);
        if (open.strayed !== undefined) tell(`does now what it did not do then: ${open.strayed}`);
        else for (const { asked } of open.left) tell(`does no more: ${asked}`);
        return result;
      } catch (error) {
        if (open.strayed !== undefined) tell(`does now what it did not do then: ${open.strayed}`);
        else tell(`fails: ${error instanceof Error ? error.message : String(error)}`);
        return undefined as never;
      }
    },
  };
}

export const keyOf = ({ consumer, event }: Pick<Handling, 'consumer' | 'event'>): string => `${consumer} ${event}`;
