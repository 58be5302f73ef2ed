import { json, secret } from '@portolan/service';
import { z } from 'zod';

const partyCode = z.string().regex(/^[0-9A-Z]{10}([0-9A-Z]{8})?$/, '10-digit registration or 18-character credit code');
const office = z.string().regex(/^\d{4}$/, 'a 4-digit customs office');

const bondedWarehouses = z.record(
  z.string().min(1),
  z.strictObject({
    customsCode: office.describe('office of declaration'),
    portCode: office.describe('office where the goods crossed the border'),
    transportMode: z.string().length(1).describe('second-line leg: 7 bonded area, 8 bonded warehouse, Y bonded port'),
    area: z.strictObject({ code: partyCode, name: z.string().min(1).max(100) }).describe('who runs it'),
    assureCode: z.string().min(1).max(30).describe('whose guarantee covers the tax'),
    operator: z.string().min(1).describe('tenant that sees its filings'),
  }),
);
export type BondedWarehouses = z.infer<typeof bondedWarehouses>;

const companies = z.array(
  z.strictObject({
    code: partyCode,
    roles: z
      .array(z.enum(['platform', 'merchant', 'payment', 'carrier', 'declarant', 'area', 'guarantor']))
      .min(1)
      .describe('as whom customs knows it'),
    validFrom: z.iso.date().default('2014-01-01'),
    validTo: z.iso.date().optional(),
  }),
);

const localBonded: BondedWarehouses = {
  'NGB-BND-1': {
    customsCode: '3105',
    portCode: '3105',
    transportMode: '7',
    area: { code: '3302660008', name: 'Ningbo Free Trade Zone Gangyun Warehousing Co., Ltd.' },
    assureCode: '4403180A21',
    operator: 'operator-ningbo',
  },
};

/** Configuration of customs, by environment key. The defaults serve a suite on one machine. */
export const configSchema = z.object({
  PORTOLAN_CUSTOMS_SINGLE_WINDOW_URL: z
    .url()
    .default('http://127.0.0.1:8090')
    .describe('the single window; messages go to /dxp/messages below it'),
  PORTOLAN_CUSTOMS_TIMEOUT_MS: z.coerce.number().int().min(100).max(60_000).default(10_000),
  PORTOLAN_CUSTOMS_ANSWER_HOURS: z.coerce
    .number()
    .positive()
    .max(720)
    .default(24)
    .describe('how long a message may stay unanswered before it is sent again; doubles each time, up to 30 days'),
  PORTOLAN_CUSTOMS_CASE_HOURS: z.coerce
    .number()
    .positive()
    .max(720)
    .default(24)
    .describe('how long a case may lack a document or a correction before that is told; doubles, three times at most'),
  PORTOLAN_CUSTOMS_PAYMENT_DATA_SECONDS: z.coerce
    .number()
    .int()
    .min(15)
    .max(3_600)
    .default(30)
    .describe('how long customs waits for the original data of a payment that it asked for'),
  PORTOLAN_CUSTOMS_COMPANIES: json(companies, []).describe(
    'JSON list of the companies that customs has registered, with their roles; empty: roles are not checked',
  ),
  PORTOLAN_CUSTOMS_DXP_ID: z.string().min(1).max(16).default('DXPENTPORTOLAN01').describe('our user on the exchange'),
  PORTOLAN_CUSTOMS_RECEIVER_ID: z.string().min(1).max(16).default('DXPEDCCEB0000002').describe("the exchange's node"),
  PORTOLAN_CUSTOMS_AGENT_CODE: partyCode.default('4403180A21').describe('the declarant, who also transmits'),
  PORTOLAN_CUSTOMS_AGENT_NAME: z.string().min(1).max(100).default('深圳罗盘报关有限公司'),
  PORTOLAN_CUSTOMS_SIGNATURE: z
    .enum(['SM2-SM3', 'RSA-SHA1'])
    .default('SM2-SM3')
    .describe('algorithm of the signatures on messages'),
  PORTOLAN_CUSTOMS_SIGNING_KEY: secret(
    z
      .string()
      .min(8)
      .default('demo-customs-card')
      .describe('SM2: 64 hexadecimal digits, or the seed of a trial key; RSA: PEM'),
  ),
  PORTOLAN_CUSTOMS_CERTIFICATE: z
    .string()
    .default('')
    .describe('of the signing key, PEM or base64 of DER; empty: one that it signs for itself, for trials'),
  PORTOLAN_CUSTOMS_SIGNATURES_PER_MINUTE: z.coerce
    .number()
    .min(1)
    .max(1_000_000)
    .default(60_000)
    .describe('what the key gives: an operator card about 250, a signing server thousands'),
  PORTOLAN_CUSTOMS_SIGNATURES_WAITING: z.coerce
    .number()
    .int()
    .min(1)
    .max(100_000)
    .default(1_000)
    .describe('messages that may wait for their signature; more come again later'),
  PORTOLAN_CUSTOMS_PORT_CERTIFICATES: json(z.array(z.string().min(1)), []).describe(
    'JSON list of certificates, PEM or base64 of DER: one of them must have signed what the port sends; none: unsigned is taken',
  ),
  PORTOLAN_CUSTOMS_OFFICE: office.default('5349').describe('customs office of declaration of exports'),
  PORTOLAN_CUSTOMS_EXIT_OFFICE: office.default('5301').describe('customs office of exit'),
  PORTOLAN_CUSTOMS_TRANSPORT_MODE: z
    .enum(['2', '3', '4', '5', '6'])
    .default('5')
    .describe('of exports: 2 sea, 3 rail, 4 road, 5 air, 6 post'),
  PORTOLAN_CUSTOMS_STATISTICS_FLAG: z
    .enum(['A', 'B'])
    .default('B')
    .describe('B summary declaration, A statistics only'),
  PORTOLAN_CUSTOMS_WRAP_TYPE: z.string().length(1).default('2').describe('packaging code of the list; 2 is a carton'),
  PORTOLAN_CUSTOMS_OPERATOR_TENANT: z
    .string()
    .min(1)
    .default('operator')
    .describe('who may see the milestones of export filings beside the merchant'),
  PORTOLAN_CUSTOMS_BONDED_WAREHOUSES: json(bondedWarehouses, localBonded).describe(
    'JSON map of bonded warehouses by id',
  ),
  PORTOLAN_CUSTOMS_OFFICE_TENANTS: json(z.record(office, z.string().min(1)), { '3105': 'customs-3105' }).describe(
    'JSON map from customs office to the tenant that sees the declarations of that office',
  ),
});

export type CustomsConfig = z.infer<typeof configSchema>;
