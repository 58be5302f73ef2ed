import type { CommandContext } from '@portolan/engine';
import type { Caller } from '@portolan/service';
import type { Route } from '../api/route.ts';

/** One request, as a test makes it. */
export interface Ask {
  readonly method?: Route['method'] | 'DELETE';
  readonly path: string;
  /** Tenant whose key is sent; none where undefined. */
  readonly as?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Who asks, as a client is told. */
export type As = Caller | CommandContext | (Caller & CommandContext);
