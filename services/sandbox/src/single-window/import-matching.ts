import type { Transaction } from '@portolan/store';
import { hundredThousandths } from './amounts.ts';
import { type Document, findDocument } from './documents.ts';
import { matchLines } from './matching.ts';
import type { Kept } from './messages.ts';
import { type Returned, returned } from './returned.ts';
import { dutiable, singleLimit } from './taxes.ts';

/**
 * What customs returns an import list for; undefined where all agrees. Codes 1313, 1320, 1332, 13035, 13127, 130126 and
 * −621005 are seen in public samples, the others are the sandbox's own.
 */
export async function matchImport(transaction: Transaction, list: Kept): Promise<Returned | undefined> {
  const { fields } = list;
  const order = await findDocument(transaction, '311', fields['ebpCode'], fields['orderNo']);
  if (order === undefined) return returned('1301', '订单信息不存在');
  const payment = await findDocument(transaction, '411', fields['ebpCode'], fields['orderNo']);
  if (payment === undefined) return returned('1302', '支付信息不存在');
  const waybill = await findDocument(transaction, '511', fields['logisticsCode'], fields['logisticsNo']);
  if (waybill === undefined || waybill.orderNo !== order.orderNo) return returned('1303', '运单信息不存在');
  return (
    matchMoney(order, payment) ??
    matchLines(order, list) ??
    matchPeople(order, payment, waybill, list) ??
    overSingleLimit(list)
  );
}

/** Paid is goods with freight and tax without discount, to the last digit; the lines make up the goods. */
function matchMoney({ fields, lines }: Document, payment: Document): Returned | undefined {
  const amount = (name: string) => hundredThousandths(fields[name]);
  const goods = lines.reduce((sum, line) => sum + hundredThousandths(line['totalPrice']), 0n);
  if (goods !== amount('goodsValue')) return returned('1331', '订单表体总价之和与商品价格不一致');
  const paid = amount('acturalPaid');
  const owed = amount('goodsValue') + amount('freight') + amount('taxTotal') - amount('discount');
  if (paid !== owed || hundredThousandths(payment.fields['amountPaid']) !== paid) {
    return returned('1332', '支付金额与订单金额不一致');
  }
  const named = ['payCode', 'payTransactionId'].every((name) => !fields[name] || fields[name] === payment.fields[name]);
  return named ? undefined : returned('13035', '支付企业与订单不一致');
}

/** The orderer of order and list is one person and has paid; order and waybill name one recipient. */
function matchPeople(order: Document, payment: Document, waybill: Document, list: Kept): Returned | undefined {
  const same = (name: string, other: Kept, otherName = name) => {
    const datum = order.people[name] ?? '';
    return datum !== '' && datum === other.people[otherName];
  };
  if (!same('buyerName', list) || !same('buyerIdNumber', list)) return returned('13127', '订购人与订单不一致');
  if (!same('buyerTelephone', list)) return returned('130126', '订购人电话与订单不一致');
  const paidBy = same('buyerName', payment, 'payerName') && same('buyerIdNumber', payment, 'payerIdNumber');
  if (!paidBy) return returned('13127', '订购人与支付人不一致');
  const recipient = ['consignee', 'consigneeTelephone', 'consigneeAddress'];
  return recipient.every((name) => same(name, waybill)) ? undefined : returned('1340', '收货人与运单不一致');
}

/** Above CNY 5,000 only one single item may be ordered. */
function overSingleLimit(list: Kept): Returned | undefined {
  const [line] = list.lines;
  const single = list.lines.length === 1 && hundredThousandths(line?.['qty']) === 100_000n;
  if (dutiable(list) <= singleLimit || single) return undefined;
  return { status: '-621005', info: '[Code:621005;Desc:超过单次交易限值]' };
}
