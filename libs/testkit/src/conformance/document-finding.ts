import { CursorUnknown, type DocumentStore } from '@portolan/store';
import { beforeEach, describe, expect, test } from 'vitest';

/** The part of the document store's suite that is about indexes, order and cursors. */
export function describeFinding(current: () => DocumentStore): void {
  describe('finding', () => {
    let store: DocumentStore;
    beforeEach(() => {
      store = current();
    });
    const ids = async (query: Omit<Parameters<DocumentStore['find']>[0], 'collection' | 'limit'>) =>
      (await store.find({ collection: 'orders', limit: 100, ...query })).map(({ tenant, id }) => `${tenant} ${id}`);
    beforeEach(() =>
      store.transact(async (transaction) => {
        const at = (tenant: string, id: string, state: string, due: string | undefined, minor: number | bigint) =>
          transaction.put('orders', tenant, id, { state, due, price: { minor } });
        await at('acme', 'b', 'open', '2026-03-02', 10n);
        await at('acme', 'a', 'open', '2026-03-02', 9n);
        await at('acme', 'c', 'open', '2026-03-01', 100);
        await at('acme', 'd', 'open', undefined, 2n ** 60n + 1n);
        await at('acme', 'e', 'closed', '2026-03-01', 2n ** 60n);
        await at('zenith', 'a', 'open', '2026-03-01', -5);
      }),
    );

    test('by id, by an index, by its first fields, up to a value', async () => {
      expect(await ids({ tenant: 'acme' })).toEqual(['acme a', 'acme b', 'acme c', 'acme d', 'acme e']);
      expect(await ids({})).toEqual(['acme a', 'acme b', 'acme c', 'acme d', 'acme e', 'zenith a']);
      expect(await ids({ tenant: 'acme', index: 'byState', equals: ['open'] })).toEqual([
        'acme d',
        'acme c',
        'acme a',
        'acme b',
      ]);
      expect(await ids({ tenant: 'acme', index: 'byState', equals: ['open', '2026-03-02'] })).toEqual([
        'acme a',
        'acme b',
      ]);
      expect(await ids({ index: 'byState', equals: ['open'], atMost: '2026-03-01' })).toEqual(['acme c', 'zenith a']);
      expect(await ids({ tenant: 'acme', index: 'byState', atMost: 'closed', descending: true })).toEqual(['acme e']);
      await expect(ids({ index: 'unheard' })).rejects.toThrow(/unheard/);
    });

    test('numbers and bigints sort as numbers, exactly', async () => {
      expect(await ids({ index: 'byAmount' })).toEqual(['zenith a', 'acme a', 'acme b', 'acme c', 'acme e', 'acme d']);
      expect(await ids({ index: 'byAmount', atMost: 10 })).toEqual(['zenith a', 'acme a', 'acme b']);
      expect(await ids({ index: 'byAmount', equals: [10] })).toEqual(['acme b']);
    });

    for (const index of [undefined, 'byState', 'byAmount']) {
      for (const tenant of ['acme', undefined]) {
        for (const descending of [false, true]) {
          const what = `${index ?? 'id'} of ${tenant ?? 'all'}${descending ? ', descending' : ''}`;
          test(`pages by cursor show each document once: ${what}`, async () => {
            const all = await ids({ index, tenant, descending });
            expect(await ids({ index, tenant, descending: !descending })).toEqual(all.toReversed());
            for (const limit of [1, 2, 3]) {
              const paged: string[] = [];
              let after: string | undefined;
              do {
                const page = await store.find({ collection: 'orders', index, tenant, descending, limit, after });
                paged.push(...page.map((found) => `${found.tenant} ${found.id}`));
                after = page.at(-1)?.cursor;
              } while (after !== undefined);
              expect(paged).toEqual(all);
            }
          });
        }
      }
    }

    test('a cursor stays where it is while documents come and go', async () => {
      const query = { collection: 'orders', tenant: 'acme', index: 'byState', equals: ['open'], limit: 2 };
      const [, second] = await store.find(query);
      await store.transact(async (transaction) => {
        await transaction.put('orders', 'acme', 'aa', { state: 'open', due: '2026-01-01' });
        await transaction.delete('orders', 'acme', 'c');
      });
      const next = await store.find({ ...query, after: second?.cursor });
      expect(next.map(({ id }) => id)).toEqual(['a', 'b']);
      await expect(store.find({ ...query, index: 'byAmount', equals: [], after: second?.cursor })).rejects.toThrow(
        /cursor/,
      );
    });

    test('what is no cursor of the query is refused as such, whatever it holds', async () => {
      const query = { collection: 'orders', tenant: 'acme', index: 'byState', equals: ['open'], limit: 2 };
      const made = (...values: unknown[]) => Buffer.from(JSON.stringify(values)).toString('base64url');
      const wrong = ['x', '\0', made(), made('byState'), made('byState', {}, 'a'), made('byState', [1], 'a')];
      for (const after of [...wrong, made('byState', { integer: 'x' }, 'a'), made('byState', true, 'a')])
        await expect(store.find({ ...query, after })).rejects.toThrow(CursorUnknown);
    });

    test('an index declared later, or with other fields, finds what was there before', async () => {
      await store.declare({ orders: { indexes: { byState: ['due'] } } });
      expect(await ids({ index: 'byState', equals: ['2026-03-02'] })).toEqual(['acme a', 'acme b']);
    });
  });
}
