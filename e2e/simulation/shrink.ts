import { type Mishap, mishaps } from '@portolan/testkit/simulation';
import { usualOrders } from './run.ts';
import type { Variant } from './variant.ts';

/** Whether a variant breaks the same invariant. */
export type Breaks = (variant: Variant) => Promise<boolean>;

const harms = Object.keys(mishaps) as Mishap[];

/**
 * The shortest variant that is found to break the same: first fewer orders, then less that goes wrong, and less of it.
 * Whatever is left out changes all that is drawn afterwards, so each is simply tried.
 * @param triesAtMost each of them plays a seed
 */
export async function shrink(from: Variant, breaks: Breaks, triesAtMost: number): Promise<Variant> {
  let shortest = from;
  let tries = 0;
  const tried = async (variant: Variant): Promise<boolean> => {
    if (tries >= triesAtMost) return false;
    tries += 1;
    if (!(await breaks(variant))) return false;
    shortest = variant;
    return true;
  };

  let orders = shortest.only ?? Array.from({ length: usualOrders }, (_, at) => at);
  for (let size = Math.ceil(orders.length / 2); size >= 1; ) {
    const parts = Array.from({ length: Math.ceil(orders.length / size) }, (_, at) =>
      orders.slice(at * size, (at + 1) * size),
    );
    const found = await firstOf(
      parts.filter((part) => part.length < orders.length),
      (only) => tried({ ...shortest, only }),
    );
    if (found === undefined) size = size === 1 ? 0 : Math.ceil(size / 2);
    else [orders, size] = [found, Math.ceil(found.length / 2)];
  }

  for (
    let left: readonly Mishap[] = harms.filter((each) => !shortest.without.includes(each)),
      size = Math.ceil(left.length / 2);
    size >= 1;
  ) {
    const parts = Array.from({ length: Math.ceil(left.length / size) }, (_, at) =>
      left.slice(at * size, (at + 1) * size),
    );
    let dropped = false;
    for (const part of parts) {
      if (!(await tried({ ...shortest, without: [...shortest.without, ...part] }))) continue;
      left = left.filter((each) => !part.includes(each));
      dropped = true;
    }
    size = dropped && size > 1 ? Math.ceil(size / 2) : size === 1 ? 0 : Math.ceil(size / 2);
  }

  await firstOf([0, 5, 20, 60, 130], (faults) => tried({ ...shortest, faults }));
  return shortest;
}

async function firstOf<Item>(
  items: readonly Item[],
  holds: (item: Item) => Promise<boolean>,
): Promise<Item | undefined> {
  for (const item of items) if (await holds(item)) return item;
  return undefined;
}
