import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Accounts, openAccounts } from '../rig/accounts.ts';
import type { Look } from './look.ts';
import { readModels } from './read-models.ts';
import { rows } from './rows.ts';

let accounts: Accounts;

function lookAt({ stage }: Accounts): Look {
  const [model] = readModels(stage.runtime);
  if (model === undefined) throw new Error('there are no read models');
  return rows(stage.runtime, model, 10);
}

/** Two postings that both sides know. */
async function known(between?: (accounts: Accounts) => Promise<void>): Promise<Look> {
  accounts = await openAccounts(between);
  onTestFinished(() => accounts.stage.close());
  accounts.post(0);
  accounts.post(1);
  await accounts.catchUp();
  return lookAt(accounts);
}

const found = async () => (await accounts.stage.found()).map(({ key }) => key);

it('finds a row that its events do not give, at the next look where nothing is under way', async () => {
  const look = await known();
  await accounts.stage.look(look);
  expect(await found()).toEqual([]);
  accounts.alter(1n);
  await accounts.stage.look(look);
  expect(await accounts.stage.found()).toMatchObject([
    {
      ...{ invariant: 'read-models', code: 'DIFFERS', key: 'account m/2000.USD.m' },
      events: ['m/ledger/0@1', 'm/ledger/1@1'],
      data: { figure: 'credits', expected: '200', shown: '201' },
    },
  ]);
  await accounts.stage.look(look, 3);
  expect(await found()).toHaveLength(1);
});

describe('judges nothing, for however long,', () => {
  it('while the projection is behind', async () => {
    const look = await known();
    accounts.post(1);
    await accounts.take(1);
    await accounts.stage.look(look, 10);
    accounts.alter(1n);
    await accounts.stage.look(look, 10);
    expect(await found()).toEqual([]);
    accounts.project(1);
    await accounts.stage.look(look);
    expect(await found()).toEqual(['account m/2000.USD.m']);
  });

  it('while the checker is behind', async () => {
    const look = await known();
    accounts.post(0);
    accounts.project(0);
    await accounts.stage.look(look, 10);
    expect(await found()).toEqual([]);
    await accounts.take(0);
    await accounts.stage.look(look, 3);
    expect(await found()).toEqual([]);
  });

  it('while both are behind, each in a shard of its own', async () => {
    const look = await known();
    accounts.post(0);
    accounts.post(1);
    accounts.project(0);
    await accounts.take(1);
    await accounts.stage.look(look, 10);
    accounts.project(1);
    await accounts.stage.look(look, 10);
    expect(await found()).toEqual([]);
    await accounts.catchUp();
    await accounts.stage.look(look, 3);
    expect(await found()).toEqual([]);
  });

  it('where an event came for the row while it was looked at', async () => {
    let asked = 0;
    const look = await known(async (each) => {
      // The answer is what the row was before it; then the checker knows more.
      if (asked++ % 2 === 0) return;
      each.post(0);
      await each.take(0);
      each.project(0);
    });
    await accounts.stage.look(look, 10);
    expect(await found()).toEqual([]);
  });

  it('where something of it is parked, in the read model or here', async () => {
    const look = await known();
    accounts.alter(1n);
    accounts.park(1n);
    await accounts.stage.look(look, 3);
    accounts.park(0n);
    accounts.stage.park(1n);
    await accounts.stage.look(look, 3);
    expect(await found()).toEqual([]);
    accounts.stage.park(0n);
    await accounts.stage.look(look);
    expect(await found()).toEqual(['account m/2000.USD.m']);
  });
});

describe('whatever happens between two questions', () => {
  const shard = fc.constantFrom(0 as const, 1 as const);
  const step = fc.record({ does: fc.constantFrom('post', 'project', 'project', 'take', 'take'), shard });
  const story = fc.array(fc.array(step, { maxLength: 4 }), { minLength: 5, maxLength: 60 });

  it('finds nothing in rows that only lag, and what was altered in the end', { timeout: 60_000 }, async () => {
    const property = fc.asyncProperty(story, async (steps) => {
      const left = [...steps];
      accounts = await openAccounts(async (each) => {
        for (const { does, shard: at } of left.shift() ?? []) {
          if (does === 'post') each.post(at);
          else if (does === 'project') each.project(at);
          else await each.take(at);
        }
      });
      const look = lookAt(accounts);
      accounts.post(0);
      await accounts.take(0);
      for (let looks = 0; left.length > 0 && looks < 60; looks++) await accounts.stage.look(look);
      left.length = 0;
      expect(await found()).toEqual([]);
      await accounts.catchUp();
      await accounts.stage.look(look, 2);
      expect(await found()).toEqual([]);
      accounts.alter(1n);
      await accounts.stage.look(look, 2);
      expect(await found()).toEqual(['account m/2000.USD.m']);
    });
    await fc.assert(
      property.afterEach(() => accounts.stage.close()),
      { numRuns: 40 },
    );
  });
});
