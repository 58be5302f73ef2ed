import type { Transaction } from '@portolan/store';
import { hundredThousandths } from './amounts.ts';
import { type Document, findDocument } from './documents.ts';
import type { Kept } from './messages.ts';
import { type Returned, returned } from './returned.ts';

/** What customs returns an export list for, in its own words; undefined where all agrees. */
export async function matchExport(transaction: Transaction, list: Kept): Promise<Returned | undefined> {
  const { fields } = list;
  const order = await findDocument(transaction, '303', fields['ebpCode'], fields['orderNo']);
  if (order === undefined) return returned('1301', '订单信息不存在');
  // 9810: what is declared is a booking of an overseas warehouse, and nobody has paid for it.
  const booking = fields['tradeMode'] === '9810';
  if ((order.fields['orderType'] === 'W') !== booking) return returned('1304', '订单类型与监管方式不符');
  const waybill = await findDocument(transaction, '505', fields['logisticsCode'], fields['logisticsNo']);
  if (waybill === undefined) return returned('1303', '运单信息不存在');
  if (booking) return matchLines(order, list);
  const receipt = await findDocument(transaction, '403', fields['ebcCode'], fields['orderNo']);
  if (receipt === undefined) return returned('1302', '收款单信息不存在');
  const paid = hundredThousandths(receipt.fields['charge']);
  const owed = hundredThousandths(order.fields['goodsValue']) + hundredThousandths(order.fields['freight']);
  return matchLines(order, list) ?? (paid === owed ? undefined : returned('1332', '收款金额与订单金额不一致'));
}

/** Lines of list and order one to one, with the same quantity, price and total. */
export function matchLines(order: Document, list: Kept): Returned | undefined {
  if (order.lines.length !== list.lines.length) return returned('1320', '清单表体与订单表体项数不一致');
  for (const line of list.lines) {
    const ordered = order.lines.find((candidate) => candidate['gnum'] === line['gnum']);
    const same = ['qty', 'price', 'totalPrice'].every(
      (name) => hundredThousandths(ordered?.[name]) === hundredThousandths(line[name]),
    );
    if (!same) return returned('1321', `清单第${line['gnum'] ?? ''}项与订单不一致`);
  }
  return undefined;
}
