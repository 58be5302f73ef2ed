import { z } from 'zod';

const code = z.string().regex(/^([0-9A-Z]{10}|[0-9A-Z]{18})$/);
const country = z.string().regex(/^[A-Z]{2}$/);

/** Whom orders work with. Codes are those under which customs knows the companies. */
export const configSchema = z.object({
  /** The institution that takes buyers' payments and issues the payment receipt (CEB403). */
  PORTOLAN_ORDERS_INSTITUTION_CODE: code.default('4403660003'),
  PORTOLAN_ORDERS_INSTITUTION_NAME: z.string().min(1).default('Shenzhen Bay Payment Co., Ltd.'),
  PORTOLAN_ORDERS_INSTITUTION_COUNTRY: country.default('CN'),
  /** The carrier as orders name it, and the company behind it. */
  PORTOLAN_ORDERS_CARRIER: z.string().min(1).default('YANWEN'),
  PORTOLAN_ORDERS_CARRIER_CODE: code.default('4403180004'),
  PORTOLAN_ORDERS_CARRIER_NAME: z.string().min(1).default('Yanwen Logistics (Shenzhen)'),
  PORTOLAN_ORDERS_CARRIER_COUNTRY: country.default('CN'),
  /** Ids of the warehouses that parcels can leave from, with commas between. */
  PORTOLAN_ORDERS_WAREHOUSES: z.string().min(1).default('SZX-FWD-1'),
  /** ISO 4217: what merchants are paid in. */
  PORTOLAN_ORDERS_SETTLEMENT_CURRENCY: z.string().length(3).default('CNY'),
});
export type OrdersConfig = z.infer<typeof configSchema>;
