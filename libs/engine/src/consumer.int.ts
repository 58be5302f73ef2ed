import type { Checkpoint } from '@portolan/store';
import { afterEach, describe, expect, it } from 'vitest';
import type { EngineParts } from './engine.ts';
import type { Projection, Reaction, Recorded } from './model.ts';
import type { AccountEvent } from './rig/account.ts';
import { account, bank, context, olderBank } from './rig/account.ts';
import { nextTurn } from './rig/machine.ts';
import type { Total } from './rig/parts.ts';
import { bonus, bonuses, totals } from './rig/parts.ts';
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

async function deposit(rig: Rig, id: string, amount: number, command: string): Promise<void> {
  const outcome = await rig.engine.commands.execute(account, id, { type: 'Deposit', amount }, context(command));
  expect(outcome.ok).toBe(true);
}

async function total(rig: Rig, stream: string): Promise<Total | undefined> {
  return rig.rawDocuments.get<Total>('totals', 'acme', `acme/account/${stream}`);
}

/** The totals, failing on one event until it is mended. */
function fragile(poison: string): { projection: Projection<AccountEvent>; mend(): void; tries(): number } {
  let broken = true;
  let tries = 0;
  const { on } = totals;
  return {
    mend() {
      broken = false;
    },
    tries: () => tries,
    projection: {
      ...totals,
      on: {
        ...on,
        async Deposited(event, view) {
          await on.Deposited?.(event, view);
          if (event.meta.id !== poison || !broken) return;
          tries += 1;
          throw new Error('poison');
        },
      },
    },
  };
}

describe('projections', () => {
  it('applies every event once, delivered twice, late or out of a crash', async () => {
    const rig = open({
      script: ({ operation, nth }) => (operation === 'take' ? (['twice', 'late'] as const)[nth % 2] : undefined),
    });
    await rig.engine.start(withTotals);
    for (let n = 0; n < 20; n++) {
      await deposit(rig, `a${n % 3}`, 1, `c${n}`);
      if (n % 4 === 0) await rig.settled();
    }
    await rig.settled();
    const all = await Promise.all(['a0', 'a1', 'a2'].map((id) => total(rig, id)));
    expect(all.map((each) => [each?.sum, each?.entries])).toEqual([
      [7, 7],
      [7, 7],
      [6, 6],
    ]);
  });

  it('fills a gap in the log from history', async () => {
    const rig = open({
      shards: 1,
      script: ({ operation, nth }) => (operation === 'take' && nth === 2 ? 'skip' : undefined),
    });
    await rig.engine.start(withTotals);
    for (let n = 1; n <= 4; n++) {
      await deposit(rig, 'a', n, `c${n}`);
      await rig.settled();
    }
    expect(await total(rig, 'a')).toMatchObject({ sum: 10, seen: [1, 2, 3, 4].map((n) => `acme/account/a@${n}`) });
  });

  it('waits where the store is away, and parks nothing', async () => {
    const rig = open({
      script: ({ operation, nth }) => (operation.startsWith('transact') && nth <= 30 ? 'fail' : undefined),
    });
    await rig.engine.start(withTotals);
    await deposit(rig, 'a', 5, 'c1');
    await rig.settled();
    expect(await total(rig, 'a')).toMatchObject({ sum: 5, entries: 1 });
    expect((await rig.engine.parked()).items).toEqual([]);
  });

  it('offers less where the store takes no large transaction, and comes through', async () => {
    const written = open({ shards: 1 });
    await written.engine.start(noParts);
    for (let n = 0; n < 40; n++) await deposit(written, 'a', 1, `c${n}`);
    await written.settled();
    await written.engine.stop();
    const sizes: number[] = [];
    const rig = open({
      shards: 1,
      shared: written,
      script({ operation, args: [, , before, after] }) {
        if (operation !== 'transact.advance') return undefined;
        sizes.push((after as Checkpoint).position - (before as Checkpoint).position);
        return Number(sizes.at(-1)) > 5 ? 'fail' : undefined;
      },
    });
    await rig.engine.start(withTotals);
    await rig.settled();
    expect(Math.max(...sizes)).toBeGreaterThan(5);
    expect(await total(rig, 'a')).toMatchObject({ sum: 40, entries: 40 });
  });

  it('applies once where the answer of its transaction was lost', async () => {
    const rig = open({
      script: ({ operation, nth }) => (operation === 'transact' && nth % 2 === 1 ? 'unknown' : undefined),
    });
    await rig.engine.start(withTotals);
    await deposit(rig, 'a', 5, 'c1');
    await deposit(rig, 'a', 6, 'c2');
    await rig.settled();
    expect(await total(rig, 'a')).toMatchObject({ sum: 11, entries: 2 });
  });

  it('stops loudly at a type it does not know, and goes on once it does', async () => {
    const rig = openRig({ shards: 1 });
    await rig.engine.start(noParts);
    await deposit(rig, 'a', 5, 'c1');
    await rig.engine.commands.execute(account, 'a', { type: 'Empty' }, context('c2'));
    await deposit(rig, 'a', 7, 'c3');
    await rig.settled();
    const older = open({ shared: rig, instance: 'two', catalogue: olderBank });
    await older.engine.start(withTotals);
    for (let turn = 0; turn < 60; turn++) await nextTurn();
    expect(older.idle()).toBe(false);
    expect(await total(rig, 'a')).toMatchObject({ sum: 5, entries: 1 });
    expect(older.errors.some((error) => error.includes('portolan.bank.v1.Withdrawn'))).toBe(true);
    await older.close();
    rigs.pop();
    await rig.die();
    const newer = open({ folder: rig.folder, shards: 1, catalogue: bank });
    await newer.engine.start(withTotals);
    await newer.settled();
    expect(await total(newer, 'a')).toMatchObject({ sum: 7, entries: 3 });
  });
});

