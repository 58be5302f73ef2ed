import type { Complete } from '@portolan/contracts';
import type {
  DocumentLine,
  ImportOrder,
  OrderDocument,
  PaymentDocument,
  ReceiptDocument,
  WaybillDocument,
} from '@portolan/contracts/customs/v1/types';
import { z } from 'zod';
import { charge, moment, price } from './codecs.ts';
import { hsCode, measure, party, quantity, remark, text } from './common.ts';

// People are not put again: the order's own buyer, sealed, stands in every version of its documents.

const line = z
  .strictObject({
    line: z.int32().min(1, 'NOT_ABOVE_ZERO').meta({ description: '1-based' }),
    sku: text(64),
    name: text(200),
    barcode: remark(50),
    quantity,
    price,
    total: price.meta({ description: 'price × quantity' }),
    hsCode: hsCode.or(z.literal('')).default(''),
  })
  .meta({ id: 'DocumentLine' }) satisfies z.ZodType<Complete<DocumentLine>>;

const importOrder = z
  .strictObject({
    discount: charge.meta({ description: 'Points, vouchers, coupons: part of goodsValue, not of what was paid' }),
    tax: charge.meta({ description: 'Withheld in advance' }),
    paid: price.meta({ description: 'goodsValue + freight + tax − discount' }),
    payCode: text(18).optional().meta({ description: 'Payment institution, where the platform names it' }),
    payTransactionId: text(60).optional().meta({ description: 'Its number of the payment' }),
    buyerVerified: z
      .boolean()
      .optional()
      .meta({ description: 'The platform has verified who the buyer is: somebody else may have paid' }),
  })
  .meta({ id: 'ImportOrder' }) satisfies z.ZodType<Omit<Complete<ImportOrder>, 'buyer'>>;

/** What the platform says of the order: CEB303, with `import` CEB311. */
export const orderDocument = z
  .strictObject({
    orderNo: text(60),
    platform: party,
    merchant: party,
    goodsValue: price,
    freight: charge,
    lines: z.array(line).min(1, 'EMPTY').max(200, 'TOO_LONG'),
    import: importOrder.optional().meta({ description: 'Bonded import alone' }),
  })
  .meta({ id: 'OrderDocument' }) satisfies z.ZodType<
  Omit<Complete<OrderDocument>, 'import'> & { import?: Omit<Complete<ImportOrder>, 'buyer'> }
>;

/** What the payer's institution says of the money: CEB403. */
export const receiptDocument = z
  .strictObject({
    orderNo: text(60),
    platform: party,
    merchant: party,
    institution: party,
    payNo: text(60),
    charge: price,
    bookedAt: moment,
  })
  .meta({ id: 'ReceiptDocument' }) satisfies z.ZodType<Complete<ReceiptDocument>>;

/** What the carrier says of the parcel: CEB505, CEB511. */
export const waybillDocument = z
  .strictObject({
    orderNo: text(60),
    carrier: party,
    waybillNo: text(60),
    merchant: party,
    freight: charge,
    insurance: charge,
    grossWeight: measure.meta({ description: 'Kilograms' }),
    packs: z.int32().min(1, 'NOT_ABOVE_ZERO'),
    goods: text(200),
  })
  .meta({ id: 'WaybillDocument' }) satisfies z.ZodType<Omit<Complete<WaybillDocument>, 'consignee'>>;

/** What the payment institution says of the buyer's payment: CEB411. */
export const paymentDocument = z
  .strictObject({
    orderNo: text(60),
    platform: party,
    institution: party,
    transactionId: text(60),
    amount: price,
    paidAt: moment,
  })
  .meta({ id: 'PaymentDocument' }) satisfies z.ZodType<Omit<Complete<PaymentDocument>, 'payer'>>;
