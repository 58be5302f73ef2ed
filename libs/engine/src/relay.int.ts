import type { ReceivedRecord } from '@portolan/log';
import type { Script } from '@portolan/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { account, context } from './rig/account.ts';
import { nextTurn } from './rig/machine.ts';
import type { Rig, RigOptions } from './rig/rig.ts';
import { noParts, openRig } from './rig/rig.ts';

const rigs: Rig[] = [];
const open = (options?: RigOptions): Rig => {
  const rig = openRig({ shards: 1, ...options });
  rigs.push(rig);
  return rig;
};
afterEach(async () => {
  for (const rig of rigs.splice(0).reverse()) await rig.close();
});

async function deposits(rig: Rig, from: number, count: number): Promise<void> {
  const all = Array.from({ length: count }, (_, n) =>
    rig.engine.commands.execute(account, `a${n % 3}`, { type: 'Deposit', amount: from + n }, context(`c${from + n}`)),
  );
  await Promise.all(all);
}

/** Everything on the log, as it stands there. */
async function logged(rig: Rig): Promise<readonly ReceivedRecord[]> {
  const records: ReceivedRecord[] = [];
  const running = await rig.rawLog.subscribe({
    group: 'test.reader.v1',
    topics: ['portolan.bank.v1'],
    start: async () => '',
    take: async (batch) => void records.push(...batch.records),
  });
  while (!running.caughtUp()) await nextTurn();
  await running.stop();
  return records;
}

/** Positions as a consumer sees them that recognises repeats; fails where one is missing. */
function told(records: readonly ReceivedRecord[]): number[] {
  const positions: number[] = [];
  for (const { position } of records) {
    if (position <= positions.length) continue;
    expect(position).toBe(positions.length + 1);
    positions.push(position);
  }
  return positions;
}

function failing(operation: string, fault: 'fail' | 'unknown' | 'lost', times: number): Script {
  return (call) => (call.operation === operation && call.nth <= times ? fault : undefined);
}

