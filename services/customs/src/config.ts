import { z } from 'zod';

const partyCode = z.string().regex(/^[0-9A-Z]{10}([0-9A-Z]{8})?$/, '10-digit registration or 18-character credit code');

/** Configuration of customs, by environment key. The defaults serve a suite on one machine. */
export const configSchema = z.object({
  PORTOLAN_CUSTOMS_SINGLE_WINDOW_URL: z
    .url()
    .default('http://127.0.0.1:8090')
    .describe('the single window; messages go to /dxp/messages below it'),
  PORTOLAN_CUSTOMS_TIMEOUT_MS: z.coerce.number().int().min(100).max(60_000).default(10_000),
  PORTOLAN_CUSTOMS_DXP_ID: z.string().min(1).max(16).default('DXPENTPORTOLAN01').describe('our user on the exchange'),
  PORTOLAN_CUSTOMS_RECEIVER_ID: z.string().min(1).max(16).default('DXPEDCCEB0000002').describe("the exchange's node"),
  PORTOLAN_CUSTOMS_AGENT_CODE: partyCode.default('4403180A21').describe('the declarant, who also transmits'),
  PORTOLAN_CUSTOMS_AGENT_NAME: z.string().min(1).max(100).default('深圳罗盘报关有限公司'),
  PORTOLAN_CUSTOMS_OFFICE: z
    .string()
    .regex(/^\d{4}$/)
    .default('5349')
    .describe('customs office of declaration'),
  PORTOLAN_CUSTOMS_EXIT_OFFICE: z
    .string()
    .regex(/^\d{4}$/)
    .default('5301')
    .describe('customs office of exit'),
  PORTOLAN_CUSTOMS_TRANSPORT_MODE: z
    .enum(['2', '3', '4', '5', '6'])
    .default('5')
    .describe('2 sea, 3 rail, 4 road, 5 air, 6 post'),
  PORTOLAN_CUSTOMS_STATISTICS_FLAG: z
    .enum(['A', 'B'])
    .default('B')
    .describe('B summary declaration, A statistics only'),
  PORTOLAN_CUSTOMS_WRAP_TYPE: z.string().length(1).default('2').describe('packaging code of the list; 2 is a carton'),
  PORTOLAN_CUSTOMS_OPERATOR_TENANT: z
    .string()
    .min(1)
    .default('operator')
    .describe('who may see releases beside the merchant'),
});

export type CustomsConfig = z.infer<typeof configSchema>;
