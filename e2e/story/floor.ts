import { type Api, type Json, listAt, ok, textAt } from './api.ts';
import type { Worker } from './carry.ts';

/** What is to be done with a parcel next; undefined where it waits for somebody else. */
export function nextJob(
  parcel: Json,
  packaging: number,
): { readonly verb: 'pick' | 'pack' | 'dispatch'; readonly body: Json } | undefined {
  switch (textAt(parcel, 'state')) {
    case 'RESERVED':
      return { verb: 'pick', body: {} };
    case 'PICKED':
      return { verb: 'pack', body: weighed(parcel, packaging) };
    case 'AUTHORISED':
      return { verb: 'dispatch', body: {} };
    default:
      return undefined;
  }
}

/** Does a job of a parcel: each call bears a key, so doing it again changes nothing. */
export async function doJob(operator: Api, parcel: Json, job: NonNullable<ReturnType<typeof nextJob>>): Promise<void> {
  const id = textAt(parcel, 'id');
  ok(await operator.post(`/v1/parcels/${id}/${job.verb}`, job.body, `${job.verb}-${id}`), `${job.verb} of ${id}`);
}

const box = 0.134;

/**
 * What a warehouse operator does with the parcels that wait: pick, pack and, once customs has released them, dispatch.
 * @param dispatches false: what is released is left where it stands
 */
export function floorOf(operator: Api, dispatches = true, packaging = box): Worker {
  return async () => {
    let worked = false;
    for (const parcel of await waiting(operator)) {
      const job = nextJob(parcel, packaging);
      if (job === undefined || (job.verb === 'dispatch' && !dispatches)) continue;
      await doJob(operator, parcel, job);
      worked = true;
    }
    return worked;
  };
}

/**
 * The same in a bonded warehouse: parcels leave it on a verification list and through the gate. One list sums up all
 * parcels that are ready, one vehicle takes them.
 */
export function zoneFloorOf(operator: Api): Worker {
  const listed = new Set<string>();
  const passed = new Set<string>();
  const pickAndPack = floorOf(operator, false, 0.35);
  return async () => {
    const released = (await waiting(operator)).filter((parcel) => textAt(parcel, 'state') === 'AUTHORISED');
    const ready = released.map((parcel) => textAt(parcel, 'id')).filter((id) => !listed.has(id));
    const worked = await pickAndPack();
    if (ready.length > 0) {
      const list = { warehouseId: 'NGB-BND-1', direction: 'OUT', parcelIds: ready };
      ok(await operator.post('/v1/verification-lists', list, `out-${ready.join('-')}`.slice(0, 200)), 'the list');
      for (const id of ready) listed.add(id);
    }
    return (await throughTheGate(operator, passed)) || worked || ready.length > 0;
  };
}

/** Asks for a gate pass for every approved list that has none. */
export async function throughTheGate(operator: Api, passed: Set<string>): Promise<boolean> {
  let worked = false;
  const { body } = await operator.get('/v1/verification-lists?state=APPROVED&limit=100');
  for (const list of listAt(body, 'lists')) {
    const id = textAt(list, 'id');
    if (passed.has(id)) continue;
    passed.add(id);
    const pass = { listId: id, vehicleNo: '浙B88E21', grossWeight: '118.000' };
    ok(await operator.post('/v1/gate-passes', pass, `pass-${id}`), 'the gate pass');
    worked = true;
  }
  return worked;
}

async function waiting(operator: Api): Promise<readonly Json[]> {
  return listAt((await operator.get('/v1/parcels?limit=100')).body, 'parcels');
}

// What the scales show: the articles, and so many kilograms of packaging.
const kilograms: Readonly<Record<string, number>> = {
  'EAR-BT-21': 0.085,
  'EAR-BT-22': 0.085,
  'CHG-GAN-65': 0.12,
  'CBL-C2C-1M': 0.032,
  'NZ-MILK-900': 0.9,
};

/** The body of a packing. */
export function weighed(parcel: Json, packaging: number): { readonly grossWeight: string; readonly packs: number } {
  const net = listAt(parcel, 'lines').reduce<number>(
    (sum, line) => sum + Number(textAt(line, 'quantity')) * (kilograms[textAt(line, 'sku')] ?? 0),
    0,
  );
  return { grossWeight: (net + packaging).toFixed(3), packs: 1 };
}
