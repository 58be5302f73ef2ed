import { type ActivityReply, OperationsDefinition } from '@portolan/contracts/engine/v1/operations';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createActivity } from '../clock/activity.ts';
import { machineClock } from '../clock/machine.ts';
import type { ServiceClient } from '../definition.ts';
import { command, merchant, operator, startTolls, TollsDefinition } from '../rig/tolls.ts';
import type { Trial } from '../rig/trial.ts';
import { connect } from './client.ts';

const dollars = (minor: bigint) => ({ minor, currency: 'USD' });
const still = { now: '', hold: false, speed: -1, patienceMs: 0 };

let trial: Trial;
let operations: ServiceClient<typeof OperationsDefinition>;
let close: () => void;

beforeEach(async () => {
  trial = await startTolls();
  // With an activity of its own: a call that waits for its answer would count as under way.
  const parts = { machine: machineClock(), activity: createActivity(machineClock()) };
  ({ client: operations, close } = connect(OperationsDefinition, trial.running.address, parts));
});
afterEach(async () => {
  close();
  await trial.end();
});

const pay = (id: string, minor: bigint) => trial.client(TollsDefinition).pay(dollars(minor), command(id));
const activity = (asked: Partial<typeof still> = {}) => operations.activity({ ...still, ...asked }, operator);

async function atRest(): Promise<ActivityReply> {
  for (;;) {
    const [first, second] = [await activity(), await activity()];
    if (first.idle && second.idle && first.begun === second.begun) return second;
  }
}

describe('what is under way, as another process sees it', () => {
  it('is nothing where nothing was begun, and asking begins nothing', async () => {
    const { begun } = await atRest();
    expect(await activity()).toMatchObject({ idle: true, begun, now: '2026-03-02T01:00:00.000Z', nextTimer: '' });
  });

  it('is known to the last event, and so is the next timer', async () => {
    const before = await atRest();
    await pay('c1', 7n);
    const after = await atRest();
    expect(after.begun).toBeGreaterThan(before.begun);
    expect(after.nextTimer).toBe('2026-03-02T02:00:00.000Z');
  });

  it('has time moved to where the others are, and never back', async () => {
    expect(await activity({ now: '2026-03-02T03:00:00.000Z' })).toMatchObject({ now: '2026-03-02T03:00:00.000Z' });
    expect(await activity({ now: '2026-03-02T02:00:00.000Z' })).toMatchObject({ now: '2026-03-02T03:00:00.000Z' });
  });

  it('holds the clock until it is told otherwise, whatever its speed', async () => {
    await activity({ hold: true, speed: 100_000 });
    const held = await activity({ hold: true });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await activity({ hold: true })).now).toBe(held.now);
    await activity();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await activity()).now > held.now).toBe(true);
    expect((await activity({ speed: 0 })).speed).toBe(0);
  });

  it('is nobody’s business but the suite’s', async () => {
    await expect(operations.activity(still, merchant)).rejects.toMatchObject({ refusal: { refused: 'SERVICES_ONLY' } });
  });
});
