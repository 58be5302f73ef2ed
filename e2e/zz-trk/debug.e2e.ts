import { afterAll, beforeAll, it } from 'vitest';
import { listAt, at } from '../story/api.ts';
import { faults } from '../story/faults.ts';
import { bookBulk, countTwoShort } from '../story/overseas.ts';
import { openStage, type TestStage } from '../support/stage.ts';

let stage: TestStage;
beforeAll(async () => {
  stage = await openStage('trkdebug');
}, 60_000);
afterAll(() => stage.stop());

async function dump() {
  const { body } = await stage.cast.merchant.get('/v1/orders?limit=20');
  for (const order of listAt(body, 'orders')) {
    const id = (order as any).id;
    const timeline = await stage.cast.merchant.get(`/v1/orders/${id}/timeline?limit=200`);
    console.log(JSON.stringify((timeline.body as any), (k, v) => v).slice(0, 200));
    const entries = (timeline.body as any).entries ?? (timeline.body as any).events ?? [];
    for (const e of entries) console.log(e.time ?? '', e.type ?? '', (e.text?.en ?? e.text ?? '').slice(0, 150));
    console.log(JSON.stringify((await stage.cast.merchant.get(`/v1/orders/${id}`)).body).slice(0, 1500));
  }
  console.log(JSON.stringify((await stage.cast.outside.get('/books')).body));
}

it('refund', { timeout: 60_000 }, async () => {
  try { await faults['refund-rejected']?.play(stage); } catch (e) { console.log(String(e)); }
  await dump();
});
it('bulk', { timeout: 60_000 }, async () => {
  try { const id = await bookBulk(stage.cast, 'BK-9'); await countTwoShort(stage.cast, id, 'BK-9', stage.time); } catch (e) { console.log(String(e)); }
  await dump();
});
