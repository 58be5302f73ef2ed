import type { Complete } from '@portolan/contracts';
import type {
  DeclarationView,
  FileGoodsRequest,
  GoodsView,
  ListGoodsReply,
  StatusStep,
} from '@portolan/contracts/customs/v1/customs';
import type { Goods, ListLine } from '@portolan/contracts/customs/v1/types';
import { z } from 'zod';
import { instant, int64, money } from './codecs.ts';
import { country, hsCode, measure, nextCursor, remark, text, unit } from './common.ts';

const goods = z
  .strictObject({
    sku: text(64).meta({ description: "The merchant's own article number" }),
    hsCode,
    name: text(200),
    nameZh: text(200),
    model: text(500).meta({ description: 'What the declaration elements of the code ask for: brand, model, use' }),
    barcode: remark(50),
    origin: country,
    unit,
    legalUnit: z
      .string()
      .regex(/^\d{3}$/, 'CUSTOMS_UNIT_SHAPE')
      .meta({ description: "First legal unit, a code of customs' table: 035 kilogram, 007 piece", examples: ['007'] }),
    legalQuantityPerUnit: measure,
    netWeight: measure.meta({ description: 'Kilograms of one sold unit' }),
  })
  .meta({ id: 'Goods' }) satisfies z.ZodType<Complete<Goods>>;

export const fileGoods = z.strictObject({ goods }).meta({ id: 'FileGoods' }) satisfies z.ZodType<
  Complete<FileGoodsRequest>
>;

export const goodsView = z.strictObject({ id: z.string(), goods }).meta({ id: 'FiledGoods' }) satisfies z.ZodType<
  Complete<GoodsView>
>;

export const goodsList = z
  .strictObject({ goods: z.array(goodsView), nextCursor })
  .meta({ id: 'FiledGoodsList' }) satisfies z.ZodType<Complete<ListGoodsReply>>;

const amount = z.strictObject({ value: z.string(), unit: z.string() }).meta({ id: 'DeclaredQuantity' });

const line = z
  .strictObject({
    line: z.int32(),
    sku: z.string(),
    hsCode: z.string(),
    name: z.string(),
    model: z.string(),
    barcode: z.string(),
    destination: z.string(),
    quantity: amount,
    legalQuantity: amount.meta({ description: 'In the first legal unit, a customs unit code' }),
    price: money,
    total: money,
  })
  .meta({ id: 'DeclarationLine' }) satisfies z.ZodType<Complete<ListLine>>;

const reply = z
  .strictObject({
    status: z
      .string()
      .meta({ description: "Customs' own code: 120 stored, 300 under review, 800 released, 899 closed" }),
    info: z.string(),
    returnedAt: instant,
    moved: z.boolean().meta({ description: 'False where it came behind what was known already' }),
  })
  .meta({ id: 'CustomsReply' }) satisfies z.ZodType<Complete<StatusStep>>;

export const declarationView = z
  .strictObject({
    id: z.string(),
    orderId: z.string(),
    orderNo: z.string(),
    state: z.string().meta({
      description: 'DRAFTED, DOCUMENTS_SENT, SUBMITTED, STORED, UNDER_REVIEW, RELEASED, CLOSED, RETURNED',
    }),
    tradeMode: z.string(),
    customsCode: z.string(),
    preNo: z.string(),
    invtNo: z.string(),
    waybillNo: z.string(),
    goodsValue: money,
    lines: z.array(line),
    replies: z.array(reply),
    releasedAt: instant,
    version: int64,
  })
  .meta({ id: 'Declaration' }) satisfies z.ZodType<Complete<DeclarationView>>;
