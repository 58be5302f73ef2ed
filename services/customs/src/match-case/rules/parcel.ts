import { atMost, isMeasure, plain } from '../decimals.ts';
import { filedNetWeight } from '../list.ts';
import { list, messages, pair, type Rule, rule, supervision } from '../rule.ts';

/**
 * The parcel as the carrier has it, and its goods as filed (checks 3 and 10). Freight is not compared: the order's is
 * what the customer paid, the waybill's what the carrier charges.
 */
export const parcelRules: readonly Rule[] = [
  rule(
    { ...list, code: 'PACKS', check: 3, source: `${messages}: packNo of waybill and list` },
    ['waybill', 'list'],
    (p) => [pair('list.packs', String(p.waybill.packs), String(p.list.packs), 'waybill.packs')],
  ),
  rule(
    { ...list, code: 'GROSS_WEIGHT', check: 3, source: `${messages}: weight of waybill and list` },
    ['waybill', 'list'],
    (p) => [pair('list.grossWeight', plain(p.waybill.grossWeight), plain(p.list.grossWeight), 'waybill.grossWeight')],
  ),
  rule(
    { ...list, code: 'NET_WEIGHT', check: 10, source: `${messages}: netWeight ≤ grossWeight` },
    ['list'],
    ({ list: { netWeight, grossWeight } }) => {
      const agrees = isMeasure(netWeight) && isMeasure(grossWeight) && atMost(netWeight, grossWeight);
      return [{ ...pair('list.netWeight', `≤ ${plain(grossWeight)}`, plain(netWeight), 'list.grossWeight'), agrees }];
    },
  ),
  rule(
    { ...list, code: 'NET_WEIGHT_FILED', check: 10, source: `${supervision}: the list declares the goods as filed` },
    ['order', 'list'],
    ({ order, list: { netWeight }, filings }) => {
      const filed = filedNetWeight(order, new Map(filings.map((goods) => [goods.sku, goods])));
      return [pair('list.netWeight', plain(filed), plain(netWeight), 'filing.netWeight × order.lines.quantity')];
    },
  ),
];
