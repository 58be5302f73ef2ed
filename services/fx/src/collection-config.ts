import { parseMoney } from '@portolan/money';
import { json } from '@portolan/service';
import { z } from 'zod';
import { exactly, type MatchingPolicy } from './matching/rules.ts';

const currency = z.string().regex(/^[A-Z]{3}$/);

const policy = z.strictObject({
  charges: z.boolean().default(false),
  tolerance: z
    .strictObject({
      share: z.string().regex(/^0(\.\d{1,6})?$/, 'a share below 1 such as 0.005'),
      most: z.record(currency, z.string().regex(/^\d+(\.\d+)?$/)),
    })
    .default({ share: '0', most: {} }),
  under: z.enum(['SUSPENSE', 'WAIT', 'REFUND_AT_EXPIRY']).default('SUSPENSE'),
  over: z.enum(['SUSPENSE', 'REFUND', 'CREDIT']).default('SUSPENSE'),
});

const range = z.strictObject({
  currency,
  prefix: z.string().regex(/^[A-Z]{2}[A-Z0-9]{2,12}$/),
  holder: z.string().min(1).max(140),
  servicer: z.string().regex(/^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/, 'a BIC'),
  preapproved: z.boolean(),
});

const holder = 'Portolan Settlement (Shenzhen) Co., Ltd.';

/** The part of fx's configuration that is about receipts. */
export const collectionConfig = {
  PORTOLAN_FX_MATCHING: json(z.record(z.string(), policy), {}).describe(
    "JSON map from tenant, or '*' for all others, to {charges, tolerance {share, most}, under, over}: which payments that " +
      'are not exact are accepted; who is not named has exact ones alone',
  ),
  PORTOLAN_FX_VIRTUAL_RANGES: json(z.array(range), [
    { currency: 'USD', prefix: 'CNVAUSD', holder, servicer: 'PCBCCNBJSZX', preapproved: true },
    { currency: 'EUR', prefix: 'CNVAEUR', holder, servicer: 'PCBCCNBJSZX', preapproved: false },
  ]).describe(
    'JSON list of {currency, prefix, holder, servicer, preapproved}: virtual account numbers that banks keep for us',
  ),
};

type Configured = z.infer<typeof policy>;

/** What was configured, by tenant. */
export function policiesOf(configured: Readonly<Record<string, Configured>>): (tenant: string) => MatchingPolicy {
  const policies = new Map(Object.entries(configured).map(([tenant, said]) => [tenant, policyOf(said)]));
  return (tenant) => policies.get(tenant) ?? policies.get('*') ?? exactly;
}

function policyOf({ tolerance, ...said }: Configured): MatchingPolicy {
  const most = Object.entries(tolerance.most).map(([of, amount]) => [of, parseMoney(amount, of)] as const);
  return { ...said, tolerance: { share: tolerance.share, most: Object.fromEntries(most) } };
}
