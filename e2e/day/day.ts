import { type Api, atOnce, type Json, textAt, wholeList } from '../story/api.ts';
import { stockTheZone } from '../story/bonded-import.ts';
import type { Time } from '../story/carry.ts';
import type { Cast } from '../story/cast.ts';
import { fileGoods, goodsOnTheShelf, newModel } from '../story/direct-mail.ts';
import type { MadeFile, MadeOrder } from '../story/orders-csv.ts';
import { type Phase, type Stopwatch, stopwatch } from '../story/stopwatch.ts';
import { now, passing } from '../story/volume.ts';
import { carryAll } from '../story/volume-carry.ts';
import { imported, payAll, sendFile } from '../story/volume-files.ts';
import { floorAtOnce } from '../story/volume-floor.ts';
import { breachesOf } from '../support/breaches.ts';
import { bondedFile, bookAll, directFile, firstPayments } from './orders.ts';
import { actOn, keyOf } from './people.ts';
import { type DaySize, type Planned, planDay } from './plan.ts';
import { type Standing, standings } from './standing.ts';

export interface DayOptions extends DaySize {
  /** Waits until nothing is under way, without moving time. */
  settle: Time['settle'];
  /** Told of the progress, line by line. */
  print?(line: string): void;
}

/** What became of a day. */
export interface Played extends DaySize {
  readonly standings: readonly Standing[];
  /** What the suite's own checker found, as sentences. */
  readonly breaches: readonly string[];
  /** Machine time from sending the files until nothing was left to do. */
  readonly seconds: number;
  readonly businessDays: number;
  readonly phases: readonly Phase[];
}

interface Day {
  readonly cast: Cast;
  readonly planned: ReadonlyMap<string, Planned>;
  readonly orders: ReadonlyMap<string, MadeOrder>;
}

/**
 * How many seconds business time leaps when nobody has anything to do: few at first, when customs answers to all at once,
 * and twice as many each time; never so many that a list closes before it can be called off.
 */
const leaps = { first: 10, most: 7_200 };
/** How long it goes on when all is done: what customs still says takes nothing back. */
const aftermath = 'P3D';

/**
 * Plays a day of declarations over REST alone: goods are filed and received, orders come in two files and one by one,
 * buyers pay, the floor packs, people mend what is theirs to mend, and time passes until nothing is left to do.
 */
export async function playDay(cast: Cast, options: DayOptions): Promise<Played> {
  const { declarations, share, seed, settle, print = () => undefined } = options;
  const day = planDay(options);
  const of = (mode: string) => day.filter((planned) => planned.mode === mode);
  const direct = directFile(of('9610'), seed);
  const bonded = bondedFile(of('1210'));
  const time = { settle, step: leaping(cast.operations) };
  const watch = stopwatch();
  await watch.during('goods and stock', () => stockUp(cast, [direct, bonded], of('9810').length, time));

  const [began, dawn] = [performance.now(), await now(cast.merchant)];
  await watch.during('orders and payments', async () => {
    await place(cast.merchant, direct, `direct-${seed}`, settle);
    await place(cast.importer, bonded, `bonded-${seed}`, settle);
    await bookAll(cast.merchant, of('9810'));
    await payAll(cast.outside, firstPayments(day, direct));
    await payAll(cast.outside, firstPayments(day, bonded), 'CNY');
  });
  print(`${declarations} orders are placed`);
  const planned = new Map(day.map((each) => [each.orderNo, each]));
  const orders = new Map([...direct.orders, ...bonded.orders].map((order) => [order.orderNo, order]));
  await carryAll(crowd({ cast, planned, orders }, watch, print), { settle, step: leaping(cast.operations) }, watch);
  await watch.during('aftermath', () => passing(cast.operations, 'leap', aftermath).step());

  const seconds = (performance.now() - began) / 1000;
  const businessDays = (Date.parse(await now(cast.merchant)) - Date.parse(dawn)) / 86_400_000;
  const found = await breachesOf(cast.operations, 'limit=100');
  return {
    ...{ declarations, share, seed, seconds, businessDays, phases: watch.phases() },
    ...{ standings: await standings(cast, day), breaches: found.map((breach) => textAt(breach, 'text')) },
  };
}

