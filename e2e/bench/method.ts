/** How long things took, in milliseconds. */
export interface Waits {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** A side of a comparison: how many a second, and how long each took where it was watched. */
export interface Speed {
  readonly perSecond: number;
  readonly waits?: Waits;
}

/** A figure over several runs. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

// For a quick look: SCALE=0.1 takes a tenth of everything. Its figures are not to be quoted.
const scale = Number(process.env['SCALE'] ?? 1);

/** So many, or what SCALE makes of it. */
export const scaled = (count: number): number => Math.max(1, Math.round(count * scale));

/** So many rounds; a quick look takes one. */
export const roundsOf = (rounds: number): number => (scale < 1 ? 1 : rounds);

export function spreadOf(figures: readonly number[]): Spread {
  const sorted = figures.toSorted((one, other) => one - other);
  return { median: sorted[sorted.length >> 1] ?? 0, least: sorted[0] ?? 0, most: sorted.at(-1) ?? 0 };
}

export function waitsOf(milliseconds: readonly number[]): Waits {
  const sorted = milliseconds.toSorted((one, other) => one - other);
  const share = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  return { p50: share(0.5), p95: share(0.95), p99: share(0.99) };
}

/**
 * Measures sides in turn, so that whatever else the machine does falls on all of them; the first round warms up and is
 * dropped.
 */
export async function inTurns<Name extends string>(
  rounds: number,
  sides: Readonly<Record<Name, (round: number) => Promise<Speed>>>,
): Promise<Readonly<Record<Name, readonly Speed[]>>> {
  const names = Object.keys(sides) as Name[];
  const measured = Object.fromEntries(names.map((name) => [name, [] as Speed[]])) as Record<Name, Speed[]>;
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const speed = await sides[name](round);
      if (round > 0) measured[name].push(speed);
    }
  }
  return measured;
}

/** Speeds of the same round over one another. */
export function ratioOf(over: readonly Speed[], under: readonly Speed[]): Spread {
  return spreadOf(over.map(({ perSecond }, round) => perSecond / (under[round]?.perSecond ?? Number.NaN)));
}

export const perSecond = (speeds: readonly Speed[]): number => spreadOf(speeds.map((speed) => speed.perSecond)).median;

/** The median run's waits, as people read them. */
export function waited(speeds: readonly Speed[]): string {
  const middle = (pick: (waits: Waits) => number) =>
    spreadOf(speeds.flatMap(({ waits }) => (waits === undefined ? [] : [pick(waits)]))).median;
  return `p50 ${ms(middle((waits) => waits.p50))}, p95 ${ms(middle((waits) => waits.p95))}, p99 ${ms(middle((waits) => waits.p99))}`;
}

export const ms = (milliseconds: number): string =>
  milliseconds < 10 ? `${milliseconds.toFixed(1)} ms` : `${milliseconds.toFixed(0)} ms`;

/** Callers that each wait for an answer before they ask again, until `count` pieces are done. */
export async function closedLoop(
  callers: number,
  count: number,
  work: (piece: number, caller: number) => Promise<unknown>,
): Promise<Speed & { readonly waits: Waits }> {
  const took: number[] = [];
  let next = 0;
  async function call(caller: number): Promise<void> {
    while (next < count) {
      const piece = next++;
      const began = performance.now();
      await work(piece, caller);
      took.push(performance.now() - began);
    }
  }
  const began = performance.now();
  await Promise.all(Array.from({ length: callers }, (_, caller) => call(caller)));
  return { perSecond: count / ((performance.now() - began) / 1000), waits: waitsOf(took) };
}

/** One batch after another. */
export async function batchLoop<T>(
  items: readonly T[],
  size: number,
  work: (batch: readonly T[]) => Promise<unknown>,
): Promise<Speed> {
  const began = performance.now();
  for (let from = 0; from < items.length; from += size) await work(items.slice(from, from + size));
  return { perSecond: items.length / ((performance.now() - began) / 1000) };
}

/**
 * Offers work at a rate, whether or not what was offered before is done, and counts each wait from the moment at which
 * its turn had come: a stall is not hidden by offering less.
 */
export async function openLoop(
  rate: number,
  seconds: number,
  work: (piece: number) => Promise<unknown>,
): Promise<{ readonly offered: number; readonly seconds: number; readonly waits: Waits }> {
  const count = Math.round(rate * seconds);
  const took: number[] = [];
  const underWay: Promise<void>[] = [];
  const began = performance.now();
  for (let piece = 0; piece < count; ) {
    const due = Math.min(count, Math.floor(((performance.now() - began) / 1000) * rate) + 1);
    for (; piece < due; piece++) {
      const turn = began + (piece / rate) * 1000;
      underWay.push(work(piece).then(() => void took.push(performance.now() - turn)));
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(underWay);
  return { offered: count, seconds: (performance.now() - began) / 1000, waits: waitsOf(took) };
}

/** Numbers below `size`, low ones far more often: the k-th about 1/k as often as the first. The same row every time. */
export function zipf(size: number, seed = 1): () => number {
  const upTo: number[] = [];
  let sum = 0;
  for (let rank = 1; rank <= size; rank++) {
    sum += 1 / rank;
    upTo.push(sum);
  }
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const at = (state / 2 ** 32) * sum;
    let [low, high] = [0, size - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((upTo[middle] ?? sum) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
