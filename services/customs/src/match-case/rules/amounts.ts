import { decimal, type Money, multiply } from '@portolan/money';
import { list, messages, order, pair, type Rule, receipt, rule } from '../rule.ts';

/** Amounts of exports and of every order: what was received, and what the lines add up to (checks 4 and 5). */
export const amountRules: readonly Rule[] = [
  rule(
    { ...order, code: 'ORDER_CURRENCY', check: 4, source: `${messages}: 303 OrderHead currency, OrderList currency` },
    ['order'],
    ({ order: { goodsValue, freight, lines } }) => {
      const { currency } = goodsValue;
      const against = 'order.goodsValue.currency';
      return [
        pair('order.freight.currency', currency, freight.currency, against),
        ...lines.flatMap((l) => [
          pair(`order.lines[${l.line}].price.currency`, currency, l.price.currency, against),
          pair(`order.lines[${l.line}].total.currency`, currency, l.total.currency, against),
        ]),
      ];
    },
  ),
  rule(
    {
      ...order,
      ...{ code: 'ORDER_LINE_TOTAL', check: 5 },
      source: `${messages}: 303 and 311 OrderList totalPrice = price × qty`,
    },
    ['order'],
    (p) =>
      p.order.lines.map((l) => {
        const name = `order.lines[${l.line}]`;
        const due = decimal(multiply(l.price, l.quantity.value));
        return pair(`${name}.total`, due, decimal(l.total), `${name}.price × ${name}.quantity`);
      }),
  ),
  rule(
    {
      ...order,
      ...{ code: 'ORDER_SUM', check: 5, foresees: ['1331'] },
      source: `${messages}: 303 and 311 OrderHead goodsValue = Σ OrderList totalPrice`,
    },
    ['order'],
    (p) => [pair('order.goodsValue', sumOf(p.order), decimal(p.order.goodsValue), 'Σ order.lines.total')],
  ),
  rule(
    {
      ...list,
      ...{ code: 'LIST_SUM', check: 5, foresees: ['1331'] },
      source: `${messages}: Σ InventoryList totalPrice = goodsValue of the order`,
    },
    ['order', 'list'],
    (p) => [
      pair('list.goodsValue', shown(p.order.goodsValue), shown(p.list.goodsValue), 'order.goodsValue'),
      pair('list.lines', decimal(p.order.goodsValue), sumOf(p.list), 'order.goodsValue'),
    ],
  ),
  rule(
    {
      ...receipt,
      ...{ code: 'CHARGE', check: 4, foresees: ['1332'] },
      source: `${messages}: 403 charge = 303 goodsValue + freight; return code 1332`,
    },
    ['order', 'receipt'],
    ({ order: { goodsValue, freight }, receipt }) => {
      const due = decimal({ ...goodsValue, minor: goodsValue.minor + freight.minor });
      return [pair('receipt.charge', due, decimal(receipt.charge), 'order.goodsValue + order.freight')];
    },
  ),
  rule(
    { ...receipt, code: 'CHARGE_CURRENCY', check: 4, source: `${messages}: 403 currency` },
    ['order', 'receipt'],
    ({ order: { goodsValue }, receipt }) => [
      pair('receipt.charge.currency', goodsValue.currency, receipt.charge.currency, 'order.goodsValue.currency'),
    ],
  ),
];

// Two currencies in one document are told by the rules about currencies; sums count minor units.
function sumOf({ goodsValue, lines }: { goodsValue: Money; lines: readonly { total: Money }[] }): string {
  return decimal({ ...goodsValue, minor: lines.reduce((sum, { total }) => sum + total.minor, 0n) });
}

function shown(amount: Money): string {
  return `${amount.currency} ${decimal(amount)}`;
}
