import type { SuiteEvent } from '@portolan/contracts';
import type { Recorded } from '@portolan/engine';

type FieldsOf<Type extends SuiteEvent['type']> = keyof Extract<SuiteEvent, { type: Type }>['data'];
type Meant = { readonly [Type in SuiteEvent['type']]?: readonly FieldsOf<Type>[] };

const item = ['warehouseId', 'owner', 'sku', 'parcelId', 'orderId'] as const;
const moved = ['bucket', 'parcelId', 'quantity'] as const;
const parcel = ['parcelId', 'orderId'] as const;
const planned = [...parcel, 'orderNo', 'warehouseId', 'lines'] as const;

/**
 * What stands in an event for those who see it without owning it. A field is named here because its readers need it
 * for their own work: prices, parties and what customs wrote to the declarant are nobody else's, so they are not.
 */
const meantForOthers: Meant = {
  DeclarationDrafted: ['declarationId', 'orderId'],
  DeclarationStored: ['declarationId', 'preNo', 'invtNo'],
  DeclarationUnderReview: ['declarationId'],
  DeclarationReleased: ['declarationId', 'orderId', 'invtNo', 'releasedAt'],
  DeclarationClosed: ['declarationId', 'invtNo'],
  DeclarationReturned: ['declarationId', 'kind', 'status'],
  DeliveryCounted: ['deliveryId', 'warehouseId', 'owner', 'document', 'lines'],
  LotOpened: ['bucket'],
  BackorderOpened: item,
  BackorderClosed: item,
  GoodsReceived: ['bucket', 'quantity', 'document'],
  StockReserved: moved,
  ReservationReleased: [...moved, 'reason'],
  StockPicked: moved,
  StockPacked: moved,
  StockDispatched: moved,
  ParcelAnnounced: ['parcelId', 'warehouseId', 'owner', 'orderId', 'orderNo'],
  ParcelPlanned: planned,
  ReservationRetried: planned,
  ParcelReserved: [...parcel, 'allocations'],
  ParcelShort: [...parcel, 'shortages'],
  ParcelPicked: [...parcel, 'allocations'],
  ParcelPacked: [...parcel, 'grossWeight', 'packs', 'allocations'],
  DispatchAuthorised: [...parcel, 'declarationId', 'invtNo'],
  ParcelDispatched: [...parcel, 'allocations'],
  WaybillAssigned: ['waybillNo', 'carrier', 'shipmentId', 'orderId', 'owner'],
};

/** The payload as `reader` may see it: all of it for the owner of the event, else only what is meant for others. */
export function shownTo(reader: string, { type, data, meta }: Recorded): object {
  const payload = data as Readonly<Record<string, unknown>>;
  if (reader === meta.tenant) return payload;
  const fields: readonly string[] = meantForOthers[type as SuiteEvent['type']] ?? [];
  return Object.fromEntries(fields.map((field) => [field, payload[field]]));
}