describe('the relay', () => {
  it('gives dense positions after the commit and puts every event on the log with its headers', async () => {
    const rig = open();
    await rig.engine.start(noParts);
    await deposits(rig, 1, 10);
    await rig.settled();
    const records = await logged(rig);
    expect(records.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(records[0]).toMatchObject({
      key: 'acme/account/a0',
      headers: {
        ce_id: 'acme/account/a0@1',
        ce_source: '/portolan/bank',
        ce_type: 'portolan.bank.v1.Deposited',
        ce_version: '1',
        ce_tenant: 'acme',
        ce_correlation: 'order-1',
        ce_commandid: 'c1',
        ce_audience: '[{"tenant":"overseer","role":"platform"}]',
      },
    });
    const [commit] = await rig.rawEvents.readStream('acme/account/a0', 1, 1);
    expect(Buffer.from(records[0]?.value ?? [])).toEqual(Buffer.from(commit?.commands[0]?.events[0]?.payload ?? []));
  });

  it('moves what was committed before it started, though nothing follows', async () => {
    const rig = open();
    await deposits(rig, 1, 3);
    await rig.engine.start(noParts);
    await rig.settled();
    expect(told(await logged(rig))).toEqual([1, 2, 3]);
  });

  it('lets others have their turn while it works off a long backlog', async () => {
    const rig = open({ limits: { relayBatch: 3 } });
    for (let n = 0; n < 60; n++) await deposits(rig, n, 1);
    await rig.engine.start(noParts);
    const seen = new Set<number>();
    while (!seen.has(60)) {
      await nextTurn();
      seen.add((await rig.rawEvents.head(0)).published);
    }
    expect(seen.size).toBeGreaterThan(15);
  });

  it('recovers in order after the log was away for an hour', { timeout: 120_000 }, async () => {
    const rig = open({ script: ({ operation, args }) => (operation === 'append' && away(args) ? 'fail' : undefined) });
    const back = rig.machine.now() + 3_600_000;
    const away = (_: readonly unknown[]): boolean => rig.machine.now() < back;
    await rig.engine.start(noParts);
    await deposits(rig, 1, 5);
    for (let turn = 0; turn < 50; turn++) await nextTurn();
    expect(rig.idle()).toBe(false);
    await deposits(rig, 6, 5);
    await rig.settled();
    expect(rig.machine.now()).toBeGreaterThanOrEqual(back);
    const records = await logged(rig);
    expect(records.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    for (const of of Map.groupBy(records, ({ key }) => key).values())
      expect(of.map(({ headers }) => Number(headers.ce_version))).toEqual(of.map((_, index) => index + 1));
  });

  it.each([
    ['stamp', 'unknown'],
    ['stamp', 'lost'],
    ['stamp', 'fail'],
    ['append', 'unknown'],
    ['append', 'lost'],
    ['markPublished', 'unknown'],
    ['markPublished', 'lost'],
    ['markPublished', 'fail'],
    ['pending', 'fail'],
    ['takeOver', 'fail'],
  ] as const)('loses nothing where %s ends %s', async (operation, fault) => {
    const rig = open({ script: failing(operation, fault, 3) });
    await rig.engine.start(noParts);
    await deposits(rig, 1, 4);
    await rig.settled();
    await deposits(rig, 5, 4);
    await rig.settled();
    expect(told(await logged(rig))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(await rig.rawEvents.head(0)).toMatchObject({ position: 8, published: 8 });
  });

  it('leaves no gap where positions that nobody was told of are given after it looked', async () => {
    const rig = open();
    const { stamp, head } = rig.rawEvents;
    let late: (() => Promise<unknown>) | undefined;
    let first = true;
    rig.rawEvents.stamp = async (...args) => {
      if (!first) return stamp.apply(rig.rawEvents, args);
      first = false;
      late = () => stamp.apply(rig.rawEvents, args);
      return { outcome: 'unknown', first: 0 };
    };
    rig.rawEvents.head = async (shard) => {
      const answer = await head.call(rig.rawEvents, shard);
      await late?.();
      late = undefined;
      return answer;
    };
    await deposits(rig, 1, 4);
    await rig.engine.start(noParts);
    await rig.settled();
    await deposits(rig, 5, 4);
    await rig.settled();
    expect(told(await logged(rig))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('keeps one order and leaves no gap where a relay wakes after its lease was lost', async () => {
    let paused = true;
    const one = open({ script: ({ operation, nth }) => (operation === 'append' && nth === 2 ? 'stall' : undefined) });
    await one.engine.start(noParts);
    await deposits(one, 1, 3);
    await one.settled();
    await deposits(one, 4, 3);
    for (let turn = 0; turn < 20; turn++) await nextTurn();
    // From here on the first is asleep with a batch in its hand, and does not renew its lease.
    const lease = one.rawDocuments.lease.bind(one.rawDocuments);
    one.rawDocuments.lease = async (name, owner, now, ttl) =>
      owner === 'one' && paused ? undefined : lease(name, owner, now, ttl);
    const two = open({ shared: one, instance: 'two' });
    await two.engine.start(noParts);
    await two.settled();
    await deposits(two, 7, 3);
    await two.settled();
    paused = false;
    await one.faults.release();
    await deposits(two, 10, 3);
    for (let turn = 0; turn < 200; turn++) await nextTurn();
    const records = await logged(one);
    expect(told(records)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(records.length).toBeGreaterThan(12);
    const byPosition = new Map<number, string>();
    for (const { position, headers } of records) {
      expect(byPosition.get(position) ?? headers.ce_id).toBe(headers.ce_id);
      byPosition.set(position, headers.ce_id ?? '');
    }
  });
});

describe('a lease that comes back', () => {
  it('lets its owner take the shards over again', async () => {
    const one = open();
    await one.engine.start(noParts);
    await deposits(one, 1, 2);
    await one.settled();
    await one.rawDocuments.lease('engine/bank', 'two', one.machine.now() + 1_000_000, 7_000);
    await one.rawEvents.takeOver(0);
    await deposits(one, 3, 2);
    for (let turn = 0; turn < 20; turn++) await nextTurn();
    await one.settled();
    expect(told(await logged(one))).toEqual([1, 2, 3, 4]);
    expect((await one.rawEvents.head(0)).epoch).toBeGreaterThan(2);
  });
});

describe('history', () => {
  it('reads by position, knows its head, and locates versions', async () => {
    const rig = open();
    await deposits(rig, 1, 9);
    const { history } = rig.engine;
    expect(await history?.locate('acme/account/a0', 2)).toEqual({ shard: 0, position: 0 });
    await rig.engine.start(noParts);
    await rig.settled();
    expect(await history?.head(0)).toBe(9);
    expect((await history?.read(0, 4, 3))?.map(({ position }) => position)).toEqual([4n, 5n, 6n]);
    const third = (await history?.read(0, 1, 100))?.find(({ id }) => id === 'acme/account/a0@2');
    expect(await history?.locate('acme/account/a0', 2)).toEqual({ shard: 0, position: Number(third?.position) });
    expect(await history?.locate('acme/account/a0', 99)).toBeUndefined();
  });
});
