import { type Api, atOnce, wholeList } from './api.ts';
import { doJob, nextJob } from './floor.ts';

/**
 * A whole shift works on whatever waits in the warehouse, many parcels at the same time; answers how many.
 * @param dispatches false: what is released is left where it stands
 * @param packaging kilograms of a box
 */
export async function floorAtOnce(operator: Api, { dispatches = true, packaging = 0.134 } = {}): Promise<number> {
  let worked = 0;
  for (const state of ['RESERVED', 'PICKED', ...(dispatches ? ['AUTHORISED'] : [])]) {
    const parcels = await wholeList(operator, `/v1/parcels?state=${state}`, 'parcels');
    await atOnce(parcels, async (parcel) => {
      const job = nextJob(parcel, packaging);
      if (job !== undefined) await doJob(operator, parcel, job);
    });
    worked += parcels.length;
  }
  return worked;
}
