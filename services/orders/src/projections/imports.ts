import type { Complete } from '@portolan/contracts';
import type { ImportRow } from '@portolan/contracts/orders/v1/types';
import type { Projection, Recorded, View } from '@portolan/engine';
import type { ImportEvent } from '../import/import.ts';
import { furthest, type OrderEvent, type Stage, stageAfter } from '../order/order.ts';

/** An import as its own stream tells it. */
export type ImportDocument = {
  readonly fileName: string;
  readonly rows: number;
  readonly placed: number;
  readonly refused: number;
  readonly known: number;
  readonly startedAt: string;
  /** '' while it runs. */
  readonly completedAt: string;
};

/** What became of a row. */
export type RowDocument = Complete<ImportRow> & { readonly importId: string };

/** How many orders of an import stand in each state. */
export type StatesDocument = Readonly<Record<string, number>>;

type ImportedOrder = { readonly importId: string; readonly state: Stage };

/** Imports, what became of each row, and how far the orders of each have come: counted as it happens. */
export const importList: Projection<ImportEvent | OrderEvent> = {
  name: 'orders.imports.v1',
  reads: ['orders'],
  collections: {
    imports: {},
    import_rows: { indexes: { byImport: ['importId', 'row'], byOutcome: ['importId', 'outcome', 'row'] } },
    import_orders: {},
    import_states: {},
  },
  on: {
    ImportStarted: ({ data: { importId, fileName, rows }, meta }, view) =>
      view.put('imports', meta.tenant, importId, {
        fileName,
        rows,
        placed: 0,
        refused: 0,
        known: 0,
        startedAt: meta.time,
        completedAt: '',
      } satisfies ImportDocument),
    ImportRowsDone: rowsDone,
    ImportCompleted: async ({ data: { importId }, meta: { tenant, time } }, view) => {
      const before = await view.get<ImportDocument>('imports', tenant, importId);
      if (before !== undefined) await view.put('imports', tenant, importId, { ...before, completedAt: time });
    },
    OrderPlaced: async ({ data: { orderId }, meta: { tenant, causation } }, view) => {
      const importId = importBehind(causation);
      if (importId === undefined) return;
      await view.put('import_orders', tenant, orderId, { importId, state: 'PLACED' } satisfies ImportedOrder);
      await count(view, tenant, importId, { PLACED: 1 });
    },
    OrderPaid: moved,
    OrderCleared: moved,
    OrderShipped: moved,
    OrderDelivered: moved,
    OrderStocked: moved,
    OrderSettled: moved,
    OrderCancelled: moved,
    OrderRefunded: moved,
  },
};

// An order is placed by an import where an event of one caused it: <tenant>/import/<id>@<version>.
function importBehind(causation: string): string | undefined {
  return /^[^/]+\/import\/([^/@]+)@\d+$/.exec(causation)?.[1];
}

type RowsDone = Recorded<Extract<ImportEvent, { type: 'ImportRowsDone' }>>;

async function rowsDone({ data: { importId, rows }, meta: { tenant } }: RowsDone, view: View): Promise<void> {
  for (const row of rows) {
    const document: RowDocument = { ...row, importId };
    await view.put('import_rows', tenant, `${importId}/${row.row}`, document);
  }
  const before = await view.get<ImportDocument>('imports', tenant, importId);
  if (before === undefined) return;
  const of = (outcome: string) => rows.filter((row) => row.outcome === outcome).length;
  await view.put('imports', tenant, importId, {
    ...before,
    placed: before.placed + of('PLACED'),
    refused: before.refused + of('REFUSED'),
    known: before.known + of('KNOWN'),
  });
}

type Moving = Exclude<OrderEvent, { type: 'OrderPlaced' | 'OrderAbandoned' }>;

async function moved({ type, data: { orderId }, meta: { tenant } }: Recorded<Moving>, view: View): Promise<void> {
  const before = await view.get<ImportedOrder>('import_orders', tenant, orderId);
  const stage = stageAfter(type);
  if (before === undefined || stage === undefined) return;
  const state = furthest(before.state, stage);
  if (state === before.state) return;
  await view.put('import_orders', tenant, orderId, { ...before, state });
  await count(view, tenant, before.importId, { [before.state]: -1, [state]: 1 });
}

async function count(view: View, tenant: string, importId: string, change: StatesDocument): Promise<void> {
  const before = (await view.get<StatesDocument>('import_states', tenant, importId)) ?? {};
  const after: Record<string, number> = { ...before };
  for (const [state, by] of Object.entries(change)) after[state] = (after[state] ?? 0) + by;
  await view.put('import_states', tenant, importId, after);
}
