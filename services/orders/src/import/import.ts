import type { Complete, Only, OrdersEvent, ordersRefusals } from '@portolan/contracts';
import type { Sealed } from '@portolan/contracts/common/v1/types';
import type { ImportRow } from '@portolan/contracts/orders/v1/types';
import { type Decider, madeId, refuse } from '@portolan/eventsourcing';

export type ImportEvent = Only<OrdersEvent, 'ImportStarted' | 'ImportRowsDone' | 'ImportCompleted'>;
type Refusal = keyof typeof ordersRefusals;

export type ImportCommand =
  | {
      readonly type: 'StartImport';
      readonly importId: string;
      readonly fileName: string;
      /** Hex. */
      readonly sha256: string;
      readonly rows: number;
      readonly file: Complete<Sealed>;
    }
  /** What became of some rows, which follow those that are done. */
  | { readonly type: 'RecordRows'; readonly importId: string; readonly rows: readonly Complete<ImportRow>[] };

/** What can become of a row: it made an order; its order stood there already; it was refused. */
export const outcomes = ['PLACED', 'KNOWN', 'REFUSED'] as const;
export type RowOutcome = (typeof outcomes)[number];

export interface ImportState {
  /** Of the file; 0 while nobody has started it. */
  readonly rows: number;
  readonly done: number;
  readonly placed: number;
  readonly refused: number;
  readonly known: number;
}

/** Rows that are worked on at once, and go on record together. */
export const chunkRows = 50;

/** Made from the file itself, so that the same file is the same import. @param sha256 of the file, hex */
export const importId = (tenant: string, sha256: string): string => madeId('import', tenant, sha256);

/** Many orders from one file: its rows are worked off in order, and each is told what became of it. */
export const orderImport: Decider<ImportState, ImportCommand, ImportEvent, Refusal> & { name: string } = {
  name: 'import',
  initial: { rows: 0, done: 0, placed: 0, refused: 0, known: 0 },

  decide(command, state) {
    if (command.type === 'RecordRows') return record(command, state);
    const { type: _type, ...started } = command;
    return state.rows > 0 ? [] : [{ type: 'ImportStarted', data: started }];
  },

  evolve(state, event) {
    switch (event.type) {
      case 'ImportStarted':
        return { ...state, rows: event.data.rows };
      case 'ImportRowsDone':
        return counted(state, event.data.rows);
      case 'ImportCompleted':
        return state;
    }
  },
};

function record({ importId, rows }: Extract<ImportCommand, { type: 'RecordRows' }>, state: ImportState) {
  if (state.rows === 0) return refuse('IMPORT_NOT_FOUND', { id: importId });
  // Somebody else has put these on record meanwhile.
  if (rows[0]?.row !== state.done + 1) return [];
  const done: ImportEvent = { type: 'ImportRowsDone', data: { importId, rows: [...rows] } };
  const { placed, refused, known, done: through } = counted(state, rows);
  if (through < state.rows) return [done];
  return [done, { type: 'ImportCompleted', data: { importId, placed, refused, known } }] satisfies ImportEvent[];
}

function counted(state: ImportState, rows: readonly Complete<ImportRow>[]): ImportState {
  const of = (wanted: RowOutcome) => rows.filter(({ outcome }) => outcome === wanted).length;
  return {
    rows: state.rows,
    done: state.done + rows.length,
    placed: state.placed + of('PLACED'),
    refused: state.refused + of('REFUSED'),
    known: state.known + of('KNOWN'),
  };
}
