import type { Mender } from '../random/mending.ts';
import { sellerOf } from '../random/orders.ts';
import type { Crew } from '../random/people.ts';
import { type Json, textAt, wholeList } from '../story/api.ts';
import type { Worker } from '../story/carry.ts';
import type { Following } from './people.ts';

/** Goes round and looks for what somebody left lying. True where something was done. */
export function rounds(
  { cast }: Crew,
  orders: readonly Following[],
  workers: readonly Worker[],
  mend: Mender,
): () => Promise<boolean> {
  return async () => {
    let worked = false;
    for (const work of workers) worked = (await work()) || worked;
    const holds = new Map<string, Json>();
    for (const reader of [cast.merchant, cast.importer])
      for (const hold of await wholeList(reader, '/v1/holds', 'holds')) holds.set(textAt(hold, 'orderId'), hold);
    for (const { id, plan, completed } of orders) {
      const hold = holds.get(id);
      if (hold !== undefined && !completed) worked = (await mend(sellerOf(cast, plan), hold, plan)) || worked;
    }
    return worked;
  };
}
