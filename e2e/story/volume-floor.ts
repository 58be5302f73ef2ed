import { type Api, atOnce, wholeList } from './api.ts';
import { doJob, nextJob } from './floor.ts';

/** A whole shift works on whatever waits in the warehouse, many parcels at the same time; answers how many. */
export async function floorAtOnce(operator: Api): Promise<number> {
  let worked = 0;
  for (const state of ['RESERVED', 'PICKED', 'AUTHORISED']) {
    const parcels = await wholeList(operator, `/v1/parcels?state=${state}`, 'parcels');
    await atOnce(parcels, async (parcel) => {
      const job = nextJob(parcel, 0.134);
      if (job !== undefined) await doJob(operator, parcel, job);
    });
    worked += parcels.length;
  }
  return worked;
}
