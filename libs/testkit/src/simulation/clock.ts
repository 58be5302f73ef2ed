import type { Clock } from '@portolan/engine';
import type { Life } from './life.ts';

/** Business time of a world: it stands still until it is moved, as in test mode. */
export interface BusinessTime {
  now(): number;
  moveTo(ms: number): void;
  /** The same as one life sees it. */
  seenBy(life: Life): Clock;
}

export function createBusinessTime(start: number): BusinessTime {
  const watchers = new Set<() => void>();
  let now = start;
  return {
    now: () => now,
    moveTo(ms) {
      now = Math.max(now, Math.floor(ms));
      for (const moved of [...watchers]) moved();
    },
    seenBy(life) {
      let [latest, text] = [Number.NEGATIVE_INFINITY, ''];
      return {
        now() {
          if (now > latest) [latest, text] = [now, new Date(now).toISOString()];
          return text;
        },
        watch(moved) {
          const notify = () => life.deliver(moved);
          watchers.add(notify);
          life.watch((state) => void (state === 'ended' && watchers.delete(notify)));
          return () => watchers.delete(notify);
        },
      };
    },
  };
}
