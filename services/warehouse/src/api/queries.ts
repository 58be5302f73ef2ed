import type { Complete } from '@portolan/contracts';
import type { Page } from '@portolan/contracts/common/v1/types';
import type {
  GetParcelRequest,
  ListBookItemsRequest,
  ListStockRequest,
} from '@portolan/contracts/warehouse/v1/warehouse';
import { refuse } from '@portolan/eventsourcing';
import { type Call, type Caller, paged, RefusedError, type Runtime } from '@portolan/service';
import type { Document, Query } from '@portolan/store';
import type { Aggregates } from '../aggregates.ts';
import { type BookItemDocument, bookItemCollections } from '../projections/book-items.ts';
import { type GatePassDocument, gatePassCollections } from '../projections/gate-passes.ts';
import { type InboundDocument, inboundCollections } from '../projections/inbounds.ts';
import { type ParcelDocument, parcelCollections, parcels } from '../projections/parcels.ts';
import { type Collections, collectionFor } from '../projections/readers.ts';
import { type ReturnDocument, returnCollections } from '../projections/returns.ts';
import { type StockDocument, stockCollections } from '../projections/stock.ts';
import { type ListDocument, listCollections } from '../projections/verification-lists.ts';

/** Reads for the owner of the goods and for the operator of the warehouse, each from their own copies. */
export function queries(runtime: Runtime, all: Aggregates) {
  const list = async <T extends Document>(query: Omit<Query, 'limit' | 'after'>, page: Complete<Page>) => {
    const { shown, nextCursor } = await paged(page, (reach) => runtime.documents.find<T>({ ...query, ...reach }));
    return { items: shown.map(({ document }) => document), nextCursor };
  };
  const byState = <T extends Document>(collections: Collections, request: ByState, { caller }: Call) => {
    const { state, page } = request;
    const by = state === '' ? {} : { index: 'byState', equals: [state] };
    const collection = collectionFor(caller.role, collections);
    return list<T>({ collection, tenant: caller.tenant, ...by }, page);
  };
  return {
    getParcel: async ({ id, atLeastVersion }: Complete<GetParcelRequest>, { caller }: Call) => {
      if (atLeastVersion > 0n) await waitFor(runtime, all, caller, id, Number(atLeastVersion));
      const collection = collectionFor(caller.role, parcelCollections);
      const found = await runtime.documents.get<ParcelDocument>(collection, caller.tenant, id);
      if (found === undefined) throw new RefusedError(refuse('PARCEL_NOT_FOUND', { parcelId: id }));
      return found;
    },

    listParcels: async (request: ByState, call: Call) => {
      const { items: parcels, nextCursor } = await byState<ParcelDocument>(parcelCollections, request, call);
      return { parcels, nextCursor };
    },

    listInbounds: async (request: ByState, call: Call) => {
      const { items: inbounds, nextCursor } = await byState<InboundDocument>(inboundCollections, request, call);
      return { inbounds, nextCursor };
    },

    listReturns: async (request: ByState, call: Call) => {
      const { items: returns, nextCursor } = await byState<ReturnDocument>(returnCollections, request, call);
      return { returns, nextCursor };
    },

    listVerificationLists: async (request: ByState, call: Call) => {
      const { items: lists, nextCursor } = await byState<ListDocument>(listCollections, request, call);
      return { lists, nextCursor };
    },

    listGatePasses: async (request: ByState, call: Call) => {
      const { items: passes, nextCursor } = await byState<GatePassDocument>(gatePassCollections, request, call);
      return { passes, nextCursor };
    },

    listBookItems: async ({ emsNo, sku, page }: Complete<ListBookItemsRequest>, { caller }: Call) => {
      const collection = collectionFor(caller.role, bookItemCollections);
      const query = { collection, tenant: caller.tenant, ...bookIndex(emsNo, sku) };
      const { items, nextCursor } = await list<BookItemDocument>(query, page);
      return { items, nextCursor };
    },

    listStock: async ({ warehouseId, sku, page }: Complete<ListStockRequest>, { caller }: Call) => {
      const collection = collectionFor(caller.role, stockCollections);
      const query = { collection, tenant: caller.tenant, ...stockIndex(warehouseId, sku) };
      const { items: stock, nextCursor } = await list<StockDocument>(query, page);
      return { stock, nextCursor };
    },
  };
}

interface ByState {
  readonly state: string;
  readonly page: Complete<Page>;
}

function stockIndex(warehouseId: string, sku: string): Pick<Query, 'index' | 'equals'> {
  if (warehouseId !== '') return { index: 'byWarehouse', equals: sku === '' ? [warehouseId] : [warehouseId, sku] };
  return sku === '' ? {} : { index: 'bySku', equals: [sku] };
}

/** Always in the order of the book's lines. */
function bookIndex(emsNo: string, sku: string): Pick<Query, 'index' | 'equals'> {
  if (emsNo !== '' && sku !== '') return { index: 'byGoods', equals: [emsNo, sku] };
  if (sku !== '') return { index: 'bySku', equals: [sku] };
  return { index: 'byBook', equals: emsNo === '' ? [] : [emsNo] };
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
