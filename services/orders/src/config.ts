import { json } from '@portolan/service';
import { z } from 'zod';

const code = z.string().regex(/^([0-9A-Z]{10}|[0-9A-Z]{18})$/);
const country = z.string().regex(/^[A-Z]{2}$/);
const name = z.string().min(1);

const carrier = z.strictObject({ code: z.union([code, z.literal('')]), name, country });
const warehouse = z.strictObject({
  id: name,
  kind: z.enum(['forwarder', 'bonded', 'overseas']),
  country,
  storagePerDay: z
    .strictObject({ amount: z.string().regex(/^\d+(\.\d+)?$/), currency: z.string().length(3) })
    .optional(),
});

const carriers: Record<string, z.input<typeof carrier>> = {
  YANWEN: { code: '4403180004', name: 'Yanwen Logistics (Shenzhen)', country: 'CN' },
  YONGCHENG: { code: '3302180006', name: 'Yongcheng Express (Ningbo)', country: 'CN' },
  CASCADE: { code: '', name: 'Cascade Parcel', country: 'US' },
};
const warehouses: z.input<typeof warehouse>[] = [
  { id: 'SZX-FWD-1', kind: 'forwarder', country: 'CN', storagePerDay: { amount: '0.50', currency: 'CNY' } },
  { id: 'NGB-BND-1', kind: 'bonded', country: 'CN', storagePerDay: { amount: '0.80', currency: 'CNY' } },
  { id: 'PDX-OSW-1', kind: 'overseas', country: 'US', storagePerDay: { amount: '0.35', currency: 'USD' } },
];

/** Whom orders work with. Codes are those under which customs knows the companies. */
export const configSchema = z.object({
  /** The institution that takes buyers' payments and tells customs of them (CEB403, CEB411). */
  PORTOLAN_ORDERS_INSTITUTION_CODE: code.default('4403660003'),
  PORTOLAN_ORDERS_INSTITUTION_NAME: name.default('Shenzhen Bay Payment Co., Ltd.'),
  PORTOLAN_ORDERS_INSTITUTION_COUNTRY: country.default('CN'),
  PORTOLAN_ORDERS_CARRIERS: json(z.record(name, carrier), carriers).describe(
    'JSON map from carrier, as orders name it, to the company behind it: code (empty abroad), name, country',
  ),
  PORTOLAN_ORDERS_WAREHOUSES: json(z.array(warehouse).min(1), warehouses).describe(
    'warehouses as JSON: id, kind (forwarder, bonded, overseas), country; storagePerDay: what a packed parcel costs a day',
  ),
  PORTOLAN_ORDERS_PLATFORMS: json(z.record(name, name), { '3302960005': 'platform-yongjiang' }).describe(
    'JSON map from the code of a platform to its tenant here; platforms without one are left out',
  ),
  /** ISO 4217: what merchants are paid in. */
  PORTOLAN_ORDERS_SETTLEMENT_CURRENCY: z.string().length(3).default('CNY'),
});
export type OrdersConfig = z.infer<typeof configSchema>;
