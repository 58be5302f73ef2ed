import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startKafka, startMongo, startProxy, type TcpProxy } from '@portolan/servers';
import { shards } from '@portolan/suite';
import { startProcesses } from '@portolan/suite/processes';
import { MongoClient } from 'mongodb';
import { freePort } from '../support/ports.ts';
import type { Line, ServiceProcess, World } from './world.ts';

export interface WorldOptions {
  /** For everything that is kept: data of the servers, the suite's folder, its log. */
  readonly folder: string;
  readonly seed: string;
  /** How many times as fast as the machine's business time goes. */
  readonly speed: number;
  /** Of the replica set. Elections need three. */
  readonly members: 1 | 3;
  /** Told of services that ended by themselves: they are started again then, as in a cluster. Otherwise nobody does it. */
  readonly tell?: (line: string) => void;
}

// What has business hours to answer would time out here within seconds of an outage, which nobody wants to look at.
const patient = {
  customs: { PORTOLAN_CUSTOMS_ANSWER_HOURS: '720' },
  fx: { PORTOLAN_FX_PAYMENT_HOURS: '1440' },
  gateway: { PORTOLAN_GATEWAY_REQUESTS_PER_MINUTE: '1000000' },
};

const startTries = 8;

/** Servers of its own, each behind a proxy, and the suite on them, one process for each service. */
export async function raiseWorld({ folder, seed, speed, members, tell }: WorldOptions): Promise<World> {
  const proxies: TcpProxy[] = [];
  const before = async (port: number) => {
    const proxy = await startProxy({ target: port });
    proxies.push(proxy);
    return proxy.port;
  };
  const down: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const step of down.toReversed()) await step();
  };
  try {
    mkdirSync(folder, { recursive: true });
    const kafka = await startKafka({ folder: join(folder, 'kafka'), advertise: before, startsSoon: true });
    down.push(() => kafka.kill());
    const brokerLine = lineOf(proxies.splice(0));
    // Its members know each other, too, through what stands before them: a cut parts them as well.
    const mongo = await startMongo({ folder: join(folder, 'mongo'), members, advertise: before });
    down.push(() => mongo.kill());
    const mongodLine = lineOf(proxies.splice(0));
    down.push(
      () => brokerLine.stop(),
      () => mongodLine.stop(),
    );
    const prefix = 'chaos';
    const suite = await startProcesses({
      ...{ data: join(folder, 'suite'), seed, clock: { speed }, prefix, environment: patient },
      ...{ gatewayPort: await freePort(), sandboxPort: await freePort() },
      servers: { mongoUrl: mongo.url, kafkaBrokers: kafka.brokers },
      ...(tell === undefined ? {} : { supervised: true, tell }),
    });
    down.push(() => suite.stop());
    const [broker] = kafka.members;
    if (broker === undefined) throw new Error('there is no broker');
    return {
      ...{ gatewayUrl: suite.gatewayUrl, sandboxUrl: suite.sandboxUrl, keys: suite.keys },
      services: new Map(
        Object.entries(suite.processes).map(([name, process]) => [name, asStruck(process, tell !== undefined)]),
      ),
      ...{ broker, mongod: () => mongo.primary(), lines: { mongod: mongodLine, broker: brokerLine } },
      elect: members === 1 ? undefined : async () => electAnother((await mongo.primary()).port),
      ...{ mongoUrl: mongo.url, kafkaBrokers: kafka.brokers, prefix, shards },
      grpc: new Map(Object.entries(suite.processes).map(([name, { address }]) => [name, address])),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The primary steps down, in the middle of whatever it writes; it is not to come back at once. */
async function electAnother(port: number): Promise<void> {
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`);
  try {
    await client.db('admin').command({ replSetStepDown: 5, secondaryCatchUpPeriodSecs: 2, force: true });
  } finally {
    await client.close();
  }
}

type Running = Awaited<ReturnType<typeof startProcesses>>['processes'][string];

/** @param supervised who ends while it starts, since what it needs is broken, is started again */
function asStruck(process: Running, supervised: boolean): ServiceProcess {
  return {
    kill: () => process.kill(),
    stop: async () => void (await process.stop()),
    pause: () => process.pause(),
    continue: () => process.resume(),
    runs: () => process.pid() !== undefined,
    async start(more) {
      // While other things are broken it may be long in coming.
      for (let tries = 1; ; tries++) {
        try {
          return await process.start(more);
        } catch (error) {
          if (tries === startTries || (!supervised && process.pid() === undefined)) throw error;
          await pause(250);
        }
      }
    },
  };
}

function lineOf(proxies: readonly TcpProxy[]): Line & { stop(): Promise<void> } {
  return {
    cut() {
      for (const proxy of proxies) {
        void proxy.refuse();
        proxy.cut();
      }
    },
    delay(ms) {
      for (const proxy of proxies) proxy.delay(ms);
    },
    async mend() {
      for (const proxy of proxies) await proxy.accept();
    },
    async stop() {
      for (const proxy of proxies) await proxy.stop();
    },
  };
}
