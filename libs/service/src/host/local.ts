import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogues } from '@portolan/contracts';
import { openSqliteDocumentStore, openSqliteEventStore } from '@portolan/store';
import { z } from 'zod';
import type { EnvironmentVariables } from '../config/config.ts';
import { secret } from '../config/config.ts';
import { crashSetting } from './crash-points.ts';
import type { Environment } from './environment.ts';

/** What a process is told that is no single service's business. */
const hostKeys = z.object({
  PORTOLAN_ENGINE: z
    .enum(['embedded', 'distributed'])
    .default('embedded')
    .meta({ description: 'embedded: files of the data folder; distributed: MongoDB and Kafka' }),
  PORTOLAN_MONGO_URL: secret(z.string().regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb://'))
    .optional()
    .meta({ description: 'address of the replica set, mongodb://…; needed where the engine is distributed' }),
  PORTOLAN_KAFKA_BROKERS: z
    .string()
    .transform((text) => text.split(',').map((broker) => broker.trim()))
    .pipe(z.array(z.string().regex(/^[^\s:]+:\d+$/, 'must be host:port, with commas between')).min(1))
    .optional()
    .meta({ description: 'host:port of each broker, with commas between; needed where the engine is distributed' }),
  PORTOLAN_PREFIX: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]{0,30}$/, 'at most 31 of a-z, 0-9, _ and -')
    .default('portolan')
    .meta({ description: 'databases are <prefix>_<service>, topics <prefix>.<topic>' }),
  PORTOLAN_OPERATIONS_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65535)
    .optional()
    .meta({ description: 'port of /live, /ready and /metrics; 0: any that is free; on one machine 7101 to 7108' }),
  PORTOLAN_UNREADY_MS: z.coerce
    .number()
    .int()
    .min(0)
    .max(60_000)
    .default(0)
    .meta({ description: 'milliseconds for which it serves on after it said that it is not ready, when it stops' }),
  PORTOLAN_DATA: z.string().default('.data').meta({ description: 'folder for everything that is kept' }),
  PORTOLAN_SHARDS: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .default(8)
    .meta({ description: 'fixed for the life of the data' }),
  PORTOLAN_MASTER_KEY: secret(z.base64().refine(is32Bytes, 'must be 32 bytes in base64'))
    .optional()
    .meta({ description: '32 bytes in base64; kept in the data folder where none is given' }),
  PORTOLAN_SEED: z.string().optional().meta({ description: 'test and demo mode: what chance is drawn from' }),
  PORTOLAN_CLOCK: z
    .union([z.literal('machine'), z.literal('step'), z.coerce.number().positive()])
    .default('machine')
    .meta({ description: 'machine, step, or how many times as fast as the machine' }),
  PORTOLAN_CLOCK_START: z.iso.datetime().optional().meta({ description: 'RFC 3339: where a new clock begins' }),
  PORTOLAN_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  PORTOLAN_INSTANCE: z
    .string()
    .optional()
    .meta({ description: 'names this process among its twins, and it alone; better the same over restarts' }),
  PORTOLAN_TEST_CRASH: z
    .string()
    .regex(crashSetting, 'must be a crash point and at which time it dies there, such as after-append:3')
    .optional()
    .meta({ description: 'test mode: the process kills itself there; see host/crash-points.ts' }),
});

// What a distributed engine cannot do without.
const addresses = ['PORTOLAN_MONGO_URL', 'PORTOLAN_KAFKA_BROKERS'] as const;

/** The keys, and what they ask of one another. */
export const hostSchema = hostKeys.superRefine((host, context) => {
  if (host.PORTOLAN_TEST_CRASH !== undefined && host.PORTOLAN_SEED === undefined)
    context.addIssue({
      code: 'custom',
      path: ['PORTOLAN_TEST_CRASH'],
      message: 'is for test mode: PORTOLAN_SEED is not set',
    });
  if (host.PORTOLAN_ENGINE === 'embedded') return;
  for (const key of addresses) {
    if (host[key] !== undefined) continue;
    context.addIssue({ code: 'custom', path: [key], message: 'is needed where PORTOLAN_ENGINE=distributed' });
  }
});

export type HostConfig = z.output<typeof hostSchema>;

// Where services find one another on one machine. Operations are asked a hundred ports further on.
const localPorts: Readonly<Record<string, number>> = {
  orders: 7001,
  customs: 7002,
  fx: 7003,
  warehouse: 7004,
  tracking: 7005,
  gateway: 7006,
  sandbox: 7007,
  checker: 7008,
};

/**
 * host:port of a service: PORTOLAN_<SERVICE>_ADDRESS, or its place on this machine.
 * @throws Error for a service that has neither.
 */
export function addressOf(service: string, env: EnvironmentVariables): string {
  const key = addressKey(service);
  const port = localPorts[service];
  const address = env[key] || (port === undefined ? undefined : `127.0.0.1:${port}`);
  if (address === undefined) throw new Error(`nobody knows where ${service} is: set ${key}=<host:port>`);
  return address;
}

/** Every service of the suite, the outside world included. */
export const serviceNames: readonly string[] = Object.keys(localPorts);

/** Port of a service's operations: as configured, or its place on this machine; 0, any that is free, where it has none. */
export function operationsPortOf(service: string, configured: number | undefined): number {
  const port = localPorts[service];
  return configured ?? (port === undefined ? 0 : port + 100);
}

export function addressKey(service: string): string {
  return `PORTOLAN_${service.toUpperCase()}_ADDRESS`;
}

/** The embedded stores of one service, in a folder of its own below the data folder. Only services with a catalogue keep events. */
export function openLocalStores(folder: string, service: string, shards: number): Environment['stores'] {
  const own = join(folder, service);
  mkdirSync(own, { recursive: true });
  const ownsStreams = service in catalogues;
  return {
    events: ownsStreams ? openSqliteEventStore({ file: join(own, 'events.db'), shards }) : undefined,
    documents: openSqliteDocumentStore({ file: join(own, 'documents.db') }),
  };
}

/**
 * The master key of a data folder: as configured; made from the seed in test mode, so that two runs come out alike;
 * otherwise drawn once and kept in the folder, readable for its owner alone.
 */
export function masterKeyOf(folder: string, configured: string | undefined, seed: string | undefined): Uint8Array {
  if (configured !== undefined) return Buffer.from(configured, 'base64');
  if (seed !== undefined) return createHash('sha256').update(`portolan master key of test mode ${seed}`).digest();
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'master.key');
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  return Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
}

function is32Bytes(text: string): boolean {
  return Buffer.from(text, 'base64').length === 32;
}
