import { outside } from '@portolan/contracts';
import { type Envelope, HistoryDefinition } from '@portolan/contracts/engine/v1/history';
import type { Breach } from '@portolan/invariants';
import type { Runtime } from '@portolan/service';
import type { Found } from '@portolan/store';
import { record } from '../breaches.ts';
import {
  blockId,
  blockOf,
  blockSize,
  type DigestBlock,
  digests,
  type End,
  ends,
  isWhatWasSent,
} from '../projections/digests.ts';
import { asService, type Look } from './look.ts';

/** Holds what owners say of their past against what was on the log, block by block, round and round. */
export function histories({ client, clock, documents }: Runtime, eventsALook: number): Look {
  /** Where the next look begins: the block of a shard. */
  let next = { place: '', block: 0 };
  let takenBefore: number | undefined;

  /** What it has taken since the last look was work, too: however much comes, the two together stay as they are. */
  function budget(read: readonly Found<End>[]): number {
    const taken = read.reduce((sum, { document }) => sum + document.position, 0);
    const since = taken - (takenBefore ?? taken);
    takenBefore = taken;
    return Math.max(blockSize, eventsALook - since);
  }

  async function compareBlock({ service, shard, position }: End, block: number): Promise<number> {
    const known = await documents.get<DigestBlock>(digests, outside, blockId(service, shard, block));
    const first = block * blockSize + 1;
    const last = Math.min(position, first + blockSize - 1);
    if (known === undefined) return 0;
    for (let from = first; from <= last; ) {
      const history = client(service, HistoryDefinition);
      const { events } = await history.read({ shard, from: BigInt(from), limit: last - from + 1 }, asService);
      for (const envelope of events) {
        if (Number(envelope.position) !== from) break;
        if (!isWhatWasSent(service, envelope, known)) await raise(alteredOf(service, envelope));
        from += 1;
      }
      if (events.length > 0 && Number(events.at(-1)?.position) === from - 1) continue;
      await raise(missingOf(service, shard, from, clock.now()));
      from += 1;
    }
    return last - first + 1;
  }

  async function raise(breach: Breach): Promise<void> {
    await documents.transact((transaction) => record(transaction, breach, clock.now()));
  }

  return async () => {
    const read = await documents.find<End>({ collection: ends, tenant: outside, limit: 1_000 });
    let left = budget(read);
    const from = Math.max(
      read.findIndex(({ id }) => id >= next.place),
      0,
    );
    for (let turn = 0; turn < read.length && left > 0; turn++) {
      const found = read[(from + turn) % read.length];
      if (found === undefined) break;
      const { id, document: end } = found;
      const blocks = blockOf(end.position);
      let block = id === next.place ? next.block : 0;
      while (block <= blocks && left > 0) {
        left -= await compareBlock(end, block);
        block += 1;
      }
      // Where the shard ends, the next one follows: its name is the next greater.
      next = block <= blocks ? { place: id, block } : { place: `${id}~`, block: 0 };
    }
  };
}

function alteredOf(service: string, { id, position, shard, stream, tenant, time, correlation }: Envelope): Breach {
  const data = { event: id, service, position: String(position), shard: String(shard) };
  return {
    ...{ invariant: 'histories', code: 'ALTERED', key: `${service}/${shard}/${position}` },
    ...{ tenant, orderId: correlation, stream, time, data, events: [id] },
  };
}

function missingOf(service: string, shard: number, position: number, time: string): Breach {
  const data = { service, position: String(position), shard: String(shard) };
  return {
    ...{ invariant: 'histories', code: 'MISSING', key: `${service}/${shard}/${position}` },
    ...{ tenant: outside, orderId: '', stream: '', time, data, events: [] },
  };
}
