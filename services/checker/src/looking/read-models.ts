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
const lots = { limit: 200, cursor: '' };

/** The read models whose figures follow from events alone: ledger accounts, stock rows, lines of the account book. */
export function readModels({ client, documents }: Pick<Runtime, 'client' | 'documents'>): readonly ReadModel[] {
  const fx = client('fx', FxDefinition);
  const warehouse = client('warehouse', WarehouseDefinition);
  /** A line of the account book lies in two copies: its owner's and its operator's. */
  const bookOf = (what: string, reader: (goods: Goods, operator: string) => Caller): ReadModel => ({
    what,
    invariant: bookLines,
    expected: (state) => ({ ...(state as Figures) }),
    async shown(key, { last: { tenant } }) {
      const [emsNo = '', recordNo = ''] = key.split('/');
      const goods = await goodsOf(key);
      const request = { emsNo, sku: goods.sku, page: lots };
      const { items } = await warehouse.listBookItems(request, reader(goods, tenant));
      const item = items.find((each) => each.recordNo === recordNo);
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
      what: 'account',
      invariant: ledgerGuarded,
      expected: (state) => ({ ...(state as { debits: bigint; credits: bigint }) }),
      async shown(key, { last: { tenant } }) {
        const id = key.slice(tenant.length + 1);
        const account = await found(fx.getAccount({ id, page: onePage }, { tenant, role: 'service' }));
        return account === undefined ? undefined : { debits: account.debits.minor, credits: account.credits.minor };
      },
    },
    {
      what: 'stock',
      invariant: stockUnits,
      expected: (state) => ({ ...(state as Figures) }),
      async shown(key, { last: { tenant } }) {
        const [warehouseId = '', , sku = '', lot = ''] = key.split('/');
        const as = { tenant, role: 'merchant' };
        const { stock } = await warehouse.listStock({ warehouseId, sku, page: lots }, as);
        const row = stock.find(({ bucket }) => bucket.lot === lot);
        if (row === undefined) return undefined;
        const { available, reserved, picked, packed, damaged } = row;
        return { available, reserved, picked, packed, damaged };
      },
    },
    bookOf('book line', ({ owner }) => ({ tenant: owner, role: 'merchant' })),
    bookOf("operator's book line", (_, operator) => ({ tenant: operator, role: 'zone_operator' })),
  ];
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
