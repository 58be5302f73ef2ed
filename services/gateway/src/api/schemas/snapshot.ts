import { z } from 'zod';
import type { ListNow, PassNow } from '../../projections/now/bonded.ts';
import type { DeclarationNow } from '../../projections/now/declaration.ts';
import type { OrderNow } from '../../projections/now/order.ts';
import { bookItem, direction } from './bonded.ts';
import { int64 } from './codecs.ts';
import { nextCursor, page } from './common.ts';
import { position } from './consumers.ts';
import { inboundView, returnView } from './inbounds.ts';
import { orderStates } from './orders.ts';
import { parcelView, stockView } from './warehouse.ts';

export const readSnapshot = z.strictObject(page);

const orderNow = z
  .strictObject({
    id: z.string(),
    orderNo: z.string(),
    state: z.string().meta({ description: orderStates.join(', ') }),
    placedAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    version: int64,
  })
  .meta({ id: 'OrderNow' }) satisfies z.ZodType<OrderNow>;

export const declarationNow = z
  .strictObject({
    id: z.string(),
    orderId: z.string(),
    state: z.string().meta({
      description: 'DRAFTED, STORED, UNDER_REVIEW, RELEASED, CLOSED, SUMMARISED, ENTERED, RETURNED, CANCELLED',
    }),
    preNo: z.string(),
    invtNo: z.string(),
    version: int64,
  })
  .meta({ id: 'DeclarationNow' }) satisfies z.ZodType<DeclarationNow>;

const listNow = z
  .strictObject({
    id: z.string(),
    warehouseId: z.string(),
    emsNo: z.string(),
    direction,
    owner: z.string(),
    state: z.string().meta({ description: 'FILED, SENT, APPROVED, RETURNED, DEDUCTED' }),
    bondInvtNo: z.string(),
    version: int64,
  })
  .meta({ id: 'VerificationListNow' }) satisfies z.ZodType<ListNow>;

const passNow = z
  .strictObject({
    id: z.string(),
    warehouseId: z.string(),
    listId: z.string(),
    direction,
    state: z.string().meta({ description: 'REQUESTED, SENT, APPROVED, RETURNED, PASSED' }),
    passportNo: z.string(),
    version: int64,
  })
  .meta({ id: 'GatePassNow' }) satisfies z.ZodType<PassNow>;

export const snapshot = z
  .strictObject({
    after: position.meta({ description: 'Events behind this number are not in it, all others are: read on from here' }),
    orders: z.array(orderNow),
    declarations: z.array(declarationNow),
    stock: z.array(stockView),
    parcels: z.array(parcelView),
    inbounds: z.array(inboundView),
    returns: z.array(returnView),
    verificationLists: z.array(listNow),
    gatePasses: z.array(passNow),
    accountBook: z.array(bookItem),
    nextCursor,
  })
  .meta({ id: 'Snapshot' });
