import { createHash } from 'node:crypto';
import type { Complete } from '@portolan/contracts';
import type { CommandReply, Sealed } from '@portolan/contracts/common/v1/types';
import { ImportsDefinition, type ImportView, type StartImportRequest } from '@portolan/contracts/orders/v1/orders';
import type { CommandContext } from '@portolan/engine';
import { answered, paged, RefusedError, type Runtime, serve } from '@portolan/service';
import { type OrderFile, readOrderFile } from '../adapters/order-file.ts';
import { importId as importIdOf, orderImport } from '../import/import.ts';
import { cutUp, pieceId, pieces } from '../import/pieces.ts';
import type { Offered } from '../order/terms.ts';
import { type ImportDocument, importList, type RowDocument, type StatesDocument } from '../projections/imports.ts';
import { checkRows } from './check-import.ts';

/** Orders that nothing more is going to happen to. */
const finishedStates = ['SETTLED', 'STOCKED', 'CANCELLED', 'REFUNDED'];

const mostRows = 500;

/** Many orders from one file. A caller sees its own tenant's imports and no other. */
export const importsApi = (runtime: Runtime, offered: Offered) =>
  serve(ImportsDefinition, {
    async checkImport({ content }, { caller: { tenant } }) {
      const report = await checkRows(runtime, offered, tenant, fileIn(content));
      return { rows: report.length, report };
    },

    startImport: (request, call) => startImport(runtime, request, call.context),

    getImport: ({ id }, { caller: { tenant } }) => getImport(runtime, tenant, id),

    async listImportRows({ id, outcome, page }, { caller: { tenant } }) {
      await found(runtime, tenant, id);
      const by = outcome === '' ? { index: 'byImport', equals: [id] } : { index: 'byOutcome', equals: [id, outcome] };
      const { shown, nextCursor } = await paged(
        page,
        (reach) => runtime.documents.find<RowDocument>({ collection: 'import_rows', tenant, ...by, ...reach }),
        mostRows,
      );
      return { rows: shown.map(({ document: { importId: _import, ...row } }) => row), nextCursor };
    },
  });

/**
 * Takes a file: looks it over as a whole, seals its rows and starts to work them off. The same file again is the import
 * that stands there already.
 * @throws RefusedError for every flaw of the file as a whole
 */
export async function startImport(
  { commands, documents, vault }: Pick<Runtime, 'commands' | 'documents' | 'vault'>,
  { fileName, content }: Complete<StartImportRequest>,
  context: CommandContext,
): Promise<CommandReply> {
  const { heading, records } = fileIn(content);
  const { tenant } = context;
  const sha256 = createHash('sha256').update(content).digest('hex');
  const importId = importIdOf(tenant, sha256);
  const { state } = await commands.load(orderImport, tenant, importId);
  if (state.rows === 0) {
    const sealed: Complete<Sealed>[] = [];
    for (const [piece, bytes] of cutUp(heading, records).entries())
      sealed.push(await vault.sealBytes(tenant, importId, `rows/${piece}`, bytes));
    await documents.transact(async (transaction) => {
      for (const [piece, one] of sealed.entries())
        await transaction.put(pieces, tenant, pieceId(importId, piece), { sealed: one });
    });
  }
  const file = { subject: importId, ciphertext: new Uint8Array(), hash: vault.hash(tenant, content) };
  const command = { type: 'StartImport', importId, fileName, sha256, rows: records.length, file } as const;
  return answered(await commands.execute(orderImport, importId, command, context), importId);
}

function fileIn(content: Uint8Array): OrderFile {
  const read = readOrderFile(content);
  if ('refused' in read) throw new RefusedError(read);
  return read;
}

async function getImport(runtime: Runtime, tenant: string, id: string): Promise<ImportView> {
  const shown = await found(runtime, tenant, id);
  const counts = (await runtime.documents.get<StatesDocument>('import_states', tenant, id)) ?? {};
  const byState = Object.fromEntries(Object.entries(counts).filter(([, orders]) => orders > 0));
  return {
    ...shown,
    id,
    state: shown.completedAt === '' ? 'RUNNING' : 'COMPLETED',
    finished: finishedStates.reduce((sum, state) => sum + (byState[state] ?? 0), 0),
    byState,
  };
}

// An import that was started a moment ago may not be shown yet: its own stream knows it.
async function found(runtime: Runtime, tenant: string, id: string): Promise<ImportDocument> {
  const read = () => runtime.documents.get<ImportDocument>('imports', tenant, id);
  const shown = await read();
  if (shown !== undefined) return shown;
  const { version } = await runtime.commands.load(orderImport, tenant, id);
  if (version === 0) throw new RefusedError({ refused: 'IMPORT_NOT_FOUND', data: { id } });
  const stream = `${tenant}/${orderImport.name}/${id}`;
  const visible = await runtime.visible(importList.name, stream, 1);
  const now = visible ? await read() : undefined;
  if (now === undefined) throw new RefusedError({ refused: 'NOT_YET_VISIBLE', data: { stream, version: '1' } });
  return now;
}
