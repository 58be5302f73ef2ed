import { refuse } from '@portolan/eventsourcing';
import { formatMoney } from '@portolan/money';
import type { Flaw, Terms } from './flaws.ts';

/**
 * How an order is sold and cleared: 9610 direct mail, 1210 bonded import, 9810 stock for an overseas warehouse
 * (GACC announcements 2014 No. 12 and No. 57, 2020 No. 75), LOCAL without customs.
 */
export const modes = ['9610', '1210', '9810', 'LOCAL'] as const;
export type Mode = (typeof modes)[number];

export type WarehouseKind = 'forwarder' | 'bonded' | 'overseas';

/** A warehouse that orders can be carried out from, or sent to. */
export interface Warehouse {
  readonly id: string;
  readonly kind: WarehouseKind;
  /** ISO 3166-1 alpha-2 */
  readonly country: string;
}

const kindFor: Readonly<Record<Mode, WarehouseKind>> = {
  '9610': 'forwarder',
  '1210': 'bonded',
  '9810': 'forwarder',
  LOCAL: 'overseas',
};

/** The first thing that this way of trade does not allow; terms.mode is one of `modes`. */
export function modeFlaw(terms: Terms, buyerCountry: string, warehouses: readonly Warehouse[]): Flaw {
  const mode = terms.mode as Mode;
  return (
    warehouseFlaw('terms.warehouseId', terms.warehouseId, kindFor[mode], warehouses) ??
    stockFlaw(terms, warehouses) ??
    destinationFlaw(terms, mode, buyerCountry, warehouses) ??
    chargesFlaw(terms, mode)
  );
}

function warehouseFlaw(field: string, id: string, kind: WarehouseKind, warehouses: readonly Warehouse[]): Flaw {
  const found = warehouses.find((one) => one.id === id);
  if (found === undefined) {
    const offered = warehouses.map((one) => one.id).join(', ');
    return refuse('ORDER_WAREHOUSE_UNKNOWN', { field, actual: id, offered });
  }
  return found.kind === kind
    ? undefined
    : refuse('ORDER_WAREHOUSE_KIND_WRONG', { field, warehouseId: id, actual: found.kind, expected: kind });
}

// Goods are sent to a warehouse only where the order is a stock booking (海外仓订仓单).
function stockFlaw({ mode, destinationWarehouseId }: Terms, warehouses: readonly Warehouse[]): Flaw {
  const field = 'terms.destinationWarehouseId';
  if (mode === '9810') return warehouseFlaw(field, destinationWarehouseId, 'overseas', warehouses);
  return destinationWarehouseId === '' ? undefined : refuse('ORDER_FIELD_NOT_FOR_MODE', { field, mode });
}

// 9610 and 9810 declare an export, 1210 an import; a local sale stays in the country of its warehouse.
function destinationFlaw(terms: Terms, mode: Mode, actual: string, warehouses: readonly Warehouse[]): Flaw {
  const field = 'buyer.address.country';
  if (mode === '9610') return actual === 'CN' ? refuse('ORDER_DESTINATION_DOMESTIC', { field }) : undefined;
  const at = mode === '9810' ? terms.destinationWarehouseId : terms.warehouseId;
  const expected = mode === '1210' ? 'CN' : (warehouses.find(({ id }) => id === at)?.country ?? '');
  return actual === expected ? undefined : refuse('ORDER_DESTINATION_WRONG', { field, actual, expected, mode });
}

function chargesFlaw({ discount, tax, goodsValue }: Terms, mode: Mode): Flaw {
  // CEB303 has goodsValue and freight alone, and the receipt's charge must be their sum (CEB403, edition 202205; return
  // code 1332). CEB311 has a field for the discount.
  if ((mode === '9610' || mode === '9810') && discount.minor > 0n) {
    return refuse('ORDER_DISCOUNT_NOT_DECLARABLE', { field: 'terms.discount', actual: formatMoney(discount) });
  }
  if (mode !== '1210' && tax !== undefined && tax.minor > 0n) {
    return refuse('ORDER_FIELD_NOT_FOR_MODE', { field: 'terms.tax', mode });
  }
  // CEB311, 411 and 621 know no other currency.
  if (mode === '1210' && goodsValue.currency !== 'CNY') {
    return refuse('ORDER_CURRENCY_NOT_DECLARABLE', { field: 'terms.goodsValue', actual: goodsValue.currency });
  }
  return undefined;
}
