import { describe, expect, it } from 'vitest';
import { sameContent } from './same-content.ts';

const order = {
  no: 'SO-1',
  total: { minor: 6500n, currency: 'USD' },
  lines: [{ sku: 'A' }],
  seal: new Uint8Array([1]),
};

describe('the same content', () => {
  it('is said in whatever order of fields, and with what is undefined left out', () => {
    const { no, ...rest } = structuredClone(order);
    expect(sameContent(order, { ...rest, no, note: undefined })).toBe(true);
    expect(sameContent(undefined, undefined)).toBe(true);
  });

  it.each([
    ['another amount', { ...order, total: { minor: 6501n, currency: 'USD' } }],
    ['another line', { ...order, lines: [{ sku: 'A' }, { sku: 'B' }] }],
    ['another seal', { ...order, seal: new Uint8Array([2]) }],
    ['one field less', { no: 'SO-1' }],
    ['nothing', null],
  ])('is not said by %s', (_, other) => {
    expect(sameContent(order, other)).toBe(false);
  });
});
