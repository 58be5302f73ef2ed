import type { Complete } from '@portolan/contracts';
import type {
  AllowanceView,
  DeclarationView,
  FileGoodsRequest,
  GoodsView,
  ListDeclarationsReply,
  ListGoodsReply,
  StatusStep,
  TaxBill,
} from '@portolan/contracts/customs/v1/customs';
import type { Goods, ListLine, TaxAssessment, TaxLine } from '@portolan/contracts/customs/v1/types';
import { z } from 'zod';
import { instant, int64, money, moneyOrNull } from './codecs.ts';
import { country, hsCode, measure, nextCursor, oneStateOf, page, remark, text, unit } from './common.ts';

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
    price: moneyOrNull,
    total: moneyOrNull,
    recordNo: z.string().meta({ description: 'Bonded: line of the account book that it is taken from' }),
    origin: z.string(),
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

const taxLine = z
  .strictObject({
    line: z.int32(),
    hsCode: z.string(),
    taxableValue: money.meta({ description: 'With its share of freight and insurance; coupons do not lower it' }),
    duty: money,
    valueAddedTax: money,
    consumptionTax: money,
  })
  .meta({ id: 'TaxLine' }) satisfies z.ZodType<Complete<TaxLine>>;

const taxes = { duty: money, valueAddedTax: money, consumptionTax: money, total: money };

const taxAssessment = z
  .strictObject({
    lines: z.array(taxLine),
    taxableValue: money,
    ...taxes,
    overSingleLimit: z.boolean().meta({ description: 'One item above the single limit: taxed in full' }),
  })
  .meta({ id: 'TaxAssessment' }) satisfies z.ZodType<Complete<TaxAssessment>>;

const taxBill = z
  .strictObject({ taxNo: z.string(), state: z.string().meta({ description: 'GENERATED, AGGREGATED, VOID' }), ...taxes })
  .meta({ id: 'TaxBill' }) satisfies z.ZodType<Complete<TaxBill>>;

const states = [
  'DRAFTED',
  'DOCUMENTS_SENT',
  'SUBMITTED',
  'STORED',
  'UNDER_REVIEW',
  'INSPECTION',
  'DETAINED',
  'RELEASED',
  'CLOSED',
  'SUMMARISED',
  'ENTERED',
  'RETURNED',
  'SHIPPED_BACK',
  'CANCELLED',
] as const;

export const declarationView = z
  .strictObject({
    id: z.string(),
    orderId: z.string(),
    orderNo: z.string(),
    state: z.string().meta({ description: states.join(', ') }),
    tradeMode: z.string(),
    customsCode: z.string(),
    preNo: z.string(),
    invtNo: z.string(),
    waybillNo: z.string(),
    goodsValue: moneyOrNull.meta({ description: 'Null to a customs office: prices are the parties’ own' }),
    lines: z.array(line),
    replies: z.array(reply),
    releasedAt: instant,
    version: int64,
    listVersion: z.int32().meta({ description: 'Above 1: the list was sent again' }),
    tax: taxAssessment.optional().meta({ description: '1210: as assessed here' }),
    taxBill: taxBill.optional().meta({ description: '1210: as customs billed it' }),
    entryId: z.string().meta({ description: 'Export declaration that its list was summed up into; empty: none yet' }),
  })
  .meta({ id: 'Declaration' }) satisfies z.ZodType<Complete<DeclarationView>>;

export const listDeclarations = z.strictObject({ state: oneStateOf(states), ...page });

export const declarationList = z
  .strictObject({ declarations: z.array(declarationView), nextCursor })
  .meta({ id: 'DeclarationList' }) satisfies z.ZodType<Complete<ListDeclarationsReply>>;

export const allowanceView = z
  .strictObject({
    year: z.int32().meta({ description: 'Calendar year in China' }),
    limit: money,
    reserved: money.meta({ description: 'Of lists under way' }),
    used: money.meta({ description: 'Of lists that customs released' }),
    left: money.meta({ description: 'limit − reserved − used' }),
  })
  .meta({ id: 'Allowance' }) satisfies z.ZodType<Complete<AllowanceView>>;
