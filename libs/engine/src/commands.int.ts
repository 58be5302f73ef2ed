import { afterEach, describe, expect, it } from 'vitest';
import { COMMAND_ID_REUSED } from './model.ts';
import { account, context } from './rig/account.ts';
import type { Rig, RigOptions } from './rig/rig.ts';
import { openRig } from './rig/rig.ts';

const rigs: Rig[] = [];
const open = (options?: RigOptions): Rig => {
  const rig = openRig(options);
  rigs.push(rig);
  return rig;
};
afterEach(async () => {
  for (const rig of rigs.splice(0).reverse()) await rig.close();
});

const deposit = (amount: number) => ({ type: 'Deposit', amount }) as const;
const withdraw = (amount: number) => ({ type: 'Withdraw', amount }) as const;

describe('commands', () => {
  it('carries a command out and answers with its events and the version after it', async () => {
    const { engine } = open();
    const outcome = await engine.commands.execute(account, 'a', deposit(5), context('c1'));
    expect(outcome).toMatchObject({ ok: true, stream: 'acme/account/a', version: 1, events: [{ type: 'Deposited' }] });
    expect(await engine.commands.load(account, 'acme', 'a')).toEqual({ state: { balance: 5, events: 1 }, version: 1 });
    expect(await engine.commands.load(account, 'acme', 'b')).toEqual({ state: account.initial, version: 0 });
  });

  it('lets all of 20 racing commands finish, decided one after another into few commits', async () => {
    const { engine, rawEvents } = open();
    await engine.commands.execute(account, 'a', deposit(5), context('first'));
    const racing = Array.from({ length: 20 }, (_, n) =>
      engine.commands.execute(account, 'a', withdraw(1), context(`c${n}`)),
    );
    const outcomes = await Promise.all(racing);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(5);
    for (const refused of outcomes.slice(5)) expect(refused).toMatchObject({ refusal: { refused: 'OVERDRAWN' } });
    const commits = await rawEvents.readStream('acme/account/a', 1, 100);
    expect(commits.map(({ version, commands }) => [version, commands.length])).toEqual([
      [1, 1],
      [2, 5],
    ]);
  });

  it('lets 20 commands of two processes on one stream finish', async () => {
    const one = open();
    const two = open({ shared: one, instance: 'two' });
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        (n % 2 === 0 ? one : two).engine.commands.execute(account, 'a', deposit(1), context(`c${n}`)),
      ),
    );
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect(await one.engine.commands.load(account, 'acme', 'a')).toMatchObject({ state: { balance: 20 }, version: 20 });
  });

  it('answers a repeated command as the first time, also after a restart', async () => {
    const rig = open();
    const first = await rig.engine.commands.execute(account, 'a', deposit(5), context('c1'));
    expect(await rig.engine.commands.execute(account, 'a', deposit(5), context('c1'))).toEqual(first);
    await rig.engine.commands.execute(account, 'a', withdraw(5), context('c2'));
    const again = openRig({ shared: rig, instance: 'two' });
    rigs.push(again);
    expect(await again.engine.commands.execute(account, 'a', deposit(5), context('c1'))).toEqual(first);
    expect(await again.engine.commands.execute(account, 'a', withdraw(5), context('c2'))).toMatchObject({
      ok: true,
      version: 2,
    });
    expect((await again.engine.commands.load(account, 'acme', 'a')).version).toBe(2);
  });

  it('carries out once what is asked twice at the same time', async () => {
    const { engine } = open();
    const twice = [1, 2].map(() => engine.commands.execute(account, 'a', deposit(5), context('c1')));
    const [first, second] = await Promise.all(twice);
    expect(second).toEqual(first);
    expect((await engine.commands.load(account, 'acme', 'a')).version).toBe(1);
  });

  it('refuses a command id that was used for another request', async () => {
    const { engine } = open();
    await engine.commands.execute(account, 'a', deposit(5), context('c1', { requestHash: 'x' }));
    const other = await engine.commands.execute(account, 'a', deposit(7), context('c1', { requestHash: 'y' }));
    expect(other).toMatchObject({ ok: false, refusal: { refused: COMMAND_ID_REUSED } });
  });

  it('writes nothing for nothing to do, and for a refusal unless it is to be remembered', async () => {
    const { engine, rawEvents } = open();
    expect(await engine.commands.execute(account, 'a', { type: 'Empty' }, context('c1'))).toEqual({
      ok: true,
      stream: 'acme/account/a',
      version: 0,
      events: [],
    });
    const asked = () => engine.commands.execute(account, 'a', withdraw(5), context('c2'));
    expect(await asked()).toMatchObject({ ok: false, version: 0, refusal: { refused: 'OVERDRAWN' } });
    expect(await rawEvents.readStream('acme/account/a', 1, 10)).toEqual([]);
    await engine.commands.execute(account, 'a', deposit(5), context('c3'));
    expect(await asked()).toMatchObject({ ok: true });
  });

  it('keeps a remembered refusal as the answer, whatever happens later', async () => {
    const rig = open();
    const late = context('c1', { rememberRefusal: true });
    const refused = await rig.engine.commands.execute(account, 'a', withdraw(5), late);
    expect(refused).toMatchObject({ ok: false, version: 1, refusal: { refused: 'OVERDRAWN', data: { balance: '0' } } });
    await rig.engine.commands.execute(account, 'a', deposit(50), context('c2'));
    expect(await rig.engine.commands.execute(account, 'a', withdraw(5), late)).toEqual(refused);
    const again = open({ shared: rig, instance: 'two' });
    expect(await again.engine.commands.execute(account, 'a', withdraw(5), late)).toEqual(refused);
    expect(await again.engine.commands.load(account, 'acme', 'a')).toEqual({
      state: { balance: 50, events: 1 },
      version: 2,
    });
  });

  it('remembers no refusal that only says "not yet": the same command asked again is decided anew', async () => {
    const { engine, rawEvents } = open();
    const patient = { ...account, passing: ['OVERDRAWN'] as const };
    const asked = () => engine.commands.execute(patient, 'a', withdraw(5), context('c1', { rememberRefusal: true }));
    expect(await asked()).toMatchObject({ ok: false, version: 0, refusal: { refused: 'OVERDRAWN' } });
    expect(await rawEvents.readStream('acme/account/a', 1, 10)).toEqual([]);
    await engine.commands.execute(patient, 'a', deposit(5), context('c2'));
    expect(await asked()).toMatchObject({ ok: true, version: 2 });
  });

  it('never answers a refusal or a nothing-to-do from a stale cache', async () => {
    const one = open();
    const two = open({ shared: one, instance: 'two' });
    await one.engine.commands.execute(account, 'a', deposit(5), context('c1'));
    await two.engine.commands.execute(account, 'a', deposit(50), context('c2'));
    expect(await one.engine.commands.execute(account, 'a', withdraw(30), context('c3'))).toMatchObject({
      ok: true,
      version: 3,
    });
    await two.engine.commands.execute(account, 'b', deposit(1), context('c4'));
    expect(await one.engine.commands.execute(account, 'b', { type: 'Empty' }, context('c5'))).toMatchObject({
      events: [{ type: 'Withdrawn' }],
    });
  });

  it('lets a refusal, or a broken decider, in the middle of a batch affect only its own command', async () => {
    const { engine } = open();
    const commands = [deposit(5), withdraw(50), { type: 'Break' } as const, withdraw(2), withdraw(4), withdraw(3)];
    const outcomes = await Promise.allSettled(
      commands.map((command, n) => engine.commands.execute(account, 'a', command, context(`c${n}`))),
    );
    const told = outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value.ok : 'broken'));
    expect(told).toEqual([true, false, 'broken', true, false, true]);
    expect(await engine.commands.load(account, 'acme', 'a')).toMatchObject({ state: { balance: 0 }, version: 3 });
  });

  it.each(['unknown', 'lost', 'fail', 'late'] as const)('settles a write that ends %s', async (fault) => {
    const rig = open({
      script: ({ operation, nth }) => (operation === 'insert' && nth <= 2 ? fault : undefined),
    });
    const outcome = await rig.engine.commands.execute(account, 'a', deposit(5), context('c1'));
    await rig.faults.release();
    expect(outcome).toMatchObject({ ok: true, version: 1 });
    await rig.engine.commands.execute(account, 'a', deposit(5), context('c2'));
    expect(await rig.engine.commands.load(account, 'acme', 'a')).toMatchObject({ state: { balance: 10 }, version: 2 });
  });

  it('never shows a driver error to its caller, however long the store is away', async () => {
    const away = (operation: string, nth: number) =>
      ['readStream', 'findCommand', 'insert'].includes(operation) && nth <= 20;
    const rig = open({ script: ({ operation, nth }) => (away(operation, nth) ? 'fail' : undefined) });
    const outcomes = await Promise.all(
      [1, 2, 3].map((n) => rig.engine.commands.execute(account, `a${n}`, deposit(n), context(`c${n}`))),
    );
    expect(outcomes.map(({ ok, version }) => [ok, version])).toEqual([1, 2, 3].map(() => [true, 1]));
  });

  it('does the work on the retry where the first try died after its id was stored', async () => {
    const dying = openRig({
      script: ({ operation, nth }) => (operation === 'insert' && nth === 1 ? 'crash after' : undefined),
    });
    void dying.engine.commands.execute(account, 'a', deposit(5), context('c1'));
    await dying.faults.crashed;
    await dying.die();
    const rig = open({ folder: dying.folder });
    const outcome = await rig.engine.commands.execute(account, 'a', deposit(5), context('c1'));
    expect(outcome).toMatchObject({ ok: true, version: 1, events: [{ type: 'Deposited' }] });
  });

  it('keeps appends and reads flat on a long stream', async () => {
    const { engine } = open({ limits: { commandsPerCommit: 500 } });
    const all = Array.from({ length: 10_000 }, (_, n) =>
      engine.commands.execute(account, 'a', deposit(1), context(`c${n}`)),
    );
    await Promise.all(all);
    const began = performance.now();
    for (let n = 0; n < 20; n++) await engine.commands.execute(account, 'a', deposit(1), context(`d${n}`));
    expect(performance.now() - began).toBeLessThan(2_000);
    expect((await engine.commands.load(account, 'acme', 'a')).version).toBe(10_020);
  });
});
