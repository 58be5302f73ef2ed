import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { addressKey, addressOf, operationsPortOf, serviceNames } from '@portolan/service';

/** Where a service is reached. */
export interface Place {
  readonly service: string;
  /** host:port of its gRPC. */
  readonly address: string;
  /** host:port of /live, /ready and /metrics. */
  readonly operations: string;
}

type Written = Readonly<Record<string, { readonly address: string; readonly operationsPort: number }>>;

/**
 * Every service's place: as the environment says (PORTOLAN_<SERVICE>_ADDRESS), else as the suite that runs on the data
 * folder (DATA, .data/up) has written down, else where it usually is on one machine.
 */
export function placesOf(env: NodeJS.ProcessEnv): readonly Place[] {
  const said = env['DATA'] || env['PORTOLAN_DATA'];
  const written = writtenDown(said ? [said] : ['.data/up', '.data/up-distributed']);
  return serviceNames.map((service) => {
    const found = written[service];
    const named = env[addressKey(service)];
    const address = named || found?.address || addressOf(service, env);
    const port = named || found === undefined ? operationsPortOf(service, undefined) : found.operationsPort;
    return { service, address, operations: `${hostOf(address)}:${port}` };
  });
}

/** By the suite that was started last on one of these folders. */
function writtenDown(folders: readonly string[]): Written {
  const files = folders.map((folder) => join(folder, 'processes.json')).filter(existsSync);
  const [latest] = files.sort((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs);
  return latest === undefined ? {} : (JSON.parse(readFileSync(latest, 'utf8')) as Written);
}

const hostOf = (address: string) => address.slice(0, address.lastIndexOf(':'));
