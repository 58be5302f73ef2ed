import type { CommandContext } from '@portolan/engine';
import { Metadata } from 'nice-grpc';
import type { Caller } from '../definition.ts';
import { RefusedError } from './errors.ts';

/** Who asks, as a client is told. */
export type As = CommandContext | Caller | (CommandContext & Caller);

const key = {
  tenant: 'portolan-tenant',
  role: 'portolan-role',
  commandId: 'portolan-command-id',
  correlation: 'portolan-correlation',
  causation: 'portolan-causation',
  requestHash: 'portolan-request-hash',
  rememberRefusal: 'portolan-remember-refusal',
  traceparent: 'traceparent',
} as const;

// Metadata is ASCII. An empty hash that is meant ("the command id says it all") needs a value of its own.
const NO_HASH = '-';

/** Writes who asks into metadata. A context without a role is a service's own. */
export function toMetadata(as: As): Metadata {
  const metadata = new Metadata();
  const set = (name: string, value: string) => {
    if (value !== '') metadata.set(name, encodeURIComponent(value));
  };
  const role = 'role' in as ? as.role : 'service';
  set(key.tenant, as.tenant);
  set(key.role, role);
  if (!('commandId' in as)) return metadata;
  set(key.commandId, as.commandId);
  set(key.correlation, as.correlation);
  set(key.causation, as.causation);
  set(key.traceparent, as.traceparent);
  if (as.requestHash !== '') set(key.requestHash, as.requestHash);
  else if (!('role' in as)) metadata.set(key.requestHash, NO_HASH);
  if (as.rememberRefusal === true) set(key.rememberRefusal, '1');
  return metadata;
}

/** @throws RefusedError CALLER_MISSING */
export function callerOf(metadata: Metadata): Caller {
  const tenant = read(metadata, key.tenant);
  const role = read(metadata, key.role);
  if (tenant === '' || role === '') throw new RefusedError({ refused: 'CALLER_MISSING', data: {} });
  return { tenant, role };
}

/**
 * The command context of a call.
 * @param hash makes the keyed hash: of the request where the caller gave no hash, of the caller's own otherwise
 * @throws RefusedError COMMAND_ID_MISSING
 */
export function commandContextOf(metadata: Metadata, caller: Caller, hash: (given?: string) => string): CommandContext {
  const commandId = read(metadata, key.commandId);
  if (commandId === '') throw new RefusedError({ refused: 'COMMAND_ID_MISSING', data: {} });
  const given = read(metadata, key.requestHash);
  return {
    tenant: caller.tenant,
    commandId,
    requestHash: given === NO_HASH ? '' : hash(given === '' ? undefined : given),
    correlation: read(metadata, key.correlation),
    causation: read(metadata, key.causation),
    traceparent: traceparentOf(metadata),
    rememberRefusal: read(metadata, key.rememberRefusal) === '1',
  };
}

export function traceparentOf(metadata: Metadata): string {
  return read(metadata, key.traceparent);
}

function read(metadata: Metadata, name: string): string {
  const raw = metadata.get(name);
  const value = typeof raw === 'string' ? raw : '';
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
