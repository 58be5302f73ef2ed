import type { IssuedKey } from '@portolan/gateway';
import { addressKey, type ClockMode, serviceNames } from '@portolan/service';
import type { Secrets } from '../secrets.ts';
import { settingsOf } from '../service-settings.ts';
import { shards, testStart } from '../suite.ts';
import type { ProcessesOptions } from './options.ts';

/** Where one process listens. */
export interface Place {
  readonly address: string;
  readonly operationsPort: number;
}

/** What the process of each service is told, by environment key. In order of their start. */
export function environmentsOf(
  options: ProcessesOptions,
  places: Readonly<Record<string, Place>>,
  secrets: Secrets,
  issued: readonly IssuedKey[],
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const { data, seed, clock, servers, prefix, logLevel } = options;
  const shared = {
    PORTOLAN_ENGINE: 'distributed',
    PORTOLAN_MONGO_URL: servers.mongoUrl,
    PORTOLAN_KAFKA_BROKERS: servers.kafkaBrokers.join(','),
    PORTOLAN_PREFIX: prefix,
    PORTOLAN_DATA: data,
    PORTOLAN_SHARDS: String(shards),
    PORTOLAN_MASTER_KEY: Buffer.from(secrets.masterKey).toString('base64'),
    PORTOLAN_CLOCK: clockText(clock),
    PORTOLAN_LOG_LEVEL: logLevel ?? 'info',
    ...(seed === undefined ? {} : { PORTOLAN_SEED: seed, PORTOLAN_CLOCK_START: testStart }),
    ...Object.fromEntries(serviceNames.map((name) => [addressKey(name), places[name]?.address ?? ''])),
  };
  const own = settingsOf(options, seed, secrets, issued);
  return Object.fromEntries(
    Object.entries(own).map(([name, settings]) => [
      name,
      {
        ...shared,
        ...settings,
        PORTOLAN_OPERATIONS_PORT: String(places[name]?.operationsPort ?? 0),
        // A restarted process is known as the one before: it need not wait until the lease of that one ends.
        PORTOLAN_INSTANCE: name,
        ...options.environment?.[name],
      },
    ]),
  );
}

function clockText(clock: ClockMode): string {
  return typeof clock === 'string' ? clock : String(clock.speed);
}
