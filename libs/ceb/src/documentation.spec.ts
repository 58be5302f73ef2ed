import { describe, expect, test } from 'vitest';
import { documentationOf, pageOf } from './documentation.ts';
import { type MessageNumber, tables } from './messages.ts';

describe('documentation of messages', () => {
  test.each(Object.keys(tables) as MessageNumber[])('CEB%s names each of its fields on one page', (number) => {
    const page = pageOf(number);
    const names = documentationOf(number).elements.flatMap(({ fields }) => fields.map(({ tag }) => tag));
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) expect(page).toContain(`| ${name} |`);
  });
  test('says type, need and note of a field, under its normative name', () => {
    const head = documentationOf('311').elements.find(({ path }) => path === 'Order/OrderHead');
    expect(head?.fields.find(({ name }) => name === 'actualPaid')).toEqual({
      ...{ tag: 'acturalPaid', name: 'actualPaid', type: 'N19,5', need: 'M' },
      note: 'goodsValue + freight + taxTotal − discount',
    });
    const list = documentationOf('621').elements.flatMap(({ fields }) => fields);
    expect(list.find(({ name }) => name === 'emsNo')).toMatchObject({ need: 'O*', type: 'C..30' });
    expect(list.find(({ name }) => name === 'itemNo')?.note).toContain('30 characters');
  });
});
