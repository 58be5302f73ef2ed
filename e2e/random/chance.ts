import { createHash } from 'node:crypto';

/** Choices that a seed decides: the same seed chooses the same. */
export interface Chance {
  /** From 0 on, below this. */
  below(count: number): number;
  /** True so often, 0 to 1. */
  likely(share: number): boolean;
  oneOf<Item>(items: readonly [Item, ...Item[]]): Item;
}

export function chanceFrom(seed: string): Chance {
  let drawn = 0;
  const next = () => createHash('sha256').update(`${seed}/${drawn++}`).digest().readUInt32BE(0) / 2 ** 32;
  const below = (count: number) => Math.floor(next() * count);
  return {
    below,
    likely: (share) => next() < share,
    oneOf: (items) => items[below(items.length)] ?? items[0],
  };
}
