import { CustomsDefinition } from '@portolan/contracts/customs/v1/customs';
import type { Caller, ServiceClient } from '@portolan/service';
import { asking, startTrial, type Trial } from '@portolan/service/trial';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { configSchema } from './config.ts';
import { customs } from './service.ts';

const merchant: Caller = { tenant: 'merchant', role: 'merchant' };

let trial: Trial;
let client: ServiceClient<CustomsDefinition>;

beforeAll(async () => {
  trial = await startTrial('customs', configSchema.parse({}), customs);
  client = trial.client(CustomsDefinition);
});
afterAll(() => trial.end());

const list = (asOf: string, kind = '', jurisdiction = '', page = { limit: 200, cursor: '' }) =>
  client.listRules({ asOf, jurisdiction, kind, page }, asking(merchant, 'rules'));

const eur = (minor: bigint) => ({ minor, currency: 'EUR' });
const blank = { mode: '', from: '', channel: '', postalMethod: '', gift: false, rates: [] };
const goods = { line: 1, hsCode: '610910', origin: 'CN', quantity: '1', measures: [], vat: '', preference: false };
const question = {
  ...{ ...blank, regime: 'EU_IMPORT', at: '2026-07-01T10:00:00Z', goods: [{ ...goods, total: eur(4_000n) }] },
  ...{ freight: eur(500n), insurance: eur(0n) },
  ...{ destination: 'ES', scheme: 'IOSS', declaration: 'H7', between: 'B2C' },
};

describe('a landed-cost quote', () => {
  test('is kept under its id with every figure, and repeated to whoever asks twice', async () => {
    const reply = await client.quoteLandedCost({ question }, asking(merchant, 'quote-1'));
    const again = await client.quoteLandedCost({ question }, asking(merchant, 'quote-1'));
    expect(again.id).toBe(reply.id);
    const view = await client.getLandedCostQuote({ id: reply.id }, merchant);
    expect(view).toMatchObject({ expired: false, cost: { due: { amount: eur(1_308n) }, day: '2026-07-01' } });
  });

  test('is its own tenant’s', async () => {
    const { id } = await client.quoteLandedCost({ question }, asking(merchant, 'quote-2'));
    const other: Caller = { tenant: 'other', role: 'merchant' };
    await refuses('COST_QUOTE_NOT_FOUND', client.getLandedCostQuote({ id }, other));
  });

  test('is refused as the engine refuses', async () => {
    const asked = { ...question, regime: 'MOON_IMPORT' };
    await refuses('COST_QUESTION_INVALID', client.quoteLandedCost({ question: asked }, asking(merchant, 'quote-3')));
  });
});

async function refuses(code: string, call: Promise<unknown>): Promise<void> {
  await expect(call).rejects.toThrow(code);
}

describe('rules of duties and taxes', () => {
  test('hold as of an instant, on the calendar of who made them', async () => {
    const limits = async (asOf: string) => {
      const { rules } = await list(asOf, 'retail-limits');
      return rules.map(({ id, validTo, parameters }) => [id, validTo, JSON.parse(parameters).single]);
    };
    expect(await limits('2018-12-31T15:59:59Z')).toEqual([['cn-retail-limits.2016-04-08', '2018-12-31', '2000']]);
    expect(await limits('2018-12-31T16:00:00Z')).toEqual([['cn-retail-limits.2019-01-01', '', '5000']]);
  });

  test('are named in both languages, with their source and whether anybody compared it', async () => {
    const { rules } = await list('2026-07-01T12:00:00Z', 'item-duty', 'EU');
    expect(rules).toMatchObject([
      { id: 'eu-item-duty.2026-07-01', titleEn: 'EUR 3 per item', titleZh: '按项征收3欧元关税', checked: false },
    ]);
    expect(rules[0]?.source).toContain('2026/382');
  });

  test('come in pages that cover each once', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const { rules, nextCursor } = await list('2026-03-02T00:00:00Z', '', 'CN', { limit: 17, cursor });
      seen.push(...rules.map(({ id }) => id));
      cursor = nextCursor;
    } while (cursor !== '');
    const { rules } = await list('2026-03-02T00:00:00Z', '', 'CN');
    expect(seen).toEqual(rules.map(({ id }) => id));
    expect(seen.length).toBeGreaterThan(40);
  });

  test('hold now where no instant is named', async () => {
    const { asOf } = await list('', 'vat', 'CN');
    expect(Date.parse(asOf)).not.toBeNaN();
  });

  test('an instant that is none', async () => {
    await expect(list('soon')).rejects.toThrow('COST_QUESTION_INVALID');
  });
});
