import type { Log, LogRecord, Subscription } from '@portolan/log';
import type { EventStore, PositionedCommit } from '@portolan/store';
import { describe, expect, it } from 'vitest';
import type { Api, Json } from '../../story/api.ts';
import { createWitness } from '../../support/acknowledged.ts';
import { findAcknowledged } from './acknowledgements.ts';
import { readBooks } from './books.ts';
import { compareTimelines, readFeeds } from './feeds.ts';
import { readStreams, type Streams } from './streams.ts';
import { readWire } from './wire.ts';

// A checker that sees nothing would let everything pass: each kind of damage is shown to it.

const event = { type: 'portolan.orders.v1.OrderPlaced', audience: [], payload: new Uint8Array() };
const order = 'acme/order/1';

function commit(position: number, version: number, command = `c${version}`): PositionedCommit {
  const by = { requestHash: '', correlation: '1', causation: '', traceparent: '' };
  const commands = [{ id: command, ...by, events: [event] }];
  return { stream: order, version, tenant: 'acme', shard: 0, time: '', commands, position };
}

function store(commits: readonly PositionedCommit[], head = commits.length, published = head): EventStore {
  return {
    shards: 1,
    readShard: async (_shard: number, from: number) => commits.filter(({ position }) => position >= from),
    head: async () => ({ epoch: 1, position: head, published }),
    pending: async () => [],
  } as unknown as EventStore;
}

const whole = [commit(1, 1), commit(2, 2), commit(3, 3)];
const streams = (): Promise<Streams> => readStreams('orders', store(whole));

describe('the checker of streams', () => {
  it('finds nothing wrong with what is whole', async () => {
    const { breaches, versions, heads } = await streams();
    expect({ breaches, heads, last: versions.get(order) }).toEqual({ breaches: [], heads: [3], last: 3 });
  });

  it.each<[string, EventStore, string]>([
    ['a position that is missing', store([commit(1, 1), commit(3, 2)], 3), 'from position 1 to 3'],
    ['a version that is missing', store([commit(1, 1), commit(2, 3)]), 'from version 1 to 3'],
    ['a version that stands twice', store([commit(1, 1), commit(2, 1, 'other')]), 'from version 1 to 1'],
    ['a command that was carried out twice', store([commit(1, 1), commit(2, 2, 'c1')]), 'c1 out twice'],
    ['a head that says more than there is', store(whole, 4), 'its head says 4'],
    ['what was never sent', store(whole, 3, 2), 'sent up to 2 of 3'],
  ])('sees %s', async (_what, broken, words) => {
    expect((await readStreams('orders', broken)).breaches.join()).toContain(words);
  });
});

describe('the checker of the log', () => {
  const wire = (positions: readonly number[]): Log => {
    const records = positions.map((position) => ({ key: order, position }) as LogRecord);
    const subscribe = async ({ take }: Subscription) => {
      void take({ topic: 'orders', partition: 0, records: records.map((each) => ({ ...each, offset: '0' })) });
      return { stop: async () => undefined };
    };
    return { partitions: 1, subscribe } as unknown as Log;
  };

  it('counts what stands there twice', async () => {
    expect(await readWire(wire([1, 2, 1, 2, 3]), 'orders', await streams())).toEqual({
      ...{ records: 5, duplicates: 2, breaches: [] },
    });
  });

  it('sees what stands there out of turn', async () => {
    expect((await readWire(wire([1, 3]), 'orders', await streams())).breaches.join()).toContain('from position 1 to 3');
  });
});

/** A user whose every GET is answered from a table. */
function reads(answers: Readonly<Record<string, Json>>): Api {
  const get = async (path: string) => ({ status: 200, body: answers[path.split('?')[0] ?? ''] ?? null });
  return { get, post: get, put: get, send: get };
}

const row = (version: number, sequence = version) => ({ id: `${order}@${version}`, sequence: String(sequence) });

/** A feed of one page. */
function feedOf(rows: readonly Json[]): Api {
  const get = async (path: string) =>
    ({ status: 200, body: { events: path.includes('after=0') ? rows : [], next: '9' } }) as const;
  return { get, post: get, put: get, send: get };
}

