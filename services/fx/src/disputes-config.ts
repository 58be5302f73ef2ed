import { parseMoney } from '@portolan/money';
import { json } from '@portolan/service';
import { z } from 'zod';
import type { Tier } from './escrow/commission.ts';

const days = (fallback: number, most = 3_650) => z.number().int().min(0).max(most).default(fallback);
const decimal = z.string().regex(/^\d+(\.\d+)?$/, 'a decimal such as 0.015');
const day = z.iso.date();

const rules = z.strictObject({
  /** In which the two may agree among themselves; then it escalates by itself. */
  negotiation: days(15),
  /** After which either may escalate. */
  early: days(3),
  evidence: days(10),
  /** From the end of the inspection. */
  claim: days(30),
  chargeback: days(120),
  /** From the payment. */
  chargebackMost: days(540),
  /** By which a seller may extend an inspection in all. */
  extension: days(60),
  advanceMonths: z.number().int().min(1).max(12).default(12),
  /** What the issuer takes for a chargeback, by currency. */
  fees: z.record(z.string().regex(/^[A-Z]{3}$/), decimal).default({ USD: '15.00' }),
});

const tier = z.strictObject({
  category: z.string().max(40).default(''),
  currency: z.string().regex(/^[A-Z]{3}$/),
  above: decimal,
  rate: decimal,
  from: day,
  to: day.or(z.literal('')).default(''),
  source: z.string().max(200).default(''),
  checked: z.boolean().default(false),
}) satisfies z.ZodType<Tier>;

/** The part of fx's configuration that is about disputes and commission. */
export const disputesConfig = {
  PORTOLAN_FX_DISPUTES: json(rules, rules.parse({})).describe(
    'JSON {negotiation, early, evidence, claim, chargeback, chargebackMost, extension} in days, advanceMonths, fees by ' +
      'currency: how long each step of a dispute may take; the times of card schemes are not confirmed (checked: false)',
  ),
  PORTOLAN_FX_COMMISSION_LADDER: json(z.array(tier), []).describe(
    'JSON list of {category, currency, above, rate, from, to, source, checked}: the commission by volume of the order; ' +
      'where none fits, PORTOLAN_FX_COMMISSION',
  ),
};

/** What the issuer takes for a chargeback in this currency; undefined: nothing. */
export function feeIn(fees: Readonly<Record<string, string>>, currency: string) {
  const fee = fees[currency];
  return fee === undefined ? undefined : parseMoney(fee, currency);
}
