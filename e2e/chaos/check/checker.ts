import { catalogues } from '@portolan/contracts';
import { openKafkaLog } from '@portolan/log/kafka';
import { createLogger, machineClock } from '@portolan/service';
import { openMongoEventStore } from '@portolan/store/mongo';
import { verify } from '../../reader/verify.ts';
import type { Api } from '../../story/api.ts';
import type { Cast } from '../../story/cast.ts';
import type { Witness } from '../../support/acknowledged.ts';
import type { World } from '../world.ts';
import { findAcknowledged } from './acknowledgements.ts';
import { readBooks } from './books.ts';
import { compareTimelines, readFeeds } from './feeds.ts';
import { standing } from './standing.ts';
import { readStreams, type Streams } from './streams.ts';
import { readWire } from './wire.ts';

/** One thing that was looked at, and what was found. */
export interface Finding {
  /** What has to be so. */
  readonly holds: string;
  /** What was looked at, in a few words. */
  readonly looked: string;
  /** One sentence for each thing that must not be. */
  readonly breaches: readonly string[];
}

export interface Checked {
  readonly findings: readonly Finding[];
  readonly events: number;
  /** Records that stand on the log more than once. */
  readonly duplicatesOnTheWire: number;
  /** Messages that reached the outside world more than once and were recognised there. */
  readonly repeatedMessages: number;
}

export interface ToCheck {
  readonly world: World;
  readonly cast: Cast;
  readonly witness: Witness;
  /** What the merchant's feed told while things broke. */
  readonly seen: readonly string[];
  /** Ids of all orders that were placed. */
  readonly orders: readonly string[];
}

const merchant = 'merchant-shenzhen';

/** Everything that was acknowledged is there, once, everywhere; nobody is behind, and every book agrees. */
export async function check({ world, cast, witness, seen, orders }: ToCheck): Promise<Checked> {
  const stores = await everyStore(world);
  const wires = await everyWire(world, stores);
  const readers = new Map([
    ['merchant', { tenant: merchant, api: cast.merchant }],
    ['operator', { tenant: 'operator', api: cast.operator }],
  ]);
  const feeds = await readFeeds(readers, stores, new Map([['merchant', seen]]));
  const users = new Map<string, Api>([
    ['merchant', cast.merchant],
    ['operator', cast.operator],
    ['outside', cast.outside],
  ]);
  const acknowledged = witness.acknowledged();
  const kept = await findAcknowledged(acknowledged, { stores, feeds: feeds.ids, users });
  const timelines = await compareTimelines(cast.merchant, merchant, orders, stores);
  const credits = acknowledged.filter(({ who, path }) => who === 'outside' && path === '/bank/credits').length;
  const books = await readBooks(cast.outside, orders.length, credits);
  const verdict = await verify(cast.merchant);
  const rest = await standing(world.grpc);
  const events = stores.reduce((sum, store) => sum + store.events.length, 0);
  const duplicatesOnTheWire = wires.reduce((sum, { duplicates }) => sum + duplicates, 0);
  const records = wires.reduce((sum, wire) => sum + wire.records, 0);
  return {
    events,
    duplicatesOnTheWire,
    repeatedMessages: books.repeatedMessages,
    findings: [
      {
        holds: 'everything that was acknowledged is there',
        looked: `${kept.looked} acknowledged commands, each looked for in its store and its feed and asked once more`,
        breaches: [...kept.lost, ...witness.contradictions()],
      },
      {
        holds: 'streams and shards are whole',
        looked: `${events} events of ${stores.reduce((sum, { versions }) => sum + versions.size, 0)} streams`,
        breaches: stores.flatMap(({ breaches }) => breaches),
      },
      {
        holds: 'the log holds every event, in order',
        looked: `${records} records, ${duplicatesOnTheWire} of them sent again`,
        breaches: wires.flatMap(({ breaches }) => breaches),
      },
      {
        holds: 'readers find each event once',
        looked: `${[...feeds.ids.values()].reduce((sum, ids) => sum + ids.size, 0)} events in ${feeds.ids.size} feeds`,
        breaches: feeds.breaches,
      },
      { holds: 'timelines are complete', looked: `${orders.length} orders`, breaches: timelines },
      {
        holds: 'the outside world has booked everything once',
        looked: `${credits} credits, ${orders.length} orders; ${books.repeatedMessages} messages came again`,
        breaches: books.breaches,
      },
      {
        holds: 'an independent reader finds every sum right',
        looked: `${verdict.events} events`,
        breaches: [...verdict.breaches, ...verdict.open],
      },
      {
        holds: 'nobody is behind, nothing is parked',
        looked: `lag ${rest.lag}, parked ${rest.parked}`,
        breaches: rest.left,
      },
    ],
  };
}

async function everyStore({ mongoUrl: url, prefix, shards }: World): Promise<readonly Streams[]> {
  const all: Streams[] = [];
  for (const service of Object.keys(catalogues)) {
    const store = await openMongoEventStore({ url, database: `${prefix}_${service}`, shards });
    all.push(await readStreams(service, store).finally(() => store.close()));
  }
  return all;
}

async function everyWire({ kafkaBrokers: brokers, prefix, shards }: World, stores: readonly Streams[]) {
  const eventLog = await openKafkaLog({
    ...{ brokers, prefix, partitions: shards, clientId: 'chaos', machine: machineClock() },
    log: createLogger({ level: 'error' }),
  });
  try {
    const wires = [];
    for (const store of stores) {
      const { topic } = catalogues[store.service as keyof typeof catalogues];
      wires.push(await readWire(eventLog, topic, store));
    }
    return wires;
  } finally {
    await eventLog.close();
  }
}
