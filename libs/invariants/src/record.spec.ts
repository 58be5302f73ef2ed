import { describe, expect, it } from 'vitest';
import { allInvariants } from './all.ts';
import { deadlines } from './deadlines.ts';
import { createInvariants } from './invariants.ts';
import { orders } from './orders.ts';
import { personal } from './personal.ts';
import { codesOf, event, later } from './rig/history.ts';
import { invariantTexts } from './say.ts';
import { streams } from './streams.ts';
import { tenants } from './tenants.ts';

const at = (version: number, more = {}) => ({ stream: 'm/thing/t', version, ...more });
const any = (version: number, more = {}) => event('OrderStocked', { orderId: 'o' }, at(version, more));

describe('streams', () => {
  it('hold where versions follow each other, several of one command among them', () => {
    const one = { commandId: 'c', begun: 1 };
    expect(codesOf(streams, [any(1, one), any(2, one), any(3)])).toEqual([]);
  });

  it.each([
    ['VERSION_SKIPPED', [any(1), any(3)]],
    ['VERSION_SKIPPED', [any(1), any(1)]],
    ['COMMAND_TWICE', [any(1, { commandId: 'c' }), any(2), any(3, { commandId: 'c' })]],
    ['COMMAND_TWICE', [any(1, { commandId: 'c', begun: 1 }), any(2, { commandId: 'c', begun: 2 })]],
    ['TENANT_DIFFERS', [any(1, { tenant: 'other' })]],
    ['SERVICE_DIFFERS', [any(1), any(2, { service: 'orders' })]],
  ])('break as %s', (code, history) => {
    expect(codesOf(streams, history)).toEqual([code]);
  });
});

describe('tenants', () => {
  const own = (tenant: string, aggregate: string) =>
    event('OrderStocked', { orderId: 'o' }, { stream: `${tenant}/${aggregate}/x`, tenant, correlation: 'o' });

  it('hold where operators only tell of it', () => {
    expect(codesOf(tenants, [own('m', 'order'), own('operator', 'announcement'), own('m', 'parcel')])).toEqual([]);
  });

  it('break where an order moves the goods of another merchant', () => {
    expect(codesOf(tenants, [own('m', 'order'), own('n', 'stock')])).toEqual(['ANOTHER_TENANT']);
  });
});

describe('personal', () => {
  const said = (text: string) => event('EscrowCancelled', { escrowId: 'e', reason: text });

  it('holds of what only looks like it', () => {
    const history = [said('310520260000000011'), said('m/order/x@3'), said('91440300MA5EXAMPLE')];
    expect(codesOf(personal(['Zoe Canary']), history)).toEqual([]);
  });

  it.each(['paid by Zoe Canary', 'zoe@example.com', '11010519491231002X'])('breaks at %s', (text) => {
    const [breach] = createInvariants({ invariants: [personal(['Zoe Canary'])] }).take(said(text));
    expect(breach?.code).toBe('IN_CLEAR');
    // What was found is not spread further.
    expect(JSON.stringify(breach)).not.toContain(text);
  });
});

describe('orders', () => {
  const placed = event('OrderPlaced', { orderId: 'o' });
  const hold = (owner: string) => event('HoldPlaced', { orderId: 'o', hold: { code: 'H', owner } });
  const cleared = event('HoldCleared', { orderId: 'o', code: 'H' });
  const completed = event('FulfilmentCompleted', { orderId: 'o', state: 'CANCELLED' });
  const cancelled = event('OrderCancelled', { orderId: 'o' });
  const requested = event('StepRequested', { orderId: 'o' });

  it('end, or wait for somebody who is named', () => {
    expect(codesOf(orders, [placed, requested, hold('buyer')], { end: later })).toEqual([]);
    expect(codesOf(orders, [placed, requested, completed, cancelled], { end: later })).toEqual([]);
  });

  it.each([
    ['STANDS_STILL', [placed, requested]],
    ['STANDS_STILL', [placed, hold('buyer'), cleared]],
    ['STANDS_STILL', [placed, hold('nobody')]],
    ['END_DIFFERS', [placed, completed]],
    ['WENT_ON', [placed, completed, cancelled, requested]],
  ])('break as %s', (code, history) => {
    expect(codesOf(orders, history, { end: later })).toEqual([code]);
  });
});

