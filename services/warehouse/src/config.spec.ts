import { describe, expect, it } from 'vitest';
import { configSchema } from './config.ts';

const sites = (...given: readonly object[]) =>
  configSchema.safeParse({ PORTOLAN_WAREHOUSE_SITES: JSON.stringify(given) });
const plain = { id: 'W1', operator: 'o', name: 'Warehouse', zone: 'Asia/Shanghai' };

describe('the warehouses of the configuration', () => {
  it('forward goods unless they say otherwise', () => {
    expect(sites(plain).data?.PORTOLAN_WAREHOUSE_SITES).toMatchObject([{ kind: 'forwarder', emsNo: '' }]);
    expect(configSchema.parse({}).PORTOLAN_WAREHOUSE_SITES.map(({ kind }) => kind)).toEqual([
      'forwarder',
      'bonded',
      'overseas',
    ]);
  });

  it('name their account book, customs office and company where they are bonded', () => {
    const { error } = sites({ ...plain, kind: 'bonded', emsNo: 'T3105W000293', customsOffice: '31' });
    expect(error?.issues.map(({ path }) => path.at(-1))).toEqual(['customsOffice', 'companyCode', 'companyName']);
  });

  it('are JSON', () => {
    expect(configSchema.safeParse({ PORTOLAN_WAREHOUSE_SITES: 'none' }).success).toBe(false);
  });
});
