import type { Complete } from '@portolan/contracts';
import type { Money } from '@portolan/contracts/common/v1/types';
import type { OrderLine } from '@portolan/contracts/orders/v1/types';
import { refuse } from '@portolan/eventsourcing';
import { formatMoney, isCurrency } from '@portolan/money';
import type { Flaw, Terms } from './flaws.ts';

type Amount = Complete<Money>;

/**
 * The first amount of an order that is wrong: one currency throughout, price × quantity = line total, Σ line totals =
 * goods value, goods value + freight + tax − discount = total.
 */
export function amountsFlaw(terms: Terms): Flaw {
  const { currency } = terms.goodsValue;
  return (
    first(amountsOf(terms), ({ field, amount, least }) => amountFlaw(field, amount, currency, least)) ??
    first(terms.lines, lineTotalFlaw) ??
    sumsFlaw(terms)
  );
}

interface NamedAmount {
  readonly field: string;
  readonly amount: Amount;
  readonly least: 'zero' | 'above zero';
}

function amountsOf(terms: Terms): readonly NamedAmount[] {
  return [
    { field: 'terms.goodsValue', amount: terms.goodsValue, least: 'above zero' },
    { field: 'terms.freight', amount: terms.freight, least: 'zero' },
    { field: 'terms.discount', amount: terms.discount, least: 'zero' },
    ...(terms.tax === undefined ? [] : [{ field: 'terms.tax', amount: terms.tax, least: 'zero' } as const]),
    { field: 'terms.total', amount: terms.total, least: 'above zero' },
    ...terms.lines.flatMap((line, index): NamedAmount[] => [
      { field: `terms.lines[${index}].price`, amount: line.price, least: 'above zero' },
      { field: `terms.lines[${index}].total`, amount: line.total, least: 'above zero' },
    ]),
  ];
}

function amountFlaw(field: string, amount: Amount, currency: string, least: NamedAmount['least']): Flaw {
  if (!isCurrency(amount.currency)) return refuse('ORDER_CURRENCY_UNKNOWN', { field, actual: amount.currency });
  if (amount.currency !== currency) {
    return refuse('ORDER_CURRENCIES_DIFFER', { field, actual: amount.currency, expected: currency });
  }
  if (amount.minor < 0n && least === 'zero') {
    return refuse('ORDER_AMOUNT_NEGATIVE', { field, actual: formatMoney(amount) });
  }
  if (amount.minor <= 0n && least === 'above zero') {
    return refuse('ORDER_AMOUNT_NOT_POSITIVE', { field, actual: formatMoney(amount) });
  }
  return undefined;
}

function lineTotalFlaw(line: Complete<OrderLine>, index: number): Flaw {
  const expected = { ...line.price, minor: line.price.minor * BigInt(line.quantity.value) };
  return differs('LINE_TOTAL_WRONG', `terms.lines[${index}].total`, expected, line.total, { line: String(line.line) });
}

function sumsFlaw(terms: Terms): Flaw {
  const { goodsValue, freight, tax, discount, total } = terms;
  const lines = terms.lines.reduce((sum, line) => sum + line.total.minor, 0n);
  const due = goodsValue.minor + freight.minor + (tax?.minor ?? 0n) - discount.minor;
  return (
    differs('ORDER_GOODS_VALUE_WRONG', 'terms.goodsValue', { ...goodsValue, minor: lines }, goodsValue) ??
    differs('ORDER_TOTAL_WRONG', 'terms.total', { ...total, minor: due }, total)
  );
}

function differs(
  code: 'LINE_TOTAL_WRONG' | 'ORDER_GOODS_VALUE_WRONG' | 'ORDER_TOTAL_WRONG',
  field: string,
  expected: Amount,
  actual: Amount,
  data: Readonly<Record<string, string>> = {},
): Flaw {
  if (expected.minor === actual.minor) return undefined;
  return refuse(code, { ...data, field, expected: formatMoney(expected), actual: formatMoney(actual) });
}

function first<Item>(items: readonly Item[], flawOf: (item: Item, index: number) => Flaw): Flaw {
  for (const [index, item] of items.entries()) {
    const flaw = flawOf(item, index);
    if (flaw !== undefined) return flaw;
  }
  return undefined;
}
