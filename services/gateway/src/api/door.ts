import type { Door, Reply, Visit } from '@portolan/service';
import type { z } from 'zod';
import { commandOf, identify } from '../access/identify.ts';
import { languageOf } from './language.ts';
import { Problem, problemOf } from './problem.ts';
import { methodsOf, type Route, type RouteCall } from './route.ts';
import { checkSignature, type ServerParts } from './server.ts';
import { routes } from './table.ts';
import { checked } from './validation.ts';

const patterns = routes.map((route) => ({
  route,
  pattern: new RegExp(`^${route.path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
}));

type Parts = Pick<ServerParts, 'ground' | 'keys' | 'secrets' | 'activity' | 'log'>;

/** Every route without a server: who may ask, what is asked and how it is answered are the same. */
export function doorOf(parts: Parts): Door {
  return async (visit) => {
    try {
      return await answer(visit, parts);
    } catch (error) {
      const document = problemOf(error, languageOf(visit.headers['accept-language']));
      if (document.status >= 500) parts.log.error({ code: document.code, err: error }, 'a request failed');
      return { status: document.status, body: JSON.stringify(document) };
    }
  };
}

async function answer({ method, url, headers, body }: Visit, parts: Parts): Promise<Reply> {
  const [path = url, query = ''] = url.split('?');
  const { route, params } = routeOf(method, path);
  const caller = identify(route.access, headers, parts.keys);
  const asked = {
    caller,
    command: commandOf(route, path, headers, caller),
    language: languageOf(headers['accept-language']),
  };
  const signed = route.access === 'signed';
  const call: RouteCall = signed ? checkSignature(route, path, headers, body, asked, parts.secrets) : asked;
  const input = {
    params: checked(route.params, params, 'path'),
    query: checked(route.query, Object.fromEntries(new URLSearchParams(query)), 'query'),
    body: signed ? body : bodyOf(route, body),
  };
  const work = () => route.handle(input, call, parts.ground);
  const reply = await (route.write === true || signed ? parts.activity.run(work) : work());
  return { status: route.status, body: JSON.stringify((route.reply as z.ZodType).encode(reply)) };
}

function routeOf(method: string, path: string): { readonly route: Route; readonly params: object } {
  for (const { route, pattern } of patterns) {
    const found = route.method === method ? pattern.exec(path) : null;
    if (found !== null) return { route, params: decoded(found.groups) };
  }
  const allowed = methodsOf(routes, path);
  throw allowed === '' ? new Problem('ROUTE_NOT_FOUND') : new Problem('METHOD_NOT_TAKEN', { path, method, allowed });
}

function decoded(groups: Readonly<Record<string, string>> = {}): object {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]));
}

function bodyOf({ body: schema, takes }: Route, bytes: Uint8Array): unknown {
  if (schema === undefined) return undefined;
  if (takes !== undefined) return Buffer.from(bytes);
  return checked(schema, parsed(bytes), 'body');
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString());
  } catch {
    throw new Problem('MALFORMED_JSON');
  }
}
