import { z } from 'zod';

const site = z.object({
  id: z.string().min(1),
  operator: z.string().min(1),
  name: z.string().min(1),
  zone: z.string().min(1),
});

const local = [
  { id: 'SZX-FWD-1', operator: 'operator', name: 'Shenzhen forwarding warehouse 1', zone: 'Asia/Shanghai' },
];

/** Configuration of warehouse, by environment key. */
export const configSchema = z.object({
  PORTOLAN_WAREHOUSE_SITES: z
    .string()
    .default(JSON.stringify(local))
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: 'not JSON' });
        return z.NEVER;
      }
    })
    .pipe(z.array(site).min(1))
    .describe('warehouses as JSON: id, operator (tenant), name, zone (IANA)'),
});

export type WarehouseConfig = z.infer<typeof configSchema>;
