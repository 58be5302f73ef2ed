import { type Api, at, type Json, listAt, ok, textAt } from './api.ts';
import type { Time } from './carry.ts';
import type { Cast } from './cast.ts';
import { fileGoods, goodsOnTheShelf } from './direct-mail.ts';
import { type MadeFile, ordersCsv } from './orders-csv.ts';
import { type Phase, type Stopwatch, stopwatch } from './stopwatch.ts';
import { carryAll } from './volume-carry.ts';
import { imported, importOf, payAll, sendFile, tryFile } from './volume-files.ts';
import { floorAtOnce } from './volume-floor.ts';
import { type HoldTimes, holdTimes } from './volume-holds.ts';

export interface VolumeOptions extends Time {
  readonly orders: number;
  readonly seed: string;
  /** Told of the progress, line by line. */
  print?(line: string): void;
  /** Of the order numbers; another one for another story on the same suite. */
  readonly prefix?: string;
}

/** What was measured: nothing here is an estimate. */
export interface VolumeFigures {
  readonly importId: string;
  readonly orders: number;
  /** Machine time from sending the file until the last order was settled. */
  readonly seconds: number;
  readonly ordersPerSecond: number;
  /** That the merchant's feed gained in that time. */
  readonly events: number;
  readonly eventsPerSecond: number;
  /** Business time from sending the file until the last order was settled. */
  readonly businessDays: number;
  /** Machine time by what the storyteller did. */
  readonly phases: readonly Phase[];
  /** Business time that orders stood on each hold, the longest first. */
  readonly holds: readonly HoldTimes[];
}

type Players = Pick<Cast, 'merchant' | 'operator' | 'outside'>;

const progressMs = 2_000;

/**
 * Plays many orders from one file over REST alone, until each of them is settled: goods are filed and received, the file
 * is tried and imported, buyers pay, the floor picks, packs and dispatches, and time passes.
 */
export async function playVolume(cast: Players, options: VolumeOptions): Promise<VolumeFigures> {
  const { orders, print = () => undefined } = options;
  const file = ordersCsv(options);
  const prefix = options.prefix ?? 'VOL';
  const watch = stopwatch();
  await watch.during('goods and stock', () => stockUp(cast, file, prefix));
  await watch.during('dry run', () => tryFile(cast.merchant, file, prefix, print));
  const before = await feedEnd(cast.merchant);
  const began = { at: performance.now(), business: await now(cast.merchant) };

  const importId = await sendFile(cast.merchant, file, `${prefix}-${options.seed}`);
  const stop = every(progressMs, async () => print(progressLine(await importOf(cast.merchant, importId))));
  try {
    await Promise.all([
      watch.during('payments', () => payAll(cast.outside, file.orders)),
      watch.during('import', () => imported(cast.merchant, importId, options)),
    ]);
    await untilSettled(cast, importId, options, watch);
  } finally {
    stop();
  }

  const seconds = (performance.now() - began.at) / 1000;
  const events = (await feedEnd(cast.merchant)) - before;
  const businessDays = (Date.parse(await now(cast.merchant)) - Date.parse(began.business)) / 86_400_000;
  return {
    ...{ importId, orders, seconds, ordersPerSecond: orders / seconds, events, eventsPerSecond: events / seconds },
    ...{ businessDays, phases: watch.phases(), holds: await holdTimes(cast.merchant, before) },
  };
}

/** The figures as lines for people. */
export function told({ orders, seconds, events, ...figures }: VolumeFigures): readonly string[] {
  const [slowest] = figures.holds;
  const [longest] = figures.phases;
  return [
    `${orders} orders settled in ${seconds.toFixed(1)} s: ${figures.ordersPerSecond.toFixed(1)} orders/s, ` +
      `${events} events, ${figures.eventsPerSecond.toFixed(0)} events/s; ${figures.businessDays.toFixed(1)} days of business time`,
    ...(slowest === undefined
      ? []
      : [
          `slowest by business time: ${slowest.code}, ${hours(slowest.meanHours)} on average, ${hours(slowest.longestHours)} at most`,
        ]),
    ...(longest === undefined ? [] : [`slowest by machine time: ${longest.phase}, ${longest.seconds.toFixed(1)} s`]),
    ...figures.holds.map(
      ({ code, count, meanHours, longestHours }) =>
        `  ${code.padEnd(24)} ${String(count).padStart(6)} × ${hours(meanHours)} (at most ${hours(longestHours)})`,
    ),
    ...figures.phases.map(({ phase, seconds: took }) => `  ${phase.padEnd(24)} ${took.toFixed(1).padStart(8)} s`),
  ];
}

