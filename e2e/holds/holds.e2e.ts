import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { signEnvelope } from '@portolan/ceb/signature';
import { holdCalls } from '@portolan/contracts';
import { windowSigner } from '@portolan/sandbox/window';
import { suiteSecrets } from '@portolan/suite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verify } from '../reader/verify.ts';
import { at, holdsOf, type Json, listAt, ok, textAt } from '../story/api.ts';
import { bondedOrder, orderDocumentOf, orderTheTins, stockTheZone } from '../story/bonded-import.ts';
import { completed } from '../story/carry.ts';
import { fileGoods, goodsOnTheShelf, newModel, orderOfTheNewModel, pay, placeOrder } from '../story/direct-mail.ts';
import { bookBulk, claimsPaidBy, orderNearby } from '../story/overseas.ts';
import { type Courier, startCourier } from '../support/courier.ts';
import { type Gatekeeper, startGatekeeper } from '../support/gatekeeper.ts';
import { freePort } from '../support/ports.ts';
import { openStage, type TestStage } from '../support/stage.ts';
import { createDriver, type Driver } from './driver.ts';

// Orders that stand on every kind of hold there is. Nothing moves them but the call that each hold names itself: what
// the outside world says waits at a courier until a hold asks for it.

const seed = 'holds';
let stage: TestStage;
let courier: Courier;
let gatekeeper: Gatekeeper;
let driver: Driver;
/** Paths of the outside world that do not answer at present. */
const shut = new Set<string>();
/** Paths that refuse their next call. */
const refusing = new Set<string>();

beforeAll(async () => {
  courier = await startCourier();
  const sandboxPort = await freePort();
  gatekeeper = await startGatekeeper(`http://127.0.0.1:${sandboxPort}`, (path) => {
    if (shut.has(path)) return { status: 503, body: '{}' };
    return refusing.delete(path) ? { status: 422, body: '{"error":"not today"}' } : 'pass';
  });
  stage = await openStage(seed, { sandboxPort, sandboxSendsTo: courier.url, outsideUrl: gatekeeper.url });
  driver = createDriver(stage, courier, [stage.cast.merchant, stage.cast.importer], bodies);
}, 60_000);

afterAll(async () => {
  await stage.stop();
  await courier.stop();
  await gatekeeper.stop();
});

const receipt = (warehouseId: string, document: string, sku: string, quantity: number): Json => ({
  ...{ warehouseId, owner: 'merchant-shenzhen', document },
  lines: [{ sku, lot: '', quantity }],
});
const cable = (quantity: number, more: object = {}) => [{ sku: 'CBL-C2C-1M', quantity, ...more }];

/** What only the story knows: how many came, what the document should say. */
const bodies: Readonly<Record<string, (hold: Json) => Json>> = {
  AWAITING_STOCK: () => receipt('SZX-FWD-1', 'DN-HOLDS-STOCK', newModel.sku, newModel.quantity),
  AWAITING_COUNT: (hold) => receipt('PDX-OSW-1', textAt(hold, 'data', 'orderNo'), 'CBL-C2C-1M', 58),
  AWAITING_RETURN: () => ({ lines: cable(2, { lot: '' }) }),
  AWAITING_GRADING: () => ({ lines: cable(2, { grade: 'B' }) }),
  AWAITING_PACKING: (hold) => ({ grossWeight: weights[textAt(hold, 'data', 'warehouseId')] ?? '0.520', packs: 1 }),
  DOCUMENTS_DISAGREE: (hold) => orderDocumentOf(textAt(hold, 'orderNo'), '10.00', '587.87'),
};
const weights: Readonly<Record<string, string>> = { 'SZX-FWD-1': '2.100', 'NGB-BND-1': '2.150', 'PDX-OSW-1': '0.200' };

const gone = async (ids: readonly string[]) => {
  for (const id of ids) if (!(await completed(stage.cast.merchant, id))) return false;
  return true;
};

async function ready(orderNo: string): Promise<string> {
  const id = await placeOrder(stage.cast.merchant, orderNo);
  await pay(stage.cast.outside, orderNo);
  return id;
}

it('is cleared by the very call that it names: what the outside world does', { timeout: 300_000 }, async () => {
  const { cast } = stage;
  await fileGoods(cast.merchant);
  const plenty = ['EAR-BT-21', 'CHG-GAN-65', 'CBL-C2C-1M'].map((sku) => ({ sku, quantity: 300 }));
  await goodsOnTheShelf(cast.operator, 'DN-HOLDS', plenty);
  const suffixes = ['bank-AM04~customs-500', 'customs-100', 'customs-silent', 'carrier-label~carrier-handover'];
  const ids: string[] = [];
  for (const [index, suffix] of suffixes.entries()) ids.push(await ready(`SO-H${index}~${suffix}`));
  await driver.driveUntil(() => gone(ids));
});

