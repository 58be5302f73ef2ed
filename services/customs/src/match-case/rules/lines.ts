import { decimal } from '@portolan/money';
import { plain } from '../decimals.ts';
import { list, messages, type Pair, type Papers, pair, type Rule, rule } from '../rule.ts';

type Both = Required<Pick<Papers, 'order' | 'list'>>;
type OrderLine = Both['order']['lines'][number];
type Line = Both['list']['lines'][number];

/** Lines of list and order, one to one (check 6). */
export const lineRules: readonly Rule[] = [
  rule(
    {
      ...list,
      ...{ code: 'LINE_NUMBERS', check: 6, foresees: ['1320'] },
      source: `${messages}: gnum one-to-one between list and order; return code 1320`,
    },
    ['order', 'list'],
    (p) => [pair('list.lines.gnum', gnums(p.order), gnums(p.list), 'order.lines.gnum')],
  ),
  rule(
    { ...list, code: 'LINE_GOODS', check: 6, source: `${messages}: 303 and 311 itemNo; 603 and 621 itemNo, gcode` },
    ['order', 'list'],
    (p) =>
      byLine(p, (ordered, listed, of, by) => [
        pair(`${of}.sku`, ordered.sku, listed.sku, `${by}.sku`),
        ...(ordered.hsCode === '' ? [] : [pair(`${of}.hsCode`, ordered.hsCode, listed.hsCode, `${by}.hsCode`)]),
      ]),
  ),
  rule(
    // A shop may call an article otherwise than its filing does, and customs mostly lets it pass.
    {
      ...list,
      ...{ code: 'LINE_NAME', check: 6, severity: 'WARNING' },
      source: `${messages}: 303 and 311 itemName; 603 and 621 gname`,
    },
    ['order', 'list'],
    (p) =>
      byLine(p, (ordered, listed, of, by) => {
        const filed = p.filings.find(({ sku }) => sku === ordered.sku);
        const agrees = [listed.name, filed?.name, filed?.nameZh].includes(ordered.name);
        return [{ ...pair(`${of}.name`, ordered.name, listed.name, `${by}.name`), agrees }];
      }),
  ),
  rule(
    {
      ...list,
      ...{ code: 'LINE_QUANTITY', check: 6, foresees: ['1321'] },
      source: `${messages}: qty, unit of list and order; return code 1321`,
    },
    ['order', 'list'],
    (p) =>
      byLine(p, (ordered, listed, of, by) => [
        pair(`${of}.quantity`, plain(ordered.quantity.value), plain(listed.quantity.value), `${by}.quantity`),
        pair(`${of}.unit`, ordered.quantity.unit, listed.quantity.unit, `${by}.unit`),
      ]),
  ),
  rule(
    {
      ...list,
      ...{ code: 'LINE_PRICE', check: 6, foresees: ['1321'] },
      source: `${messages}: price, totalPrice of list and order`,
    },
    ['order', 'list'],
    (p) =>
      byLine(p, (ordered, listed, of, by) => [
        pair(`${of}.price`, decimal(ordered.price), decimal(listed.price), `${by}.price`),
        pair(`${of}.total`, decimal(ordered.total), decimal(listed.total), `${by}.total`),
      ]),
  ),
  rule(
    { ...list, code: 'LINE_CURRENCY', check: 6, source: `${messages}: currency of list and order` },
    ['order', 'list'],
    (p) =>
      byLine(p, (ordered, listed, of, by) => [
        pair(`${of}.price.currency`, ordered.price.currency, listed.price.currency, `${by}.price.currency`),
        pair(`${of}.total.currency`, ordered.total.currency, listed.total.currency, `${by}.total.currency`),
      ]),
  ),
];

// Lines that have no partner are LINE_NUMBERS' difference; each is told once.
function byLine(
  { order, list: { lines } }: Both,
  pairs: (ordered: OrderLine, listed: Line, of: string, by: string) => readonly Pair[],
): readonly Pair[] {
  return order.lines.flatMap((ordered) => {
    const listed = lines.find(({ line }) => line === ordered.line);
    if (listed === undefined) return [];
    return pairs(ordered, listed, `list.lines[${listed.line}]`, `order.lines[${ordered.line}]`);
  });
}

function gnums({ lines }: { readonly lines: readonly { readonly line: number }[] }): string {
  return lines.map(({ line }) => line).join(', ');
}
