import { afterAll, beforeAll, expect, it } from 'vitest';
import { verify } from '../reader/verify.ts';
import { at, type Json, listAt, ok, textAt } from '../story/api.ts';
import { bookBulk, claimTheMissing, countTwoShort, finishNearby, giveBack, orderNearby } from '../story/overseas.ts';
import { openStage, type TestStage } from '../support/stage.ts';

let stage: TestStage;
let hold: Json;
let bulk: string;
let nearby: string;

beforeAll(async () => {
  stage = await openStage('overseas');
  const { cast, time } = stage;
  bulk = await bookBulk(cast, 'BK-2026-0001');
  hold = await countTwoShort(cast, bulk, 'BK-2026-0001', time);
  await claimTheMissing(cast, bulk, textAt(hold, 'data', 'inboundId'), time);
  nearby = await orderNearby(cast, 'LO-2026-0001');
  await giveBack(cast, nearby, 1, time);
  await finishNearby(cast, nearby, time);
}, 120_000);
afterAll(() => stage.stop());

const get = async (path: string) => ok(await stage.cast.merchant.get(path), path);

it('opens a case for the two missing units, with an owner and the call that closes it', () => {
  expect(hold).toMatchObject({ code: 'COUNT_DIFFERS', owner: 'merchant' });
  expect(textAt(hold, 'text')).toContain('58');
  expect(at(hold, 'clearedBy')).toMatchObject({
    method: 'POST',
    path: `/v1/inbounds/${textAt(hold, 'data', 'inboundId')}/resolution`,
  });
});

it('books the claim for 2 × USD 8.00, and the carrier pays it', async () => {
  const [claim] = listAt(await get('/v1/claims'), 'claims');
  expect(claim).toMatchObject({ orderId: bulk, state: 'SETTLED', reason: 'SHORT', debtor: 'YANWEN' });
  expect(at(claim as Json, 'amount')).toMatchObject({ amount: '16.00', currency: 'USD' });
  expect(await get(`/v1/orders/${bulk}`)).toMatchObject({ state: 'STOCKED', completed: true });
});

it('has 57 units in Portland: 58 counted, two sold, one of them back on the shelf', async () => {
  const [bucket] = listAt(await get('/v1/stock?warehouseId=PDX-OSW-1'), 'stock');
  expect([textAt(bucket, 'onHand'), textAt(bucket, 'available')]).toEqual(['57', '57']);
});

it('gives the buyer USD 12.25 back and pays the merchant for the rest', async () => {
  expect(await get(`/v1/orders/${nearby}`)).toMatchObject({ state: 'SETTLED', completed: true });
  const timeline = await get(`/v1/orders/${nearby}/timeline?limit=200&lang=en`);
  const types = listAt(timeline, 'entries').map((entry) => textAt(entry, 'type'));
  for (const type of ['ReturnGraded', 'EscrowRefunded', 'EscrowReleased', 'CurrencySold', 'PayoutSettled'])
    expect(types).toContain(type);
  const { breaches, open } = await verify(stage.cast.merchant);
  expect({ breaches, open }).toEqual({ breaches: [], open: [] });
});
