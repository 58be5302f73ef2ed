import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Addresses } from './addresses.ts';
import { coordinatorsAnswer } from './coordinators.ts';
import { ServersMissing } from './missing.ts';
import { lastLines, run } from './native/run.ts';
import { keptPorts } from './ports.ts';
import { formSet, urlOf } from './replica-set.ts';
import { whenThisDies } from './watchman.ts';

const file = fileURLToPath(new URL('../../../deploy/compose.servers.yaml', import.meta.url));

/** Servers in containers. */
export interface Composed extends Addresses {
  /** They and their data can be started again. */
  stop(): Promise<void>;
  /** Removes them with their data. */
  kill(): Promise<void>;
}

/** Does a docker daemon answer, and does its client know compose? */
export async function composeAnswers(): Promise<boolean> {
  const answers = await Promise.all([run('docker', ['info']), run('docker', ['compose', 'version'])]);
  return answers.every(({ ok }) => ok);
}

/**
 * A replica set of one and a broker in containers, whose data lies in volumes named after `folder`.
 * @throws ServersMissing with what docker said.
 */
export async function startComposed(folder: string): Promise<Composed> {
  await mkdir(folder, { recursive: true });
  const [mongo = 0, kafka = 0] = await keptPorts(join(folder, 'compose-ports.json'), 2);
  const project = `portolan-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`;
  const ports = [`PORTOLAN_MONGO_PORT=${mongo}`, `PORTOLAN_KAFKA_PORT=${kafka}`];
  const compose = ['docker', 'compose', '--project-name', project, '--file', file];
  const docker = async (...args: string[]) => {
    const { ok, output } = await run('env', [...ports, ...compose, ...args]);
    if (!ok) throw new ServersMissing(`docker compose: ${lastLines(output)}`, 'PORTOLAN_SERVERS=native goes without.');
  };

  const remove = () => docker('down', '--volumes');
  const callOff = whenThisDies('env', ...ports, ...compose, 'stop');
  const ends = (end: () => Promise<void>) => () => end().finally(callOff);
  const brokers = [`127.0.0.1:${kafka}`];
  try {
    await docker('up', '--detach', '--wait');
    await Promise.all([formSet([mongo]), coordinatorsAnswer(brokers, 'start')]);
  } catch (error) {
    await ends(remove)().catch(() => {});
    throw error;
  }
  return {
    ...{ mongoUrl: urlOf([mongo]), kafkaBrokers: brokers },
    ...{ stop: ends(() => docker('stop')), kill: ends(remove) },
  };
}
