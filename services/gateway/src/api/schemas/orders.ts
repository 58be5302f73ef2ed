import type { Complete } from '@portolan/contracts';
import type { ListOrdersReply, MaskedPerson, OrderView, PlaceOrderRequest } from '@portolan/contracts/orders/v1/orders';
import type { Hold, OrderLine, OrderTerms } from '@portolan/contracts/orders/v1/types';
import { z } from 'zod';
import { charge, instant, int64, price } from './codecs.ts';
import { country, hsCode, nextCursor, page, party, person, quantity, text } from './common.ts';

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
    mode: z.literal('9610').meta({ description: 'Supervision mode of customs: 9610, direct mail' }),
    warehouseId: text(60),
    carrier: text(60),
    lines: z.array(line).min(1, 'EMPTY').max(200, 'TOO_LONG'),
    goodsValue: price,
    freight: charge,
    discount: charge.meta({ description: 'Zero: customs has no field for it. Reductions stand in the line prices' }),
    total: price.meta({ description: 'goodsValue + freight − discount' }),
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

const states = ['PLACED', 'PAID', 'CLEARED', 'SHIPPED', 'DELIVERED', 'SETTLED'] as const;

const root = z.string().meta({ description: 'Empty until it exists' });

export const orderView = z
  .strictObject({
    id: z.string(),
    state: z.string().meta({ description: states.join(', ') }),
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
  })
  .meta({ id: 'Order' }) satisfies z.ZodType<Complete<OrderView>>;

export const listOrders = z.strictObject({ state: z.enum(states).or(z.literal('')).default(''), ...page });

export const orderList = z
  .strictObject({ orders: z.array(orderView), nextCursor })
  .meta({ id: 'OrderList' }) satisfies z.ZodType<Complete<ListOrdersReply>>;

const data = z.record(z.string(), z.string());

/** A hold with its sentence in the caller's language. */
export const hold = z
  .strictObject({
    code: z.string(),
    owner: z.string().meta({ description: 'Who acts next', examples: ['merchant'] }),
    rule: z.string(),
    since: instant,
    due: instant,
    data,
    text: z.string().meta({ description: "What holds the order, in the caller's language" }),
    next: z.string().meta({ description: "What to do, in the caller's language" }),
  })
  .meta({ id: 'Hold' }) satisfies z.ZodType<Complete<Hold>>;

export const holdList = z.strictObject({ holds: z.array(hold) }).meta({ id: 'HoldList' });
