import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Api, at, type Json, listAt, ok, textAt } from '../story/api.ts';
import { begin, finish } from '../story/direct-mail.ts';
import { openStage, type TestStage } from '../support/stage.ts';

/** What the suite answered about the order while it was the present. */
interface Moment {
  readonly order: Json;
  readonly holds: readonly Json[];
  readonly declaration: Json;
  readonly shipment: Json;
  /** What lay in the escrow. */
  readonly held: string;
}

let stage: TestStage;
let merchant: Api;
let orderId: string;
/** The last answers at each instant, oldest first: when time had moved on, nothing more happened at it. */
const moments = new Map<string, Moment>();

beforeAll(async () => {
  stage = await openStage('as-of');
  const { cast, time } = stage;
  merchant = cast.merchant;
  orderId = await begin(cast, 'SO-2026-0001');
  const settle = async () => {
    await time.settle();
    moments.set(textAt(await get('/v1/clock'), 'now'), await present());
  };
  await finish(cast, orderId, settle, time.step);
  // Later things must not show in what was: another order, days afterwards.
  await begin(cast, 'SO-2026-0002');
  for (let steps = 0; steps < 3; steps++) await time.step();
}, 120_000);
afterAll(() => stage.stop());

const get = async (path: string) => ok(await merchant.get(path), path);
const then = async (instant: string) => get(`/v1/orders/${orderId}?at=${encodeURIComponent(instant)}`);

async function present(): Promise<Moment> {
  const order = await get(`/v1/orders/${orderId}`);
  const escrowId = textAt(order, 'escrowId');
  const known = async (field: string, path: string) => {
    const id = textAt(order, field);
    return id === '' ? null : get(`${path}${id}`);
  };
  return {
    order,
    holds: listAt(await get(`/v1/orders/${orderId}/holds`), 'holds'),
    declaration: await known('declarationId', '/v1/declarations/'),
    shipment: await known('shipmentId', '/v1/shipments/'),
    // Nothing is booked to an escrow before its buyer has paid: there is no account of it.
    held: textAt((await merchant.get(`/v1/ledger/accounts/2100.USD.${escrowId}`)).body, 'balance', 'amount') || '0.00',
  };
}

// What is between two of customs' own milestones is the declarant's affair: a snapshot and the past know the milestones.
const milestone = (state: string) => (['DOCUMENTS_SENT', 'SUBMITTED'].includes(state) ? 'DRAFTED' : state);

const fields = (json: Json, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, at(json, name)]));

/** The same instant as a clock in Shanghai shows it. */
const inShanghai = (instant: string) =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().replace('Z', '+08:00');

it('passed through the whole road', () => {
  const seen = [...moments.values()];
  expect(moments.size).toBeGreaterThan(15);
  expect(new Set(seen.map(({ order }) => textAt(order, 'state')))).toEqual(
    new Set(['PLACED', 'PAID', 'SHIPPED', 'DELIVERED', 'SETTLED']),
  );
  const codes = new Set(seen.flatMap(({ holds }) => holds.map((hold) => textAt(hold, 'code'))));
  const awaited = ['PAYMENT', 'CUSTOMS', 'DELIVERY', 'INSPECTION_END', 'BANK'].map((what) => `AWAITING_${what}`);
  expect([...codes]).toEqual(expect.arrayContaining(awaited));
});

it('answers state, ending and holds of each instant as they were answered then', async () => {
  const names = ['id', 'state', 'placedAt', 'updatedAt', 'version', 'completed', 'ending'];
  for (const [instant, { order, holds }] of moments) {
    const was = await then(instant);
    expect(fields(was, names), instant).toEqual(fields(order, names));
    expect(listAt(was, 'holds'), instant).toEqual(holds);
    expect(textAt(was, 'at')).toBe(instant);
  }
});

it('answers declaration, shipment and escrow of each instant as they were answered then', async () => {
  for (const [instant, { declaration, shipment, held }] of moments) {
    const was = await then(instant);
    expect(textAt(was, 'declaration', 'state'), instant).toBe(milestone(textAt(declaration, 'state')));
    expect(textAt(was, 'declaration', 'invtNo'), instant).toBe(textAt(declaration, 'invtNo'));
    expect(textAt(was, 'shipment', 'state'), instant).toBe(textAt(shipment, 'state'));
    expect(textAt(was, 'shipment', 'waybillNo'), instant).toBe(textAt(shipment, 'waybillNo'));
    expect(textAt(was, 'escrow', 'held', 'amount'), instant).toBe(held);
  }
});

it('takes the instant with an offset, and says the same', async () => {
  for (const instant of moments.keys()) expect(await then(inShanghai(instant))).toEqual(await then(instant));
});

it('knows nothing of it before it was placed, and refuses what has not come yet', async () => {
  const placedAt = textAt(await get(`/v1/orders/${orderId}`), 'placedAt');
  const shifted = (instant: string, ms: number) => new Date(Date.parse(instant) + ms).toISOString();
  const early = await merchant.get(`/v1/orders/${orderId}?at=${shifted(placedAt, -1)}`);
  expect([early.status, textAt(early.body, 'code')]).toEqual([404, 'ORDER_NOT_YET']);
  expect(textAt(early.body, 'detail')).toContain(placedAt);
  expect(textAt(await then(placedAt), 'state')).toBe('PLACED');
  const ahead = await merchant.get(`/v1/orders/${orderId}?at=${shifted(textAt(await get('/v1/clock'), 'now'), 1000)}`);
  expect([ahead.status, textAt(ahead.body, 'code')]).toEqual([422, 'INSTANT_AHEAD']);
});

it('is told to nobody else', async () => {
  const [instant = ''] = [...moments.keys()].slice(-1);
  for (const somebody of [stage.cast.importer, stage.cast.operator, stage.cast.customsOffice]) {
    const answer = await somebody.get(`/v1/orders/${orderId}?at=${instant}`);
    expect([403, 404]).toContain(answer.status);
  }
});
