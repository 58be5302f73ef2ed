import type { Complete } from '@portolan/contracts';
import type { ImportRow } from '@portolan/contracts/orders/v1/types';
import type { Caller } from '@portolan/service';
import type { Clients } from '../clients.ts';
import { importLimit } from '../limits.ts';
import { type Route, route } from '../route.ts';
import { byId, noParams, noQuery } from '../schemas/common.ts';
import { importAnswer, importRows, importView, listImportRows, startImport } from '../schemas/imports.ts';
import { rawBytes } from '../schemas/suite.ts';
import { asCsv, reported } from './import-report.ts';

const fileProblems = [
  'IMPORT_EMPTY',
  'IMPORT_NOT_UTF8',
  'IMPORT_NOT_CSV',
  'IMPORT_HEADING_MISSING',
  'IMPORT_COLUMN_UNKNOWN',
  'IMPORT_COLUMN_MISSING',
  'IMPORT_COLUMN_TWICE',
  'IMPORT_TOO_MANY_ROWS',
  'IMPORT_TOO_LARGE',
];

const readers = ['merchant', 'operations'] as const;

/** Many orders from one file. */
export const importRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/v1/imports',
    tag: 'orders',
    summary: 'Place the orders of a file',
    description:
      'CSV in UTF-8 with a heading, one order in a row, at most 10,000 rows. The rows are worked off after the answer; the ' +
      'same file, or the same row in another file, is never placed twice. Columns: orderNo, mode, warehouseId, carrier, ' +
      'incoterm, incotermPlace, platformCode, platformName, platformCountry, merchantCode, merchantName, merchantCountry, ' +
      'currency, goodsValue, freight, discount, tax, total, buyerName, buyerPhone, buyerEmail, buyerIdNumber, ' +
      'buyerAddress1, buyerAddress2, buyerCity, buyerRegion, buyerPostcode, buyerCountry, and for each line sku1, name1, ' +
      'hsCode1, origin1, quantity1, unit1, price1, total1, sku2 … up to 20. A column that the orders have no use for ' +
      '(discount, tax, buyerEmail, buyerIdNumber, buyerAddress2, buyerRegion, unit1 …) may be left out.',
    access: ['merchant'],
    params: noParams,
    query: startImport,
    body: rawBytes,
    takes: { type: 'text/csv', most: importLimit },
    status: 200,
    reply: importAnswer,
    problems: fileProblems,
    write: true,
    async handle({ query, body }, { caller, command }, { clients }) {
      const request = { fileName: query.fileName, content: body };
      if (query.dryRun === 'false')
        return { dryRun: false as const, ...(await clients.imports.startImport(request, command)) };
      const { rows, report } = await clients.imports.checkImport(request, caller);
      const of = (outcome: string) => report.filter((row) => row.outcome === outcome).length;
      const counts = { placed: of('PLACED'), known: of('KNOWN'), refused: of('REFUSED') };
      return { dryRun: true as const, rows, ...counts, report: report.map(reported) };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/imports/{id}',
    tag: 'orders',
    summary: 'How far an import has come, and its orders',
    access: readers,
    params: byId,
    query: noQuery,
    status: 200,
    reply: importView,
    problems: ['IMPORT_NOT_FOUND', 'NOT_YET_VISIBLE'],
    handle: ({ params }, { caller }, { clients }) => clients.imports.getImport({ id: params.id }, caller),
  }),
  route({
    method: 'GET',
    path: '/v1/imports/{id}/rows',
    tag: 'orders',
    summary: 'What became of each row of an import',
    description:
      'In the order of the file; of a refused row it says in both languages why, and what to do. With Accept: text/csv all ' +
      'of it comes as one file.',
    access: readers,
    params: byId,
    query: listImportRows,
    status: 200,
    reply: importRows,
    problems: ['IMPORT_NOT_FOUND', 'NOT_YET_VISIBLE'],
    async handle({ params, query: { outcome, ...page } }, { caller }, { clients }) {
      const { rows, nextCursor } = await clients.imports.listImportRows({ id: params.id, outcome, page }, caller);
      return { rows: rows.map(reported), nextCursor };
    },
    csv: async ({ params, query }, { caller }, { clients }) =>
      asCsv(await allRows(clients, params.id, query.outcome, caller)),
  }),
];

async function allRows(clients: Clients, id: string, outcome: string, caller: Caller): Promise<Complete<ImportRow>[]> {
  const all: Complete<ImportRow>[] = [];
  for (let cursor = ''; ; ) {
    const page = { limit: 500, cursor };
    const { rows, nextCursor } = await clients.imports.listImportRows({ id, outcome, page }, caller);
    all.push(...rows);
    if (nextCursor === '') return all;
    cursor = nextCursor;
  }
}
