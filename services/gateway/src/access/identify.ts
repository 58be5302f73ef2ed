import { createHash } from 'node:crypto';
import type { CommandContext } from '@portolan/engine';
import { madeId, madeTraceparent } from '@portolan/eventsourcing';
import type { Caller } from '@portolan/service';
import { Problem } from '../api/problem.ts';
import type { Access, Route } from '../api/route.ts';
import type { Keyring, Role } from './api-keys.ts';

/** The suite itself: on whose behalf messages from outside are taken in. */
export const suite: Caller = { tenant: 'portolan', role: 'service' };

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Who calls this route. A route that names no roles, is not signed and not public lets nobody in.
 * @throws Problem API_KEY_REQUIRED, API_KEY_UNKNOWN or ROLE_NOT_ALLOWED
 */
export function identify(access: Access, headers: Headers, keys: Keyring): Caller {
  if (access === 'public' || access === 'signed') return suite;
  const key = /^Bearer +(\S+)$/i.exec(one(headers.authorization))?.[1];
  if (key === undefined) throw new Problem('API_KEY_REQUIRED');
  const known = keys.find(key);
  if (known === undefined) throw new Problem('API_KEY_UNKNOWN');
  if (!access.includes(known.role)) {
    throw new Problem('ROLE_NOT_ALLOWED', { role: known.role, allowed: (access as readonly Role[]).join(', ') });
  }
  return { tenant: known.tenant, role: known.role };
}

/**
 * The context of a command: its id is made from tenant, route and Idempotency-Key, so that the same request sent again
 * is the same command. The body is not in it: the owning service hashes that, and refuses another body under the id.
 * @param path as called, so that one key may serve two parcels
 * @throws Problem IDEMPOTENCY_KEY_REQUIRED
 */
export function commandOf(route: Route, path: string, headers: Headers, caller: Caller): CommandContext & Caller {
  const key = one(headers['idempotency-key']);
  if (route.write === true && !/^[\x21-\x7e]{1,200}$/.test(key)) throw new Problem('IDEMPOTENCY_KEY_REQUIRED');
  return context(madeId('command', caller.tenant, `${route.method} ${path}`, key), headers, caller);
}

/** The context of a message from outside: its id is made from the very bytes. */
export function commandOfBytes(path: string, body: Uint8Array, headers: Headers): CommandContext & Caller {
  const bytes = createHash('sha256').update(body).digest('hex');
  return context(madeId('command', suite.tenant, `POST ${path}`, bytes), headers, suite);
}

function context(commandId: string, headers: Headers, caller: Caller): CommandContext & Caller {
  const traceparent = one(headers.traceparent);
  const valid = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/.test(traceparent);
  return {
    ...caller,
    commandId,
    requestHash: '',
    correlation: '',
    causation: commandId,
    traceparent: valid ? traceparent : madeTraceparent('', commandId),
  };
}

function one(header: string | readonly string[] | undefined): string {
  return typeof header === 'string' ? header : (header?.[0] ?? '');
}
