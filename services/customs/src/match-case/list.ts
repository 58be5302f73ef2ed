import type { Complete } from '@portolan/contracts';
import type { Money, Party } from '@portolan/contracts/common/v1/types';
import type {
  DeclarationList,
  Goods,
  ImportList,
  ListLine,
  OrderDocument,
  WaybillDocument,
} from '@portolan/contracts/customs/v1/types';
import { product, total } from './decimals.ts';

/** Who declares, where and how: the declarant's standing data. */
export interface Office {
  readonly agent: Complete<Party>;
  /** 4-digit customs office of declaration, and of exit. */
  readonly customsCode: string;
  readonly portCode: string;
  /** Customs transport mode: 5 is air. */
  readonly transportMode: string;
  /** B: summary declaration follows; A: statistics only; '' on import lists. */
  readonly statisticsFlag: string;
}

/** What only a list of bonded goods has (CEB621). */
export interface Entry extends Pick<Complete<ImportList>, 'emsNo' | 'area' | 'assureCode' | 'year'> {
  /** Which line of the account book each line of the order is taken from. */
  readonly bookLines: readonly { readonly line: number; readonly recordNo: string }[];
}

/** What the list is drafted from, beside the declarant's standing data. */
export interface Draft {
  readonly copNo: string;
  readonly order: Complete<OrderDocument>;
  readonly waybill: Complete<WaybillDocument>;
  /** Every article of the order, by SKU. */
  readonly goods: ReadonlyMap<string, Complete<Goods>>;
  readonly tradeMode: string;
  /** ISO 3166-1 alpha-2 */
  readonly destination: string;
  /** Port of destination: a port's code, or the country's where no port is known. */
  readonly destinationPort: string;
  /** Kilograms; '' for the sum of the filed net weights. */
  readonly netWeight: string;
  readonly insurance: Complete<Money>;
  readonly entry?: Entry | undefined;
}

/**
 * Drafts the declaration list of one parcel (CEB603, CEB621): goods as filed, prices as ordered, parcel as the carrier
 * says. In exports freight is the carrier's, what is really charged. In imports it is the buyer's: freight paid by the
 * buyer is part of the price that is taxed (财关税〔2016〕18号).
 */
export function draftList(draft: Draft, office: Office): Complete<DeclarationList> {
  const { order, waybill, entry } = draft;
  const buyer = order.import?.buyer;
  return {
    copNo: draft.copNo,
    orderNo: order.orderNo,
    platform: order.platform,
    merchant: order.merchant,
    carrier: waybill.carrier,
    waybillNo: waybill.waybillNo,
    agent: office.agent,
    tradeMode: draft.tradeMode,
    customsCode: office.customsCode,
    portCode: office.portCode,
    transportMode: office.transportMode,
    destination: draft.destination,
    destinationPort: draft.destinationPort,
    goodsValue: order.goodsValue,
    freight: entry === undefined ? waybill.freight : order.freight,
    insurance: draft.insurance,
    packs: waybill.packs,
    grossWeight: waybill.grossWeight,
    netWeight: draft.netWeight === '' ? filedNetWeight(order, draft.goods) : draft.netWeight,
    statisticsFlag: office.statisticsFlag,
    lines: order.lines.flatMap((line) => {
      const filed = draft.goods.get(line.sku);
      return filed === undefined ? [] : [listLine(line, filed, draft)];
    }),
    ...(entry === undefined || buyer === undefined ? {} : { import: importList(entry, buyer) }),
  };
}

function importList({ emsNo, area, assureCode, year }: Entry, buyer: Complete<ImportList>['buyer']) {
  return { emsNo, area, assureCode, buyer, year };
}

/** Σ net weight of a unit × quantity, in kilograms. */
export function filedNetWeight(order: Complete<OrderDocument>, goods: ReadonlyMap<string, Complete<Goods>>): string {
  return total(order.lines.map((line) => product(goods.get(line.sku)?.netWeight ?? '0', line.quantity.value)));
}

function listLine(
  line: Complete<OrderDocument>['lines'][number],
  filed: Complete<Goods>,
  { destination, entry }: Draft,
): Complete<ListLine> {
  return {
    line: line.line,
    sku: line.sku,
    hsCode: filed.hsCode,
    name: filed.nameZh,
    model: filed.model,
    barcode: filed.barcode,
    destination,
    quantity: { value: line.quantity.value, unit: filed.unit },
    legalQuantity: { value: product(filed.legalQuantityPerUnit, line.quantity.value), unit: filed.legalUnit },
    price: line.price,
    total: line.total,
    recordNo: entry?.bookLines.find((taken) => taken.line === line.line)?.recordNo ?? '',
    // Exports name no origin.
    origin: entry === undefined ? '' : filed.origin,
  };
}
