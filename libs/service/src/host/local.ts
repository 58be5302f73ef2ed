import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogues } from '@portolan/contracts';
import { openSqliteDocumentStore, openSqliteEventStore } from '@portolan/store';
import { z } from 'zod';
import type { EnvironmentVariables } from '../config/config.ts';
import { secret } from '../config/config.ts';
import type { Environment } from './environment.ts';

/** What a process is told that is no single service's business. */
export const hostSchema = z.object({
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
  PORTOLAN_INSTANCE: z.string().optional().meta({ description: 'names this process among its twins' }),
});

// Where services find one another on one machine.
const localPorts: Readonly<Record<string, number>> = {
  orders: 7001,
  customs: 7002,
  fx: 7003,
  warehouse: 7004,
  tracking: 7005,
  gateway: 7006,
  sandbox: 7007,
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
