import type { Complete } from '@portolan/contracts';
import type { Money, Party } from '@portolan/contracts/common/v1/types';
import { parseMoney } from '@portolan/money';
import type { OrdersConfig } from './config.ts';
import type { Warehouse } from './order/modes.ts';

/** Whom this installation works with, as the domain takes it: plain data beside the order. */
export interface Partners {
  readonly institution: Complete<Party>;
  /** Carriers that are connected, by the name that orders use. */
  readonly carriers: Readonly<Record<string, Complete<Party>>>;
  readonly warehouses: readonly Warehouse[];
  /** What a packed parcel costs for each day, by warehouse; missing where it costs nothing. */
  readonly storage: Readonly<Record<string, Complete<Money>>>;
  /** Platforms with a tenant of their own: code → tenant. */
  readonly platforms: Readonly<Record<string, string>>;
  readonly settlementCurrency: string;
}

export function partnersOf(config: OrdersConfig): Partners {
  const warehouses = config.PORTOLAN_ORDERS_WAREHOUSES;
  return {
    institution: {
      code: config.PORTOLAN_ORDERS_INSTITUTION_CODE,
      name: config.PORTOLAN_ORDERS_INSTITUTION_NAME,
      country: config.PORTOLAN_ORDERS_INSTITUTION_COUNTRY,
    },
    carriers: config.PORTOLAN_ORDERS_CARRIERS,
    warehouses: warehouses.map(({ id, kind, country }) => ({ id, kind, country })),
    storage: Object.fromEntries(
      warehouses.flatMap(({ id, storagePerDay: cost }) =>
        cost === undefined ? [] : [[id, parseMoney(cost.amount, cost.currency)]],
      ),
    ),
    platforms: config.PORTOLAN_ORDERS_PLATFORMS,
    settlementCurrency: config.PORTOLAN_ORDERS_SETTLEMENT_CURRENCY,
  };
}