/**
 * Passes time over REST by so much at a go, as PT2H. `advance`: every deadline on the way fires at its own time; `leap`:
 * those that were due happen at its end, all together, which is what many orders need.
 */
export function passing(api: Api, how: 'advance' | 'leap', duration: string): Time {
  const clock = async (body: Json) => ok(await api.post('/v1/test/clock', body, 'clock'), 'the clock');
  return {
    settle: async () => void (await clock({ settle: true })),
    async step() {
      const answer = await clock({ [how]: duration });
      return { now: textAt(answer, 'now'), moved: at(answer, 'moved') === true };
    },
  };
}

async function stockUp({ merchant, operator }: Players, { orders }: MadeFile, prefix: string): Promise<void> {
  await fileGoods(merchant);
  const needed = new Map<string, number>();
  for (const { units } of orders) for (const [sku, count] of units) needed.set(sku, (needed.get(sku) ?? 0) + count);
  await goodsOnTheShelf(
    operator,
    `DN-${prefix}`,
    [...needed].map(([sku, quantity]) => ({ sku, quantity })),
  );
}

async function untilSettled(cast: Players, importId: string, time: Time, watch: Stopwatch): Promise<void> {
  let shown: Json;
  const settled = await carryAll(
    {
      async look() {
        shown = await importOf(cast.merchant, importId);
        const done = Number(textAt(shown, 'finished')) === Number(textAt(shown, 'placed'));
        return { done, standing: JSON.stringify(at(shown, 'byState')) };
      },
      work: () => watch.during('the floor', () => floorAtOnce(cast.operator)),
    },
    time,
    watch,
  );
  if (!settled)
    throw new Error(`nothing is going to happen: ${progressLine(shown)}; ${await openHolds(cast.merchant)}`);
}

async function openHolds(merchant: Api): Promise<string> {
  const holds = listAt(ok(await merchant.get('/v1/holds?limit=5'), 'the holds'), 'holds');
  return holds.map((hold) => `${textAt(hold, 'orderNo')} ${textAt(hold, 'code')}`).join(', ');
}

/** The business time that it is. */
export async function now(api: Api): Promise<string> {
  return textAt(ok(await api.get('/v1/clock'), 'the clock'), 'now');
}

/** How many events the feed holds: a consumer of one's own is told where it ends. */
async function feedEnd(merchant: Api): Promise<number> {
  const consumer = ok(await merchant.put('/v1/consumers/volume', { from: 'now' }, 'consumer-volume'), 'the consumer');
  return Number(textAt(consumer, 'lag', 'end'));
}

function progressLine(shown: Json): string {
  const states = Object.entries((at(shown, 'byState') ?? {}) as Readonly<Record<string, Json>>);
  const standing = states.map(([state, orders]) => `${state} ${String(orders)}`).join('  ');
  return `${textAt(shown, 'finished')} of ${textAt(shown, 'rows')} finished: ${standing}`;
}

/** Calls back every so often, never twice at once, until it is stopped. What fails is tried again next time. */
function every(ms: number, work: () => Promise<void>): () => void {
  let busy = false;
  const timer = setInterval(async () => {
    if (busy) return;
    busy = true;
    await work().catch(() => undefined);
    busy = false;
  }, ms);
  return () => clearInterval(timer);
}

const hours = (value: number): string => (value < 48 ? `${value.toFixed(1)} h` : `${(value / 24).toFixed(1)} days`);
