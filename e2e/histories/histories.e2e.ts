import type { ServiceDefinition } from '@portolan/service';
import { describe, expect, it } from 'vitest';
import { record } from './record.ts';
import { acceptedIn, filesOf, readRelease, releases } from './release.ts';
import { replay } from './replay.ts';

describe('what happened under an earlier release', () => {
  it('is kept', () => expect(releases().length).toBeGreaterThan(0));

  it.each(releases())('is read today as it was then: %s', { timeout: 120_000 }, async (name) => {
    const { differences, events } = await replay(readRelease(name));
    const accepted = acceptedIn(name);
    expect(events).toBeGreaterThan(500);
    expect(differences.filter(({ consumer }) => !accepted.has(consumer))).toEqual([]);
    // What is accepted and makes no difference any more is taken off the list.
    const differing = new Set(differences.map(({ consumer }) => consumer));
    expect([...accepted].filter((consumer) => !differing.has(consumer))).toEqual([]);
  });
});

it('a history comes out the same when it is recorded twice, and otherwise from another seed', {
  timeout: 240_000,
}, async () => {
  const [first, again, other] = [await record('7', 2), await record('7', 2), await record('8', 2)];
  expect([...filesOf(again)]).toEqual([...filesOf(first)]);
  expect(filesOf(other).get('events.txt')).not.toEqual(filesOf(first).get('events.txt'));
});

describe('a replay says which event is handled otherwise, and how', () => {
  const release = readRelease(releases().at(-1) ?? '');
  const reaction = 'orders.fulfilment.v1';
  const handling = release.handlings.find(({ consumer, event }) => consumer === reaction && event.includes('/order/'));
  const event = handling?.event ?? '';

  /** Services in which fulfilment handles an order's beginning otherwise. */
  const otherwise = (handle: () => Promise<void>) => (definition: ServiceDefinition) => ({
    ...definition,
    reactions: definition.reactions.map((one) =>
      one.name === reaction ? { ...one, on: { ...(one.on as object), OrderPlaced: handle } } : one,
    ),
  });

  it('where a process does no more what it did', { timeout: 60_000 }, async () => {
    const { differences } = await replay(
      release,
      otherwise(async () => {}),
    );
    expect(differences.find((difference) => difference.event === event)?.what).toMatch(
      /^does no more: command Start to /,
    );
    expect(differences.every(({ consumer }) => consumer === reaction)).toBe(true);
  });

  it('where it fails', { timeout: 60_000 }, async () => {
    const { differences } = await replay(
      release,
      otherwise(() => Promise.reject(new Error('it is Monday'))),
    );
    expect(differences).toContainEqual({ consumer: reaction, event, what: 'fails: it is Monday' });
  });

  it('where it does what it did not do', { timeout: 60_000 }, async () => {
    const handlings = release.handlings.filter((one) => one !== handling);
    const { differences } = await replay({ ...release, handlings });
    expect(differences).toEqual([
      {
        consumer: reaction,
        event,
        what: expect.stringMatching(/^does now what it did not do then: command Start to /),
      },
    ]);
  });

  it('where an event was lost', { timeout: 60_000 }, async () => {
    const stream = event.split('@')[0] ?? '';
    const orders = release.commits.orders.filter((commit) => commit.stream !== stream);
    const { differences } = await replay({ ...release, commits: { ...release.commits, orders } });
    expect(differences.map(({ event: about }) => about)).toContain(`orders ${stream}`);
  });
});