describe('deadlines', () => {
  const opened = event('EscrowOpened', { escrowId: 'e', due: '2026-03-05T00:00:00.000Z' });
  const locked = event('RateLocked', { quoteId: 'q', terms: { expiresAt: '2026-03-05T00:00:00.000Z' } });

  it('hold before they are past, and after something came of them', () => {
    expect(codesOf(deadlines, [opened, locked], { end: '2026-03-04T00:00:00.000Z' })).toEqual([]);
    const acted = [event('PaymentOverdue', { escrowId: 'e' }), event('RateLockExpired', { quoteId: 'q' })];
    expect(codesOf(deadlines, [opened, locked, ...acted], { end: later })).toEqual([]);
  });

  it('break where nothing came of them', () => {
    expect(codesOf(deadlines, [opened, locked], { end: later })).toEqual(['PASSED', 'PASSED']);
  });
});

describe('the log', () => {
  const sent = (version: number, position: number, more = {}) => ({
    ...{ id: `m/thing/t@${version}`, service: 'fx', stream: 'm/thing/t', version, position, shard: 0 },
    ...{ tenant: 'm', time: later, correlation: 'o' },
    ...more,
  });
  const codes = (records: readonly ReturnType<typeof sent>[], stored = 3, end = false) => {
    const watched = createInvariants({ invariants: [] });
    for (let version = 1; version <= stored; version++) watched.take(any(version));
    const found = records.flatMap((record) => watched.sent(record));
    return [...found, ...(end ? watched.atEnd(later) : [])].map(({ code }) => code);
  };

  it('may hold a record twice, never another', () => {
    expect(codes([sent(1, 1), sent(2, 2), sent(1, 1), sent(2, 2), sent(3, 3)], 3, true)).toEqual([]);
  });

  it.each([
    ['POSITION_SKIPPED', [sent(1, 1), sent(2, 3)]],
    ['POSITION_TAKEN', [sent(1, 1), sent(2, 1)]],
    ['SENT_BEFORE_STORED', [sent(1, 1), sent(2, 2), sent(3, 3), sent(4, 4)]],
    ['STREAM_MOVED', [sent(1, 1), sent(2, 1, { shard: 1 })]],
    ['VERSION_OUT_OF_ORDER', [sent(2, 1)]],
  ])('breaks as %s', (code, records) => {
    expect(codes(records)).toEqual([code]);
  });

  it('breaks where what is stored never came onto it', () => {
    expect(codes([sent(1, 1), sent(2, 2)], 3, true)).toEqual(['NOT_SENT']);
  });

  it('breaks an answer whose events are nowhere', () => {
    const watched = createInvariants({ invariants: [] });
    watched.take(any(1));
    const answer = { service: 'fx', tenant: 'm', stream: 'm/thing/t', orderId: '', time: later };
    expect(watched.acknowledged({ ...answer, version: 1 })).toEqual([]);
    expect(watched.acknowledged({ ...answer, version: 2 }).map(({ code }) => code)).toEqual(['ANSWER_LOST']);
  });
});

describe('every invariant', () => {
  it('has a name of its own, and says what holds and what is wrong in both languages, with the same figures', () => {
    expect(new Set(allInvariants().map(({ name }) => name)).size).toBe(allInvariants().length);
    const figures = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    for (const { holds, flaws } of invariantTexts.values()) {
      expect(holds.zh).toMatch(/\p{Script=Han}/u);
      for (const { en, zh } of Object.values(flaws)) expect(figures(zh)).toEqual(figures(en));
    }
  });
});
