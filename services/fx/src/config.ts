import { json, secret } from '@portolan/service';
import { z } from 'zod';
import { isIban, looksLikeIban } from './adapters/identifiers.ts';
import { collectionConfig } from './collection-config.ts';
import { disputesConfig } from './disputes-config.ts';

const decimal = z.string().regex(/^\d+(\.\d+)?$/, 'a decimal such as 0.015');

// Whoever writes an account as an IBAN means one: a wrong digit would send money elsewhere, or nowhere.
const account = z
  .string()
  .min(1)
  .max(34)
  .refine((text) => !looksLikeIban(text) || isIban(text), 'is no IBAN: its check digits or its length are wrong');

const company = z.strictObject({
  name: z.string().min(1).max(140),
  address: z.strictObject({
    street: z.string().max(70),
    building: z.string().max(16),
    postcode: z.string().max(16),
    town: z.string().min(1).max(35),
    country: z.string().regex(/^[A-Z]{2}$/),
  }),
  account,
  cnaps: z.string().regex(/^\d{12}$/),
});

const collectionAccounts = z.array(
  z.strictObject({
    account: z.string().min(1).max(34),
    currency: z.string().regex(/^[A-Z]{3}$/),
    tenant: z.string().min(1),
  }),
);

const payoutAccount = z.strictObject({ currency: z.string().regex(/^[A-Z]{3}$/), holder: company });
const beneficiaries = z.record(z.string(), company);

const localCollection = [
  { account: 'CN-COLL-USD-0001', currency: 'USD', tenant: 'merchant-shenzhen' },
  { account: 'CN-COLL-USD-0002', currency: 'USD', tenant: 'merchant-other' },
  { account: 'CN-COLL-CNY-0001', currency: 'CNY', tenant: 'merchant-ningbo' },
];

const localPayout = {
  currency: 'CNY',
  holder: {
    name: 'Portolan Settlement (Shenzhen) Co., Ltd.',
    address: { street: 'Shennan Boulevard', building: '1001', postcode: '518000', town: 'Shenzhen', country: 'CN' },
    account: 'CN-NOSTRO-CNY-0001',
    cnaps: '105584000021',
  },
};

const localBeneficiaries = {
  'merchant-shenzhen': {
    name: 'Shenzhen Hailun Electronics Co., Ltd.',
    address: { street: 'Qianhai Avenue', building: '88', postcode: '518052', town: 'Shenzhen', country: 'CN' },
    account: '6222020200001234567',
    cnaps: '102584002007',
  },
  'merchant-other': {
    name: 'Ningbo Beilun Houseware Co., Ltd.',
    address: { street: 'Xinqi Road', building: '16', postcode: '315800', town: 'Ningbo', country: 'CN' },
    account: '6222020200007654321',
    cnaps: '102332000017',
  },
  'merchant-ningbo': {
    name: 'Ningbo Haiyue Cross-border Trading Co., Ltd.',
    address: { street: 'Xingye Avenue', building: '2', postcode: '315800', town: 'Ningbo', country: 'CN' },
    account: '6222020200001122334',
    cnaps: '102332000025',
  },
};

const localTreasury = {
  name: 'State Treasury, Ningbo Branch',
  address: { street: 'Heji Street', building: '1', postcode: '315040', town: 'Ningbo', country: 'CN' },
  account: 'CN-TREASURY-3105-0001',
  cnaps: '011332001017',
};

const retiredKeys = z.array(
  z.strictObject({
    publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
    retiredOn: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  }),
);

/** Configuration of fx, by environment key. */
export const configSchema = z.object({
  PORTOLAN_FX_BANK_URL: z
    .url()
    .default('http://127.0.0.1:8090/bank')
    .describe('base address of the bank, without a slash at its end'),
  PORTOLAN_FX_COMMISSION: decimal
    .default('0.015')
    .describe("the platform's share of an escrow, a decimal; fixed for an escrow when it opens"),
  PORTOLAN_FX_SPREAD: decimal
    .default('0.0195')
    .describe("what a client's rate is less than the bank's, in CNY per USD"),
  PORTOLAN_FX_DEAL_FEE: decimal.default('0').describe('fee of a deal beside its spread, a decimal of what is sold'),
  PORTOLAN_FX_DEAL_DEPOSIT: decimal
    .default('0.05')
    .describe('deposit that is held for a deal beyond spot, a decimal of what is sold'),
  PORTOLAN_FX_INSPECTION_DAYS: z.coerce
    .number()
    .int()
    .min(0)
    .max(60)
    .default(3)
    .describe('days in which a buyer may object after delivery'),
  PORTOLAN_FX_PAYMENT_HOURS: z.coerce
    .number()
    .int()
    .min(1)
    .max(24 * 60)
    .default(72)
    .describe('hours that a buyer has to pay, from the opening of the escrow'),
  PORTOLAN_FX_PAYOUT_SILENCE_HOURS: z.coerce
    .number()
    .int()
    .min(1)
    .max(24 * 30)
    .default(72)
    .describe('hours without an outcome after which nobody knows what became of a payment'),
  PORTOLAN_FX_COLLECTION_ACCOUNTS: json(collectionAccounts, localCollection).describe(
    'JSON list of {account, currency, tenant}: into which account whose buyers pay',
  ),
  ...collectionConfig,
  ...disputesConfig,
  PORTOLAN_FX_PAYOUT_ACCOUNT: json(payoutAccount, localPayout).describe(
    'JSON {currency, holder}: the account from which payouts leave',
  ),
  PORTOLAN_FX_BENEFICIARIES: json(beneficiaries, localBeneficiaries).describe(
    'JSON map from tenant to the account that its money is paid out to',
  ),
  PORTOLAN_FX_TREASURY: json(company, localTreasury).describe('JSON account to which import tax is paid'),
  PORTOLAN_FX_DATE_TOLERANCE_DAYS: z.coerce
    .number()
    .int()
    .min(0)
    .max(30)
    .default(2)
    .describe("days that the bank's date may be apart from the books'"),
  PORTOLAN_FX_TRANSIT_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(60)
    .default(5)
    .describe('days after which a payment that the bank has not booked is missed'),
  PORTOLAN_FX_DECLARED_TRADE_MODE: z
    .string()
    .regex(/^\d{4}$/)
    .default('9610')
    .describe(
      'supervision mode under which balance-of-payments declarations are drafted; a correction may name another code',
    ),
  PORTOLAN_FX_STATEMENT_KEY: secret(
    z.string().min(8).default('demo-statement-key').describe('secret of which the key that signs statements is made'),
  ),
  PORTOLAN_FX_STATEMENT_RETIRED_KEYS: json(retiredKeys, []).describe(
    'JSON list of {publicKey, retiredOn}: Ed25519 keys in base64url that signed before, and the last day on which each did',
  ),
});

export type FxConfig = z.infer<typeof configSchema>;
