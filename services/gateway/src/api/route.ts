import type { Language } from '@portolan/contracts';
import type { Clock, CommandContext, MachineClock } from '@portolan/engine';
import type { Caller, ClockOnRequest } from '@portolan/service';
import type { DocumentStore } from '@portolan/store';
import type { z } from 'zod';
import type { Role } from '../access/api-keys.ts';
import type { Clients } from './clients.ts';

/** Who pushes from outside; each signs with a secret of its own. */
export type Source = 'bank' | 'customs' | 'carriers' | 'zone';

/** What handlers stand on. */
export interface Ground {
  readonly clients: Clients;
  readonly documents: DocumentStore;
  readonly clock: Clock;
  readonly machine: MachineClock;
  /** The suite's clock on request: the composition root of a suite in test mode passes one. */
  readonly testClock: ClockOnRequest | undefined;
  /** True once the gateway is about to go: it answers on, and asks its callers to connect elsewhere. */
  leaving(): boolean;
  /** True once the server goes down: nobody starts to wait any more. */
  closing(): boolean;
}

/** Who asks for what, in which language. */
export interface RouteCall {
  /** The organisation behind the key; of the suite itself where no key is asked for. */
  readonly caller: Caller;
  /** For commands: the id is made from tenant, route and Idempotency-Key, or from the bytes of a message. */
  readonly command: CommandContext & Caller;
  readonly language: Language;
}

/** How a caller shows who it is: by a key of one of these roles, by signing the bytes, or not at all. */
export type Access = readonly Role[] | 'signed' | 'public';

/** One route. Router, document, scope check and the tests over all routes are made from this. */
export interface Route<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** As OpenAPI writes it: /v1/orders/{id} */
  readonly path: string;
  readonly tag: 'orders' | 'customs' | 'warehouse' | 'tracking' | 'ledger' | 'events' | 'inbound' | 'suite';
  readonly summary: string;
  readonly description?: string;
  readonly access: Access;
  /** Whose secret signs the bytes, where access is 'signed'. */
  readonly source?: Source;
  readonly params: Params;
  readonly query: Query;
  /** Undefined: the route takes none. */
  readonly body?: Body;
  /** What the body is sent as where it isn't JSON, and how many bytes at most: it reaches the handler as it came. */
  readonly takes?: { readonly type: 'text/csv'; readonly most: number };
  readonly status: 200 | 201 | 202;
  readonly reply: Reply;
  /** Codes of the problems that this route itself can answer; what every route can answer is added. */
  readonly problems: readonly string[];
  readonly examples?: { readonly body?: unknown; readonly reply?: unknown };
  /** A write asks for an Idempotency-Key and counts as under way until it is answered. */
  readonly write?: true;
  handle(
    input: { readonly params: z.output<Params>; readonly query: z.output<Query>; readonly body: z.output<Body> },
    call: RouteCall,
    ground: Ground,
  ): Promise<z.output<Reply>>;
  /** The same as a whole file, where Accept asks for text/csv. */
  csv?(
    input: { readonly params: z.output<Params>; readonly query: z.output<Query>; readonly body: z.output<Body> },
    call: RouteCall,
    ground: Ground,
  ): Promise<string>;
}

/** Writes a route down; handler and schemas are checked against each other. */
export function route<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Reply extends z.ZodType,
>(record: Route<Params, Query, Body, Reply>): Route {
  return record as unknown as Route;
}

/** The methods that a path takes, as the header Allow writes them; '' where no route has it. */
export function methodsOf(routes: readonly Route[], path: string): string {
  const fits = (route: Route) => new RegExp(`^${route.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path);
  return [...new Set(routes.filter(fits).map(({ method }) => method))].sort().join(', ');
}

/** `/v1/orders/{id}` as the router writes it: `/v1/orders/:id` */
export function routerPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}
