import { afterEach, describe, expect, it } from 'vitest';
import type { EngineParts } from './engine.ts';
import type { ParkedItem } from './operations.ts';
import { account, context } from './rig/account.ts';
import type { Outside, Total } from './rig/parts.ts';
import { confirmations, fee, fees, totals } from './rig/parts.ts';
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

/** The totals, which cannot take these events while they are away. */
function fragile(poison: Set<string>): EngineParts {
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
  return { ...noParts, projections: [projection] };
}

async function deposit(rig: Rig, id: string, command: string): Promise<void> {
  await rig.engine.commands.execute(account, id, { type: 'Deposit', amount: 1 }, context(command));
}

const seen = async (rig: Rig, id: string) =>
  (await rig.rawDocuments.get<Total>('totals', 'acme', `acme/account/${id}`))?.seen ?? [];
const key = 'acme/account/a';
const at = (version: number) => `${key}@${version}`;
const dropping = (event: string, consumer = totals.name) => ({ consumer, key, event, reason: 'it cannot be mended' });

describe('progress', () => {
  it('says how far shards and consumers have come, and who leads', async () => {
    const poison = new Set([at(2)]);
    const rig = open({ shards: 1 });
    await rig.engine.start({ ...fragile(poison), timers: [fees] });
    for (const n of [1, 2, 3]) await deposit(rig, 'a', `c${n}`);
    await rig.settled();
    const progress = await rig.engine.progress();
    expect(progress).toMatchObject({
      shards: [{ shard: 0, position: 3, published: 3 }],
      oldestUnsent: 0,
      requestsOpen: 0,
      timersOpen: 1,
      leads: true,
    });
    expect(progress.consumers.find(({ name }) => name === totals.name)).toEqual({
      name: totals.name,
      readings: [{ service: 'bank', shard: 0, position: 3 }],
      parkedKeys: 1,
    });
  });

  it('knows for how long a commit waits, also where another instance relays and is stuck', async () => {
    const stuck = open({ script: ({ operation }) => (operation === 'append' ? 'fail' : undefined) });
    await stuck.engine.start(noParts);
    const asked = open({ shared: stuck, instance: 'two' });
    await asked.engine.start(noParts);
    expect((await asked.engine.progress()).leads).toBe(false);
    await deposit(asked, 'a', 'c1');
    await asked.engine.progress();
    stuck.machine.pass(5_000);
    expect((await asked.engine.progress()).oldestUnsent).toBeGreaterThanOrEqual(5_000);
  });
});

describe('the list of what is parked', () => {
  it('holds events, requests and timers with where they came from, page by page', async () => {
    const outside: Outside = { done: new Map(), calls: [] };
    const ids = ['a', 'b', 'c'];
    const rig = open({ shards: 1, limits: { requestAttempts: 2 } });
    const fire: typeof fees.fire = () => Promise.reject(new Error('not now'));
    const poison = new Set(ids.map((id) => `acme/account/${id}@1`));
    const parts = { ...fragile(poison), requests: [confirmations(outside, () => true)], timers: [{ ...fees, fire }] };
    await rig.engine.start(parts);
    for (const id of ids) await deposit(rig, id, id);
    await rig.settled();
    rig.clock.moveTo('2026-03-02T02:00:00.000Z');
    await rig.settled();
    const items: ParkedItem[] = [];
    for (let token = ''; ; ) {
      const page = await rig.engine.parked({}, { size: 2, token });
      expect(page.items.length).toBeLessThanOrEqual(2);
      items.push(...page.items);
      token = page.next;
      if (token === '') break;
    }
    expect(items.map(({ kind }) => kind).sort()).toEqual(
      ['event', 'request', 'timer'].flatMap((kind) => ids.map(() => kind)),
    );
    const origin = {
      event: at(1),
      type: 'portolan.bank.v1.Deposited',
      topic: 'portolan.bank.v1',
      partition: 0,
      position: 1,
    };
    for (const kind of ['event', 'request', 'timer'] as const)
      expect(items.find((item) => item.kind === kind && item.event === at(1))).toMatchObject({ ...origin, waiting: 1 });
    const only = (await rig.engine.parked({ consumer: fees.name })).items;
    expect(only.map(({ kind }) => kind)).toEqual(['timer', 'timer', 'timer']);
    await expect(rig.engine.parked({}, { token: 'nonsense' })).rejects.toThrow(RangeError);

    const [timer] = only;
    const drop = { consumer: fees.name, key: timer?.key ?? '', event: timer?.event ?? '', reason: 'too late' };
    expect(await rig.engine.drop({ ...drop, event: at(9) })).toEqual({ dropped: false, waiting: 0 });
    expect(await rig.engine.drop(drop)).toEqual({ dropped: true, waiting: 0 });
    expect((await rig.engine.parked({ consumer: fees.name })).items).toHaveLength(2);
    expect((await rig.engine.commands.load(fee, 'acme', 'a')).version).toBe(0);
  });
});

