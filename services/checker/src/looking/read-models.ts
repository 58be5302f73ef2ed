import { FxDefinition } from '@portolan/contracts/fx/v1/fx';
import { WarehouseDefinition } from '@portolan/contracts/warehouse/v1/warehouse';
import { bookLines, ledgerGuarded, stockUnits } from '@portolan/invariants';
import { RefusedError, type ServiceContext } from '@portolan/service';
import type { Figures, ReadModel } from './rows.ts';

const onePage = { limit: 1, cursor: '' };
const lots = { limit: 200, cursor: '' };

/** The read models whose figures follow from events alone: ledger accounts, stock rows, lines of the account book. */
export function readModels({ client }: Pick<ServiceContext, 'client'>): readonly ReadModel[] {
  const fx = client('fx', FxDefinition);
  const warehouse = client('warehouse', WarehouseDefinition);
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
    {
      what: 'book line',
      invariant: bookLines,
      expected: (state) => ({ ...(state as Figures) }),
      async shown(key, { last: { tenant } }) {
        const [emsNo = '', recordNo = ''] = key.split('/');
        const as = { tenant, role: 'zone_operator' };
        for (let cursor = ''; ; ) {
          const { items, nextCursor } = await warehouse.listBookItems(
            { emsNo, sku: '', page: { ...lots, cursor } },
            as,
          );
          const item = items.find((each) => each.recordNo === recordNo);
          if (item !== undefined) {
            const { increased, reduced, plannedIncrease, plannedReduction } = item;
            return { increased, reduced, plannedIncrease, plannedReduction };
          }
          if (nextCursor === '') return undefined;
          cursor = nextCursor;
        }
      },
    },
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
