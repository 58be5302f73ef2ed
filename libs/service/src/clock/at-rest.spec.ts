import { describe, expect, it } from 'vitest';
import { type Said, traceOf, unrestOf } from './at-rest.ts';

const noon = '2026-03-02T12:00:00.000Z';
const quiet: NonNullable<Said> = {
  ...{ idle: true, begun: 3n, now: noon, speed: 0, nextTimer: '', shards: [], consumers: [] },
};
const owner = (position: bigint, published = position): Said => ({
  ...quiet,
  shards: [{ shard: 0, position, published }],
});
const reader = (position: bigint): Said => ({
  ...quiet,
  consumers: [{ name: 'fx.accounts.v1', readings: [{ service: 'orders', shard: 0, position }], parkedKeys: 0n }],
});
const suite = (orders: Said, fx: Said) =>
  new Map([
    ['orders', orders],
    ['fx', fx],
  ]);

describe('a suite of processes is at rest', () => {
  it('where everybody is idle at that time and has read what was written', () => {
    expect(unrestOf(suite(owner(7n), reader(7n)), noon)).toEqual([]);
  });

  it.each([
    ['one does not answer', undefined, reader(7n), 'orders', 'orders does not answer'],
    ['one is at work', { ...quiet, idle: false }, quiet, 'orders', 'orders is at work'],
    [
      'one was not told the time',
      { ...quiet, now: '2026-03-02T11:00:00.000Z' },
      quiet,
      'orders',
      'orders stands at 2026-03-02T11:00:00.000Z',
    ],
    ['the log lacks events', owner(7n, 6n), reader(7n), 'orders', 'orders has published shard 0 up to 6 of 7'],
    ['a consumer is behind', owner(7n), reader(6n), 'fx', 'fx.accounts.v1 has read orders/0 up to 6 of 7'],
    ['its owner said less', owner(7n), reader(8n), 'orders', 'fx.accounts.v1 has read orders/0 up to 8 of 7'],
    [
      'nobody owns it yet',
      quiet,
      reader(0n),
      'orders',
      'fx.accounts.v1 has read orders/0 up to 0 of an unknown number',
    ],
  ])('not where %s; and who has to do something is named', (_case, orders, fx, process, why) => {
    expect(unrestOf(suite(orders, fx), noon)).toContainEqual({ process, why });
  });

  it('whatever their times where time runs', () => {
    expect(unrestOf(suite(quiet, { ...quiet, now: '2026-03-02T11:00:00.000Z' }), '')).toEqual([]);
  });
});

it('leaves another trace where something was begun, written or moved between', () => {
  const trace = traceOf(suite(owner(7n), quiet));
  expect(traceOf(suite(owner(7n), quiet))).toBe(trace);
  expect(traceOf(suite(owner(8n), quiet))).not.toBe(trace);
  expect(traceOf(suite(owner(7n), { ...quiet, begun: 4n }))).not.toBe(trace);
  expect(traceOf(suite(owner(7n), { ...quiet, now: '2026-03-02T13:00:00.000Z' }))).not.toBe(trace);
});
