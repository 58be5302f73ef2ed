import type { Complete } from '@portolan/contracts';
import type { Bucket, ParcelLine, ReceivedLine, Shortage } from '@portolan/contracts/warehouse/v1/types';
import type {
  ListParcelsReply,
  ListStockReply,
  PackParcelRequest,
  ParcelView,
  ReceiveGoodsRequest,
  StockView,
} from '@portolan/contracts/warehouse/v1/warehouse';
import { z } from 'zod';
import { count, int64 } from './codecs.ts';
import { measure, nextCursor, oneStateOf, page, remark, text } from './common.ts';

/** Units of an article, with its lot. */
export const receivedLine = z
  .strictObject({ sku: text(64), lot: remark(64), quantity: count })
  .meta({ id: 'ReceivedLine' }) satisfies z.ZodType<Complete<ReceivedLine>>;

export const receiveGoods = z
  .strictObject({
    warehouseId: text(60),
    owner: text(60).meta({ description: 'Tenant of the merchant that owns the goods' }),
    document: text(100).meta({ description: 'Delivery note or other paper that came with them' }),
    lines: z.array(receivedLine).min(1, 'EMPTY').max(200, 'TOO_LONG'),
  })
  .meta({ id: 'ReceiveGoods' }) satisfies z.ZodType<Complete<ReceiveGoodsRequest>>;

/** The path names the parcel. */
export const packParcel = z
  .strictObject({
    grossWeight: measure.meta({ description: 'Kilograms, up to 3 decimals' }),
    packs: z.int32().min(1, 'NOT_ABOVE_ZERO'),
  })
  .meta({ id: 'PackParcel' }) satisfies z.ZodType<Omit<Complete<PackParcelRequest>, 'parcelId'>>;

const bucket = z
  .strictObject({ warehouseId: z.string(), owner: z.string(), sku: z.string(), lot: z.string() })
  .meta({ id: 'Bucket' }) satisfies z.ZodType<Complete<Bucket>>;

export const stockView = z
  .strictObject({
    bucket,
    onHand: int64,
    available: int64,
    reserved: int64,
    picked: int64,
    packed: int64,
    damaged: int64.meta({ description: 'Came back and cannot be sold' }),
  })
  .meta({ id: 'Stock', description: 'onHand = available + reserved + picked + packed + damaged' }) satisfies z.ZodType<
  Complete<StockView>
>;

export const listStock = z.strictObject({
  warehouseId: z.string().max(60, 'TOO_LONG').default(''),
  sku: z.string().max(64, 'TOO_LONG').default(''),
  ...page,
});

export const stockList = z
  .strictObject({ stock: z.array(stockView), nextCursor })
  .meta({ id: 'StockList' }) satisfies z.ZodType<Complete<ListStockReply>>;

const parcelLine = z
  .strictObject({ line: z.int32(), sku: z.string(), quantity: int64 })
  .meta({ id: 'ParcelLine' }) satisfies z.ZodType<Complete<ParcelLine>>;

const shortage = z
  .strictObject({ sku: z.string(), wanted: int64, available: int64 })
  .meta({ id: 'Shortage' }) satisfies z.ZodType<Complete<Shortage>>;

const states = ['PLANNED', 'SHORT', 'RESERVED', 'PICKED', 'PACKED', 'AUTHORISED', 'DISPATCHED', 'CANCELLED'] as const;

export const parcelView = z
  .strictObject({
    id: z.string(),
    orderId: z.string(),
    orderNo: z.string(),
    warehouseId: z.string(),
    state: z.string().meta({ description: states.join(', ') }),
    lines: z.array(parcelLine),
    shortages: z.array(shortage),
    grossWeight: z.string(),
    packs: z.int32(),
    owner: z.string(),
    version: int64,
  })
  .meta({ id: 'Parcel' }) satisfies z.ZodType<Complete<ParcelView>>;

export const listParcels = z.strictObject({ state: oneStateOf(states), ...page });

export const parcelList = z
  .strictObject({ parcels: z.array(parcelView), nextCursor })
  .meta({ id: 'ParcelList' }) satisfies z.ZodType<Complete<ListParcelsReply>>;
