import { afterEach, describe, expect, it } from 'vitest';
import type { EngineParts } from './engine.ts';
import type { Requests } from './model.ts';
import type { AccountEvent } from './rig/account.ts';
import { account, context } from './rig/account.ts';
import { nextTurn } from './rig/machine.ts';
import type { Outside } from './rig/parts.ts';
import { confirmations, confirmed, fee, fees } from './rig/parts.ts';
import type { Rig, RigOptions } from './rig/rig.ts';
import { noParts, openRig } from './rig/rig.ts';

const rigs: Rig[] = [];
const open = (options?: RigOptions): Rig => {
  const rig = openRig(options);
  rigs.push(rig);
  return rig;
};
afterEach(async () => {
  for (const rig of rigs.splice(0).reverse()) await rig.close();
});

async function deposit(rig: Rig, id: string, command: string): Promise<void> {
  await rig.engine.commands.execute(account, id, { type: 'Deposit', amount: 1 }, context(command));
}

const asking = (outside: Outside, fails?: (event: string) => boolean): EngineParts => ({
  ...noParts,
  requests: [confirmations(outside, fails)],
});

describe('requests', () => {
  it('runs those of one stream in order, each until it is through, and lets others pass', async () => {
    const outside: Outside = { done: new Map(), calls: [] };
    let left = 4;
    const rig = open();
    await rig.engine.start(asking(outside, (event) => event === 'acme/account/a@2' && left-- > 0));
    for (const [n, id] of ['a', 'a', 'b', 'a', 'b'].entries()) await deposit(rig, id, `c${n}`);
    await rig.settled();
    const of = (id: string) => [...outside.done.values()].filter((event) => event.includes(`/${id}@`));
    expect(of('a')).toEqual(['acme/account/a@1', 'acme/account/a@2', 'acme/account/a@3']);
    expect(of('b')).toEqual(['acme/account/b@1', 'acme/account/b@2']);
    expect(outside.calls.filter((event) => event === 'acme/account/a@2')).toHaveLength(5);
    expect(outside.calls.indexOf('acme/account/b@2')).toBeLessThan(outside.calls.lastIndexOf('acme/account/a@2'));
    expect((await rig.engine.commands.load(confirmed, 'acme', 'a')).version).toBe(3);
  });

  it('parks what never goes through, with the stream behind it, and redrives in order', async () => {
    const outside: Outside = { done: new Map(), calls: [] };
    let away = true;
    const rig = open({ limits: { requestAttempts: 5 } });
    await rig.engine.start(asking(outside, (event) => away && event.includes('/a@')));
    for (const [n, id] of ['a', 'a', 'b'].entries()) await deposit(rig, id, `c${n}`);
    await rig.settled();
    expect(outside.calls.filter((event) => event === 'acme/account/a@1')).toHaveLength(5);
    expect([...outside.done.values()]).toEqual(['acme/account/b@1']);
    const parked = { consumer: 'bank.confirmations.v1', key: 'acme/account/a', event: 'acme/account/a@1' };
    expect((await rig.engine.parked()).items).toMatchObject([{ ...parked, attempts: 5, waiting: 2 }]);
    expect(await rig.engine.redrive(parked.consumer, parked.key)).toMatchObject({ through: 0 });
    away = false;
    expect(await rig.engine.redrive(parked.consumer, parked.key)).toMatchObject({ through: 2 });
    await deposit(rig, 'a', 'c9');
    await rig.settled();
    const events = [...outside.done.values()].filter((event) => event.includes('/a@'));
    expect(events).toEqual([1, 2, 3].map((version) => `acme/account/a@${version}`));
    expect((await rig.engine.parked()).items).toEqual([]);
  });

  it('keeps its rows over a restart, and says that it is not idle until they are done', async () => {
    const outside: Outside = { done: new Map(), calls: [] };
    const first = openRig();
    await first.engine.start(asking(outside, () => true));
    await deposit(first, 'a', 'c1');
    for (let turn = 0; turn < 50; turn++) await nextTurn();
    expect(first.idle()).toBe(false);
    await first.die();
    const rig = open({ folder: first.folder });
    await rig.engine.start(asking(outside));
    await rig.settled();
    expect([...outside.done.values()]).toEqual(['acme/account/a@1']);
  });
});

