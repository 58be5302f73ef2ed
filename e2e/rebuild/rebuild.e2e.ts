import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startSuite } from '@portolan/suite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { breakFact, documentsIn } from '../demo/break.ts';
import { verify } from '../reader/verify.ts';
import { castOf } from '../story/cast.ts';
import { playAllRoads } from '../support/all-roads.ts';
import { freePort } from '../support/ports.ts';
import { openStage, type TestStage } from '../support/stage.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const seed = 'rebuild-2026';
const services = ['orders', 'customs', 'fx', 'warehouse', 'tracking', 'gateway'];

let stage: TestStage;
/** Every projection that can be rebuilt. */
let views: readonly string[] = [];
beforeAll(async () => {
  stage = await openStage(seed);
  await playAllRoads(stage);
  await stage.time.settle();
}, 120_000);
afterAll(() => stage.folder.remove());

/** `make rebuild`, as a process of its own: what it says, and how it ends. */
async function rebuild(projection: string): Promise<{ readonly code: number; readonly said: string }> {
  const env = {
    ...process.env,
    NODE_NO_WARNINGS: '1',
    NODE_COMPILE_CACHE: `${root}node_modules/.cache/node`,
    PROJECTION: projection,
    DATA: stage.folder.path,
  };
  const run = promisify(execFile)(process.execPath, [`${root}deploy/suite/src/rebuild.ts`], { env });
  return run.then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    ({ code, stderr }: { code: number; stderr: string }) => ({ code, said: stderr }),
  );
}

const start = async () =>
  startSuite({
    ...{ data: stage.folder.path, seed, clock: 'step' },
    ...{ gatewayPort: await freePort(), sandboxPort: await freePort() },
  });

/** Starts the suite, lets it catch up, asks the reader with the keys of both merchants, and stops it. */
async function breaches(): Promise<readonly string[]> {
  const suite = await start();
  try {
    await suite.settle();
    const { merchant, importer } = castOf(suite, 5_000);
    return [...(await verify(merchant)).breaches, ...(await verify(importer)).breaches];
  } finally {
    await suite.stop();
  }
}

/** Every document that services keep, but for the engine's own rows: `fx/accounts/merchant-shenzhen/1000.USD` → its text. */
function documents(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const service of services) {
    const database = new DatabaseSync(join(stage.folder.path, service, 'documents.db'), { readOnly: true });
    const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'documents: %'");
    for (const { name } of tables.all()) {
      const collection = String(name).slice('documents: '.length);
      if (collection.startsWith('engine_')) continue;
      for (const { tenant, id, body } of database.prepare(`SELECT tenant, id, body FROM "${name}"`).all())
        found.set(`${service}/${collection}/${tenant}/${id}`, String(body));
    }
    database.close();
  }
  return found;
}

it('refuses while a suite runs on the folder, and so does a second suite', async () => {
  const running = `A suite (process ${process.pid}) is running on ${stage.folder.path}.`;
  const refused = await rebuild('fx.accounts.v1');
  expect(refused).toMatchObject({ code: 2, said: expect.stringContaining(running) });
  await expect(start()).rejects.toThrow(running);
  await stage.suite.stop();
});

it('refuses what is no projection and what is a record, and empties nothing then', async () => {
  const before = documents();
  const [unknown, feed] = await Promise.all([
    rebuild('fx.accounts.v1 fx.account.v1'),
    rebuild('fx.accounts.v1,gateway.feed.v1'),
  ]);
  expect(unknown.code).toBe(2);
  expect(unknown.said).toMatch(/^There is no projection fx\.account\.v1\. There are:\n {2}orders\.orders\.v1\n/);
  views = unknown.said.match(/^ {2}\S+$/gm)?.map((line) => line.trim()) ?? [];
  expect(feed).toMatchObject({ code: 2, said: expect.stringContaining('It is never rebuilt.') });
  expect(documents()).toEqual(before);
});

it('mends a balance that was altered behind the suite’s back', { timeout: 60_000 }, async () => {
  const sound = documents();
  await breakFact('ledger', documentsIn(stage.folder.path));
  expect(await breaches()).toEqual([
    expect.stringMatching(/^ledger: account /),
    expect.stringMatching(/^ledger: account /),
  ]);
  expect(await rebuild('fx.accounts.v1')).toMatchObject({
    code: 0,
    said: expect.stringContaining('documents of accounts '),
  });
  expect(await breaches()).toEqual([]);
  expect(documents()).toEqual(sound);
});

it('makes every view again, the same to the letter, and touches nothing else', { timeout: 60_000 }, async () => {
  const before = documents();
  expect(views.length).toBeGreaterThan(10);
  const { code, said } = await rebuild(views.join(' '));
  expect([code, said.match(/^Emptied /gm)?.length]).toEqual([0, views.length]);
  const emptied = documents();
  expect(emptied.size).toBeLessThan(before.size);
  expect([...emptied].filter(([key, body]) => before.get(key) !== body)).toEqual([]);
  expect(await breaches()).toEqual([]);
  expect(documents()).toEqual(before);
});
