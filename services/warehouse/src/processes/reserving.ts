import type { Only, WarehouseEvent } from '@portolan/contracts';
import type { Bucket, Shortage } from '@portolan/contracts/warehouse/v1/types';
import { type Commands, following, type Recorded } from '@portolan/engine';
import type { Aggregates } from '../aggregates.ts';
import { type ItemKey, itemId } from '../item/item.ts';
import type { Allocation } from '../parcel/parcel.ts';
import { heldBy, stockId, unitsOf } from '../stock/stock.ts';
import { accepted } from './accepted.ts';
import type { BookLineOf } from './book-lines.ts';
import { waking } from './waking.ts';

type Planned = Recorded<Only<WarehouseEvent, 'ParcelPlanned' | 'ReservationRetried'>>;

/**
 * A planned parcel is reserved all or nothing: SKU by SKU (in their alphabet, so that two parcels never wait for each
 * other), lot by lot in order of receipt; in a bonded warehouse from lines of the account book. Where something is
 * missing, the parcel joins the queue of each item it lacks, what was taken goes back, and it is tried again as soon as
 * all of it is there. All tries of one parcel follow from events of its own stream, so they run one after another.
 */
export function reserving(commands: Commands, all: Aggregates, bookLineOf: BookLineOf) {
  const wake = waking(commands, all);
  const reserve = async (event: Planned): Promise<void> => {
    const { parcelId, warehouseId } = event.data;
    const taken: Allocation[] = [];
    const shortages: Shortage[] = [];
    for (const [sku, wanted] of wantedOf(event)) {
      const item: ItemKey = { warehouseId, owner: event.meta.tenant, sku };
      const found = await take(commands, all, bookLineOf, event, item, wanted);
      const available = found.reduce((sum, { quantity }) => sum + quantity, 0n);
      taken.push(...found);
      if (available < wanted) shortages.push({ sku, wanted, available });
    }
    const about = aboutOf(event);
    if (shortages.length === 0) {
      const confirm = { type: 'ConfirmReservation', parcelId, allocations: taken } as const;
      accepted(await commands.execute(all.parcel, parcelId, confirm, following(event, about, 'confirm')));
      return;
    }
    const short = { type: 'RecordShortage', parcelId, shortages } as const;
    accepted(await commands.execute(all.parcel, parcelId, short, following(event, about, 'short')));
    // Another process may have made the same try and have found enough: what the parcel says is what counts.
    if ((await parcelState(commands, all, event)) !== 'SHORT') return;
    for (const { sku } of shortages) await openBackorder(commands, all, event, sku);
    await giveBack(commands, all, event, taken);
    // Goods may have come between the look at the shelf and the place in the queue.
    for (const { sku } of shortages) await wake(event, { warehouseId, owner: event.meta.tenant, sku });
  };
  return { ParcelPlanned: reserve, ReservationRetried: reserve };
}

const aboutOf = ({ meta, data }: Planned) => ({ tenant: meta.tenant, orderId: data.orderId });

/** Units by SKU: one that stands on two lines counts twice. */
function wantedOf({ data }: Planned): readonly (readonly [string, bigint])[] {
  const wanted = new Map<string, bigint>();
  for (const { sku, quantity } of data.lines) wanted.set(sku, (wanted.get(sku) ?? 0n) + quantity);
  return [...wanted].sort(([left], [right]) => (left < right ? -1 : 1));
}

/** Takes up to `wanted` units, the earliest lot first. */
async function take(
  commands: Commands,
  all: Aggregates,
  bookLineOf: BookLineOf,
  event: Planned,
  item: ItemKey,
  wanted: bigint,
) {
  const { state } = await commands.load(all.item, item.owner, itemId(item));
  const taken: Allocation[] = [];
  let missing = wanted;
  for (const lot of state.lots) {
    const bucket: Bucket = { ...item, lot };
    const line = missing === 0n ? undefined : await bookLineOf(bucket);
    if (line === undefined) continue;
    const most = line.available === undefined ? missing : least(missing, line.available);
    const quantity = await hold(commands, all, event, bucket, most);
    if (quantity > 0n) taken.push({ bucket, quantity, recordNo: line.recordNo });
    missing -= quantity;
  }
  return taken;
}

/**
 * Units of a bucket that the parcel holds after asking for up to `wanted`. What counts is what the stock stream says
 * afterwards, not the answer: after a crash that answer may tell of units that were given back since. Whoever stood still
 * meanwhile, and woke when another process had made the same try, takes nothing more.
 */
async function hold(commands: Commands, all: Aggregates, event: Planned, bucket: Bucket, wanted: bigint) {
  const { parcelId } = event.data;
  const id = stockId(bucket);
  for (let asked = false; ; ) {
    const { state } = await commands.load(all.stock, bucket.owner, id);
    const holding = unitsOf(heldBy(state, parcelId));
    const more = least(wanted - holding, state.available);
    if (asked || more <= 0n || (await parcelState(commands, all, event)) !== 'PLANNED') return holding;
    const context = following(event, aboutOf(event), 'reserve', id, String(holding), String(more));
    const reserve = { type: 'Reserve', parcelId, quantity: more, holding } as const;
    const outcome = await commands.execute(all.stock, id, reserve, context);
    // Refused: another parcel was quicker, or another process with this one. Look again.
    asked = outcome.ok;
  }
}

async function parcelState(commands: Commands, all: Aggregates, { meta, data }: Planned) {
  const { state } = await commands.load(all.parcel, meta.tenant, data.parcelId);
  return state.state;
}

async function giveBack(commands: Commands, all: Aggregates, event: Planned, taken: readonly Allocation[]) {
  const { parcelId } = event.data;
  for (const { bucket } of taken) {
    const id = stockId(bucket);
    const context = following(event, aboutOf(event), 'release', id);
    const release = { type: 'Release', parcelId, reason: 'SHORT' } as const;
    accepted(await commands.execute(all.stock, id, release, context));
  }
}

async function openBackorder(commands: Commands, all: Aggregates, event: Planned, sku: string) {
  const { parcelId, orderId, warehouseId } = event.data;
  const item: ItemKey = { warehouseId, owner: event.meta.tenant, sku };
  const command = { type: 'OpenBackorder', ...item, parcelId, orderId } as const;
  const id = itemId(item);
  accepted(await commands.execute(all.item, id, command, following(event, aboutOf(event), 'backorder', id)));
}

function least(left: bigint, right: bigint): bigint {
  if (left < right) return left;
  return right;
}
