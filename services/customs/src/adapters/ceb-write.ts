import type { Complete } from '@portolan/contracts';
import type { Party } from '@portolan/contracts/common/v1/types';
import type { MessageQueued } from '@portolan/contracts/customs/v1/events';
import type { MessageKind } from '@portolan/contracts/customs/v1/types';
import { decimal } from '@portolan/money';
import { chinaTime } from '../declaration/china-time.ts';
import type { Papers } from '../declaration/state.ts';
import { type Codes, codesOn } from './codes.ts';
import { type Field, writeXml } from './xml-write.ts';

export const cebNamespace = 'http://www.chinaport.gov.cn/ceb';

/** Who transmits, and the packaging that the list names. */
export interface Transfer {
  readonly copCode: string;
  readonly copName: string;
  /** User number on the exchange platform. */
  readonly dxpId: string;
  /** Customs packaging code: 2 is a carton. */
  readonly wrapType: string;
}

export type QueuedMessage = Complete<MessageQueued>;

/** The name of a message on the wire: CEB303Message. */
export function messageName(kind: MessageKind): string {
  return `${kind.replace('MESSAGE_KIND_', '')}Message`;
}

/**
 * The CEB message (export family, edition 202205: fields, order and lengths of its schema) as XML. Guid and time are the
 * queued message's, so building it again gives the same bytes. Unsigned: exports need a signature only where the office
 * asks for one.
 */
export function cebMessage(message: QueuedMessage, papers: Papers, transfer: Transfer): string {
  const day = `${message.appTime.slice(0, 4)}-${message.appTime.slice(4, 6)}-${message.appTime.slice(6, 8)}`;
  const business = businessOf(message, papers, transfer, codesOn(day));
  const attributes = { guid: message.guid, version: '1.0' };
  return writeXml('ceb', cebNamespace, messageName(message.kind), attributes, [
    business,
    [
      'BaseTransfer',
      [
        ['copCode', transfer.copCode],
        ['copName', transfer.copName],
        ['dxpMode', 'DXP'],
        ['dxpId', transfer.dxpId],
      ],
    ],
  ]);
}

function businessOf(message: QueuedMessage, papers: Papers, transfer: Transfer, codes: Codes): Field {
  const opening: readonly Field[] = [
    ['guid', message.guid],
    ['appType', '1'],
    ['appTime', message.appTime],
    ['appStatus', '2'],
  ];
  switch (message.kind) {
    case 'MESSAGE_KIND_CEB303':
      return ['Order', order303(opening, papers, codes)];
    case 'MESSAGE_KIND_CEB403':
      return ['Receipts', receipt403(opening, papers, codes)];
    case 'MESSAGE_KIND_CEB505':
      return ['Logistics', waybill505(opening, papers, codes)];
    case 'MESSAGE_KIND_CEB603':
      return ['Inventory', list603(opening, papers, codes, message.appTime, transfer)];
    default:
      throw new Error(`no message of kind ${message.kind} can be built`);
  }
}

function order303(opening: readonly Field[], { order }: Papers, codes: Codes): readonly Field[] {
  const currency = codes.currency(order.goodsValue.currency);
  return [
    [
      'OrderHead',
      [
        ...opening,
        ['orderType', 'E'],
        ['orderNo', order.orderNo],
        ...company('ebp', order.platform),
        ...company('ebc', order.merchant),
        ['goodsValue', decimal(order.goodsValue)],
        ['freight', decimal(order.freight)],
        ['currency', currency],
      ],
    ],
    ...order.lines.map(
      (line): Field => [
        'OrderList',
        [
          ['gnum', line.line],
          ['itemNo', line.sku],
          ['itemName', line.name],
          ['barCode', line.barcode || undefined],
          ['unit', codes.unit(line.quantity.unit)],
          ['currency', codes.currency(line.total.currency)],
          ['qty', line.quantity.value],
          ['price', decimal(line.price)],
          ['totalPrice', decimal(line.total)],
        ],
      ],
    ),
  ];
}

function receipt403(opening: readonly Field[], { receipt }: Papers, codes: Codes): readonly Field[] {
  return [
    ...opening,
    ...company('ebp', receipt.platform),
    ...company('ebc', receipt.merchant),
    ['orderNo', receipt.orderNo],
    ['payCode', receipt.institution.code || undefined],
    ['payName', receipt.institution.name],
    ['payNo', receipt.payNo || undefined],
    ['charge', decimal(receipt.charge)],
    ['currency', codes.currency(receipt.charge.currency)],
    ['accountingDate', chinaTime(receipt.bookedAt)],
  ];
}

function waybill505(opening: readonly Field[], { waybill }: Papers, codes: Codes): readonly Field[] {
  return [
    ...opening,
    ...company('logistics', waybill.carrier),
    ['logisticsNo', waybill.waybillNo],
    ['freight', decimal(waybill.freight)],
    ['insuredFee', decimal(waybill.insurance)],
    ['currency', codes.currency(waybill.freight.currency)],
    ['grossWeight', waybill.grossWeight],
    ['packNo', waybill.packs],
    ['goodsInfo', waybill.goods],
    ...company('ebc', waybill.merchant),
  ];
}

function list603(
  opening: readonly Field[],
  { list }: Papers,
  codes: Codes,
  appTime: string,
  { wrapType }: Transfer,
): readonly Field[] {
  // fFlag and iFlag 3: a total, not a rate or a price per unit.
  const head: readonly Field[] = [
    ...opening,
    ['customsCode', list.customsCode],
    ...company('ebp', list.platform),
    ['orderNo', list.orderNo],
    ...company('logistics', list.carrier),
    ['logisticsNo', list.waybillNo],
    ['copNo', list.copNo],
    ['ieFlag', 'E'],
    ['portCode', list.portCode],
    ['ieDate', appTime.slice(0, 8)],
    ['statisticsFlag', list.statisticsFlag],
    ...company('agent', list.agent),
    ...company('ebc', list.merchant),
    ...company('owner', list.merchant),
    ['tradeMode', list.tradeMode],
    ['trafMode', list.transportMode],
    ['country', codes.country(list.destination)],
    ['POD', list.destinationPort],
    ['freight', decimal(list.freight)],
    ['fCurrency', codes.currency(list.freight.currency)],
    ['fFlag', '3'],
    ['insuredFee', decimal(list.insurance)],
    ['iCurrency', codes.currency(list.insurance.currency)],
    ['iFlag', '3'],
    ['wrapType', wrapType],
    ['packNo', list.packs],
    ['grossWeight', list.grossWeight],
    ['netWeight', list.netWeight],
  ];
  return [['InventoryHead', head], ...list.lines.map((line): Field => ['InventoryList', line603(line, codes)])];
}

function line603(line: Papers['list']['lines'][number], codes: Codes): readonly Field[] {
  return [
    ['gnum', line.line],
    ['itemNo', line.sku],
    ['gcode', line.hsCode],
    ['gname', line.name],
    ['gmodel', line.model],
    // 无: the goods bear no bar code.
    ['barCode', line.barcode || '无'],
    ['country', codes.country(line.destination)],
    ['currency', codes.currency(line.total.currency)],
    ['qty', line.quantity.value],
    ['qty1', line.legalQuantity.value],
    ['unit', codes.unit(line.quantity.unit)],
    ['unit1', line.legalQuantity.unit],
    ['price', decimal(line.price)],
    ['totalPrice', decimal(line.total)],
  ];
}

function company(role: string, { code, name }: Complete<Party>): readonly Field[] {
  return [
    [`${role}Code`, code],
    [`${role}Name`, name],
  ];
}
