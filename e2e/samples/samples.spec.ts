import { messageName, readMessage, type Table, tables } from '@portolan/ceb';
import { describe, expect, test } from 'vitest';
import { samplesOf } from './samples.ts';

const samples = await samplesOf('samples');

describe('samples of all messages', () => {
  test('there is one of each', () =>
    expect(samples.map(({ file }) => file).toSorted()).toEqual(
      Object.values(tables)
        .map((table: Table) => `${messageName(table)}.xml`)
        .toSorted(),
    ));
  test.each(samples)('$file fits its table, signature and all', ({ xml }) =>
    expect(readMessage(Buffer.from(xml, 'utf8'))).toHaveProperty('message'),
  );
  test('one seed writes the same bytes, another other ones', async () => {
    expect(await samplesOf('samples')).toEqual(samples);
    const others = await samplesOf('other');
    expect(others.filter(({ xml }, index) => xml === samples[index]?.xml)).toEqual([]);
  });
});
