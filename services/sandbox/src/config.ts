import { z } from 'zod';

/** Configuration of the sandbox, by environment key. */
export const configSchema = z.object({
  PORTOLAN_SANDBOX_HOST: z.string().default('127.0.0.1').describe('address it listens on; loopback only'),
  PORTOLAN_SANDBOX_PORT: z.coerce.number().int().min(0).max(65535).default(8090),
  PORTOLAN_SANDBOX_GATEWAY_URL: z.url().default('http://127.0.0.1:8080').describe('where it sends what the world says'),
  PORTOLAN_SANDBOX_SEED: z.string().default('portolan').describe('decides every delay, rate and number of the world'),
  PORTOLAN_SANDBOX_BANK_SECRET: z.string().min(8).default('sandbox-bank-secret').meta({ secret: true }),
  PORTOLAN_SANDBOX_CUSTOMS_SECRET: z.string().min(8).default('sandbox-customs-secret').meta({ secret: true }),
  PORTOLAN_SANDBOX_WINDOW_KEY: z
    .string()
    .min(8)
    .default('sandbox-window-key')
    .describe('signs what the single window sends: 64 hexadecimal digits (SM2), or the seed of a key')
    .meta({ secret: true }),
  PORTOLAN_SANDBOX_WINDOW_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(0)
    .default(0)
    .describe('messages that the single window takes of one sender in a minute of business time; 0: any number'),
  PORTOLAN_SANDBOX_CARRIER_SECRET: z.string().min(8).default('sandbox-carrier-secret').meta({ secret: true }),
  PORTOLAN_SANDBOX_ZONE_SECRET: z.string().min(8).default('sandbox-zone-secret').meta({ secret: true }),
});

export type SandboxConfig = z.infer<typeof configSchema>;
