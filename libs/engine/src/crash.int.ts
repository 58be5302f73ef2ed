import type { Call } from '@portolan/testkit';
import { describe, expect, it } from 'vitest';
import type { Outside } from './rig/parts.ts';
import { openRig } from './rig/rig.ts';
import { check, partsWith, story } from './rig/story.ts';

const durable = ['insert', 'stamp', 'markPublished', 'append', 'transact', 'takeOver', 'lease'];
const isDurable = ({ operation }: Call) => durable.includes(operation);

describe('a crash between any two durable writes', () => {
  it('loses nothing and does nothing twice', { timeout: 240_000 }, async () => {
    const outside: Outside = { done: new Map(), calls: [] };
    const whole = openRig();
    await story(whole, partsWith(outside));
    await check(whole, outside);
    const writes = whole.faults.calls.filter(isDurable).length;
    await whole.close();
    expect(writes).toBeGreaterThan(30);

    for (let at = 1; at <= writes; at++) {
      for (const when of ['crash before', 'crash after'] as const) await crashAndRecover(at, when);
    }
  });
});

async function crashAndRecover(at: number, when: 'crash before' | 'crash after'): Promise<void> {
  const outside: Outside = { done: new Map(), calls: [] };
  let writes = 0;
  const dying = openRig({
    script: (call) => {
      if (!isDurable(call)) return undefined;
      writes += 1;
      return writes === at ? when : undefined;
    },
  });
  await Promise.race([story(dying, partsWith(outside)), dying.faults.crashed]);
  const diedAt = dying.clock.now();
  await dying.die();
  const rig = openRig({ folder: dying.folder, at: diedAt, rerun: when === 'crash after' });
  try {
    await story(rig, partsWith(outside));
    await check(rig, outside);
  } catch (error) {
    throw new Error(`${when} durable write ${at}`, { cause: error });
  } finally {
    await rig.close();
  }
}
