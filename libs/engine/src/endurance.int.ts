import type { Call } from '@portolan/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { shardOf } from './index.ts';
import { account, bank, context } from './rig/account.ts';
import type { Outside, Total } from './rig/parts.ts';
import type { Rig, RigOptions } from './rig/rig.ts';
import { noParts, openRig, start } from './rig/rig.ts';
import { check, partsWith, story } from './rig/story.ts';

let rig: Rig;
const open = (options?: RigOptions): Rig => {
  rig = openRig(options);
  return rig;
};
afterEach(() => rig.close());

describe('a hot stream', () => {
  it('carries 10,000 commands out, each once and in one order', { timeout: 60_000 }, async () => {
    open({ shards: 1 });
    await rig.engine.start(noParts);
    const outcomes = await Promise.all(
      Array.from({ length: 10_000 }, (_, n) =>
        rig.engine.commands.execute(account, 'hot', { type: 'Deposit', amount: 1 }, context(`c${n}`)),
      ),
    );
    expect(new Set(outcomes.map(({ version }) => version)).size).toBe(10_000);
    expect(await rig.engine.commands.load(account, 'acme', 'hot')).toMatchObject({
      version: 10_000,
      state: { balance: 10_000, events: 10_000 },
    });
    await rig.settled();
    expect(await rig.engine.progress()).toMatchObject({ shards: [{ position: 10_000, published: 10_000 }] });
  });
});

describe('a long stream', () => {
  it('of 10,000 events is there after a cold start, and goes on', { timeout: 60_000 }, async () => {
    open();
    const stream = 'acme/account/long';
    const type = bank.byName.get('Deposited');
    const payload = type?.codec.encode({ amount: 1, entry: 'e' }).finish() ?? new Uint8Array();
    const event = { type: type?.fullName ?? '', audience: [], payload };
    const told = { requestHash: '', correlation: '', causation: '', traceparent: '' };
    for (let version = 1; version < 10_000; version += 10) {
      const commands = [{ ...told, id: `c${version}`, events: Array.from({ length: 10 }, () => event) }];
      const commit = { stream, version, tenant: 'acme', shard: shardOf(stream, 2), time: start, commands };
      expect(await rig.rawEvents.insert([commit])).toEqual(['ok']);
    }
    await rig.engine.start(noParts);
    const deposit = { type: 'Deposit', amount: 1 } as const;
    const outcome = await rig.engine.commands.execute(account, 'long', deposit, context('next'));
    expect(outcome).toMatchObject({ ok: true, version: 10_001 });
    const again = await rig.engine.commands.execute(account, 'long', deposit, context('c1'));
    expect(again).toMatchObject({ ok: true, version: 10 });
  });
});

describe('an hour without', () => {
  const hour = 3_600_000;

  /** A script by which some calls fail for an hour, from the n-th of them on. */
  function away(fails: (call: Call) => boolean, from: number) {
    let until: number | undefined;
    let calls = 0;
    return (call: Call) => {
      if (!fails(call) || (until === undefined && ++calls < from)) return undefined;
      until ??= rig.machine.now() + hour;
      return rig.machine.now() < until ? ('fail' as const) : undefined;
    };
  }

  const ports = {
    'the event store': ({ port }: Call) => port === 'events',
    'the document store': ({ port, operation }: Call) => port === 'documents' && operation !== 'declare',
    'the log': ({ port }: Call) => port === 'log',
  };

  for (const [what, fails] of Object.entries(ports)) {
    it(`${what} ends with everything done once, and nothing parked`, { timeout: 120_000 }, async () => {
      const outside: Outside = { done: new Map(), calls: [] };
      const script = away(fails, 25);
      let told = false;
      open({ script: (call) => (told ? undefined : script(call)) });
      const before = rig.machine.now();
      await story(rig, partsWith(outside));
      await rig.settled();
      expect(rig.machine.now() - before).toBeGreaterThanOrEqual(hour);
      told = true;
      await check(rig, outside);
    });
  }

  it('another service ends with everything done once, and nothing parked', { timeout: 120_000 }, async () => {
    const outside: Outside = { done: new Map(), calls: [] };
    open();
    const until = rig.machine.now() + hour;
    const parts = partsWith(outside);
    const [confirming] = parts.requests as unknown as [{ on: Record<string, (...given: unknown[]) => unknown> }];
    const { on } = confirming;
    const requests = [
      {
        ...confirming,
        on: {
          Deposited: (...given: unknown[]) => {
            if (rig.machine.now() < until) throw new Error('the other service is away');
            return on.Deposited?.(...given);
          },
        },
      },
    ] as unknown as typeof parts.requests;
    await story(rig, { ...parts, requests });
    expect(rig.machine.now()).toBeGreaterThanOrEqual(until);
    await check(rig, outside);
    expect((await rig.rawDocuments.get<Total>('totals', 'acme', 'acme/account/a'))?.entries).toBe(2);
  });
});
