import type { SuiteEvent } from '@portolan/contracts';
import type { Recorded } from '@portolan/engine';

type FieldsOf<Type extends SuiteEvent['type']> = keyof Extract<SuiteEvent, { type: Type }>['data'];
type Meant = { readonly [Type in SuiteEvent['type']]?: readonly FieldsOf<Type>[] };

const item = ['warehouseId', 'owner', 'sku', 'parcelId', 'orderId'] as const;
const moved = ['bucket', 'parcelId', 'quantity'] as const;
const parcel = ['parcelId', 'orderId'] as const;
const planned = [...parcel, 'orderNo', 'warehouseId', 'lines'] as const;
const declaration = ['declarationId', 'orderId'] as const;
const inbound = ['inboundId', 'orderId'] as const;
const returned = ['returnId', 'orderId'] as const;
const expected = ['orderNo', 'warehouseId', 'owner', 'lines'] as const;
const booked = ['emsNo', 'recordNo', 'listId', 'quantity'] as const;

/**
 * What stands in an event for those who see it without owning it: a warehouse's operator, a customs office, the merchant
 * of an operator's list. A field is named here because its readers need it for their own work: prices, taxes, parties,
 * the owner's own reasons and what customs wrote to the declarant are nobody else's, so they are not.
 */
export const meantForOthers: Meant = {
  OrderAnnounced: ['orderId', 'orderNo', 'owner', 'platformCode'],
  DeclarationDrafted: declaration,
  DeclarationResubmitted: [...declaration, 'listVersion'],
  DeclarationOverdue: [...declaration, 'kind', 'times'],
  CancellationRequested: declaration,
  DeclarationCancelled: [...declaration, 'invtNo'],
  CancellationReturned: [...declaration, 'status'],
  TaxBillGenerated: declaration,
  TaxBillAggregated: [...declaration, 'taxNo'],
  TaxBillVoided: [...declaration, 'taxNo'],
  MessageSigned: ['copMsgId', 'aboutId', 'orderId', 'kind', 'guid', 'certificate', 'sha256', 'size'],
  DeclarationStored: ['declarationId', 'preNo', 'invtNo'],
  DeclarationUnderReview: ['declarationId'],
  DeclarationReleased: ['declarationId', 'orderId', 'invtNo', 'releasedAt'],
  DeclarationClosed: ['declarationId', 'invtNo'],
  DeclarationReturned: ['declarationId', 'kind', 'status'],
  DeliveryCounted: ['deliveryId', 'warehouseId', 'owner', 'document', 'lines'],
  GoodsExpected: [...inbound, ...expected],
  ExpectedGoodsCounted: [...inbound, 'deliveryId', 'lines', 'differs'],
  InboundDiscrepancyOpened: [...inbound, 'lines', 'owner'],
  InboundDiscrepancyResolved: [...inbound, 'resolution', 'lines'],
  ReturnAnnounced: ['returnId', 'warehouseId', 'owner', 'orderId', 'orderNo'],
  ReturnExpected: [...returned, ...expected],
  ReturnReceived: [...returned, 'lines'],
  ReturnGraded: [...returned, 'lines'],
  LotOpened: ['bucket'],
  BackorderOpened: item,
  BackorderClosed: item,
  GoodsReceived: ['bucket', 'quantity', 'document'],
  StockReserved: moved,
  ReservationReleased: [...moved, 'reason'],
  StockPicked: moved,
  StockPacked: moved,
  StockDispatched: moved,
  StockPutBack: [...moved, 'stage'],
  StockReturned: ['bucket', 'returnId', 'grade', 'quantity'],
  ParcelAnnounced: ['parcelId', 'warehouseId', 'owner', 'orderId', 'orderNo'],
  ParcelPlanned: planned,
  ReservationRetried: planned,
  ParcelReserved: [...parcel, 'allocations'],
  ParcelShort: [...parcel, 'shortages'],
  ParcelPicked: [...parcel, 'allocations'],
  ParcelPacked: [...parcel, 'grossWeight', 'packs', 'allocations', 'emsNo'],
  ParcelListed: [...parcel, 'listId'],
  ParcelUnlisted: [...parcel, 'listId'],
  ParcelCancelled: [...parcel, 'allocations'],
  DispatchAuthorised: [...parcel, 'declarationId', 'invtNo', 'ground'],
  DispatchRevoked: [...parcel, 'declarationId'],
  ParcelDispatched: [...parcel, 'allocations'],
  BookLineNumbered: ['emsNo', 'recordNo', 'warehouseId', 'owner', 'sku', 'lot', 'hsCode', 'origin', 'listId'],
  BookItemOpened: ['emsNo', 'recordNo', 'warehouseId', 'owner', 'sku', 'lot', 'hsCode', 'name', 'origin'],
  BookIncreasePlanned: booked,
  BookIncreased: booked,
  BookReductionPlanned: booked,
  BookReduced: booked,
  VerificationListFiled: ['listId', 'warehouseId', 'emsNo', 'direction', 'listType', 'owner', 'parcelIds', 'invtNos'],
  VerificationListSent: ['listId'],
  VerificationListApproved: ['listId', 'bondInvtNo'],
  VerificationListReturned: ['listId', 'reason'],
  VerificationListDeducted: ['listId', 'bondInvtNo'],
  GatePassRequested: [
    'passId',
    'warehouseId',
    'listId',
    'bondInvtNo',
    'direction',
    'vehicleNo',
    'grossWeight',
    'owner',
  ],
  GatePassSent: ['passId'],
  GatePassApproved: ['passId', 'passportNo'],
  GatePassReturned: ['passId', 'reason'],
  GatePassed: ['passId', 'passportNo', 'listId', 'passedAt', 'measuredWeight'],
  ZoneNumberClaimed: ['messageNo', 'kind', 'id'],
  WaybillAssigned: ['waybillNo', 'carrier', 'shipmentId', 'orderId', 'owner'],
};

/** The payload as `reader` may see it: all of it for the owner of the event, else only what is meant for others. */
export function shownTo(reader: string, { type, data, meta }: Recorded): object {
  const payload = data as Readonly<Record<string, unknown>>;
  if (reader === meta.tenant) return payload;
  const fields: readonly string[] = meantForOthers[type as SuiteEvent['type']] ?? [];
  return Object.fromEntries(fields.map((field) => [field, payload[field]]));
}
