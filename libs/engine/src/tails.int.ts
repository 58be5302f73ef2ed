import { afterEach, describe, expect, it } from 'vitest';
import { account, context } from './rig/account.ts';
import type { Total } from './rig/parts.ts';
import { totals } from './rig/parts.ts';
import type { Rig } from './rig/rig.ts';
import { noParts, openRig } from './rig/rig.ts';

let rig: Rig;
afterEach(() => rig.close());

const seen = async () =>
  (await rig.rawDocuments.get<Total>('totals', 'acme', 'acme/account/a'))?.seen.map((id) => id.slice(-1)) ?? [];

async function deposit(command: string): Promise<void> {
  await rig.engine.commands.execute(account, 'a', { type: 'Deposit', amount: 1 }, context(command));
}

describe('a log that swallows the last records of a partition', () => {
  it('is found out when nothing has arrived for a while, and the rest is fetched from the owner', async () => {
    let swallows = false;
    rig = openRig({ shards: 1, script: ({ operation }) => (swallows && operation === 'take' ? 'skip' : undefined) });
    await rig.engine.start({ ...noParts, projections: [totals] });
    await deposit('c1');
    await rig.settled();
    swallows = true;
    for (const n of [2, 3, 4]) await deposit(`c${n}`);
    await rig.settled();
    for (let look = 0; look < 100 && (await seen()).length < 4; look++) {
      rig.machine.pass(30_000);
      await rig.settled();
    }
    expect(await seen()).toEqual(['1', '2', '3', '4']);
    swallows = false;
    await deposit('c5');
    await rig.settled();
    expect(await seen()).toEqual(['1', '2', '3', '4', '5']);
    expect((await rig.engine.parked()).items).toEqual([]);
  });
});
