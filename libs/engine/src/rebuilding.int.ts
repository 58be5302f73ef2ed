import type { DocumentStore } from '@portolan/store';
import { afterEach, describe, expect, it } from 'vitest';
import type { EngineParts } from './engine.ts';
import type { RebuildProgress } from './operations.ts';
import { account, context } from './rig/account.ts';
import { nextTurn } from './rig/machine.ts';
import type { Total } from './rig/parts.ts';
import { totals } from './rig/parts.ts';
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

const withTotals: EngineParts = { ...noParts, projections: [totals] };

async function deposit(rig: Rig, id: string, command: string): Promise<void> {
  await rig.engine.commands.execute(account, id, { type: 'Deposit', amount: 1 }, context(command));
}

async function fill(rig: Rig, accounts: number, each: number): Promise<void> {
  for (let n = 0; n < accounts * each; n++) await deposit(rig, `a${n % accounts}`, `c${n}`);
  await rig.settled();
}

async function ended(rig: Rig, told: RebuildProgress[] = []): Promise<RebuildProgress> {
  for (;;) {
    const progress = await rig.engine.rebuild(totals.name);
    told.push(progress);
    if (progress.state === 'swapped' || progress.state === 'failed') return progress;
    await nextTurn();
  }
}

const idOf = (id: string) => `acme/account/${id}`;
const all = async (store: DocumentStore) =>
  new Map((await store.find<Total>({ collection: 'totals', limit: 500 })).map(({ id, document }) => [id, document]));

async function spoil(rig: Rig): Promise<void> {
  const false_ = { sum: -1, entries: 1, seen: [] };
  await rig.rawDocuments.transact(async (transaction) => {
    await transaction.put('totals', 'acme', idOf('a1'), false_);
    await transaction.put('totals', 'acme', idOf('nobody'), false_);
    await transaction.delete('totals', 'acme', idOf('a2'));
  });
}

