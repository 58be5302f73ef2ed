import { outside } from '@portolan/contracts';
import { FxDefinition } from '@portolan/contracts/fx/v1/fx';
import { WarehouseDefinition } from '@portolan/contracts/warehouse/v1/warehouse';
import { bookLines, bookShelf, ledgerGuarded, stockUnits } from '@portolan/invariants';
import { type Caller, RefusedError, type Runtime } from '@portolan/service';
import { type KeptDocument, statesOf } from '../projections/watching.ts';
import type { Figures, ReadModel } from './rows.ts';

interface Goods {
  readonly owner: string;
  readonly sku: string;
}

const onePage = { limit: 1, cursor: '' };
const lots = 200;

/** The read models whose figures follow from events alone: ledger accounts, stock rows, lines of the account book. */
export function readModels({ client, documents }: Pick<Runtime, 'client' | 'documents'>): readonly ReadModel[] {
  const fx = client('fx', FxDefinition);
  const warehouse = client('warehouse', WarehouseDefinition);
  /** A line of the account book lies in two copies: its owner's and its operator's. */
  const bookOf = (what: string, reader: (goods: Goods, operator: string) => Caller): ReadModel => ({
    ...{ what, service: 'warehouse', projection: 'warehouse.book-items' },
    invariant: bookLines,
    expected: (state) => ({ ...(state as Figures) }),
    async shown(key, { last: { tenant } }) {
      const [emsNo = '', recordNo = ''] = key.split('/');
      const goods = await goodsOf(key);
      const request = { emsNo, sku: goods.sku };
      const item = await among(
        async (page) => {
          const { items, nextCursor } = await warehouse.listBookItems({ ...request, page }, reader(goods, tenant));
          return { listed: items, nextCursor };
        },
        (each) => each.recordNo === recordNo,
      );
      if (item === undefined) return undefined;
      const { increased, reduced, plannedIncrease, plannedReduction } = item;
      return { increased, reduced, plannedIncrease, plannedReduction };
    },
  });
  /** Whose goods stand on a line: the invariant of book and shelf knows its bucket. */
  async function goodsOf(line: string): Promise<Goods> {
    const kept = await documents.get<KeptDocument>(statesOf(bookShelf.name), outside, line);
    const [, owner = '', sku = ''] = (kept?.state as { bucket?: string } | undefined)?.bucket?.split('/') ?? [];
    return { owner, sku };
  }
  return [
    {
      ...{ what: 'account', service: 'fx', projection: 'fx.accounts' },
      invariant: ledgerGuarded,
      expected: (state) => ({ ...(state as { debits: bigint; credits: bigint }) }),
      async shown(key, { last: { tenant } }) {
        const id = key.slice(tenant.length + 1);
        const account = await found(fx.getAccount({ id, page: onePage }, { tenant, role: 'service' }));
        return account === undefined ? undefined : { debits: account.debits.minor, credits: account.credits.minor };
      },
    },
    {
      ...{ what: 'stock', service: 'warehouse', projection: 'warehouse.stock' },
      invariant: stockUnits,
      expected: (state) => ({ ...(state as Figures) }),
      async shown(key, { last: { tenant } }) {
        const [warehouseId = '', , sku = '', lot = ''] = key.split('/');
        const as = { tenant, role: 'merchant' };
        const row = await among(
          async (page) => {
            const { stock, nextCursor } = await warehouse.listStock({ warehouseId, sku, page }, as);
            return { listed: stock, nextCursor };
          },
          ({ bucket }) => bucket.lot === lot,
        );
        if (row === undefined) return undefined;
        const { available, reserved, picked, packed, damaged } = row;
        return { available, reserved, picked, packed, damaged };
      },
    },
    bookOf('book line', ({ owner }) => ({ tenant: owner, role: 'merchant' })),
    bookOf("operator's book line", (_, operator) => ({ tenant: operator, role: 'zone_operator' })),
  ];
}

/** The one of a list that is it, on whichever page. */
async function among<T>(
  list: (page: { limit: number; cursor: string }) => Promise<{ readonly listed: readonly T[]; nextCursor: string }>,
  isIt: (each: T) => boolean,
): Promise<T | undefined> {
  for (let cursor = ''; ; ) {
    const { listed, nextCursor } = await list({ limit: lots, cursor });
    const it = listed.find(isIt);
    if (it !== undefined || nextCursor === '') return it;
    cursor = nextCursor;
  }
}

/** Undefined where the service says that there is none. */
async function found<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof RefusedError) return undefined;
    throw error;
  }
}
