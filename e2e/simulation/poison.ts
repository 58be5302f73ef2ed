import type { Compose, ServiceDefinition } from '@portolan/service';
import type { Life, Weather, World } from '@portolan/testkit/simulation';
import type { Edge } from './edge.ts';

type Handle = (event: { readonly meta: { readonly id: string } }, beside: unknown) => unknown;
type Handled = { readonly name: string; readonly on: object; readonly record?: true };

// Long enough that all tries of the engine fail, and some events of the same key come meanwhile.
const lasts = { from: 100, to: 3_000 };

/** Some events make a handler fail, whoever runs it, until somebody has mended what was wrong. */
export function poison({ chance, now }: World, weather: Weather): Edge {
  const until = new Map<string, number>();

  function fails(consumer: string, event: string): boolean {
    const key = `${consumer}|${event}`;
    const poisoned = until.get(key);
    if (poisoned !== undefined) return !weather.isClear() && poisoned > now();
    if (!weather.strikes('handler fails')) return false;
    until.set(key, now() + chance.between(lasts.from, lasts.to));
    return true;
  }

  const failing = <Part extends Handled>(part: Part): Part => {
    const on: Record<string, Handle> = {};
    for (const [type, handle] of Object.entries(part.on as Readonly<Record<string, Handle>>))
      on[type] = (event, beside) => {
        if (fails(part.name, event.meta.id)) throw new Error('simulated: this event cannot be handled');
        return handle(event, beside);
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
          projections: definition.projections.map(failing),
          reactions: definition.reactions.map(failing),
        };
      },
  };
}