describe('parking', () => {
  it('stops only the key of a poison event, and works its queue off in order on request', async () => {
    const { projection, mend, tries } = fragile('acme/account/a@2');
    const rig = open({ shards: 1 });
    await rig.engine.start({ ...noParts, projections: [projection] });
    for (const [n, id] of ['a', 'b', 'a', 'b', 'a', 'b'].entries()) await deposit(rig, id, n + 1, `c${n}`);
    await rig.settled();
    expect(tries()).toBeGreaterThanOrEqual(3);
    expect(await total(rig, 'b')).toMatchObject({ sum: 12, entries: 3 });
    expect(await total(rig, 'a')).toMatchObject({ sum: 1, entries: 1 });
    const [parked] = (await rig.engine.parked()).items;
    const wanted = { consumer: totals.name, key: 'acme/account/a', event: 'acme/account/a@2', attempts: 3, waiting: 2 };
    expect(parked).toMatchObject({ ...wanted, error: 'Error: poison' });
    expect(await rig.engine.visible(totals.name, 'acme/account/a', 1)).toBe(true);
    expect(await rig.engine.visible(totals.name, 'acme/account/a', 3)).toBe(false);

    expect(await rig.engine.redrive(totals.name, 'acme/account/a')).toMatchObject({ through: 0 });
    expect((await rig.engine.parked()).items[0]).toMatchObject({ attempts: 4, waiting: 2 });
    await deposit(rig, 'a', 10, 'c7');
    await rig.settled();
    mend();
    expect(await rig.engine.redrive(totals.name, 'acme/account/a')).toMatchObject({ through: 3 });
    expect(await total(rig, 'a')).toMatchObject({
      sum: 19,
      seen: [1, 2, 3, 4].map((version) => `acme/account/a@${version}`),
    });
    expect((await rig.engine.parked()).items).toEqual([]);
    await deposit(rig, 'a', 1, 'c8');
    await rig.settled();
    expect(await total(rig, 'a')).toMatchObject({ sum: 20, entries: 5 });
    expect(await rig.engine.visible(totals.name, 'acme/account/a', 5)).toBe(true);
  });

  it('stops only the key of an event from which what to expect cannot be told', async () => {
    const expects = ({ meta }: Recorded) => {
      if (meta.id === 'acme/account/a@1') throw new TypeError('nothing to expect');
      return [{ collection: 'totals', tenant: meta.tenant, id: meta.stream }];
    };
    const rig = open({ shards: 1 });
    await rig.engine.start({ ...noParts, projections: [{ ...totals, expects }] });
    for (const [n, id] of ['a', 'b', 'b'].entries()) await deposit(rig, id, n + 1, `c${n}`);
    await rig.settled();
    expect(await total(rig, 'b')).toMatchObject({ sum: 5, entries: 2 });
    expect((await rig.engine.parked()).items).toMatchObject([
      { key: 'acme/account/a', error: 'TypeError: nothing to expect' },
    ]);
  });

  it('knows after a restart which keys are parked', async () => {
    const { projection, mend } = fragile('acme/account/a@1');
    const first = openRig();
    await first.engine.start({ ...noParts, projections: [projection] });
    await deposit(first, 'a', 1, 'c1');
    await first.settled();
    await first.die();
    mend();
    const rig = open({ folder: first.folder });
    await rig.engine.start({ ...noParts, projections: [projection] });
    await deposit(rig, 'a', 2, 'c2');
    await rig.settled();
    expect(await total(rig, 'a')).toBeUndefined();
    expect(await rig.engine.redrive(totals.name, 'acme/account/a')).toMatchObject({ through: 2 });
    expect(await total(rig, 'a')).toMatchObject({ sum: 3, entries: 2 });
  });

  it('knows that a key is parked where the answer of the transaction that parked it was lost', async () => {
    const { projection, mend } = fragile('acme/account/a@1');
    let parking = false;
    const rig = open({
      script({ operation, nth }) {
        // The batch, three tries of the event alone (of which nothing gets as far as the store), then it is parked.
        if (operation === 'transact' && nth === 5) return 'unknown';
        if (operation === 'transact.put' && nth === 1) parking = true;
        return undefined;
      },
    });
    await rig.engine.start({ ...noParts, projections: [projection] });
    await deposit(rig, 'a', 1, 'c1');
    await rig.settled();
    expect(parking).toBe(true);
    mend();
    await deposit(rig, 'a', 2, 'c2');
    await rig.settled();
    expect(await total(rig, 'a')).toBeUndefined();
    expect(await rig.engine.redrive(totals.name, 'acme/account/a')).toMatchObject({ through: 2 });
    expect(await total(rig, 'a')).toMatchObject({ seen: ['acme/account/a@1', 'acme/account/a@2'] });
  });

  it('parks a reaction that fails, too, and redrives it with the same command ids', async () => {
    let broken = true;
    const careless: Reaction<AccountEvent> = {
      ...bonuses,
      on: {
        async Deposited(event, react) {
          await bonuses.on.Deposited?.(event, react);
          if (broken && event.meta.stream.endsWith('account/a')) throw new Error('too late');
        },
      },
    };
    const rig = open();
    await rig.engine.start({ ...noParts, reactions: [careless] });
    await deposit(rig, 'a', 10, 'c1');
    await deposit(rig, 'b', 10, 'c2');
    await rig.settled();
    expect((await rig.engine.parked()).items).toMatchObject([{ consumer: bonuses.name, key: 'acme/account/a' }]);
    broken = false;
    expect(await rig.engine.redrive(bonuses.name, 'acme/account/a')).toMatchObject({ through: 1 });
    for (const id of ['a', 'b']) expect((await rig.engine.commands.load(bonus, 'acme', id)).version).toBe(1);
  });
});

describe('reactions', () => {
  it('gives commands made ids, the event as cause, and what the event was about', async () => {
    const rig = open();
    await rig.engine.start({ ...noParts, reactions: [bonuses] });
    await deposit(rig, 'a', 10, 'c1');
    await rig.settled();
    const [commit] = await rig.rawEvents.readStream('acme/bonus/a', 1, 1);
    const [command] = commit?.commands ?? [];
    expect(command).toMatchObject({ causation: 'acme/account/a@1', correlation: 'order-1', requestHash: '' });
    expect(command?.id).toMatch(/^[0-9a-z]{26}$/);
    expect(command?.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  });
});

describe('visible', () => {
  it('waits for the projection, and gives up where it does not come', async () => {
    const rig = open();
    await rig.engine.start(withTotals);
    await deposit(rig, 'a', 1, 'c1');
    expect(await rig.engine.visible(totals.name, 'acme/account/a', 1)).toBe(true);
    expect(await total(rig, 'a')).toMatchObject({ sum: 1 });
    expect(await rig.engine.visible(totals.name, 'acme/account/a', 1)).toBe(true);
    expect(await rig.engine.visible(totals.name, 'acme/account/a', 2)).toBe(false);
  });
});
