import { expect, it } from 'vitest';
import { forgetProjection } from './forgetting.ts';
import type { Projection } from './model.ts';
import { type AccountEvent, account, bank, context } from './rig/account.ts';
import { type Total, totals } from './rig/parts.ts';
import { noParts, openRig, type Rig } from './rig/rig.ts';

/** The totals, which cannot stand one amount. */
const choosy: Projection<AccountEvent> = {
  ...totals,
  on: {
    ...totals.on,
    async Deposited(event, view) {
      if (event.data.amount === 13) throw new Error('poison');
      await totals.on.Deposited?.(event, view);
    },
  },
};

async function deposit(rig: Rig, id: string, ...amounts: readonly number[]): Promise<void> {
  for (const amount of amounts) {
    await rig.engine.commands.execute(account, id, { type: 'Deposit', amount }, context(`${id}+${amount}`));
  }
}

it('a projection that was forgotten is read anew from the beginning, parked keys too; others stay as they are', async () => {
  const stores = openRig();
  const other: Projection<AccountEvent> = { ...totals, name: 'bank.other.v1', collections: { others: {} }, on: {} };
  const before = openRig({ shared: stores });
  await before.engine.start({ ...noParts, projections: [choosy, other] });
  await deposit(before, 'a', 1, 2);
  await deposit(before, 'b', 13, 4);
  await before.settled();
  expect((await before.engine.parked()).items).toMatchObject([{ consumer: totals.name, key: 'acme/account/b' }]);
  await before.close();
  const documents = stores.rawDocuments;
  const reached = await Promise.all([0, 1].map((shard) => documents.checkpoint(other.name, `${bank.topic}/${shard}`)));

  const spoilt: Total = { sum: 99, entries: 1, seen: [] };
  await documents.transact((transaction) => transaction.put('totals', 'acme', 'acme/account/a', spoilt));
  const options = { documents, catalogues: { bank }, partitions: 2 };
  const forgotten = await forgetProjection(totals, options);
  expect(forgotten).toMatchObject({ documents: { totals: 1 }, parked: 2 });
  expect(forgotten.checkpoints).toBeGreaterThan(0);
  expect(await forgetProjection(totals, options)).toEqual({ documents: { totals: 0 }, parked: 0, checkpoints: 0 });
  const still = await Promise.all([0, 1].map((shard) => documents.checkpoint(other.name, `${bank.topic}/${shard}`)));
  expect(still).toEqual(reached);

  const after = openRig({ shared: stores });
  await after.engine.start({ ...noParts, projections: [totals, other] });
  await after.settled();
  expect(await documents.get<Total>('totals', 'acme', 'acme/account/a')).toMatchObject({ sum: 3, entries: 2 });
  expect(await documents.get<Total>('totals', 'acme', 'acme/account/b')).toMatchObject({ sum: 17, entries: 2 });
  expect((await after.engine.parked()).items).toEqual([]);
  await after.close();
  await stores.close();
});
