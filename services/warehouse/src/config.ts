import { json } from '@portolan/service';
import { z } from 'zod';

const site = z
  .object({
    id: z.string().min(1),
    operator: z.string().min(1),
    name: z.string().min(1),
    zone: z.string().min(1),
    kind: z.enum(['forwarder', 'bonded', 'overseas']).default('forwarder'),
    emsNo: z.string().default(''),
    customsOffice: z.string().default(''),
    companyCode: z.string().default(''),
    companyName: z.string().default(''),
  })
  .superRefine((one, context) => {
    if (one.kind !== 'bonded') return;
    const needs = { emsNo: /^[A-Z]\d{4}W\d{6}$/, customsOffice: /^\d{4}$/, companyCode: /^\w{10}$/, companyName: /./ };
    for (const [name, shape] of Object.entries(needs)) {
      if (shape.test(one[name as keyof typeof needs])) continue;
      context.addIssue({ code: 'custom', path: [name], message: 'is needed of a bonded warehouse' });
    }
  });

const local: z.input<typeof site>[] = [
  {
    id: 'SZX-FWD-1',
    operator: 'operator',
    name: 'Shenzhen forwarding warehouse 1',
    zone: 'Asia/Shanghai',
    kind: 'forwarder',
  },
  {
    id: 'NGB-BND-1',
    operator: 'operator-ningbo',
    name: 'Ningbo bonded warehouse 1',
    zone: 'Asia/Shanghai',
    kind: 'bonded',
    emsNo: 'T3105W000293',
    customsOffice: '3105',
    companyCode: '3302660008',
    companyName: 'Ningbo Free Trade Zone Gangyun Warehousing Co., Ltd.',
  },
  {
    id: 'PDX-OSW-1',
    operator: 'operator-portland',
    name: 'Portland overseas warehouse 1',
    zone: 'America/Los_Angeles',
    kind: 'overseas',
  },
];

/** Configuration of warehouse, by environment key. */
export const configSchema = z.object({
  PORTOLAN_WAREHOUSE_SITES: json(z.array(site).min(1), local).describe(
    'warehouses as JSON: id, operator (tenant), name, zone (IANA), kind (forwarder, bonded, overseas); bonded: emsNo, customsOffice, companyCode, companyName',
  ),
  PORTOLAN_WAREHOUSE_ZONE_URL: z
    .url()
    .default('http://127.0.0.1:8090/zone')
    .describe("where the bonded zone's system takes POST /messages"),
  PORTOLAN_WAREHOUSE_ZONE_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(1)
    .default(10_000)
    .describe('how long the zone may take to answer, milliseconds'),
  PORTOLAN_WAREHOUSE_GATE_TOLERANCE_PERCENT: z.coerce
    .number()
    .int()
    .min(0)
    .max(100)
    .default(3)
    .describe('how far the weight at the gate may be from the declared one, percent of the declared'),
});

export type WarehouseConfig = z.infer<typeof configSchema>;
