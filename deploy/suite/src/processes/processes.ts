import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { demoKeys } from '@portolan/gateway';
import { freePort, isFree } from '@portolan/servers';
import { addressOf, connectHealth, operationsPortOf, serviceNames } from '@portolan/service';
import { holdFolder } from '../data-folder.ts';
import { suiteSecrets } from '../secrets.ts';
import { gatewayUrlOf, sandboxUrlOf } from '../service-settings.ts';
import type { Suite } from '../suite.ts';
import { type ServiceProcess, serviceProcess } from './child.ts';
import { environmentsOf, type Place } from './environments.ts';
import type { ProcessesOptions } from './options.ts';
import { clockOver } from './remote-clock.ts';
import { supervisor } from './supervisor.ts';

export interface ProcessSuite extends Suite {
  /** Each service by its name. */
  readonly processes: Readonly<Record<string, ServiceProcess>>;
  /** Of all of them, JSON lines. */
  readonly logFile: string;
}

/**
 * One process per service, on MongoDB and Kafka, all on loopback; resolves when all are ready. They end when they are
 * stopped, and also when this process dies.
 * @throws FolderInUse where another suite runs on the same folder; Error where one does not get ready
 */
export async function startProcesses(options: ProcessesOptions): Promise<ProcessSuite> {
  const { data, seed, mainOf = sourceOf } = options;
  const hold = holdFolder(data);
  const secrets = suiteSecrets(join(data, 'secret'), seed);
  const issued = demoKeys(secrets.apiKeys, secrets.keyPepper);
  const keys = Object.fromEntries(issued.map(({ key, kept }) => [kept.tenant, key]));
  const logFile = join(data, 'logs', 'suite.log');
  mkdirSync(join(data, 'logs'), { recursive: true });
  const places = await placesOf(options.usualPorts === true);
  const supervise = supervisor(options.tell);
  const processes = Object.fromEntries(
    Object.entries(environmentsOf(options, places, secrets, issued)).map(([name, environment]) => {
      const place = placeOf(places, name);
      const { ready, close } = connectHealth(place.address);
      const died = options.supervised === true ? supervise.startAgain : () => {};
      supervise.closing(close);
      return [name, serviceProcess({ name, ...place, main: mainOf(name), environment, logFile, ready, died })];
    }),
  );
  writeFileSync(join(data, 'processes.json'), `${JSON.stringify(places, undefined, 2)}\n`);

  async function stop(): Promise<void> {
    supervise.end();
    await Promise.all(Object.values(processes).map((process) => process.stop()));
    hold.release();
  }

  try {
    await Promise.all(Object.values(processes).map((process) => process.start()));
  } catch (error) {
    await stop();
    throw error;
  }
  const urls = { gatewayUrl: gatewayUrlOf(options), sandboxUrl: sandboxUrlOf(options) };
  const clock = clockOver(urls.gatewayUrl, keys['portolan'] ?? '');
  return { ...urls, ...clock, keys, processes, logFile, stop };
}

function sourceOf(service: string): string {
  return fileURLToPath(new URL(`../../../../services/${service}/src/main.ts`, import.meta.url));
}

async function placesOf(usual: boolean): Promise<Readonly<Record<string, Place>>> {
  const places: Record<string, Place> = {};
  for (const name of serviceNames) {
    const port = Number(addressOf(name, {}).split(':')[1]);
    const operationsPort = operationsPortOf(name, undefined);
    places[name] = {
      address: `127.0.0.1:${await choose(usual, port)}`,
      operationsPort: await choose(usual, operationsPort),
    };
  }
  return places;
}

async function choose(usual: boolean, port: number): Promise<number> {
  return usual && (await isFree(port)) ? port : freePort();
}

function placeOf(places: Readonly<Record<string, Place>>, name: string): Place {
  const place = places[name];
  if (place === undefined) throw new Error(`nobody knows where ${name} is to listen`);
  return place;
}