describe('giving up', () => {
  it('takes the first event of a key alone; the next one is the first from then on', async () => {
    const poison = new Set([at(1), at(2)]);
    const rig = open({ shards: 1, rerun: true });
    await rig.engine.start(fragile(poison));
    for (const n of [1, 2, 3]) await deposit(rig, 'a', `c${n}`);
    await rig.settled();
    expect(await rig.engine.drop(dropping(at(2)))).toEqual({ dropped: false, waiting: 3 });
    expect(await rig.engine.drop(dropping(at(1)))).toEqual({ dropped: true, waiting: 2 });
    expect(await rig.engine.drop(dropping(at(1)))).toEqual({ dropped: false, waiting: 2 });
    expect(rig.errors.some((error) => error.includes('given up') && error.includes('cannot be mended'))).toBe(true);
    expect((await rig.engine.parked()).items).toMatchObject([{ event: at(2), waiting: 2, attempts: 0 }]);
    expect(await rig.engine.redrive(totals.name, key)).toEqual({ through: 0, waiting: 2 });
    expect(await rig.engine.drop(dropping(at(2)))).toEqual({ dropped: true, waiting: 1 });
    expect(await rig.engine.redrive(totals.name, key)).toEqual({ through: 1, waiting: 0 });
    await deposit(rig, 'a', 'c4');
    await rig.settled();
    expect(await seen(rig, 'a')).toEqual([at(3), at(4)]);
    expect((await rig.engine.parked()).items).toEqual([]);
  });

  it('lets what joins, what is redriven and what is dropped at once neither get lost nor be doubled', async () => {
    const poison = new Set([at(1)]);
    const rig = open({ shards: 1, rerun: true });
    await rig.engine.start(fragile(poison));
    for (const n of [1, 2]) await deposit(rig, 'a', `c${n}`);
    await rig.settled();
    const other = open({ shared: rig, instance: 'two' });
    await other.engine.start(fragile(poison));
    const works = [
      rig.engine.drop(dropping(at(1))),
      other.engine.drop(dropping(at(1))),
      other.engine.redrive(totals.name, key),
      ...[3, 4, 5].map((n) => deposit(rig, 'a', `c${n}`)),
      rig.engine.redrive(totals.name, key),
    ];
    const [mine, theirs] = await Promise.all(works);
    expect([mine, theirs].filter((done) => done !== undefined && 'dropped' in done && done.dropped)).toHaveLength(1);
    await rig.settled();
    await rig.engine.redrive(totals.name, key);
    expect((await rig.engine.parked()).items).toEqual([]);
    expect(await seen(rig, 'a')).toEqual([2, 3, 4, 5].map(at));
  });

  it('takes a request away, and what waited behind it goes on', async () => {
    const outside: Outside = { done: new Map(), calls: [] };
    const rig = open({ limits: { requestAttempts: 2 } });
    const requests = [confirmations(outside, (event) => event === at(1))];
    await rig.engine.start({ ...noParts, requests });
    for (const n of [1, 2]) await deposit(rig, 'a', `c${n}`);
    await rig.settled();
    const { name } = confirmations(outside);
    expect(await rig.engine.drop(dropping(at(2), name))).toEqual({ dropped: false, waiting: 2 });
    expect(await rig.engine.drop(dropping(at(1), name))).toEqual({ dropped: true, waiting: 1 });
    await rig.settled();
    expect([...outside.done.values()]).toEqual([at(2)]);
    expect((await rig.engine.parked()).items).toEqual([]);
  });
});
