import type { Complete, Only, WarehouseEvent } from '@portolan/contracts';
import type { ParcelView } from '@portolan/contracts/warehouse/v1/warehouse';
import type { Projection, Recorded, View } from '@portolan/engine';
import type { ParcelEvent, ParcelState } from '../parcel/parcel.ts';
import { copies } from './readers.ts';

export type ParcelDocument = Complete<ParcelView>;

export const parcelCollections = { owner: 'parcels', operator: 'operated_parcels' } as const;
const indexes = { byState: ['state'] } as const;

/** Parcels as GetParcel and ListParcels show them: one copy for the owner of the goods, one for the operator. */
export const parcels: Projection<ParcelEvent> = {
  name: 'warehouse.parcels.v1',
  reads: ['warehouse'],
  collections: { [parcelCollections.owner]: { indexes }, [parcelCollections.operator]: { indexes } },
  on: {
    ParcelPlanned: (event, view) => {
      const { parcelId, orderId, orderNo, warehouseId, lines } = event.data;
      const version = BigInt(event.meta.version);
      const owner = event.meta.tenant;
      const planned = { id: parcelId, orderId, orderNo, warehouseId, lines, owner, version, state: 'PLANNED' };
      return save(event, view, { ...planned, shortages: [], grossWeight: '', packs: 0 });
    },
    ReservationRetried: (event, view) => change(event, view, 'PLANNED', { shortages: [] }),
    ParcelReserved: (event, view) => change(event, view, 'RESERVED', { shortages: [] }),
    ParcelShort: (event, view) => change(event, view, 'SHORT', { shortages: event.data.shortages }),
    ParcelPicked: (event, view) => change(event, view, 'PICKED'),
    ParcelPacked: (event, view) => {
      const { grossWeight, packs } = event.data;
      return change(event, view, 'PACKED', { grossWeight, packs });
    },
    DispatchAuthorised: (event, view) => change(event, view, 'AUTHORISED'),
    DispatchRevoked: (event, view) => change(event, view, 'PACKED'),
    ParcelDispatched: (event, view) => change(event, view, 'DISPATCHED'),
    ParcelListed: (event, view) => change(event, view, 'AUTHORISED'),
    ParcelUnlisted: (event, view) => change(event, view, 'AUTHORISED'),
    ParcelCancelled: (event, view) => change(event, view, 'CANCELLED', { shortages: [] }),
  },
};

type Changed = Recorded<Only<WarehouseEvent, Exclude<ParcelEvent['type'], 'ParcelPlanned'>>>;

async function change(event: Changed, view: View, state: ParcelState, with_: Partial<ParcelDocument> = {}) {
  const before = await view.get<ParcelDocument>(parcelCollections.owner, event.meta.tenant, event.data.parcelId);
  if (before === undefined) throw new Error(`${event.meta.id} tells of a parcel that was never planned`);
  await save(event, view, { ...before, ...with_, state, version: BigInt(event.meta.version) });
}

async function save(event: Recorded, view: View, document: ParcelDocument): Promise<void> {
  for (const { collection, tenant } of copies(event.meta, parcelCollections)) {
    await view.put(collection, tenant, document.id, document);
  }
}
