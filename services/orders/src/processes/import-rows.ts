import type { Complete } from '@portolan/contracts';
import type { Sealed } from '@portolan/contracts/common/v1/types';
import type { PlaceOrderRequest } from '@portolan/contracts/orders/v1/orders';
import type { ImportRow } from '@portolan/contracts/orders/v1/types';
import type { CommandContext, Outcome, RequestContext, Requests } from '@portolan/engine';
import { madeId, type Refusal } from '@portolan/eventsourcing';
import { RefusedError, type Runtime } from '@portolan/service';
import { chunkRows, type ImportEvent, orderImport } from '../import/import.ts';
import { pieceId, pieces, rowsIn } from '../import/pieces.ts';
import { contentOf, inColumns, orderNoOf, orderOf, type Row } from '../import/row.ts';
import { orderId } from '../order/order.ts';

type Needs = Pick<Runtime, 'commands' | 'documents' | 'vault'>;

/** Places an order under this id. @throws RefusedError as the API does */
export type Place = (
  orderId: string,
  request: Complete<PlaceOrderRequest>,
  context: CommandContext,
) => Promise<Outcome>;

/**
 * Works an import off, a chunk for each of its events: places the orders of the next rows and puts on record what became
 * of them. A crash repeats the chunk that was under way; its orders are recognised by their ids.
 */
export function importRequests(runtime: Needs, place: Place): Requests<ImportEvent> {
  const next = async ({ data: { importId } }: { data: { importId: string } }, requests: RequestContext) => {
    const { tenant } = requests.context;
    const { state } = await runtime.commands.load(orderImport, tenant, importId);
    if (state.done >= state.rows) return;
    const rows = await openRows(runtime, tenant, importId, state.done / chunkRows);
    const done = await inTurn(rows, (row) => placed(runtime, place, row, rowContext(importId, row, requests.context)));
    await requests.execute(orderImport, importId, { type: 'RecordRows', importId, rows: done });
  };
  return {
    name: 'orders.import-rows.v1',
    on: {
      ImportStarted: next,
      ImportRowsDone: next,
      ImportCompleted: ({ data: { importId }, meta: { tenant } }) => forget(runtime, tenant, importId),
    },
  };
}

/** Id of the order that a row makes: the same number with the same content is the same order, in whatever file. */
export function rowOrderId({ vault }: Pick<Runtime, 'vault'>, tenant: string, row: Row): string {
  // Keyed, since the content names a person and the id is for everybody.
  const content = vault.hash(tenant, Buffer.from(contentOf(row)));
  return orderId(tenant, madeId('command', tenant, 'import', orderNoOf(row), content));
}

/** What a refusal makes of a row. */
export function refusedRow(row: Row, refusal: Refusal): Complete<ImportRow> {
  const { refused: code, data } = inColumns(refusal, row);
  return { row: row.number, orderNo: orderNoOf(row), outcome: 'REFUSED', orderId: '', code, data: { ...data } };
}

/** What an order makes of a row. */
export function acceptedRow(row: Row, outcome: 'PLACED' | 'KNOWN', id: string): Complete<ImportRow> {
  return { row: row.number, orderNo: orderNoOf(row), outcome, orderId: id, code: '', data: {} };
}

async function openRows({ documents, vault }: Needs, tenant: string, importId: string, piece: number) {
  const kept = await documents.get<{ readonly sealed: Complete<Sealed> }>(pieces, tenant, pieceId(importId, piece));
  if (kept === undefined) throw new Error(`import ${importId} has no piece ${piece}`);
  return rowsIn(await vault.openBytes(tenant, `rows/${piece}`, kept.sealed), piece);
}

// Of rows under one number the first decides what the others are; rows of different numbers concern each other not.
async function inTurn(rows: readonly Row[], work: (row: Row) => Promise<Complete<ImportRow>>) {
  const byNumber = [...Map.groupBy(rows, orderNoOf).values()];
  const done = await Promise.all(
    byNumber.map(async (same) => {
      const own: Complete<ImportRow>[] = [];
      for (const row of same) own.push(await work(row));
      return own;
    }),
  );
  return done.flat().toSorted((left, right) => left.row - right.row);
}

// The command names row and import: so a chunk that is repeated is told from an order that stood there before.
function rowContext(importId: string, row: Row, context: CommandContext): CommandContext {
  const commandId = madeId('command', context.tenant, 'import-row', importId, row.number);
  return { ...context, commandId, rememberRefusal: false };
}

async function placed(runtime: Needs, place: Place, row: Row, context: CommandContext): Promise<Complete<ImportRow>> {
  const request = orderOf(row);
  if ('refused' in request) return refusedRow(row, request);
  const id = rowOrderId(runtime, context.tenant, row);
  try {
    const outcome = await place(id, request, context);
    if (!outcome.ok) return refusedRow(row, outcome.refusal);
    return acceptedRow(row, outcome.events.length === 0 ? 'KNOWN' : 'PLACED', id);
  } catch (error) {
    if (error instanceof RefusedError) return refusedRow(row, error.refusal);
    throw error;
  }
}

// Its orders hold what is needed of its people, under keys of their own.
async function forget({ commands, documents, vault }: Needs, tenant: string, importId: string): Promise<void> {
  const { state } = await commands.load(orderImport, tenant, importId);
  const count = Math.ceil(state.rows / chunkRows);
  await documents.transact(async (transaction) => {
    for (let piece = 0; piece < count; piece++) await transaction.delete(pieces, tenant, pieceId(importId, piece));
  });
  await vault.forget(tenant, importId);
}
