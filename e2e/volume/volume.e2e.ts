import { readFileSync } from 'node:fs';
import { startSuite } from '@portolan/suite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verify } from '../reader/verify.ts';
import { type Api, at, listAt, ok, textAt } from '../story/api.ts';
import { type Cast, castOf } from '../story/cast.ts';
import { ordersCsv } from '../story/orders-csv.ts';
import { passing, playVolume, told, type VolumeFigures } from '../story/volume.ts';
import { dataFolder, filesContaining } from '../support/folder.ts';
import { freePort } from '../support/ports.ts';

const orders = 40;
const seed = 'volume';
const folder = dataFolder('volume');
const file = ordersCsv({ orders, seed });
const lines: string[] = [];

let suite: Awaited<ReturnType<typeof startSuite>>;
let cast: Cast;
let merchant: Api;
let figures: VolumeFigures;

beforeAll(async () => {
  const ports = { gatewayPort: await freePort(), sandboxPort: await freePort() };
  suite = await startSuite({ data: folder.path, seed, clock: 'step', ...ports });
  cast = castOf(suite, 10_000);
  merchant = cast.merchant;
  const { step } = passing(merchant, 'leap', 'PT6H');
  figures = await playVolume(cast, { orders, seed, settle: suite.settle, step, print: (line) => lines.push(line) });
}, 600_000);

afterAll(async () => {
  await suite.stop();
  folder.remove();
});

describe('forty orders from one file', () => {
  it('are all settled, and the figures are told', async () => {
    const shown = ok(await merchant.get(`/v1/imports/${figures.importId}`), 'the import');
    expect(shown).toMatchObject({ rows: orders, placed: orders, finished: orders, byState: { SETTLED: orders } });
    expect(lines[0]).toBe(`dry run: ${orders} rows, ${orders} to place, 0 known already, 0 to refuse`);
    expect(figures.events).toBeGreaterThan(orders * 50);
    expect(figures.ordersPerSecond).toBeCloseTo(orders / figures.seconds);
    const inspection = figures.holds.find(({ code }) => code === 'AWAITING_INSPECTION_END');
    expect(inspection).toMatchObject({ count: orders });
    expect(inspection?.meanHours).toBeGreaterThan(3 * 24 - 1);
    expect(told(figures)[0]).toMatch(/^40 orders settled in [\d.]+ s: [\d.]+ orders\/s, \d+ events, \d+ events\/s; /);
  });

  it('are what an independent reader adds up to, with nothing left open', async () => {
    const { breaches, open } = await verify(merchant);
    expect(breaches).toEqual([]);
    expect(open).toEqual([]);
  });

  it('are one each in the books of the outside world', async () => {
    const books = (await cast.outside.get('/books')).body;
    for (const book of ['payments', 'declarations', 'labels']) {
      const counts = Object.values(at(books, book) as Record<string, number>);
      expect(counts, book).toEqual(Array.from({ length: orders }, () => 1));
    }
  });

  it('are the same orders when the file comes again, whole or turned round', async () => {
    const before = await merchant.get(`/v1/imports/${figures.importId}`);
    const again = ok(await merchant.send('/v1/imports', file.csv, 'once-more'), 'the same file');
    expect(textAt(again, 'id')).toBe(figures.importId);
    const [first = '', ...rows] = file.csv.trimEnd().split('\n');
    const turned = [first, ...rows.toReversed(), rows[0]?.replace(/,US,EAR/, ',CA,EAR'), ''].join('\r\n');
    const other = textAt(ok(await merchant.send('/v1/imports', turned, 'turned'), 'the rows turned round'), 'id');
    expect(other).not.toBe(figures.importId);
    await suite.settle();
    const shown = ok(await merchant.get(`/v1/imports/${other}`), 'the other import');
    expect(shown).toMatchObject({ state: 'COMPLETED', placed: 0, known: orders, refused: 1, byState: {} });
    const report = ok(await merchant.get(`/v1/imports/${other}/rows?outcome=REFUSED`), 'the report');
    expect(listAt(report, 'rows')).toMatchObject([
      {
        row: orders + 1,
        orderNo: 'VOL-00001',
        problem: { code: 'ORDER_NUMBER_TAKEN', field: 'orderNo', detail: { zh: expect.stringContaining('VOL-00001') } },
      },
    ]);
    expect(await merchant.get(`/v1/imports/${figures.importId}`)).toEqual(before);
    expect(listAt((await merchant.get('/v1/orders?limit=200')).body, 'orders')).toHaveLength(orders);
  });

  it('leave nobody in clear in any database, log or log file', () => {
    expect(filesContaining(folder.path, ['VOL-00001']).length).toBeGreaterThan(3);
    expect(filesContaining(folder.path, ['Canary Row', 'Kestrel Way', 'example.com'])).toEqual([]);
  });
});

it('the example shows an order of each mode that has a buyer', async () => {
  const example = readFileSync(new URL('../story/orders-example.csv', import.meta.url), 'utf8');
  const report = ok(await merchant.send('/v1/imports?dryRun=true', example, 'example'), 'the example');
  expect(report).toMatchObject({ rows: 3, placed: 3 });
});

const [heading = '', row = ''] = file.csv.split('\n');
const badFiles: readonly (readonly [string, string, string])[] = [
  ['nothing in it', '', 'IMPORT_EMPTY'],
  ['a heading alone', heading, 'IMPORT_EMPTY'],
  ['no heading', row, 'IMPORT_HEADING_MISSING'],
  ['a column that nobody knows', `colour,${heading}\nred,${row}`, 'IMPORT_COLUMN_UNKNOWN'],
  ['a column too few', file.csv.replaceAll('currency,', ''), 'IMPORT_COLUMN_MISSING'],
  ['a column twice', `orderNo,${heading}\nA,${row}`, 'IMPORT_COLUMN_TWICE'],
  ['a quotation mark that nobody closes', `${heading}\n"${row}`, 'IMPORT_NOT_CSV'],
  ['10,001 rows', `${heading}\n${'A\n'.repeat(10_001)}`, 'IMPORT_TOO_MANY_ROWS'],
];

it.each(badFiles)('a file with %s is refused as a whole, with what to do', async (what, csv, code) => {
  for (const path of ['/v1/imports', '/v1/imports?dryRun=true']) {
    const { status, body } = await merchant.send(path, csv, `bad-${what.replaceAll(' ', '-')}`);
    expect([status, textAt(body, 'code')]).toEqual([422, code]);
    expect(textAt(body, 'next')).not.toBe('');
  }
});

it('a file is the same for a seed, another for another', () => {
  expect(ordersCsv({ orders, seed })).toEqual(file);
  expect(ordersCsv({ orders, seed: 'another' }).csv).not.toBe(file.csv);
});
