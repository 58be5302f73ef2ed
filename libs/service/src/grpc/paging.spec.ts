import { describe, expect, it } from 'vitest';
import { paged } from './paging.ts';

const row = (index: number) => ({ tenant: 't', id: `r${index}`, document: {}, cursor: `c${index}` });
const rows = (count: number) => Array.from({ length: count }, (_, index) => row(index));

const pageOf = (count: number, limit: number, most?: number) =>
  paged({ limit, cursor: '' }, async (reach) => rows(count).slice(0, reach.limit), most);

describe('a page', () => {
  it.each([
    ['names no limit', 300, 0, 50],
    ['wants less than nothing', 300, -1, 50],
    ['wants too many', 300, 1000, 200],
    ['wants some', 300, 3, 3],
  ])('of a caller who %s', async (_, count, limit, shown) => {
    expect(await pageOf(count, limit)).toEqual({ shown: rows(shown), nextCursor: `c${shown - 1}` });
  });

  it('that is the last names no cursor, also where it is full', async () => {
    expect(await pageOf(3, 3)).toEqual({ shown: rows(3), nextCursor: '' });
    expect(await pageOf(0, 3)).toEqual({ shown: [], nextCursor: '' });
  });

  it('may be as long as the query allows', async () => {
    expect((await pageOf(600, 1000, 500)).shown).toHaveLength(500);
  });

  it('goes on behind its cursor, and starts where there is none', async () => {
    const asked: unknown[] = [];
    const find = async (reach: unknown) => {
      asked.push(reach);
      return [];
    };
    await paged({ limit: 2, cursor: '' }, find);
    await paged({ limit: 2, cursor: 'c1' }, find);
    expect(asked).toEqual([{ limit: 3 }, { limit: 3, after: 'c1' }]);
  });
});
