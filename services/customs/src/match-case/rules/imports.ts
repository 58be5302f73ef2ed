import type { Complete } from '@portolan/contracts';
import type { Sealed } from '@portolan/contracts/common/v1/types';
import { decimal, type Money } from '@portolan/money';
import { list, messages, order, type Pair, pair, payment, type Rule, rule, supervision, waybill } from '../rule.ts';

/** Money and people of an import: what was paid, by whom, for whom (checks 4, 7 and 8). */
export const importRules: readonly Rule[] = [
  rule(
    { ...order, code: 'IMPORT_CURRENCY', check: 4, source: `${messages}: 311 OrderHead currency is 142` },
    ['order'],
    ({ order: { goodsValue, import: imported } }) =>
      imported === undefined
        ? []
        : [
            inYuan('order.goodsValue', goodsValue),
            inYuan('order.import.discount', imported.discount),
            inYuan('order.import.tax', imported.tax),
            inYuan('order.import.paid', imported.paid),
          ],
  ),
  rule(
    { ...list, code: 'LIST_CURRENCY', check: 4, source: `${messages}: 621 InventoryHead currency is 142` },
    ['list'],
    (p) => (p.list.import === undefined ? [] : [inYuan('list.insurance', p.list.insurance)]),
  ),
  rule(
    {
      ...order,
      ...{ code: 'ORDER_PAID', check: 4, foresees: ['1332'] },
      source: `${messages}: 311 acturalPaid = goodsValue + freight + taxTotal − discount; return code 1332`,
    },
    ['order'],
    ({ order: { goodsValue, freight, import: imported } }) => {
      if (imported === undefined) return [];
      const { discount, tax, paid } = imported;
      const due = decimal({ ...goodsValue, minor: goodsValue.minor + freight.minor + tax.minor - discount.minor });
      const against = 'order.goodsValue + order.freight + order.import.tax − order.import.discount';
      return [pair('order.import.paid', due, decimal(paid), against)];
    },
  ),
  rule(
    { ...payment, code: 'PAYMENT_CURRENCY', check: 4, source: `${messages}: 411 currency is 142` },
    ['payment'],
    (p) => [inYuan('payment.amount', p.payment.amount)],
  ),
  rule(
    // The money was moved by a bank and stands; what the platform wrote of it is what can be mended.
    {
      ...order,
      ...{ code: 'PAYMENT_AMOUNT', check: 4, foresees: ['1332'] },
      source: `${messages}: 411 amountPaid = 311 acturalPaid; return code 1332`,
    },
    ['order', 'payment'],
    ({ order: { import: imported }, payment: { amount } }) =>
      imported === undefined
        ? []
        : [pair('order.import.paid', decimal(amount), decimal(imported.paid), 'payment.amount')],
  ),
  rule(
    // Whom the platform has verified may have somebody else pay.
    {
      ...payment,
      ...{ code: 'PAYER', check: 7, foresees: ['13127'] },
      source: `GACC announcement 2016 No. 26, ${supervision}: the orderer pays, unless verified; return code 13127`,
    },
    ['order', 'payment'],
    ({ order: { import: imported }, payment: { payer } }) =>
      imported === undefined || imported.buyerVerified === true
        ? []
        : [
            person('payment.payer.idNumber', imported.buyer.idNumber, payer.idNumber, 'order.import.buyer.idNumber'),
            person('payment.payer.name', imported.buyer.name, payer.name, 'order.import.buyer.name'),
          ],
  ),
  rule(
    {
      ...waybill,
      ...{ code: 'CONSIGNEE', check: 8, foresees: ['1340'] },
      source: `${messages}: 511 consignee, consigneeTelephone, consigneeAddress = 311`,
    },
    ['order', 'waybill'],
    ({ order: { import: imported }, waybill: { consignee } }) =>
      imported === undefined
        ? []
        : (['name', 'phone', 'address'] as const).map((part) =>
            person(`waybill.consignee.${part}`, imported.buyer[part], consignee?.[part], `order.import.buyer.${part}`),
          ),
  ),
  rule(
    {
      ...list,
      ...{ code: 'LIST_BUYER', check: 7, foresees: ['13127', '130126'] },
      source: `${messages}: 621 buyerIdNumber, buyerName, buyerTelephone = 311; return codes 13127, 130126`,
    },
    ['order', 'list'],
    ({ order: { import: imported }, list: { import: entry } }) =>
      imported === undefined || entry === undefined
        ? []
        : (['idNumber', 'name', 'phone'] as const).map((part) => {
            const field = `import.buyer.${part}`;
            return person(`list.${field}`, imported.buyer[part], entry.buyer[part], `order.${field}`);
          }),
  ),
];

function inYuan(field: string, { currency }: Money): Pair {
  return pair(`${field}.currency`, 'CNY', currency, 'law');
}

/** People are compared by their keyed hashes, and told by the hash's beginning: nothing of theirs stands in a difference. */
function person(
  field: string,
  expected: Complete<Sealed> | undefined,
  actual: Complete<Sealed> | undefined,
  against: string,
): Pair {
  const told = (sealed: Complete<Sealed> | undefined) => (sealed === undefined ? '' : `#${sealed.hash.slice(0, 8)}`);
  return { ...pair(field, told(expected), told(actual), against), agrees: expected?.hash === actual?.hash };
}
