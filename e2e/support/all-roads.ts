import { type Json, textAt } from '../story/api.ts';
import {
  finishBonded,
  mendTheOrder,
  orderTheTins,
  stockTheZone,
  untilDocumentsDisagree,
} from '../story/bonded-import.ts';
import { begin, finish } from '../story/direct-mail.ts';
import { bookBulk, claimTheMissing, countTwoShort, finishNearby, giveBack, orderNearby } from '../story/overseas.ts';
import type { TestStage } from './stage.ts';

type Stage = Pick<TestStage, 'cast' | 'time'>;
/** Is shown the hold that decides a story. */
type Watch = (hold: Json) => void;
const nobody: Watch = () => undefined;

/** The order numbers of all roads, by the name of the road. */
export const orderNos = {
  direct: 'SO-2026-0001',
  bonded: 'YJ-2026-0001',
  bulk: 'BK-2026-0001',
  nearby: 'LO-2026-0001',
} as const;

export type Road = keyof typeof orderNos;

/** Direct mail, 9610, to its end. Answers the order's id. */
export async function playDirect({ cast, time }: Stage): Promise<string> {
  const id = await begin(cast, orderNos.direct);
  await finish(cast, id, time.settle, time.step);
  return id;
}

/** Bonded import, 1210, over its documents that disagree, to its end. */
export async function playBonded({ cast, time }: Stage, watch = nobody): Promise<string> {
  await stockTheZone(cast, time);
  const id = await orderTheTins(cast, orderNos.bonded, time);
  watch(await untilDocumentsDisagree(cast, id, time));
  await mendTheOrder(cast, id, orderNos.bonded);
  await finishBonded(cast, id, time);
  return id;
}

/** 9810 with its claim, then a local order of which half comes back: both to their ends. */
export async function playOverseas(
  { cast, time }: Stage,
  watch = nobody,
): Promise<{ readonly bulk: string; readonly nearby: string }> {
  const bulk = await bookBulk(cast, orderNos.bulk);
  const hold = await countTwoShort(cast, bulk, orderNos.bulk, time);
  watch(hold);
  await claimTheMissing(cast, bulk, textAt(hold, 'data', 'inboundId'), time);
  const nearby = await orderNearby(cast, orderNos.nearby);
  await giveBack(cast, nearby, 1, time);
  await finishNearby(cast, nearby, time);
  return { bulk, nearby };
}

/** Every road to its end, one after another. Answers the orders' ids. */
export async function playAllRoads(stage: Stage): Promise<Readonly<Record<Road, string>>> {
  const direct = await playDirect(stage);
  const bonded = await playBonded(stage);
  return { direct, bonded, ...(await playOverseas(stage)) };
}
