import type { Compose, ServiceDefinition } from '@portolan/service';
import type { Life, Weather, World } from '@portolan/testkit/simulation';
import type { Edge } from './edge.ts';

type Handle = (event: { readonly meta: { readonly id: string } }, beside: unknown) => unknown;
type Handled = { readonly name: string; readonly on: object; readonly record?: true };

// Long enough that all tries of the engine fail, and some events of the same key come meanwhile.
const lasts = { from: 100, to: 3_000 };

interface Poison {
  readonly until: number;
  /** It fails when all is done: whatever it did is done again. */
  readonly late: boolean;
}

/** Some events make a handler fail, whoever runs it, until somebody has mended what was wrong. */
export function poison({ chance, now }: World, weather: Weather): Edge {
  const poisoned = new Map<string, Poison>();

  /** Undefined where it does not fail now. */
  function failing(consumer: string, event: string): Poison | undefined {
    const key = `${consumer}|${event}`;
    const known = poisoned.get(key);
    if (known !== undefined) return !weather.isClear() && known.until > now() ? known : undefined;
    if (!weather.strikes('handler fails')) return undefined;
    const poison = { until: now() + chance.between(lasts.from, lasts.to), late: chance.likely(0.6) };
    poisoned.set(key, poison);
    return poison;
  }

  const mayFail = <Part extends Handled>(part: Part): Part => {
    const on: Record<string, Handle> = {};
    for (const [type, handle] of Object.entries(part.on as Readonly<Record<string, Handle>>))
      on[type] = async (event, beside) => {
        const poison = failing(part.name, event.meta.id);
        if (poison === undefined || poison.late) await handle(event, beside);
        if (poison !== undefined) throw new Error('simulated: this event cannot be handled');
      };
    return { ...part, on };
  };

  return {
    compose:
      (compose: Compose<void>, _life: Life): Compose<void> =>
      (config, runtime): ServiceDefinition => {
        const definition = compose(config, runtime);
        return {
          ...definition,
          projections: definition.projections.map(mayFail),
          requests: definition.requests.map(mayFail),
          reactions: definition.reactions.map(mayFail),
        };
      },
  };
}