describe('a parked stream that is redriven', () => {
  it('goes on by itself where a later request fails on the way', async () => {
    const outside: Outside = { done: new Map(), calls: [] };
    let away = true;
    let left = 1;
    const rig = open({ limits: { requestAttempts: 3 } });
    const fails = (event: string) => away || (event.endsWith('@2') && left-- > 0);
    await rig.engine.start(asking(outside, fails));
    await deposit(rig, 'a', 'c1');
    await deposit(rig, 'a', 'c2');
    await rig.settled();
    away = false;
    expect(await rig.engine.redrive('bank.confirmations.v1', 'acme/account/a')).toMatchObject({ through: 1 });
    await rig.settled();
    expect([...outside.done.values()]).toEqual(['acme/account/a@1', 'acme/account/a@2']);
  });
});

describe('request rows that are not read yet', () => {
  it('are work under way, and go first', async () => {
    const outside: Outside = { done: new Map(), calls: [] };
    let held = true;
    const rig = open({
      limits: { requestPoll: 1_000_000_000 },
      script({ operation, nth, args }) {
        if (operation === 'transact' && nth === 1) return 'unknown';
        // Not the read at the start, which finds nothing.
        return held && JSON.stringify(args).includes('engine_requests') && nth > 2 && operation === 'find'
          ? 'stall'
          : undefined;
      },
    });
    await rig.engine.start(asking(outside));
    await deposit(rig, 'a', 'c1');
    for (let turn = 0; turn < 500; turn++) await nextTurn();
    expect(rig.idle()).toBe(false);
    await deposit(rig, 'a', 'c2');
    for (let turn = 0; turn < 500; turn++) await nextTurn();
    held = false;
    rig.faults.release();
    await rig.settled();
    expect([...outside.done.values()]).toEqual(['acme/account/a@1', 'acme/account/a@2']);
  });
});

describe('a request that is repeated', () => {
  it('stays gone where another instance carried it out meanwhile', async () => {
    const attempts: number[] = [];
    const asked: Requests<AccountEvent> = {
      name: 'bank.asked.v1',
      on: {
        async Deposited({ meta }, request) {
          attempts.push(request.attempt);
          await rig.rawDocuments.transact((transaction) =>
            transaction.delete('engine_requests', 'engine', `bank.asked.v1|${meta.id}`),
          );
          throw new Error('too late');
        },
      },
    };
    const rig = open();
    await rig.engine.start({ ...noParts, requests: [asked] });
    await deposit(rig, 'a', 'c1');
    await rig.settled();
    expect(attempts).toEqual([1]);
  });

  it('carries the command id of its first try', async () => {
    const ids: string[] = [];
    const attempts: number[] = [];
    const asked: Requests<AccountEvent> = {
      name: 'bank.asked.v1',
      on: {
        async Deposited(_, request) {
          ids.push(request.context.commandId);
          attempts.push(request.attempt);
          if (request.attempt < 3) throw new Error('the answer was lost');
        },
      },
    };
    const rig = open();
    await rig.engine.start({ ...noParts, requests: [asked] });
    await deposit(rig, 'a', 'c1');
    await rig.settled();
    expect(attempts).toEqual([1, 2, 3]);
    expect(new Set(ids).size).toBe(1);
  });

  it('is not forgotten where the answer of the transaction that wrote its row was lost', async () => {
    const outside: Outside = { done: new Map(), calls: [] };
    const rig = open({
      limits: { requestPoll: 1_000_000_000 },
      script: ({ operation, nth }) => (operation === 'transact' && nth === 1 ? 'unknown' : undefined),
    });
    await rig.engine.start(asking(outside));
    await deposit(rig, 'a', 'c1');
    await rig.settled();
    expect([...outside.done.values()]).toEqual(['acme/account/a@1']);
  });
});

const timing: EngineParts = { ...noParts, timers: [fees] };

