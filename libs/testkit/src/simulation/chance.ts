/** Choices that a seed decides: the same seed chooses the same. */
export interface Chance {
  /** From 0 on, below 1. */
  part(): number;
  /** A whole number from 0 on, below this. */
  below(count: number): number;
  /** From `low` on, below `high`. */
  between(low: number, high: number): number;
  /** True so often, 0 to 1. */
  likely(share: number): boolean;
  oneOf<Item>(items: readonly [Item, ...Item[]]): Item;
  /** Choices of its own, so that what is drawn here moves nothing there. */
  branch(name: string): Chance;
}

/** The one source of chance of tests: sfc32, seeded by a text. */
export function chanceFrom(seed: string): Chance {
  const next = sfc32(seed);
  const part = () => next() / 2 ** 32;
  const below = (count: number) => Math.floor(part() * count);
  return {
    part,
    below,
    between: (low, high) => low + part() * (high - low),
    likely: (share) => part() < share,
    oneOf: (items) => items[below(items.length)] ?? items[0],
    branch: (name) => chanceFrom(`${seed}/${name}`),
  };
}

/** Chris Doty-Humphrey's small fast counter: 32 bits a call, period above 2^64. */
function sfc32(seed: string): () => number {
  let [a, b, c] = [mixed(seed, 0x9e3779b9), mixed(seed, 0x243f6a88), mixed(seed, 0xb7e15162)];
  let counter = 1;
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (let warm = 0; warm < 12; warm++) next();
  return next;
}

function mixed(text: string, start: number): number {
  let hash = start | 0;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}
