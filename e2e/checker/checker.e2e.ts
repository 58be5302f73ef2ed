import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Break, breakFact } from '../demo/break.ts';
import { listAt, ok, textAt } from '../story/api.ts';
import { playAllRoads } from '../support/all-roads.ts';
import { breachesOf, newBreaches } from '../support/breaches.ts';
import { openStage, type TestStage } from '../support/stage.ts';

// What the checker finds in a running suite: nothing in clean stories, and whatever somebody alters in the databases.

let stage: TestStage;
beforeAll(async () => {
  stage = await openStage('checker', { checkerLookMs: 200 });
  await playAllRoads(stage);
  await stage.time.settle();
}, 300_000);
afterAll(() => stage.stop());

const found = (query: string) => breachesOf(stage.cast.operations, query);

it('finds nothing in stories of every road', async () => {
  // Several looks at everything.
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(await found('')).toEqual([]);
});

const rows: Readonly<Partial<Record<Break, string>>> = { ledger: 'account', stock: 'stock', book: 'book line' };

it.each(Object.entries(rows))('finds a %s row that was altered by hand', { timeout: 60_000 }, async (name, what) => {
  const known = (await found('invariant=read-models')).length;
  await breakFact(name as Break, stage.documentsOf);
  const breaches = await newBreaches(stage.cast.operations, 'invariant=read-models', known);
  const breach = breaches.find((each) => textAt(each, 'data', 'what') === what);
  expect(textAt(breach, 'text')).toContain('its events give');
  expect(listAt(breach, 'events').length).toBeGreaterThan(0);
  expect(textAt(breach, 'state')).toBe('OPEN');
});

it('finds a commit that was altered by hand, and names order and event', async () => {
  const file = new DatabaseSync(join(stage.folder.path, 'fx', 'events.db'));
  const of = "SELECT id FROM streams WHERE name LIKE '%/escrow/%' LIMIT 1";
  const last = `SELECT max(last) FROM commits WHERE stream = (${of})`;
  file
    .prepare(
      `UPDATE commits SET payloads = CAST(substr(payloads, 1, length(payloads) - 1) || x'31' AS BLOB)
       WHERE stream = (${of}) AND last = (${last})`,
    )
    .run();
  file.close();
  const [breach] = await newBreaches(stage.cast.operations, 'invariant=histories');
  expect(textAt(breach, 'code')).toBe('ALTERED');
  expect(textAt(breach, 'orderId')).not.toBe('');
  expect(String(listAt(breach, 'events')[0])).toContain('/escrow/');
  expect(await found(`orderId=${textAt(breach, 'orderId')}`)).toContainEqual(breach);
});

it('is counted until somebody has looked at it', async () => {
  const open = await found('state=OPEN');
  const path = `/v1/operations/breaches/${textAt(open[0], 'id')}/acknowledgement`;
  const answer = ok(await stage.cast.operations.post(path, { note: 'altered by a test' }, 'looked'), 'acknowledging');
  expect([textAt(answer, 'state'), textAt(answer, 'note')]).toEqual(['ACKNOWLEDGED', 'altered by a test']);
  expect(await found('state=OPEN')).toHaveLength(open.length - 1);
  const again = await stage.cast.operations.post('/v1/operations/breaches/nothing/acknowledgement', { note: '' }, 'n');
  expect([again.status, textAt(again.body, 'code')]).toEqual([404, 'BREACH_NOT_FOUND']);
  expect((await stage.cast.merchant.get('/v1/operations/breaches')).status).toBe(403);
});