describe('a projection that is built anew beside the live one', () => {
  it('finds exactly what was spoilt and mends it, while commands go on', async () => {
    const rig = open({ rerun: true, limits: { consumerBatch: 5 } });
    await rig.engine.start(withTotals);
    await fill(rig, 6, 4);
    const before = await all(rig.rawDocuments);
    await spoil(rig);
    const told: RebuildProgress[] = [];
    const working = ended(rig, told);
    for (let n = 0; n < 10; n++) await deposit(rig, 'a5', `during${n}`);
    expect(await working).toMatchObject({ state: 'swapped', differing: 3, error: '' });
    await rig.settled();
    const after = await all(rig.rawDocuments);
    expect(after.get(idOf('a5'))).toMatchObject({ sum: 14, entries: 14 });
    for (const id of ['a0', 'a1', 'a2', 'a3', 'a4']) expect(after.get(idOf(id)), id).toEqual(before.get(idOf(id)));
    expect(after.size).toBe(6);
    const applied = told.map((each) => each.applied);
    expect(applied).toEqual([...applied].sort((a, b) => a - b));
    expect(told.at(-1)?.applied).toBe(told.at(-1)?.total);
    expect(await rig.rawDocuments.find({ collection: 'next_totals', limit: 10 })).toEqual([]);
    await deposit(rig, 'a1', 'later');
    await rig.settled();
    expect((await all(rig.rawDocuments)).get(idOf('a1'))).toMatchObject({ sum: 5 });
  });

  it('finds nothing where nothing is wrong', async () => {
    const rig = open();
    await rig.engine.start(withTotals);
    await fill(rig, 3, 3);
    expect(await ended(rig)).toMatchObject({
      state: 'swapped',
      differing: 0,
      sampled: 3,
      liveDocuments: 3,
      newDocuments: 3,
    });
  });

  it('leaves out what waits parked, and what was given up', async () => {
    const poison = new Set([`${idOf('a')}@2`, `${idOf('b')}@1`]);
    const { on } = totals;
    const projection: typeof totals = {
      ...totals,
      on: {
        ...on,
        async Deposited(event, view) {
          if (poison.has(event.meta.id)) throw new Error('poison');
          await on.Deposited?.(event, view);
        },
      },
    };
    const rig = open();
    await rig.engine.start({ ...noParts, projections: [projection] });
    for (const [n, id] of ['a', 'a', 'a', 'b', 'b'].entries()) await deposit(rig, id, `c${n}`);
    await rig.settled();
    await rig.engine.drop({ consumer: totals.name, key: idOf('b'), event: `${idOf('b')}@1`, reason: 'poison' });
    await rig.engine.redrive(totals.name, idOf('b'));
    const before = await all(rig.rawDocuments);
    expect(await ended(rig)).toMatchObject({ state: 'swapped', differing: 0 });
    expect(await all(rig.rawDocuments)).toEqual(before);
    poison.clear();
    expect(await rig.engine.redrive(totals.name, idOf('a'))).toEqual({ through: 2, waiting: 0 });
    expect((await all(rig.rawDocuments)).get(idOf('a'))).toMatchObject({ sum: 3, entries: 3 });
  });

  it('stays as it was where a handler fails on the way, and says why', async () => {
    let broken = false;
    const { on } = totals;
    const projection: typeof totals = {
      ...totals,
      on: {
        ...on,
        async Deposited(event, view) {
          if (broken) throw new Error('no such thing');
          await on.Deposited?.(event, view);
        },
      },
    };
    const rig = open();
    await rig.engine.start({ ...noParts, projections: [projection] });
    await fill(rig, 3, 2);
    await spoil(rig);
    const before = await all(rig.rawDocuments);
    broken = true;
    expect(await ended(rig)).toMatchObject({ state: 'failed', error: 'Error: no such thing' });
    expect(await all(rig.rawDocuments)).toEqual(before);
    broken = false;
    expect(await ended(rig)).toMatchObject({ state: 'swapped', differing: 3 });
  });

  it('leaves the live one as it was where the process dies, and nothing behind after the next start', async () => {
    let building = false;
    let puts = 0;
    const dying = openRig({
      limits: { consumerBatch: 2 },
      script: ({ operation }) =>
        building && operation === 'transact.put' && ++puts === 5 ? 'crash before' : undefined,
    });
    await dying.engine.start(withTotals);
    await fill(dying, 4, 3);
    await spoil(dying);
    const before = await all(dying.rawDocuments);
    building = true;
    await dying.engine.rebuild(totals.name);
    await dying.faults.crashed;
    await dying.die();
    const rig = open({ folder: dying.folder });
    await rig.engine.start(withTotals);
    await rig.settled();
    expect(await all(rig.rawDocuments)).toEqual(before);
    expect(await rig.rawDocuments.find({ collection: 'engine_rebuilds', limit: 10 })).toEqual([]);
    expect(await ended(rig)).toMatchObject({ state: 'swapped', differing: 3 });
  });

  it('waits for the store where it is away for a moment', async () => {
    let building = false;
    let left = 6;
    const rig = open({
      script: ({ operation }) => (building && operation === 'transact' && left-- > 0 ? 'fail' : undefined),
    });
    await rig.engine.start(withTotals);
    await fill(rig, 3, 3);
    await spoil(rig);
    await rig.engine.rebuild(totals.name);
    building = true;
    expect((await ended(rig)).state).toMatch(/swapped|failed/);
    building = false;
    expect((await ended(rig)).state).toBe('swapped');
    expect((await all(rig.rawDocuments)).size).toBe(3);
  });

  it('is refused to a record, to what is no projection, and while another instance builds it', async () => {
    const record: typeof totals = { ...totals, name: 'bank.record.v1', record: true };
    const parts = { ...noParts, projections: [totals, record] };
    const one = open({ script: ({ operation, nth }) => (operation === 'transact' && nth > 12 ? 'stall' : undefined) });
    await one.engine.start(parts);
    await expect(one.engine.rebuild('bank.record.v1')).rejects.toThrow('a record');
    await expect(one.engine.rebuild('bank.nothing.v1')).rejects.toThrow('no projection');
    await one.rawDocuments.lease(`rebuild/${totals.name}`, 'two', one.machine.now(), 60_000_000);
    await expect(one.engine.rebuild(totals.name)).rejects.toThrow('another instance');
  });
});
