import type { DocumentOf, Tables } from '@portolan/ceb';
import { chinaTime } from '@portolan/china';
import { decimal } from '@portolan/money';
import type { Papers } from '../declaration/state.ts';
import { type Building, company } from './ceb-fields.ts';
import type { Codes } from './codes.ts';

// Documents of the export family.

export function order303({ opening, papers: { order, list }, codes }: Building): DocumentOf<Tables['303']> {
  return {
    head: {
      ...opening,
      // W: a booking for an overseas warehouse.
      orderType: list.tradeMode === '9810' ? 'W' : 'E',
      orderNo: order.orderNo,
      ...company('ebp', order.platform),
      ...company('ebc', order.merchant),
      goodsValue: decimal(order.goodsValue),
      freight: decimal(order.freight),
      currency: codes.currency(order.goodsValue.currency),
    },
    lines: order.lines.map((line) => ({
      gnum: line.line,
      itemNo: line.sku,
      itemName: line.name,
      barCode: line.barcode || undefined,
      unit: codes.unit(line.quantity.unit),
      currency: codes.currency(line.total.currency),
      qty: line.quantity.value,
      price: decimal(line.price),
      totalPrice: decimal(line.total),
    })),
  };
}

/** @throws Error where the declaration has no receipt: it queues none then. */
export function receipt403({ opening, papers: { receipt }, codes }: Building): DocumentOf<Tables['403']> {
  if (receipt === undefined) throw new Error('a declaration without a receipt sends none');
  return {
    head: {
      ...opening,
      ...company('ebp', receipt.platform),
      ...company('ebc', receipt.merchant),
      orderNo: receipt.orderNo,
      payCode: receipt.institution.code || undefined,
      payName: receipt.institution.name,
      payNo: receipt.payNo || undefined,
      charge: decimal(receipt.charge),
      currency: codes.currency(receipt.charge.currency),
      accountingDate: chinaTime(receipt.bookedAt),
    },
  };
}

export function waybill505({ opening, papers: { waybill }, codes }: Building): DocumentOf<Tables['505']> {
  return {
    head: {
      ...opening,
      ...company('logistics', waybill.carrier),
      logisticsNo: waybill.waybillNo,
      freight: decimal(waybill.freight),
      insuredFee: decimal(waybill.insurance),
      currency: codes.currency(waybill.freight.currency),
      grossWeight: waybill.grossWeight,
      packNo: waybill.packs,
      goodsInfo: waybill.goods,
      ...company('ebc', waybill.merchant),
    },
  };
}

export function list603({ opening, papers: { list }, codes, appTime, wrapType }: Building): DocumentOf<Tables['603']> {
  // fFlag and iFlag 3: a total, not a rate or a price per unit.
  const head = {
    ...opening,
    customsCode: list.customsCode,
    ...company('ebp', list.platform),
    orderNo: list.orderNo,
    ...company('logistics', list.carrier),
    logisticsNo: list.waybillNo,
    copNo: list.copNo,
    ieFlag: 'E',
    portCode: list.portCode,
    ieDate: appTime.slice(0, 8),
    statisticsFlag: list.statisticsFlag,
    ...company('agent', list.agent),
    ...company('ebc', list.merchant),
    ...company('owner', list.merchant),
    tradeMode: list.tradeMode,
    trafMode: list.transportMode,
    country: codes.country(list.destination),
    POD: list.destinationPort,
    freight: decimal(list.freight),
    fCurrency: codes.currency(list.freight.currency),
    fFlag: '3',
    insuredFee: decimal(list.insurance),
    iCurrency: codes.currency(list.insurance.currency),
    iFlag: '3',
    wrapType: wrapType,
    packNo: list.packs,
    grossWeight: list.grossWeight,
    netWeight: list.netWeight,
  };
  return { head, lines: list.lines.map((line) => line603(line, codes)) };
}

function line603(line: Papers['list']['lines'][number], codes: Codes) {
  return {
    gnum: line.line,
    itemNo: line.sku,
    gcode: line.hsCode,
    gname: line.name,
    gmodel: line.model,
    // 无: the goods bear no bar code.
    barCode: line.barcode || '无',
    country: codes.country(line.destination),
    currency: codes.currency(line.total.currency),
    qty: line.quantity.value,
    qty1: line.legalQuantity.value,
    unit: codes.unit(line.quantity.unit),
    unit1: line.legalQuantity.unit,
    price: decimal(line.price),
    totalPrice: decimal(line.total),
  };
}

/** Asks for the list back. */
export function cancellation605({ opening, papers: { list }, cancellation }: Building): DocumentOf<Tables['605']> {
  return {
    head: {
      ...opening,
      customsCode: list.customsCode,
      copNo: cancellation.copNo,
      invtNo: cancellation.invtNo,
      reason: cancellation.reason.slice(0, 1000),
      ...company('agent', list.agent),
      ...company('ebc', list.merchant),
    },
  };
}
