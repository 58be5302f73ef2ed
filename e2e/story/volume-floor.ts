import { type Api, type Json, listAt, ok, textAt } from './api.ts';

const atOnceAtMost = 32;

/** Works on all items, so many at the same time. */
export async function atOnce<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const left = items.values();
  const worker = async () => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnceAtMost, items.length) }, worker));
}

/** What a floor does with a parcel in each state. */
const jobs: Readonly<Record<string, { readonly verb: string; body(parcel: Json): Json }>> = {
  RESERVED: { verb: 'pick', body: () => ({}) },
  PICKED: { verb: 'pack', body: (parcel) => ({ grossWeight: weighed(parcel), packs: 1 }) },
  AUTHORISED: { verb: 'dispatch', body: () => ({}) },
};

/** A whole shift works on whatever waits in the warehouse, many parcels at the same time; answers how many. */
export async function floorAtOnce(operator: Api): Promise<number> {
  let worked = 0;
  for (const [state, { verb, body }] of Object.entries(jobs)) {
    const parcels = await waitingIn(operator, state);
    await atOnce(parcels, async (parcel) => {
      const id = textAt(parcel, 'id');
      ok(await operator.post(`/v1/parcels/${id}/${verb}`, body(parcel), `${verb}-${id}`), `${verb} of ${id}`);
    });
    worked += parcels.length;
  }
  return worked;
}

async function waitingIn(operator: Api, state: string): Promise<readonly Json[]> {
  const parcels: Json[] = [];
  for (let cursor = ''; ; ) {
    const path = `/v1/parcels?state=${state}&limit=200&cursor=${encodeURIComponent(cursor)}`;
    const page = ok(await operator.get(path), 'the parcels');
    parcels.push(...listAt(page, 'parcels'));
    cursor = textAt(page, 'nextCursor');
    if (cursor === '') return parcels;
  }
}

// What the scale would say: none of the articles weighs more than this with its share of the box.
function weighed(parcel: Json): string {
  const units = listAt(parcel, 'lines').reduce<number>((sum, line) => sum + Number(textAt(line, 'quantity')), 0);
  return (0.15 + 0.15 * units).toFixed(3);
}