it('is cleared by it: money of another amount, missing stock, goods that nobody filed', {
  timeout: 200_000,
}, async () => {
  const { cast } = stage;
  const short = await placeOrder(cast.merchant, 'SO-H10');
  await pay(cast.outside, 'SO-H10', '125.00', 'SHORT-SO-H10');
  const unfiled = await placeOrder(cast.merchant, 'SO-H11', orderOfTheNewModel('SO-H11'));
  await pay(cast.outside, 'SO-H11');
  let paid = false;
  await driver.driveUntil(async () => {
    if (driver.cleared.has('PAYMENT_DIFFERS') && !paid) {
      paid = true;
      await pay(cast.outside, 'SO-H10');
    }
    // The declaration is refused until somebody files the new model; then the hold's own call repeats it.
    const holds = await holdsOf(cast.merchant, unfiled);
    if (holds.some((hold) => textAt(hold, 'code') === 'STEP_REFUSED')) await fileGoods(cast.merchant, [newModel]);
    return gone([short, unfiled]);
  });
});

it('is cleared by it: bonded import, with a coupon forgotten', { timeout: 200_000 }, async () => {
  const { cast, time } = stage;
  // The zone's own answers are not waited for by any order yet.
  const carried = stockTheZone(cast, {
    step: time.step,
    async settle() {
      await time.settle();
      while (courier.waiting().includes('/v1/inbound/zone')) {
        await courier.deliver('/v1/inbound/zone', stage.suite.gatewayUrl);
        await time.settle();
      }
    },
  });
  await carried;
  const id = await orderTheTins(cast, textAt(bondedOrder('YJ-H20'), 'terms', 'orderNo'), time);
  await driver.driveUntil(() => completed(cast.importer, id));
});

it('is cleared by it: goods that customs ships back', { timeout: 200_000 }, async () => {
  const { cast, time } = stage;
  const id = await orderTheTins(cast, 'YJ-H21~customs-700', time);
  await driver.driveUntil(() => completed(cast.importer, id));
  expect(textAt(ok(await cast.importer.get(`/v1/orders/${id}`), 'the order'), 'state')).toBe('CANCELLED');
});

it('is cleared by it: a bonded import that is called off when customs has closed its list', {
  timeout: 200_000,
}, async () => {
  const { cast, time } = stage;
  const id = await orderTheTins(cast, 'YJ-H22', time);
  await driver.driveUntil(async () => textAt((await holdsOf(cast.importer, id))[0], 'code') === 'AWAITING_GATE');
  const mine = (declaration: Json) => textAt(declaration, 'orderId') === id;
  for (let moves = 0; moves < 200; moves++) {
    await time.settle();
    const [path] = courier.waiting();
    const { body } = await cast.importer.get('/v1/declarations?limit=100');
    if (textAt(listAt(body, 'declarations').find(mine), 'state') === 'CLOSED') break;
    if (path === undefined) await time.step();
    else await courier.deliver(path, stage.suite.gatewayUrl);
  }
  const off = await cast.importer.post(`/v1/orders/${id}/cancellation`, { reason: 'ordered twice' }, 'off-YJ-H22');
  ok(off, 'the cancellation');
  await driver.driveUntil(() => completed(cast.importer, id));
  expect(textAt(ok(await cast.importer.get(`/v1/orders/${id}`), 'the order'), 'state')).toBe('CANCELLED');
});

it('is cleared by it: overseas stock, a claim, a return that the bank refuses to refund at first', {
  timeout: 300_000,
}, async () => {
  const { cast } = stage;
  const bulk = await bookBulk(cast, 'BK-H30');
  const carrier = claimsPaidBy(cast);
  await driver.driveUntil(async () => {
    await carrier();
    return gone([bulk]);
  });
  const nearby = await orderNearby(cast, 'LO-H31~bank-refund-AC04');
  let returned = false;
  await driver.driveUntil(async () => {
    const holds = await holdsOf(cast.merchant, nearby);
    if (!returned && holds.some((hold) => textAt(hold, 'code') === 'AWAITING_INSPECTION_END')) {
      returned = true;
      const terms = {
        reason: 'DEFECTIVE',
        keepsGoods: false,
        lines: cable(2),
        refund: { amount: '29.00', currency: 'USD' },
      };
      ok(await cast.merchant.post(`/v1/orders/${nearby}/returns`, terms, 'return-H31'), 'the return');
    }
    return gone([nearby]);
  });
});

