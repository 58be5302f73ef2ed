import type { ParkedItem } from '@portolan/contracts/engine/v1/operations';
import { type Asked, listens, operator } from './asking.ts';
import { Unusable, type Words } from './words.ts';

/** Something parked, and the service that parked it. */
export interface ParkedThere {
  readonly asked: Asked;
  readonly item: ParkedItem;
}

export interface Parked {
  readonly all: readonly ParkedThere[];
  /** Those that gave no answer: what they have parked is not known. */
  readonly silent: readonly Asked[];
}

/** Everything that is parked anywhere, service by service. @throws Unusable where nobody answers */
export async function parkedOf(asked: readonly Asked[], said: Words): Promise<Parked> {
  const lists = await Promise.all(asked.map(listOrNone));
  const silent = asked.filter((_, at) => lists[at] === undefined);
  if (silent.length === asked.length) throw new Unusable(said.nobody);
  return { all: lists.flatMap((list) => list ?? []), silent };
}

async function listOrNone(asked: Asked): Promise<readonly ParkedThere[] | undefined> {
  return (await listens(asked.address)) ? listOf(asked).catch(() => undefined) : undefined;
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
