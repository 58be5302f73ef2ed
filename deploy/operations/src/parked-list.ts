import type { ParkedItem } from '@portolan/contracts/engine/v1/operations';
import { type Asked, operator } from './asking.ts';
import { Unusable, type Words } from './words.ts';

/** Something parked, and the service that parked it. */
export interface ParkedThere {
  readonly asked: Asked;
  readonly item: ParkedItem;
}

/** Everything that is parked anywhere, service by service. Those that do not answer are left out. @throws Unusable */
export async function parkedOf(asked: readonly Asked[], said: Words): Promise<readonly ParkedThere[]> {
  const lists = await Promise.all(asked.map((each) => listOf(each).catch(() => undefined)));
  const heard = lists.filter((list) => list !== undefined);
  if (heard.length === 0) throw new Unusable(said.nobody);
  return heard.flat();
}

async function listOf(asked: Asked): Promise<readonly ParkedThere[]> {
  const found: ParkedThere[] = [];
  for (let pageToken = ''; ; ) {
    const reply = await asked.operationsOf.listParked({ consumer: '', pageSize: 200, pageToken }, operator);
    found.push(...reply.items.map((item) => ({ asked, item })));
    pageToken = reply.nextPageToken;
    if (pageToken === '') return found;
  }
}

/** What is parked under a key, of one consumer where it is named. @throws Unusable where nothing is */
export function under(all: readonly ParkedThere[], key: string, consumer: string, said: Words): readonly ParkedThere[] {
  const found = all.filter(({ item }) => item.key === key && (consumer === '' || item.consumer === consumer));
  if (found.length === 0) throw new Unusable(said.unknownKey(key));
  return found;
}
