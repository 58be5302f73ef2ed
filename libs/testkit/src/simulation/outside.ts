import type { Door, Outside, Visit } from '@portolan/service';
import type { Life } from './life.ts';

/** Who takes what is sent to a host: of several lives the one that opened last and is not over. */
export type Doors = Map<string, readonly Open[]>;

interface Open {
  readonly life: Life;
  readonly door: Door;
}

/** HTTP of one life: to the doors of others, and from them. A host is named after its service. */
export function simulatedOutside(doors: Doors, life: Life): Outside {
  return {
    receive(door) {
      const open = { life, door };
      const others = () => (doors.get(life.service) ?? []).filter((each) => each !== open && !each.life.ended());
      doors.set(life.service, [...others(), open]);
      return () => void doors.set(life.service, others());
    },
    async fetch(url, { method, headers, body, signal }) {
      const { hostname, pathname, search } = new URL(url);
      const visit = { method, url: pathname + search, headers, body: new TextEncoder().encode(body) };
      const { status, body: text } = await visited(doors, life, hostname, visit, signal);
      return { status, ok: status >= 200 && status < 300, text: async () => text };
    },
  };
}

/** A call of any method. @throws where no answer came */
export function visited(
  doors: Doors,
  life: Life,
  host: string,
  visit: Visit,
  signal: AbortSignal,
): Promise<Awaited<ReturnType<Door>>> {
  const { world, weather } = life;
  const { chance, trace } = world;
  return new Promise((resolve, reject) => {
    const way = () => 0.2 + chance.part() * 3 + (weather.strikes('outside slow') ? chance.between(500, 15_000) : 0);
    const travel = (then: () => void) => {
      world.underWay += 1;
      world.after(way(), () => {
        world.underWay -= 1;
        then();
      });
    };
    const arrive = (heard: boolean) => {
      const open = doors.get(host)?.findLast((each) => !each.life.ended());
      trace.text(visit.url);
      trace.number(world.now());
      if (open === undefined) {
        if (heard) travel(() => life.deliver(() => reject(new TypeError('fetch failed'))));
        return;
      }
      const answered = heard && !weather.strikes('outside unanswered');
      open.life.deliver(() => {
        void open.door(visit).then((reply) => answered && travel(() => life.deliver(() => resolve(reply))));
      });
    };
    signal.addEventListener('abort', () => reject(new DOMException('This operation was aborted', 'AbortError')));
    if (!weather.strikes('outside silent')) travel(() => arrive(true));
    if (weather.strikes('outside doubled')) travel(() => arrive(false));
  });
}
