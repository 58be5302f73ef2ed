import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brokerAnswers, coordinatorsAnswer } from './coordinators.ts';
import { kafkaClassPath } from './native/kafka.ts';
import { lastLines, run } from './native/run.ts';
import { freePorts } from './ports.ts';
import { type ServerProcess, serverProcess } from './process.ts';

export interface KafkaOptions {
  /** For data and logs. What it holds from an earlier start is gone on with. */
  readonly folder: string;
  readonly brokers?: 1 | 3;
  /** Of the first broker; further brokers have the ports after it. Any that are free where nothing is said. */
  readonly port?: number;
  /** Under which port clients are told to reach the broker on `port`: that of a proxy before it. */
  readonly advertise?: (port: number) => number | Promise<number>;
  /** It starts with a third less work, and is slower later: for brokers that are killed often, not for those measured. */
  readonly startsSoon?: boolean;
}

/** A cluster of one's own. */
export interface KafkaServers {
  /** host:port of each broker, as advertised. */
  readonly brokers: readonly string[];
  readonly members: readonly ServerProcess[];
  /** In order, so that the data is whole. */
  stop(): Promise<void>;
  /** At once: for data that nobody needs again. */
  kill(): Promise<void>;
}

// 16 bytes in base64url, as Kafka wants it.
const clusterId = Buffer.from('portolan-servers').toString('base64url');

/**
 * Starts a cluster on 127.0.0.1 (KRaft, every broker a controller too); group coordinators answer when this resolves,
 * so that no consumer is told that they are loading.
 * @throws ServersMissing where Kafka cannot be had; Error with the end of its log where it does not start.
 */
export async function startKafka(options: KafkaOptions): Promise<KafkaServers> {
  const { folder, brokers: count = 1, advertise = (port: number) => port, startsSoon = false } = options;
  const classPath = await kafkaClassPath();
  const own = await freePorts(3 * count);
  const nodes = await Promise.all(
    Array.from({ length: count }, async (_, index): Promise<Node> => {
      const [client = 0, internal = 0, controller = 0] = own.slice(3 * index);
      const port = options.port === undefined ? client : options.port + index;
      return { id: index + 1, port, internal, controller, advertised: await advertise(port) };
    }),
  );
  const brokers = nodes.map((node) => `127.0.0.1:${node.advertised}`);
  // Asked directly: what stands before a broker may be there to make trouble.
  const reached = nodes.map((node) => `127.0.0.1:${node.port}`);

  const members = await Promise.all(
    nodes.map(async (node): Promise<ServerProcess> => {
      const name = `kafka-${node.id}`;
      const properties = join(folder, `${name}.properties`);
      const data = join(folder, name);
      await mkdir(data, { recursive: true });
      await writeFile(properties, propertiesOf(node, nodes, data));
      await format(classPath, properties, data);
      return serverProcess({
        ...{ name, port: node.port, logFile: join(folder, `${name}.log`), command: 'java' },
        args: [...jvm, ...(startsSoon ? compiledOnce : []), '-cp', classPath, 'kafka.Kafka', properties],
        answers: (running) => brokerAnswers(node.port, count, running),
      });
    }),
  );
  const all = (act: (member: ServerProcess) => Promise<void>) => Promise.all(members.map(act)).then(() => {});
  const kill = () => all((member) => member.kill());
  try {
    await all((member) => member.restart());
    await coordinatorsAnswer(reached, 'start');
  } catch (error) {
    await kill();
    throw error;
  }
  const again = (member: ServerProcess) => member.restart().then(() => coordinatorsAnswer(reached, member.name));
  const handles = members.map((member) => ({ ...member, restart: () => again(member) }));
  return { brokers, members: handles, stop: () => all((member) => member.stop()), kill };
}

interface Node {
  readonly id: number;
  readonly port: number;
  readonly internal: number;
  readonly controller: number;
  readonly advertised: number;
}

const jvm = [
  ...['-Xms128m', '-Xmx384m', '-XX:+UseSerialGC', '-XX:+ExitOnOutOfMemoryError'],
  ...['-Dorg.slf4j.simpleLogger.defaultLogLevel=warn', '-Dorg.slf4j.simpleLogger.showDateTime=true'],
];

const compiledOnce = ['-XX:TieredStopAtLevel=1'];

function propertiesOf(node: Node, nodes: readonly Node[], data: string): string {
  const copies = nodes.length;
  const inSync = copies === 1 ? 1 : 2;
  const settings = {
    'process.roles': 'broker,controller',
    'node.id': node.id,
    'controller.quorum.voters': nodes.map(({ id, controller }) => `${id}@127.0.0.1:${controller}`).join(),
    listeners: `CLIENT://127.0.0.1:${node.port},BROKER://127.0.0.1:${node.internal},CONTROLLER://127.0.0.1:${node.controller}`,
    'advertised.listeners': `CLIENT://127.0.0.1:${node.advertised},BROKER://127.0.0.1:${node.internal}`,
    'inter.broker.listener.name': 'BROKER',
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,CLIENT:PLAINTEXT,BROKER:PLAINTEXT',
    'log.dirs': data,
    'auto.create.topics.enable': false,
    'default.replication.factor': copies,
    'min.insync.replicas': inSync,
    'offsets.topic.replication.factor': copies,
    'offsets.topic.num.partitions': 4,
    'transaction.state.log.replication.factor': copies,
    'transaction.state.log.min.isr': inSync,
    'transaction.state.log.num.partitions': 4,
    'group.initial.rebalance.delay.ms': 0,
    // A broker that was killed may come back only when its old session is over.
    'broker.session.timeout.ms': 3_000,
    'broker.heartbeat.interval.ms': 500,
    'log.cleaner.dedupe.buffer.size': 16 << 20,
  };
  return Object.entries(settings)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}

async function format(classPath: string, properties: string, data: string): Promise<void> {
  if (existsSync(join(data, 'meta.properties'))) return;
  const tool = [...compiledOnce, '-cp', classPath, 'kafka.tools.StorageTool'];
  const formatted = await run('java', [...tool, 'format', '-t', clusterId, '-c', properties]);
  if (!formatted.ok) throw new Error(`Kafka's storage cannot be formatted:\n${lastLines(formatted.output)}`);
}
