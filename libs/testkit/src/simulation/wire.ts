import { clientsOver, directMethods, type RawMethods, unreachable, type Wire } from '@portolan/service';
import type { Life } from './life.ts';
import type { World } from './world.ts';

/** Who listens where, and who cannot reach whom. */
export interface Lines {
  /** Until the answer is called, this life answers calls to its service. */
  open(life: Life, methodsOf: (service: string) => RawMethods | undefined): () => void;
  /** One of those who answer for a service now. */
  at(service: string, world: World): Answering | undefined;
  cut(one: string, other: string): boolean;
  /** Until the answer is called these two cannot reach each other. */
  part(one: string, other: string): () => void;
}

interface Answering {
  readonly life: Life;
  methodsOf(service: string): RawMethods | undefined;
}

export function createLines(): Lines {
  const listening = new Map<string, Answering[]>();
  const cuts = new Map<string, number>();
  const pair = (one: string, other: string) => [one, other].sort().join('|');
  return {
    open(life, methodsOf) {
      const answering = { life, methodsOf };
      const all = listening.get(life.service) ?? [];
      all.push(answering);
      listening.set(life.service, all);
      const close = () => {
        const at = all.indexOf(answering);
        if (at >= 0) all.splice(at, 1);
      };
      life.watch((state) => void (state === 'ended' && close()));
      return close;
    },
    at(service, { chance }) {
      const all = listening.get(service) ?? [];
      return all.length < 2 ? all[0] : all[chance.below(all.length)];
    },
    cut: (one, other) => (cuts.get(pair(one, other)) ?? 0) > 0,
    part(one, other) {
      const key = pair(one, other);
      cuts.set(key, (cuts.get(key) ?? 0) + 1);
      return () => void cuts.set(key, (cuts.get(key) ?? 1) - 1);
    },
  };
}

/** Calls between services with nothing between but time and mishaps: the very handlers that gRPC would reach. */
export function simulatedWire(lines: Lines, life: Life): Wire {
  return {
    async listen(bindings, _at, parts) {
      const byName = new Map(
        bindings.map((binding) => [fullNameOf(binding.definition), directMethods(binding, parts)] as const),
      );
      const close = lines.open(life, (name) => byName.get(name));
      return {
        address: life.service,
        async drain() {
          close();
        },
      };
    },
    clients(_resolve, parts) {
      return {
        client: clientsOver((service, definition) => {
          const name = fullNameOf(definition);
          const gone = unreachable(definition);
          const methods = Object.keys((definition as { readonly methods: object }).methods);
          return Object.fromEntries(
            methods.map((method) => [method, caller({ lines, life, service, name, method, gone })] as const),
          );
        }, parts),
        close() {},
      };
    },
  };
}

const fullNameOf = (definition: object): string => (definition as { readonly fullName: string }).fullName;

interface Line {
  readonly lines: Lines;
  readonly life: Life;
  readonly service: string;
  readonly name: string;
  readonly method: string;
  readonly gone: Error;
}

function caller({ lines, life, service, name, method, gone }: Line): RawMethods[string] {
  const { world, weather } = life;
  const { chance, trace } = world;
  return (request, options) =>
    new Promise((resolve, reject) => {
      const tell = (told: () => void) => {
        world.underWay += 1;
        world.after(way(), () => {
          world.underWay -= 1;
          life.deliver(told);
        });
      };
      const way = () => 0.05 + chance.part() * 0.5 + (weather.strikes('call slow') ? chance.between(100, 7_000) : 0);
      options.signal?.addEventListener('abort', () => reject(gone));
      const arrive = (heard: boolean) => {
        const other = lines.at(service, world);
        const run = other?.methodsOf(name)?.[method];
        trace.text(method);
        trace.number(world.now());
        if (lines.cut(life.service, service) && life.service !== service) {
          weather.note('partition');
          // Either it is said at once, or nothing is ever said.
          if (chance.likely(0.7) && heard) tell(() => reject(gone));
          return;
        }
        if (other === undefined || run === undefined) {
          if (heard) tell(() => reject(gone));
          return;
        }
        const answered = heard && !weather.strikes('call unanswered');
        other.life.deliver(() => {
          run(request, options).then(
            (reply) => answered && tell(() => resolve(reply)),
            (error: unknown) => answered && tell(() => reject(error)),
          );
        });
      };
      const send = (heard: boolean) => {
        world.underWay += 1;
        world.after(way(), () => {
          world.underWay -= 1;
          arrive(heard);
        });
      };
      if (!weather.strikes('call lost')) send(true);
      if (weather.strikes('call doubled')) send(false);
    });
}