function leaping(api: Api): Time['step'] {
  let seconds = leaps.first;
  return () => {
    const { step } = passing(api, 'leap', `PT${seconds}S`);
    seconds = Math.min(2 * seconds, leaps.most);
    return step();
  };
}

async function stockUp(cast: Cast, files: readonly MadeFile[], bookings: number, time: Time): Promise<void> {
  await fileGoods(cast.merchant);
  const needed = new Map([
    ['CBL-C2C-1M', 60 * bookings],
    [newModel.sku, 0],
  ]);
  for (const { units } of files.flatMap(({ orders }) => orders))
    for (const [sku, count] of units) needed.set(sku, (needed.get(sku) ?? 0) + count);
  const { 'NZ-MILK-900': tins = 0, ...shelf } = Object.fromEntries(needed);
  const goods = Object.entries(shelf).map(([sku, quantity]) => ({ sku, quantity: quantity + 1 }));
  await goodsOnTheShelf(cast.operator, 'DN-DAY', goods);
  await stockTheZone(cast, time, tins);
}

async function place(seller: Api, file: MadeFile, key: string, settle: Time['settle']): Promise<void> {
  const importId = await sendFile(seller, file, key);
  await imported(seller, importId, { settle });
}

/** Everybody of the day: those who read holds, and those who pack. */
function crowd({ cast, planned, orders }: Day, watch: Stopwatch, print: (line: string) => void) {
  const { operator, zoneOperator } = cast;
  const done = new Set<string>();
  let held: readonly { readonly hold: Json; readonly seller: Api; readonly planned: Planned }[] = [];
  let told = '';

  async function mend(): Promise<number> {
    const waiting = held.filter(({ hold, planned }) => !done.has(keyOf(hold)) && actOn(planned, hold) !== undefined);
    await atOnce(waiting, async ({ hold, seller, planned }) => {
      done.add(keyOf(hold));
      await actOn(planned, hold)?.({ cast, planned, hold, seller, order: orders.get(planned.orderNo) });
    });
    return waiting.length;
  }

  return {
    async look() {
      held = await watch.during('reading holds', async () => [
        ...(await heldBy(cast.merchant, planned)),
        ...(await heldBy(cast.importer, planned)),
      ]);
      const counts = countsOf(held.map(({ hold }) => textAt(hold, 'code')));
      const standing = counts.map(([code, count]) => `${code} ${count}`).join('  ');
      if (standing !== told) print(standing);
      told = standing;
      return { done: held.every((each) => isAtRest(each.planned, textAt(each.hold, 'code'))), standing };
    },
    async work() {
      const mended = await watch.during('people', mend);
      const packed = await watch.during('the floors', async () => {
        const forwarder = await floorAtOnce(operator, { dispatches: false });
        return forwarder + (await floorAtOnce(zoneOperator, { dispatches: false, packaging: 0.35 }));
      });
      return mended + packed;
    },
  };
}

async function heldBy(seller: Api, planned: ReadonlyMap<string, Planned>) {
  const holds = await wholeList(seller, '/v1/holds', 'holds');
  return holds.flatMap((hold) => {
    const found = planned.get(textAt(hold, 'orderNo'));
    return found === undefined ? [] : [{ hold, seller, planned: found }];
  });
}

/** Released, or left lying on purpose: nothing more is going to happen to its declaration. */
function isAtRest({ mishap }: Planned, code: string): boolean {
  if (code === 'AWAITING_DISPATCH' || code === 'AWAITING_GATE') return mishap !== 'customs-cancel-100';
  return mishap === 'left-returned' && code === 'CUSTOMS_RETURNED';
}

function countsOf(codes: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].sort();
}
