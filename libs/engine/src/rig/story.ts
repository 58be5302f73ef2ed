import { expect } from 'vitest';
import type { EngineParts } from '../engine.ts';
import { account, context } from './account.ts';
import type { Outside, Total } from './parts.ts';
import { bonus, bonuses, confirmations, confirmed, fee, fees, totals } from './parts.ts';
import type { Rig } from './rig.ts';

/** A small story through every part of the engine; safe to be told again from the start. */
export async function story(rig: Rig, parts: EngineParts): Promise<void> {
  const { engine, clock } = rig;
  await engine.start(parts);
  await engine.commands.execute(account, 'a', { type: 'Deposit', amount: 20 }, context('c1'));
  await engine.commands.execute(account, 'b', { type: 'Deposit', amount: 5 }, context('c2'));
  await rig.settled();
  await engine.commands.execute(account, 'a', { type: 'Deposit', amount: 30 }, context('c3'));
  await engine.commands.execute(account, 'b', { type: 'Withdraw', amount: 5 }, context('c4'));
  await rig.settled();
  if (!rig.faults.hasCrashed) clock.moveTo('2026-03-02T02:00:00.000Z');
  await rig.settled();
}

export function partsWith(outside: Outside): EngineParts {
  return { projections: [totals], reactions: [bonuses], requests: [confirmations(outside)], timers: [fees] };
}

/** Everything happened, each thing once, and the log tells it in order. */
export async function check(rig: Rig, outside: Outside): Promise<void> {
  const balance = async (of: typeof account, id: string) =>
    (await rig.engine.commands.load(of, 'acme', id)).state.balance;
  expect([await balance(account, 'a'), await balance(account, 'b')]).toEqual([50, 0]);
  expect(await balance(bonus, 'a')).toBe(2);
  expect([await balance(confirmed, 'a'), await balance(confirmed, 'b')]).toEqual([2, 1]);
  expect([await balance(fee, 'a'), await balance(fee, 'b')]).toEqual([1, 0]);
  expect([...outside.done.values()].sort()).toEqual(['acme/account/a@1', 'acme/account/a@2', 'acme/account/b@1']);
  for (const [stream, sum] of Object.entries({ 'account/a': 50, 'account/b': 0, 'bonus/a': 2, 'fee/a': 1 })) {
    const total = await rig.rawDocuments.get<Total>('totals', 'acme', `acme/${stream}`);
    expect(total?.sum, stream).toBe(sum);
    expect(new Set(total?.seen).size, stream).toBe(total?.entries);
  }
  expect((await rig.engine.parked()).items).toEqual([]);
  expect(await rig.engine.nextTimer()).toBeUndefined();
  expect(await rig.rawEvents.pending(10)).toEqual([]);
  for (let shard = 0; shard < rig.rawEvents.shards; shard++) {
    const head = await rig.rawEvents.head(shard);
    expect(head.published).toBe(head.position);
    const positions = (await rig.engine.history?.read(shard, 1, 100))?.map(({ position }) => Number(position));
    expect(positions).toEqual(Array.from({ length: head.position }, (_, n) => n + 1));
  }
}
