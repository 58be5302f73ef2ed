import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { mongodBinary } from './native/mongod.ts';
import { keptPorts } from './ports.ts';
import { type ServerProcess, serverProcess } from './process.ts';
import { formSet, hello, joined, setName, urlOf } from './replica-set.ts';
import { until } from './until.ts';

export interface MongoOptions {
  /** For data and logs. What it holds from an earlier start is gone on with. */
  readonly folder: string;
  readonly members?: 1 | 3;
  /** MongoDB takes 990 at least where nothing is said; a small one rolls over soon. */
  readonly oplogSizeMb?: number;
  /** Of the first member; further members have the ports after it. Any that are free where nothing is said. */
  readonly port?: number;
  /** Under which port members and clients are told to reach the member on `port`: that of a proxy before it. */
  readonly advertise?: (port: number) => number | Promise<number>;
}

/** A replica set of one's own. */
export interface MongoServers {
  readonly url: string;
  readonly members: readonly ServerProcess[];
  /** The member that takes writes at this moment; waits for one, 120 s at the most. */
  primary(): Promise<ServerProcess>;
  /** In order, so that the data is whole. */
  stop(): Promise<void>;
  /** At once: for data that nobody needs again. */
  kill(): Promise<void>;
}

/**
 * Starts a replica set on 127.0.0.1; it has a primary, and all members answer, when this resolves.
 * @throws ServersMissing where mongod cannot be had; Error with the end of its log where it does not start.
 */
export async function startMongo(options: MongoOptions): Promise<MongoServers> {
  const { folder, members: count = 1, oplogSizeMb = 256, advertise = (port: number) => port } = options;
  const command = await mongodBinary();
  await mkdir(folder, { recursive: true });
  const ports = await keptPorts(join(folder, 'ports.json'), count, options.port);
  const advertised = await Promise.all(ports.map(advertise));

  const members = await Promise.all(
    ports.map(async (port, index) => {
      const name = `mongo-${index + 1}`;
      const data = join(folder, name);
      await mkdir(data, { recursive: true });
      return serverProcess({
        ...{ name, port, command, logFile: join(folder, `${name}.log`) },
        args: [
          ...['--replSet', setName, '--dbpath', data, '--port', String(port), '--bind_ip', '127.0.0.1'],
          ...['--wiredTigerCacheSizeGB', '0.25', '--oplogSize', String(oplogSizeMb), '--nounixsocket', '--quiet'],
          ...['--setParameter', 'diagnosticDataCollectionEnabled=false'],
          // A client that was killed within a transaction must not lock what it has touched for a minute.
          ...['--setParameter', 'transactionLifetimeLimitSeconds=3'],
          // All members stop at once, so none can wait for another to take over.
          ...['--setParameter', 'shutdownTimeoutMillisForSignaledShutdown=500'],
        ],
        answers: (running) => until(`${name} answers`, 120_000, () => hello(port), running).then(() => {}),
      });
    }),
  );
  const all = (act: (member: ServerProcess) => Promise<void>) => Promise.all(members.map(act)).then(() => {});
  const servers: MongoServers = {
    url: urlOf(advertised),
    members: members.map((member) => ({ ...member, restart: () => member.restart().then(() => joined(member.port)) })),
    primary: () => primaryOf(members),
    stop: () => all((member) => member.stop()),
    kill: () => all((member) => member.kill()),
  };
  try {
    await all((member) => member.restart());
    await formSet(ports, advertised);
    await servers.primary();
    await all((member) => joined(member.port));
    return servers;
  } catch (error) {
    await servers.kill();
    throw error;
  }
}

function primaryOf(members: readonly ServerProcess[]): Promise<ServerProcess> {
  return until('the replica set has a primary', 120_000, async () => {
    const running = members.filter((member) => member.pid() !== undefined);
    const answers = await Promise.all(running.map((member) => hello(member.port).catch(() => undefined)));
    return running.find((_, index) => answers[index]?.['isWritablePrimary']);
  });
}