describe('the checker of feeds', () => {
  const look = async (rows: readonly Json[], seen: readonly string[] = []) => {
    const readers = new Map([['merchant', { tenant: 'acme', api: feedOf(rows) }]]);
    return (await readFeeds(readers, [await streams()], new Map([['merchant', seen]]))).breaches.join();
  };

  it('finds nothing wrong with what is whole', async () => {
    expect(await look([row(1), row(2), row(3)], [`${order}@1`])).toBe('');
  });

  it.each<[string, readonly Json[], string]>([
    ['an event that is missing', [row(1), row(2)], `${order}@3 is missing`],
    ['an event that stands there twice', [row(1), row(2), row(3), row(3, 4)], 'stands there twice'],
    ['a number that is missing', [row(1), row(2), row(3, 4)], 'number 4 stands at place 3'],
    ['an event of nobody', [row(1), row(2), row(3), row(9, 4)], '1 events of nobody'],
  ])('sees %s', async (_what, rows, words) => {
    expect(await look(rows)).toContain(words);
  });

  it('sees a feed that tells another story than before', async () => {
    expect(await look([row(1), row(2), row(3)], [`${order}@2`])).toContain(`number 1 was ${order}@2 before`);
  });

  it('sees what a timeline lacks', async () => {
    const entries = [{ id: `${order}@1` }, { id: `${order}@2` }];
    const api = reads({ '/v1/orders/1/timeline': { entries, nextCursor: '' } });
    expect(await compareTimelines(api, 'acme', ['1'], [await streams()])).toEqual([
      `timeline of 1: ${order}@3 is missing`,
    ]);
  });
});

describe('the checker of what was acknowledged', () => {
  const place = (version: string) => ({ id: '1', stream: order, version });

  async function after(version: string, now: Json): Promise<string> {
    const witness = createWitness();
    const answering = async () => ({ status: 201, body: place(version) });
    const user = { get: answering, post: answering, put: answering, send: answering };
    await witness.witnessed(user, 'merchant').post('/v1/orders', {}, 'key-1');
    const later = async () => ({ status: 201, body: now });
    const found = await findAcknowledged(witness.acknowledged(), {
      stores: [await streams()],
      feeds: new Map([['merchant', new Set([1, 2, 3].map((number) => `${order}@${number}`))]]),
      users: new Map([['merchant', { ...user, post: later }]]),
    });
    expect([found.looked, found.asked]).toEqual([1, 1]);
    return found.lost.join();
  }

  it('finds what is there', async () => {
    expect(await after('3', place('3'))).toBe('');
  });

  it('sees what is lost, and what is answered otherwise by now', async () => {
    expect(await after('4', place('4'))).toContain(`no store holds ${order}@4`);
    expect(await after('3', place('2'))).toContain('is answered 201');
  });

  it('sees two answers to one call', async () => {
    const witness = createWitness();
    let version = 0;
    const answering = async () => ({ status: 201, body: place(String(++version)) });
    const user = witness.witnessed({ get: answering, post: answering, put: answering, send: answering }, 'merchant');
    await user.post('/v1/orders', {}, 'key-1');
    await user.post('/v1/orders', {}, 'key-1');
    expect(witness.contradictions()).toHaveLength(1);
    expect(witness.acknowledged()).toHaveLength(1);
  });
});

describe("the checker of the outside world's books", () => {
  const booked = { payments: { P1: 1 }, declarations: { D1: 1 }, labels: { L1: 1 }, credits: 1, deals: 1 };
  const look = async (books: Json) => (await readBooks(reads({ '/books': books }), 1, 1)).breaches.join();

  it('finds nothing wrong with one of everything', async () => {
    expect(await look(booked)).toBe('');
  });

  it.each<[string, Json, string]>([
    ['a payment that was made twice', { ...booked, payments: { P1: 2 } }, 'P1 happened 2 times'],
    ['a label too many', { ...booked, labels: { L1: 1, L2: 1 } }, '2 in the books, for 1 orders'],
    ['a credit that is missing', { ...booked, credits: 0 }, '0 in the books, 1 were to be'],
    ['a refund that nobody asked for', { ...booked, refunds: { P1: 1 } }, 'nobody asked for it'],
  ])('sees %s', async (_what, books, words) => {
    expect(await look(books)).toContain(words);
  });
});