describe('timers', () => {
  it('fires when its time comes, once, also after a restart', async () => {
    const first = openRig();
    await first.engine.start(timing);
    await deposit(first, 'a', 'c1');
    await deposit(first, 'b', 'c2');
    await first.settled();
    expect(await first.engine.nextTimer()).toBe('2026-03-02T02:00:00.000Z');
    first.clock.moveTo('2026-03-02T01:59:59.999Z');
    await first.settled();
    expect((await first.engine.commands.load(fee, 'acme', 'a')).version).toBe(0);
    await first.die();
    const rig = open({ folder: first.folder, at: '2026-03-02T02:00:00.000Z' });
    await rig.engine.start(timing);
    expect(rig.idle()).toBe(false);
    await rig.settled();
    for (const id of ['a', 'b']) expect((await rig.engine.commands.load(fee, 'acme', id)).version).toBe(1);
    expect(await rig.engine.nextTimer()).toBeUndefined();
    rig.clock.moveTo('2026-03-03T02:00:00.000Z');
    await rig.settled();
    expect((await rig.engine.commands.load(fee, 'acme', 'a')).version).toBe(1);
  });

  it('moves with a later event and goes with the one that cancels it', async () => {
    const rig = open();
    await rig.engine.start(timing);
    await deposit(rig, 'a', 'c1');
    await deposit(rig, 'b', 'c2');
    await rig.settled();
    rig.clock.moveTo('2026-03-02T01:30:00.000Z');
    await deposit(rig, 'a', 'c3');
    await rig.engine.commands.execute(account, 'b', { type: 'Empty' }, context('c4'));
    await rig.settled();
    expect(await rig.engine.nextTimer()).toBe('2026-03-02T02:30:00.000Z');
    rig.clock.moveTo('2026-03-02T02:00:00.000Z');
    await rig.settled();
    expect((await rig.engine.commands.load(fee, 'acme', 'a')).version).toBe(0);
    rig.clock.moveTo('2026-03-02T02:30:00.000Z');
    expect(rig.idle()).toBe(false);
    await rig.settled();
    expect((await rig.engine.commands.load(fee, 'acme', 'a')).version).toBe(1);
    expect((await rig.engine.commands.load(fee, 'acme', 'b')).version).toBe(0);
  });

  it('is work under way while it may be among rows that are not read yet', async () => {
    let stalled = false;
    const rig = open({
      script({ operation, nth, args }) {
        if (operation === 'transact' && nth === 1) return 'unknown';
        const all = operation === 'find' && /"engine_timers"(?!.*atMost)/.test(JSON.stringify(args));
        // Not the read at the start, which finds nothing.
        if (!all || nth <= 3 || stalled) return undefined;
        stalled = true;
        return 'stall';
      },
    });
    await rig.engine.start(timing);
    await deposit(rig, 'a', 'c1');
    for (let turn = 0; turn < 500; turn++) await nextTurn();
    expect(rig.idle()).toBe(false);
    await rig.faults.release();
    await rig.settled();
    expect(await rig.engine.nextTimer()).toBe('2026-03-02T02:00:00.000Z');
  });

  it('fires again where it is set again while it fires', async () => {
    const rig = open();
    const due: string[] = [];
    const fire: typeof fees.fire = async (timer, react) => {
      due.push(timer.due);
      if (due.length > 1) return;
      await react.execute(account, 'a', { type: 'Deposit', amount: 1 });
      while ((await rig.engine.nextTimer()) === timer.due) await nextTurn();
    };
    await rig.engine.start({ ...noParts, timers: [{ ...fees, fire }] });
    await deposit(rig, 'a', 'c1');
    await rig.settled();
    rig.clock.moveTo('2026-03-02T02:00:00.000Z');
    await rig.settled();
    expect(await rig.engine.nextTimer()).toBe('2026-03-02T03:00:00.000Z');
    rig.clock.moveTo('2026-03-02T03:00:00.000Z');
    await rig.settled();
    expect(due).toEqual(['2026-03-02T02:00:00.000Z', '2026-03-02T03:00:00.000Z']);
    expect(await rig.engine.nextTimer()).toBeUndefined();
  });

  it('tries a timer again that failed, parks it at last, and fires it on request', async () => {
    let broken = true;
    const rig = open({ limits: { requestAttempts: 4 } });
    const fire: typeof fees.fire = async (timer, react) => {
      if (broken) throw new Error('not now');
      await fees.fire(timer, react);
    };
    await rig.engine.start({ ...noParts, timers: [{ ...fees, fire }] });
    await deposit(rig, 'a', 'c1');
    await rig.settled();
    rig.clock.moveTo('2026-03-02T02:00:00.000Z');
    await rig.settled();
    const [parked] = (await rig.engine.parked()).items;
    expect(parked).toMatchObject({ consumer: fees.name, attempts: 4, waiting: 1, error: 'Error: not now' });
    broken = false;
    expect(await rig.engine.redrive(fees.name, parked?.key ?? '')).toMatchObject({ through: 1 });
    expect((await rig.engine.commands.load(fee, 'acme', 'a')).version).toBe(1);
    expect((await rig.engine.parked()).items).toEqual([]);
  });
});
