import { beginLife, type Life } from '../life.ts';
import { createWeather } from '../weather.ts';
import { createWorld } from '../world.ts';

/** A life in a world in which nothing goes wrong and time passes as the machine's does, until it is ended. */
export function quietLife(): { readonly life: Life; end(): void } {
  const world = createWorld('quiet', Date.now());
  const end = world.runBesideRealTime();
  return { life: beginLife('orders', 0, world, createWeather(world, {})), end };
}
