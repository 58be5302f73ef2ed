import { existsSync, readFileSync } from 'node:fs';
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
  const written = writtenDown(join(env['DATA'] || env['PORTOLAN_DATA'] || '.data/up', 'processes.json'));
  return serviceNames.map((service) => {
    const found = written[service];
    const said = env[addressKey(service)];
    const address = said || found?.address || addressOf(service, env);
    const port = said || found === undefined ? operationsPortOf(service, undefined) : found.operationsPort;
    return { service, address, operations: `${hostOf(address)}:${port}` };
  });
}

function writtenDown(file: string): Written {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Written) : {};
}

const hostOf = (address: string) => address.slice(0, address.lastIndexOf(':'));
