import type { Complete } from '@portolan/contracts';
import type { Party } from '@portolan/contracts/common/v1/types';
import type { OrdersConfig } from './config.ts';

/** Whom this installation works with, as the domain takes it: plain data beside the order. */
export interface Partners {
  readonly institution: Complete<Party>;
  /** Carriers that are connected, by the name that orders use. */
  readonly carriers: Readonly<Record<string, Complete<Party>>>;
  /** Ids of the warehouses that parcels can leave from. */
  readonly warehouses: readonly string[];
  readonly settlementCurrency: string;
}

export function partnersOf(config: OrdersConfig): Partners {
  return {
    institution: {
      code: config.PORTOLAN_ORDERS_INSTITUTION_CODE,
      name: config.PORTOLAN_ORDERS_INSTITUTION_NAME,
      country: config.PORTOLAN_ORDERS_INSTITUTION_COUNTRY,
    },
    carriers: {
      [config.PORTOLAN_ORDERS_CARRIER]: {
        code: config.PORTOLAN_ORDERS_CARRIER_CODE,
        name: config.PORTOLAN_ORDERS_CARRIER_NAME,
        country: config.PORTOLAN_ORDERS_CARRIER_COUNTRY,
      },
    },
    warehouses: config.PORTOLAN_ORDERS_WAREHOUSES.split(','),
    settlementCurrency: config.PORTOLAN_ORDERS_SETTLEMENT_CURRENCY,
  };
}
