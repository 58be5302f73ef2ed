import { afterEach, describe, expect, it } from 'vitest';
import type { EngineParts } from './engine.ts';
import { account, context } from './rig/account.ts';
import { nextTurn } from './rig/machine.ts';
import type { Outside, Total } from './rig/parts.ts';
import { bonuses, confirmations, fee, fees, totals } from './rig/parts.ts';
import type { Rig, RigOptions } from './rig/rig.ts';
import { noParts, openRig } from './rig/rig.ts';
import { check, partsWith } from './rig/story.ts';

// Two instances of one service on the same stores and log. On the embedded log both read every partition, which is what
// a log with groups does for a moment after each rebalance: one of them is the one that should have stopped.

const rigs: Rig[] = [];
const open = (options?: RigOptions): Rig => {
  const rig = openRig(options);
  rigs.push(rig);
  return rig;
};
afterEach(async () => {
  for (const rig of rigs.splice(0).reverse()) await rig.close();
});

async function pair(parts: (instance: string) => EngineParts, options: RigOptions = {}): Promise<[Rig, Rig]> {
  const one = open({ ...options, instance: 'one' });
  await one.engine.start(parts('one'));
  const two = open({ ...options, shared: one, instance: 'two' });
  await two.engine.start(parts('two'));
  return [one, two];
}

async function until(what: string, holds: () => Promise<boolean> | boolean): Promise<void> {
  for (let turn = 0; turn < 100_000; turn++) {
    if (await holds()) return;
    await nextTurn();
  }
  throw new Error(`never: ${what}`);
}

const deposit = (rig: Rig, id: string, command: string, amount = 1) =>
  rig.engine.commands.execute(account, id, { type: 'Deposit', amount }, context(command));

const seen = async (rig: Rig, id: string) =>
  (await rig.rawDocuments.get<Total>('totals', 'acme', `acme/account/${id}`))?.seen ?? [];

async function open0(rig: Rig, collection: string): Promise<number> {
  return (await rig.rawDocuments.find({ collection, tenant: 'engine', limit: 500 })).length;
}

describe('two instances of a service', () => {
  it('do everything once between them, whichever of them is asked', { timeout: 60_000 }, async () => {
    const outside: Outside = { done: new Map(), calls: [] };
    const [one, two] = await pair(() => partsWith(outside), { rerun: true });
    await deposit(one, 'a', 'c1', 20);
    await deposit(two, 'b', 'c2', 5);
    await deposit(two, 'a', 'c3', 30);
    await one.engine.commands.execute(account, 'b', { type: 'Withdraw', amount: 5 }, context('c4'));
    // The bonuses and the confirmations of three deposits, and what all of them come to.
    await until('all requests are through', () => outside.done.size === 3);
    await until('the timer of a is set', async () => (await one.engine.nextTimer()) !== undefined);
    await until('b is cancelled', async () => (await open0(one, 'engine_timers')) === 1);
    for (const rig of [one, two]) rig.clock.moveTo('2026-03-02T02:00:00.000Z');
    await until('the fee is charged', async () => (await one.engine.commands.load(fee, 'acme', 'a')).version === 1);
    await until('all is told', async () => (await seen(one, 'b')).length === 2 && one.idle());
    await check(one, outside);
  });

  it('see what the other has parked, whoever reads on', async () => {
    const poison = 'acme/account/a@1';
    const { on } = totals;
    const projection: typeof totals = {
      ...totals,
      on: {
        ...on,
        async Deposited(event, view) {
          if (event.meta.id === poison) throw new Error('poison');
          await on.Deposited?.(event, view);
        },
      },
    };
    const [one, two] = await pair(() => ({ ...noParts, projections: [projection] }), { shards: 1 });
    for (const [n, id] of ['a', 'a', 'b', 'a'].entries()) await deposit(n % 2 === 0 ? one : two, id, `c${n}`);
    await until('b is through', async () => (await seen(one, 'b')).length === 1);
    await until('a waits', async () => (await one.engine.parked()).items[0]?.waiting === 3);
    expect(await seen(one, 'a')).toEqual([]);
    for (const rig of [one, two]) {
      expect((await rig.engine.progress()).consumers[0]?.parkedKeys).toBe(1);
    }
    const drop = { consumer: totals.name, key: 'acme/account/a', event: poison, reason: 'poison' };
    expect(await two.engine.drop(drop)).toEqual({ dropped: true, waiting: 2 });
    await two.engine.redrive(totals.name, 'acme/account/a');
    await deposit(one, 'a', 'c9');
    await until('a goes on', async () => (await seen(one, 'a')).length === 3);
    expect(await seen(one, 'a')).toEqual([2, 3, 4].map((version) => `acme/account/a@${version}`));
  });
});

