import type { Complete } from '@portolan/contracts';
import type { ListOrdersReply, MaskedPerson, OrderView, PlaceOrderRequest } from '@portolan/contracts/orders/v1/orders';
import type { OrderLine, OrderTerms, ReturnLine, ReturnTerms } from '@portolan/contracts/orders/v1/types';
import { Ending } from '@portolan/contracts/orders/v1/types';
import { z } from 'zod';
import { charge, count, enumOrNull, instant, int64, price } from './codecs.ts';
import { country, hsCode, nextCursor, oneStateOf, page, party, person, quantity, remark, text } from './common.ts';

const line = z
  .strictObject({
    line: z.int32().min(1, 'NOT_ABOVE_ZERO').meta({ description: '1-based' }),
    sku: text(64),
    name: text(200),
    hsCode,
    origin: country,
    quantity,
    price,
    total: price.meta({ description: 'price × quantity' }),
  })
  .meta({ id: 'OrderLine' }) satisfies z.ZodType<Complete<OrderLine>>;

const incoterms = ['EXW', 'FCA', 'FAS', 'FOB', 'CFR', 'CIF', 'CPT', 'CIP', 'DAP', 'DPU', 'DDP'] as const;

const terms = z
  .strictObject({
    orderNo: text(60).meta({ description: "The merchant's own number" }),
    platform: party,
    merchant: party,
    incoterm: z.enum(incoterms).meta({ description: 'Incoterms 2020' }),
    incotermPlace: text(100),
    mode: z.enum(['9610', '1210', '9810', 'LOCAL']).meta({
      description:
        'How it is sold and cleared: 9610 direct mail, 1210 bonded import, 9810 stock for an overseas warehouse, LOCAL from an overseas warehouse to a buyer in its country',
    }),
    warehouseId: text(60),
    carrier: text(60),
    lines: z.array(line).min(1, 'EMPTY').max(200, 'TOO_LONG'),
    goodsValue: price,
    freight: charge,
    discount: charge.meta({
      description: '1210: points and coupons, which customs is told of. Else zero: reductions stand in the line prices',
    }),
    tax: charge.optional().meta({ description: '1210: import tax that the buyer pays in advance' }),
    total: price.meta({ description: 'goodsValue + freight + tax − discount' }),
    destinationWarehouseId: remark(60).meta({ description: '9810: the overseas warehouse that the goods go to' }),
  })
  .meta({ id: 'OrderTerms' }) satisfies z.ZodType<Complete<OrderTerms>>;

export const placeOrder = z.strictObject({ terms, buyer: person }).meta({ id: 'PlaceOrder' }) satisfies z.ZodType<
  Complete<PlaceOrderRequest>
>;

const masked = z
  .strictObject({ name: z.string().meta({ description: 'Masked', examples: ['J*** D***'] }), country: z.string() })
  .meta({ id: 'MaskedPerson' }) satisfies z.ZodType<Complete<MaskedPerson>>;

// As it was placed: what is offered today does not judge it again.
const placedTerms = terms
  .extend({ incoterm: z.string(), mode: z.string() })
  .meta({ id: 'PlacedTerms' }) satisfies z.ZodType<Complete<OrderTerms>>;

/** Where an order can stand. */
export const orderStates = [
  'PLACED',
  'PAID',
  'CLEARED',
  'SHIPPED',
  'DELIVERED',
  'STOCKED',
  'SETTLED',
  'CANCELLED',
  'REFUNDED',
] as const;

/** Why it is not carried to its end as placed; null while nothing speaks against it. */
export const ending = enumOrNull('Ending', Ending, 'ENDING_');

const root = z.string().meta({ description: 'Empty until it exists' });

export const orderView = z
  .strictObject({
    id: z.string(),
    state: z.string().meta({ description: orderStates.join(', ') }),
    terms: placedTerms,
    buyer: masked,
    placedAt: instant,
    updatedAt: instant,
    escrowId: root,
    parcelId: root,
    shipmentId: root,
    declarationId: root,
    quoteId: root,
    payoutId: root,
    version: int64,
    completed: z.boolean().meta({ description: 'Nothing more is going to happen to it' }),
    ending,
  })
  .meta({ id: 'Order' }) satisfies z.ZodType<Complete<OrderView>>;

export const listOrders = z.strictObject({ state: oneStateOf(orderStates), ...page });

export const orderList = z
  .strictObject({ orders: z.array(orderView), nextCursor })
  .meta({ id: 'OrderList' }) satisfies z.ZodType<Complete<ListOrdersReply>>;

const inYourWords = { reason: text(200).meta({ description: 'Stands in the order’s story, in your words' }) };

/** The path names the order. */
export const cancelOrder = z.strictObject(inYourWords).meta({ id: 'CancelOrder' });

/** The path names the order. */
export const withdrawCancellation = z.strictObject(inYourWords).meta({ id: 'WithdrawCancellation' });

const returnLine = z
  .strictObject({ sku: text(64), quantity: count.meta({ description: 'Whole sold units' }) })
  .meta({ id: 'ReturnLine' }) satisfies z.ZodType<Complete<ReturnLine>>;

/** The path names the order. */
export const returnOrder = z
  .strictObject({
    reason: z.enum(['UNWANTED', 'DEFECTIVE', 'NOT_AS_DESCRIBED', 'WRONG_ITEM']),
    keepsGoods: z.boolean().meta({ description: 'True: the buyer keeps the goods, only the money goes back' }),
    lines: z.array(returnLine).min(1, 'EMPTY').max(200, 'TOO_LONG'),
    refund: price.meta({ description: 'What the buyer gets back, in the currency that was paid' }),
  })
  .meta({ id: 'ReturnOrder' }) satisfies z.ZodType<Complete<ReturnTerms>>;
