import type { Complete } from '@portolan/contracts';
import type {
  GetParcelRequest,
  ListParcelsRequest,
  ListStockRequest,
} from '@portolan/contracts/warehouse/v1/warehouse';
import { refuse } from '@portolan/eventsourcing';
import { type Call, type Caller, RefusedError, type Runtime } from '@portolan/service';
import type { Document, Query } from '@portolan/store';
import type { Aggregates } from '../aggregates.ts';
import { type ParcelDocument, parcelCollections, parcels } from '../projections/parcels.ts';
import { collectionFor } from '../projections/readers.ts';
import { type StockDocument, stockCollections } from '../projections/stock.ts';

/** Reads for the owner of the goods and for the operator of the warehouse, each from their own copies. */
export function queries(runtime: Runtime, all: Aggregates) {
  return {
    getParcel: async ({ id, atLeastVersion }: Complete<GetParcelRequest>, { caller }: Call) => {
      if (atLeastVersion > 0n) await waitFor(runtime, all, caller, id, Number(atLeastVersion));
      const collection = collectionFor(caller.role, parcelCollections);
      const found = await runtime.documents.get<ParcelDocument>(collection, caller.tenant, id);
      if (found === undefined) throw new RefusedError(refuse('PARCEL_NOT_FOUND', { parcelId: id }));
      return found;
    },

    listParcels: async ({ state, page }: Complete<ListParcelsRequest>, { caller }: Call) => {
      const collection = collectionFor(caller.role, parcelCollections);
      const by = state === '' ? {} : { index: 'byState', equals: [state] };
      const { items, nextCursor } = await list<ParcelDocument>(
        runtime,
        { collection, tenant: caller.tenant, ...by },
        page,
      );
      return { parcels: items, nextCursor };
    },

    listStock: async ({ warehouseId, sku, page }: Complete<ListStockRequest>, { caller }: Call) => {
      const collection = collectionFor(caller.role, stockCollections);
      const by = stockIndex(warehouseId, sku);
      const { items, nextCursor } = await list<StockDocument>(
        runtime,
        { collection, tenant: caller.tenant, ...by },
        page,
      );
      return { stock: items, nextCursor };
    },
  };
}

function stockIndex(warehouseId: string, sku: string): Pick<Query, 'index' | 'equals'> {
  if (warehouseId !== '') return { index: 'byWarehouse', equals: sku === '' ? [warehouseId] : [warehouseId, sku] };
  return sku === '' ? {} : { index: 'bySku', equals: [sku] };
}

async function waitFor(runtime: Runtime, all: Aggregates, caller: Caller, id: string, version: number): Promise<void> {
  const operated = caller.role === 'zone_operator';
  const { state } = await runtime.commands.load(all.announcement, caller.tenant, id);
  const owner = operated ? state.owner : caller.tenant;
  // Nobody waits for what will never be theirs.
  const known = owner !== '' && (await runtime.commands.load(all.parcel, owner, id)).version > 0;
  if (!known) throw new RefusedError(refuse('PARCEL_NOT_FOUND', { parcelId: id }));
  const stream = `${owner}/${all.parcel.name}/${id}`;
  if (await runtime.visible(parcels.name, stream, version)) return;
  throw new RefusedError(refuse('NOT_YET_VISIBLE', { stream, version: String(version) }));
}

const largestPage = 200;

async function list<T extends Document>(
  runtime: Runtime,
  query: Omit<Query, 'limit' | 'after'>,
  page: { readonly limit: number; readonly cursor: string } | undefined,
) {
  const limit = Math.min(Math.max(page?.limit ?? 0, 0) || 50, largestPage);
  const after = page === undefined || page.cursor === '' ? {} : { after: page.cursor };
  const found = await runtime.documents.find<T>({ ...query, ...after, limit: limit + 1 });
  const shown = found.slice(0, limit);
  return {
    items: shown.map(({ document }) => document),
    nextCursor: found.length > limit ? (shown.at(-1)?.cursor ?? '') : '',
  };
}
