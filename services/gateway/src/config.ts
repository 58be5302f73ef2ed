import { z } from 'zod';
import { type ApiKey, roles } from './access/api-keys.ts';

const apiKeys = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z0-9-]{1,60}$/),
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    tenant: z.string().regex(/^[a-z0-9-]{1,60}$/),
    role: z.enum(roles),
    name: z.string(),
  }),
);

// A list in an environment variable is JSON.
const keyList = z
  .string()
  .default('[]')
  .transform((text, context): readonly ApiKey[] => {
    const parsed = apiKeys.safeParse(jsonOf(text));
    if (parsed.success) return parsed.data;
    context.addIssue({ code: 'custom', message: 'must be a JSON list of {id, hash, tenant, role, name}' });
    return z.NEVER;
  });

// Two are given, with a comma, while one is changed over to the other.
const secrets = (local: string) =>
  z
    .string()
    .default(local)
    .transform((text) => text.split(','))
    .pipe(z.array(z.string().min(8)).min(1))
    .meta({ secret: true });

/** Configuration of the gateway, by environment key. */
export const configSchema = z.object({
  PORTOLAN_GATEWAY_HOST: z.string().default('127.0.0.1').describe('address it listens on'),
  PORTOLAN_GATEWAY_PORT: z.coerce.number().int().min(0).max(65535).default(8080).describe('0: any that is free'),
  PORTOLAN_GATEWAY_API_KEYS: keyList
    .describe(
      'JSON list of {id, hash, tenant, role, name}; hash is HMAC-SHA-256 of the whole key under the pepper, hex',
    )
    .meta({ secret: true }),
  PORTOLAN_GATEWAY_KEY_PEPPER: z
    .string()
    .min(8)
    .default('local-pepper')
    .describe('keys the hashes of API keys')
    .meta({ secret: true }),
  PORTOLAN_GATEWAY_BANK_SECRET: secrets('sandbox-bank-secret').describe('signs what the bank pushes'),
  PORTOLAN_GATEWAY_CUSTOMS_SECRET: secrets('sandbox-customs-secret').describe('signs what the single window pushes'),
  PORTOLAN_GATEWAY_CARRIER_SECRET: secrets('sandbox-carrier-secret').describe('signs what carriers push'),
  PORTOLAN_GATEWAY_ZONE_SECRET: secrets('sandbox-zone-secret').describe("signs what the bonded zone's system pushes"),
  PORTOLAN_GATEWAY_REQUESTS_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(1)
    .default(12_000)
    .describe('per API key, or per address where there is none'),
});

export type GatewayConfig = z.infer<typeof configSchema>;

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
