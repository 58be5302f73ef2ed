import type { Complete } from '@portolan/contracts';
import type { Money } from '@portolan/contracts/common/v1/types';
import type { DeclarationView } from '@portolan/contracts/customs/v1/customs';

const unpriced = ({ currency }: Complete<Money>): Complete<Money> => ({ minor: 0n, currency });

/** A declaration as its customs office sees it here: no prices, no taxes. Every amount is zero. */
export function shownToOffice<Row extends Complete<DeclarationView>>(row: Row): Omit<Row, 'tax' | 'taxBill'> {
  const { tax: _tax, taxBill: _bill, ...shown } = row;
  const lines = row.lines.map((line) => ({ ...line, price: unpriced(line.price), total: unpriced(line.total) }));
  return { ...shown, goodsValue: unpriced(row.goodsValue), lines };
}
