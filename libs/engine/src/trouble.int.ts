import type { Fault } from '@portolan/testkit';
import { faultList } from '@portolan/testkit';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import type { Outside } from './rig/parts.ts';
import { openRig } from './rig/rig.ts';
import { check, partsWith, story } from './rig/story.ts';

const lost: readonly Fault[] = ['lost', 'unknown', 'fail'];
/** What may go wrong with each operation without the process dying. */
const troubles: Readonly<Record<string, readonly Fault[]>> = {
  insert: [...lost, 'late'],
  readStream: ['fail'],
  findCommand: ['fail'],
  pending: ['fail'],
  stamp: lost,
  markPublished: lost,
  readShard: ['fail'],
  append: [...lost, 'twice'],
  take: ['twice', 'late', 'fail'],
  transact: ['fail', 'unknown'],
  'transact.put': ['fail'],
  'transact.advance': ['fail'],
  checkpoint: ['fail'],
  lease: ['fail'],
};

const trouble = fc
  .constantFrom(...Object.keys(troubles))
  .chain((operation) =>
    fc.tuple(fc.constant(operation), fc.integer({ min: 1, max: 12 }), fc.constantFrom(...(troubles[operation] ?? []))),
  );

describe('any mixture of troubles', () => {
  it('ends with everything done once', { timeout: 120_000 }, async () => {
    const property = fc.asyncProperty(fc.array(trouble, { maxLength: 40 }), fc.boolean(), async (list, rerun) => {
      const outside: Outside = { done: new Map(), calls: [] };
      const script = faultList(list);
      let told = false;
      const rig = openRig({ rerun, script: (call) => (told ? undefined : script(call)) });
      try {
        const parts = partsWith(outside);
        await story(rig, parts);
        await rig.faults.release();
        await rig.settled();
        told = true;
        await check(rig, outside);
      } finally {
        await rig.close();
      }
    });
    await fc.assert(property, { numRuns: 40, seed: 20260302 });
  });
});