it('is cleared by it: a cancellation that customs refuses at first', { timeout: 200_000 }, async () => {
  const { cast } = stage;
  const id = await ready('SO-H40~customs-cancel-100');
  let called = false;
  await driver.driveUntil(async () => {
    const holds = await holdsOf(cast.merchant, id);
    if (!called && holds.some((hold) => textAt(hold, 'code') === 'AWAITING_DISPATCH')) {
      called = true;
      ok(
        await cast.merchant.post(`/v1/orders/${id}/cancellation`, { reason: 'changed' }, 'cancel-H40'),
        'the cancellation',
      );
    }
    return gone([id]);
  });
});

it('is cleared by it: a status that no table knows', { timeout: 200_000 }, async () => {
  const id = await ready('SO-H50');
  let told = false;
  await driver.driveUntil(async () => {
    const reply = courier.bodies('/v1/inbound/customs').find((body) => body.includes('CEB604Message'));
    if (reply !== undefined && !told) {
      told = true;
      await tellStatus(reply.toString(), '777');
    }
    return gone([id]);
  });
});

/** The single window says something else than it did, under a signature of its own. */
async function tellStatus(message: string, status: string): Promise<void> {
  const { customs, window } = suiteSecrets(join(stage.folder.path, 'secret'), seed);
  const data = /<dxp:Data>([^<]*)</.exec(message)?.[1] ?? '';
  const reply = Buffer.from(data, 'base64')
    .toString()
    .replace(/<returnStatus>[^<]*</, `<returnStatus>${status}<`);
  const said = message.replace(data, Buffer.from(reply).toString('base64'));
  const body = await signEnvelope(said.replace(/<ds:Signature.*<\/ds:Signature>/s, ''), windowSigner(window));
  const mac = createHmac('sha256', customs).update('1.').update(body).digest('hex');
  const headers = { 'content-type': 'application/xml', 'portolan-signature': `t=1,v1=${mac}` };
  const answer = await fetch(`${stage.suite.gatewayUrl}/v1/inbound/customs`, { method: 'POST', headers, body });
  expect(answer.status).toBeLessThan(300);
}

it('is cleared by it: a rate that the bank refuses, and partners who do not answer', { timeout: 200_000 }, async () => {
  const { cast } = stage;
  refusing.add('/bank/fx/locks');
  const refused = await ready('SO-H60');
  await driver.driveUntil(() => gone([refused]));

  // While a partner does not answer, its call is repeated, so nothing comes to rest: the hold is read meanwhile.
  for (const [, path] of partners) shut.add(path);
  const id = await ready('SO-H61');
  // While a partner does not answer, its call is repeated, so nothing comes to rest: the hold is read meanwhile.
  let reached = false;
  const driven = driver.driveUntil(async () => reached && gone([id]));
  for (const [code, path] of partners) {
    const hold = await heldMeanwhile(id, code);
    shut.delete(path);
    const call = cast.merchant.post(textAt(hold, 'clearedBy', 'path'), at(hold, 'clearedBy', 'body'), `${code}-${id}`);
    expect((await call).status, code).toBeLessThan(300);
    await goneMeanwhile(id, code);
    unanswered.add(code);
  }
  reached = true;
  await driven;
});

const partners = [
  ['AWAITING_LABEL', '/carrier/YANWEN/labels'],
  ['AWAITING_RATE', '/bank/fx/locks'],
  ['AWAITING_SALE', '/bank/fx/deals'],
] as const;
const unanswered = new Set<string>();

const heldMeanwhile = (id: string, code: string) => meanwhile(id, (hold) => textAt(hold, 'code') === code);
const goneMeanwhile = (id: string, code: string) => meanwhile(id, (hold) => textAt(hold, 'code') !== code);

/** Reads an order's hold, without waiting for rest, until it is such a one. */
async function meanwhile(id: string, such: (hold: Json) => boolean): Promise<Json> {
  for (let tries = 0; tries < 2_000; tries++) {
    // Not visible yet, just after it was placed, is no hold either.
    const [hold] = listAt((await stage.cast.merchant.get(`/v1/orders/${id}/holds`)).body, 'holds');
    if (hold !== undefined && such(hold)) return hold;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('the order did not get there');
}

it('is so for every kind of hold, and everything is made good', async () => {
  const cleared = [...driver.cleared, ...unanswered];
  expect(Object.keys(holdCalls).filter((code) => !cleared.includes(code))).toEqual([]);
  for (const reader of [stage.cast.merchant, stage.cast.importer]) {
    const { breaches, open } = await verify(reader);
    expect({ breaches, open }).toEqual({ breaches: [], open: [] });
  }
});
