import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openEmbeddedLog } from '@portolan/log';
import { dropDatabase } from '@portolan/servers';
import { openMongoDocumentStore, openMongoEventStore } from '@portolan/store/mongo';
import type { Call, Script } from '@portolan/testkit';
import { describe, expect, inject, it } from 'vitest';
import { account, context } from './rig/account.ts';
import type { VirtualMachine } from './rig/machine.ts';
import type { Outside } from './rig/parts.ts';
import { noParts, openRig, type Rig } from './rig/rig.ts';
import { check, partsWith, story } from './rig/story.ts';

const { mongoUrl: url } = inject('servers');
const durable = ['insert', 'stamp', 'markPublished', 'append', 'transact', 'takeOver'];
const isDurable = ({ operation }: Call) => durable.includes(operation);
const atOnce = 4;
// Every single write is one on SQLite (crash.int.ts); real servers cost seconds for each.
const everyNth = 5;
const shards = 2;

// Real servers take real time, so the machine's own clock drives the engine here, with bounds that fit a test.
const limits = { leaseTtl: 1_500, relayPoll: 100, requestPoll: 200, timerPoll: 50 };

function realMachine(): VirtualMachine {
  const running = new Set<NodeJS.Timeout>();
  const idle = () => undefined;
  return {
    now: () => performance.timeOrigin + performance.now(),
    after(ms, callback) {
      const timer = setTimeout(() => running.delete(timer) && callback(), ms);
      running.add(timer);
      return () => {
        running.delete(timer);
        clearTimeout(timer);
      };
    },
    pass: idle,
    run: idle,
    halt() {
      for (const timer of running) clearTimeout(timer);
      running.clear();
    },
  };
}

interface Process extends Rig {
  /** Closes what a server or the disk keeps. */
  end(): Promise<void>;
}

/** One process on MongoDB, whose log lies in the folder and whose database has the folder's name. */
async function openProcess(folder: string, script?: Script, at?: string): Promise<Process> {
  const machine = realMachine();
  const [rawEvents, rawDocuments] = await Promise.all([
    openMongoEventStore({ url, database: basename(folder), shards, maxPoolSize: 5 }),
    openMongoDocumentStore({ url, database: basename(folder), maxPoolSize: 5 }),
  ]);
  const rawLog = openEmbeddedLog({ file: join(folder, 'log.db'), partitions: shards, machine });
  const shared = { rawEvents, rawDocuments, rawLog, machine };
  const rig = openRig({ folder, shared, shards, limits, script, at });
  return {
    ...rig,
    async settled() {
      for (let quiet = 0; quiet < 3 && !rig.faults.hasCrashed; ) {
        quiet = rig.idle() ? quiet + 1 : 0;
        await sleep(5);
      }
    },
    async end() {
      machine.halt();
      await rawLog.close();
      await Promise.all([rawEvents.close(), rawDocuments.close()]);
    },
  };
}

async function inPlaceOfItsOwn(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'portolan-engine-'));
  try {
    await work(folder);
  } finally {
    await dropDatabase(url, basename(folder));
    await rm(folder, { recursive: true, force: true });
  }
}

describe('the engine on MongoDB', () => {
  it('loses nothing and does nothing twice where it dies between durable writes', { timeout: 240_000 }, async () => {
    let writes = 0;
    await inPlaceOfItsOwn(async (folder) => {
      const outside: Outside = { done: new Map(), calls: [] };
      const whole = await openProcess(folder);
      await story(whole, partsWith(outside));
      await check(whole, outside);
      writes = whole.faults.calls.filter(isDurable).length;
      await whole.close();
      await whole.end();
    });
    expect(writes).toBeGreaterThan(25);

    let next = 1;
    const following = () => {
      const at = next;
      next += everyNth;
      return at;
    };
    const worker = async () => {
      // Before the next write is after this one: nothing durable happens in between.
      for (let at = following(); at <= writes; at = following())
        await inPlaceOfItsOwn((folder) => crashAndRecover(folder, at, at % 2 === 0 ? 'crash before' : 'crash after'));
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
  });

  it('carries out 20 commands that race for one stream in two processes, each once', { timeout: 60_000 }, async () => {
    await inPlaceOfItsOwn(async (folder) => {
      const racers = await Promise.all([openProcess(folder), openProcess(folder)]);
      for (const { engine } of racers) await engine.start(noParts);
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, at) =>
          racers[at % 2]?.engine.commands.execute(account, 'a', { type: 'Deposit', amount: 1 }, context(`c${at}`)),
        ),
      );
      expect(outcomes.every((outcome) => outcome?.ok)).toBe(true);
      for (const { engine } of racers) {
        expect(await engine.commands.load(account, 'acme', 'a')).toMatchObject({ state: { balance: 20 }, version: 20 });
      }
      for (const racer of racers) {
        await racer.close();
        await racer.end();
      }
    });
  });

  it('carries out 10,000 commands of one hot stream', { timeout: 120_000 }, async () => {
    await inPlaceOfItsOwn(async (folder) => {
      const hot = await openProcess(folder);
      await hot.engine.start(noParts);
      let asked = 0;
      const caller = async () => {
        for (let at = asked++; at < 10_000; at = asked++)
          await hot.engine.commands.execute(account, 'hot', { type: 'Deposit', amount: 1 }, context(`c${at}`));
      };
      await Promise.all(Array.from({ length: 256 }, caller));
      expect(await hot.engine.commands.load(account, 'acme', 'hot')).toMatchObject({ version: 10_000 });
      await hot.settled();
      expect(await hot.rawEvents.pending(1)).toEqual([]);
      await hot.close();
      await hot.end();
    });
  });
});

async function crashAndRecover(folder: string, at: number, when: 'crash before' | 'crash after'): Promise<void> {
  const outside: Outside = { done: new Map(), calls: [] };
  let writes = 0;
  const dying = await openProcess(folder, (call) => {
    if (!isDurable(call)) return undefined;
    writes += 1;
    return writes === at ? when : undefined;
  });
  await Promise.race([story(dying, partsWith(outside)), dying.faults.crashed]);
  const diedAt = dying.clock.now();
  await dying.die();
  await dying.end();
  const revived = await openProcess(folder, undefined, diedAt);
  try {
    await story(revived, partsWith(outside));
    await check(revived, outside);
    await revived.close();
  } catch (error) {
    throw new Error(`${when} durable write ${at}`, { cause: error });
  } finally {
    await revived.end();
  }
}