describe('an instance that takes the lead over', () => {
  it('reads first what the other has opened, so that the requests of a stream stay in order', async () => {
    const outside: Outside = { done: new Map(), calls: [] };
    let away = true;
    const fails = () => away;
    const limits = { requestPoll: 1_000_000_000 };
    const [one, two] = await pair(() => ({ ...noParts, requests: [confirmations(outside, fails)] }), { limits });
    await deposit(one, 'a', 'c1');
    await deposit(one, 'a', 'c2');
    await until('rows are open', async () => (await open0(one, 'engine_requests')) === 2);
    away = false;
    await one.engine.stop();
    await deposit(two, 'a', 'c3');
    await until('all are through', () => outside.done.size === 3);
    const order = [...outside.done.values()];
    expect(order).toEqual([1, 2, 3].map((version) => `acme/account/a@${version}`));
  });

  it('fires the timers that the other has set', async () => {
    const [one, two] = await pair(() => ({ ...noParts, timers: [fees] }));
    await deposit(one, 'a', 'c1');
    await until('the timer is set', async () => (await two.engine.nextTimer()) !== undefined);
    await one.engine.stop();
    two.clock.moveTo('2026-03-02T02:00:00.000Z');
    await until('it has fired', async () => (await two.engine.commands.load(fee, 'acme', 'a')).version === 1);
    await until('it is gone', async () => (await two.engine.nextTimer()) === undefined);
  });
});

describe('redriving a request', () => {
  it('is left to the instance that leads, and answered where it was asked', async () => {
    const outside: Outside = { done: new Map(), calls: [] };
    const ran: string[] = [];
    let away = true;
    const parts = (instance: string): EngineParts => ({
      ...noParts,
      requests: [
        confirmations(outside, () => {
          ran.push(instance);
          return away;
        }),
      ],
    });
    const [one, two] = await pair(parts, { limits: { requestAttempts: 2, requestPoll: 500 } });
    await deposit(one, 'a', 'c1');
    await deposit(one, 'a', 'c2');
    await until('it is parked', async () => (await two.engine.parked()).items.length === 1);
    const name = 'bank.confirmations.v1';
    expect(await two.engine.redrive(name, 'acme/account/a')).toEqual({ through: 0, waiting: 2 });
    expect((await two.engine.parked()).items).toMatchObject([{ attempts: 2, waiting: 2 }]);
    away = false;
    expect(await two.engine.redrive(name, 'acme/account/a')).toEqual({ through: 2, waiting: 0 });
    expect(new Set(ran)).toEqual(new Set(['one']));
  });
});

describe('a position that moved over what nobody wants', () => {
  it('is written down before long, so that other instances see it', async () => {
    const deposits: typeof totals = { ...totals, on: { Deposited: () => undefined } };
    const rig = open({ shards: 1 });
    await rig.engine.start({ ...noParts, projections: [deposits] });
    await deposit(rig, 'a', 'c1');
    await rig.engine.commands.execute(account, 'a', { type: 'Empty' }, context('c2'));
    const written = async () => (await rig.rawDocuments.checkpoint(totals.name, 'portolan.bank.v1/0')).position;
    await until('it is written', async () => (await written()) === 2);
  });
});

describe('a reaction', () => {
  it('of two instances at once leads to each command once', async () => {
    const [one, two] = await pair(() => ({ ...noParts, reactions: [bonuses] }));
    for (let n = 0; n < 6; n++) await deposit(n % 2 === 0 ? one : two, 'a', `c${n}`, 10);
    const version = async () => (await one.engine.commands.load({ ...account, name: 'bonus' }, 'acme', 'a')).version;
    await until('all are there', async () => (await version()) >= 6);
    await one.settled();
    expect(await version()).toBe(6);
  });
});
