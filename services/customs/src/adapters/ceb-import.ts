import type { DocumentOf, Tables } from '@portolan/ceb';
import { chinaTime } from '@portolan/china';
import type { Complete } from '@portolan/contracts';
import type { Money } from '@portolan/contracts/common/v1/types';
import { decimal } from '@portolan/money';
import type { Papers } from '../declaration/state.ts';
import { type Building, company } from './ceb-fields.ts';
import { addressOf, buyerFields, named, residentId } from './ceb-people.ts';
import type { Codes } from './codes.ts';

// Documents of the import family.

/** The yuan and China, in customs' numbers: the one currency, and the country of departure of bonded goods. */
const yuan = '142';
const china = '142';

export function order311({ opening, papers: { order, list }, codes, person }: Building): DocumentOf<Tables['311']> {
  const imported = order.import;
  if (imported === undefined) throw new Error('an import order without its import part cannot be told');
  const buyer = named(person);
  const head = {
    ...opening,
    orderType: 'I',
    orderNo: order.orderNo,
    ...company('ebp', order.platform),
    ...company('ebc', order.merchant),
    goodsValue: decimal(order.goodsValue),
    freight: decimal(order.freight),
    discount: decimal(imported.discount),
    taxTotal: decimal(imported.tax),
    actualPaid: decimal(imported.paid),
    currency: yuan,
    // The platform's account is not told to us: the buyer's id here stands for it.
    buyerRegNo: imported.buyer.name.subject.slice(0, 60),
    buyerName: buyer.name,
    buyerTelephone: buyer.phone,
    buyerIdType: residentId,
    buyerIdNumber: buyer.idNumber,
    consignee: buyer.name,
    consigneeTelephone: buyer.phone,
    consigneeAddress: addressOf(buyer),
  };
  const lines = order.lines.map((line) => {
    const listed = list.lines.find((other) => other.line === line.line);
    if (listed === undefined) throw new Error(`line ${line.line} of the order is not on its list`);
    return line311(line, listed, codes);
  });
  return { head, lines };
}

// What the goods are (model, origin) the filing says, by way of the list; what they cost, the order.
function line311(line: Papers['order']['lines'][number], listed: Papers['list']['lines'][number], codes: Codes) {
  return {
    gnum: line.line,
    itemNo: line.sku,
    itemName: line.name,
    gmodel: listed.model,
    barCode: line.barcode || undefined,
    unit: codes.unit(line.quantity.unit),
    qty: line.quantity.value,
    price: decimal(line.price),
    totalPrice: decimal(line.total),
    currency: yuan,
    country: codes.country(listed.origin),
  };
}

/** @throws Error where the declaration has no payment: it queues none then. */
export function payment411({ opening, papers: { payment }, person }: Building): DocumentOf<Tables['411']> {
  if (payment === undefined) throw new Error('a declaration without a payment sends none');
  const payer = named(person);
  return {
    head: {
      ...opening,
      ...company('pay', payment.institution),
      payTransactionId: payment.transactionId,
      orderNo: payment.orderNo,
      ...company('ebp', payment.platform),
      payerIdType: residentId,
      payerIdNumber: payer.idNumber,
      payerName: payer.name,
      telephone: payer.phone || undefined,
      amountPaid: decimal(payment.amount),
      currency: yuan,
      payTime: chinaTime(payment.paidAt),
    },
  };
}

export function waybill511({ opening, papers: { waybill }, person }: Building): DocumentOf<Tables['511']> {
  const consignee = named(person);
  return {
    head: {
      ...opening,
      ...company('logistics', waybill.carrier),
      logisticsNo: waybill.waybillNo,
      orderNo: waybill.orderNo,
      freight: inYuan(waybill.freight),
      insuredFee: inYuan(waybill.insurance),
      currency: yuan,
      weight: waybill.grossWeight,
      packNo: waybill.packs,
      goodsInfo: waybill.goods || undefined,
      consignee: consignee.name,
      consigneeAddress: addressOf(consignee),
      consigneeTelephone: consignee.phone,
    },
  };
}

export function list621({
  opening,
  papers: { list },
  codes,
  appTime,
  wrapType,
  person,
}: Building): DocumentOf<Tables['621']> {
  const entry = list.import;
  if (entry === undefined) throw new Error('a list without its import part is no import');
  const buyer = named(person);
  // trafNo, voyageNo and billNo stay out: the goods cross the border long before they are sold.
  const head = {
    ...opening,
    orderNo: list.orderNo,
    ...company('ebp', list.platform),
    ...company('ebc', list.merchant),
    logisticsNo: list.waybillNo,
    ...company('logistics', list.carrier),
    copNo: list.copNo,
    assureCode: entry.assureCode,
    emsNo: entry.emsNo,
    ieFlag: 'I',
    declTime: appTime.slice(0, 8),
    customsCode: list.customsCode,
    portCode: list.portCode,
    ...buyerFields(buyer),
    consigneeAddress: addressOf(buyer),
    ...company('agent', list.agent),
    ...company('area', entry.area),
    tradeMode: list.tradeMode,
    trafMode: list.transportMode,
    country: china,
    freight: decimal(list.freight),
    insuredFee: decimal(list.insurance),
    currency: yuan,
    wrapType: wrapType,
    packNo: list.packs,
    grossWeight: list.grossWeight,
    netWeight: list.netWeight,
  };
  return { head, lines: list.lines.map((line) => line621(line, codes)) };
}

function line621(line: Papers['list']['lines'][number], codes: Codes) {
  return {
    gnum: line.line,
    itemRecordNo: line.recordNo,
    itemNo: line.sku,
    gcode: line.hsCode,
    gname: line.name,
    gmodel: line.model,
    // 无: the goods bear no bar code.
    barCode: line.barcode || '无',
    country: codes.country(line.origin),
    currency: yuan,
    qty: line.quantity.value,
    unit: codes.unit(line.quantity.unit),
    qty1: line.legalQuantity.value,
    unit1: line.legalQuantity.unit,
    price: decimal(line.price),
    totalPrice: decimal(line.total),
  };
}

/** Asks for the list back. */
export function cancellation623({
  opening,
  papers: { list },
  cancellation,
  person,
}: Building): DocumentOf<Tables['623']> {
  return {
    head: {
      ...opening,
      customsCode: list.customsCode,
      orderNo: list.orderNo,
      ...company('ebp', list.platform),
      ...company('ebc', list.merchant),
      logisticsNo: list.waybillNo,
      ...company('logistics', list.carrier),
      copNo: cancellation.copNo,
      invtNo: cancellation.invtNo,
      ...buyerFields(named(person)),
      ...company('agent', list.agent),
      reason: cancellation.reason.slice(0, 1000),
    },
  };
}

// Freight and insurance of a waybill are optional, and the message knows the yuan alone.
function inYuan(amount: Complete<Money>): string | undefined {
  return amount.currency === 'CNY' ? decimal(amount) : undefined;
}
