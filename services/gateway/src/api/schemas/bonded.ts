import type { Complete } from '@portolan/contracts';
import { ListDirection, type VerificationLine } from '@portolan/contracts/warehouse/v1/types';
import type {
  BookItemView,
  FileVerificationListRequest,
  GatePassView,
  ListBookItemsReply,
  ListGatePassesReply,
  ListVerificationListsReply,
  RequestGatePassRequest,
  VerificationListView,
} from '@portolan/contracts/warehouse/v1/warehouse';
import { z } from 'zod';
import { count, enumOf, int64, money, price } from './codecs.ts';
import { country, hsCode, measure, nextCursor, oneStateOf, page, remark, text } from './common.ts';

const { LIST_DIRECTION_IN, LIST_DIRECTION_OUT } = ListDirection;
const wanted = enumOf('WantedDirection', { LIST_DIRECTION_IN, LIST_DIRECTION_OUT }, 'LIST_DIRECTION_');

/** IN enters goods on the account book, OUT takes them off it. */
export const direction = enumOf('ListDirection', ListDirection, 'LIST_DIRECTION_');

const filedLine = z
  .strictObject({
    line: z.int32().min(1, 'NOT_ABOVE_ZERO').meta({ description: '1-based' }),
    recordNo: remark(19).meta({ description: 'Line of the book; empty for goods that are new to it' }),
    sku: text(64),
    lot: remark(64),
    hsCode,
    name: text(200),
    origin: country,
    quantity: count,
    price: price.meta({ description: 'Per unit' }),
  })
  .meta({ id: 'FiledLine' }) satisfies z.ZodType<Complete<VerificationLine>>;

export const fileList = z
  .strictObject({
    warehouseId: text(60),
    direction: wanted,
    owner: remark(60).meta({ description: 'IN: tenant of the merchant whose goods they are' }),
    lines: z.array(filedLine).max(200, 'TOO_LONG').default([]).meta({ description: 'IN: what enters' }),
    parcelIds: z
      .array(text(60))
      .max(200, 'TOO_LONG')
      .default([])
      .meta({ description: 'OUT: parcels that customs released; the lines are made from them' }),
  })
  .refine(({ direction: way, owner }) => way === LIST_DIRECTION_OUT || owner !== '', {
    error: 'EMPTY',
    path: ['owner'],
  })
  .refine(({ direction: way, lines }) => way === LIST_DIRECTION_OUT || lines.length > 0, {
    error: 'EMPTY',
    path: ['lines'],
  })
  .refine(({ direction: way, parcelIds }) => way === LIST_DIRECTION_IN || parcelIds.length > 0, {
    error: 'EMPTY',
    path: ['parcelIds'],
  })
  .meta({ id: 'FileVerificationList' }) satisfies z.ZodType<Complete<FileVerificationListRequest>>;

const line = z
  .strictObject({
    line: z.int32(),
    recordNo: z.string(),
    sku: z.string(),
    lot: z.string(),
    hsCode: z.string(),
    name: z.string(),
    origin: z.string(),
    quantity: int64,
    price: money,
  })
  .meta({ id: 'VerificationLine' }) satisfies z.ZodType<Complete<VerificationLine>>;

const listStates = ['FILED', 'SENT', 'APPROVED', 'RETURNED', 'DEDUCTED'] as const;

const verificationList = z
  .strictObject({
    id: z.string(),
    warehouseId: z.string(),
    emsNo: z.string().meta({ description: 'The account book' }),
    direction,
    listType: z.string().meta({ description: '0 ordinary, 8 bonded e-commerce' }),
    state: z.string().meta({ description: listStates.join(', ') }),
    bondInvtNo: z.string().meta({ description: 'Number that customs gave it' }),
    lines: z.array(line),
    parcelIds: z.array(z.string()),
    invtNos: z.array(z.string()).meta({ description: 'Declaration lists that it sums up' }),
    reason: z.string().meta({ description: 'Why it was sent back' }),
    owner: z.string(),
  })
  .meta({ id: 'VerificationList' }) satisfies z.ZodType<Complete<VerificationListView>>;

export const listLists = z.strictObject({ state: oneStateOf(listStates), ...page });

export const verificationLists = z
  .strictObject({ lists: z.array(verificationList), nextCursor })
  .meta({ id: 'VerificationLists' }) satisfies z.ZodType<Complete<ListVerificationListsReply>>;

export const requestPass = z
  .strictObject({
    listId: text(60),
    vehicleNo: text(32).meta({ description: 'Number plate' }),
    grossWeight: measure.meta({ description: 'Kilograms' }),
  })
  .meta({ id: 'RequestGatePass' }) satisfies z.ZodType<Complete<RequestGatePassRequest>>;

const passStates = ['REQUESTED', 'SENT', 'APPROVED', 'RETURNED', 'PASSED'] as const;

const gatePass = z
  .strictObject({
    id: z.string(),
    warehouseId: z.string(),
    listId: z.string(),
    direction,
    state: z.string().meta({ description: passStates.join(', ') }),
    passportNo: z.string().meta({ description: 'Number that customs gave it' }),
    vehicleNo: z.string(),
    grossWeight: z.string(),
    measuredWeight: z.string().meta({ description: 'Kilograms that the gate measured' }),
    reason: z.string().meta({ description: 'Why it was sent back' }),
  })
  .meta({ id: 'GatePass' }) satisfies z.ZodType<Complete<GatePassView>>;

export const listPasses = z.strictObject({ state: oneStateOf(passStates), ...page });

export const gatePasses = z
  .strictObject({ passes: z.array(gatePass), nextCursor })
  .meta({ id: 'GatePasses' }) satisfies z.ZodType<Complete<ListGatePassesReply>>;

export const bookItem = z
  .strictObject({
    emsNo: z.string(),
    recordNo: z.string(),
    warehouseId: z.string(),
    owner: z.string(),
    sku: z.string(),
    lot: z.string(),
    hsCode: z.string(),
    name: z.string(),
    origin: z.string(),
    increased: int64,
    reduced: int64,
    plannedIncrease: int64,
    plannedReduction: int64,
    stock: int64.meta({ description: 'increased − reduced' }),
    available: int64.meta({ description: 'stock − plannedReduction' }),
  })
  .meta({ id: 'BookItem', description: 'One line of an account book' }) satisfies z.ZodType<Complete<BookItemView>>;

export const listBook = z.strictObject({ emsNo: remark(20), sku: remark(64), ...page });

export const accountBook = z
  .strictObject({ items: z.array(bookItem), nextCursor })
  .meta({ id: 'AccountBook' }) satisfies z.ZodType<Complete<ListBookItemsReply>>;
