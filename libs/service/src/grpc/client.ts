import { SpanKind } from '@opentelemetry/api';
import { complete, IncompleteMessage } from '@portolan/contracts';
import type { Activity, MachineClock } from '@portolan/engine';
import {
  type CallOptions,
  type Channel,
  type CompatServiceDefinition,
  createChannel,
  createClientFactory,
  type TsProtoServiceDefinition,
} from 'nice-grpc';
import { errorDetailsClientMiddleware } from 'nice-grpc-error-details';
import type { ServiceClient } from '../definition.ts';
import { traced } from '../telemetry/tracing.ts';
import { Outage } from './errors.ts';
import { clientOptions, defaultDeadlineMs } from './limits.ts';
import { type As, toMetadata } from './metadata.ts';
import { fromClientError } from './status.ts';

export interface ClientParts {
  readonly machine: MachineClock;
  readonly activity: Activity;
  /** Of every call, in milliseconds; 5,000 where nothing is said. */
  readonly deadlineMs?: number;
}

export interface Clients {
  client<Definition extends CompatServiceDefinition>(
    service: string,
    definition: Definition,
    deadlineMs?: number,
  ): ServiceClient<Definition>;
  close(): void;
}

/** Clients of other services: one channel per service, opened at its first call. */
export function createClients(resolve: (service: string) => string, parts: ClientParts): Clients {
  const channels = new Map<string, Channel>();
  const channelOf = (service: string): Channel => {
    const open = channels.get(service) ?? createChannel(resolve(service), undefined, clientOptions);
    channels.set(service, open);
    return open;
  };
  const open: OpenMethods = (service, definition) =>
    createClientFactory()
      .use(errorDetailsClientMiddleware)
      .create(definition, channelOf(service)) as unknown as RawMethods;
  return {
    client: clientsOver(open, parts),
    close() {
      for (const channel of channels.values()) channel.close();
      channels.clear();
    },
  };
}

/** Sends a request, and answers what came back; throws as nice-grpc does. */
export type RawMethods = Readonly<Record<string, (request: unknown, options: CallOptions) => Promise<unknown>>>;

/** Asked once for each client, at its first call. */
export type OpenMethods = (service: string, definition: CompatServiceDefinition) => RawMethods;

/** Clients over any transport: deadlines, metadata and errors are made here. */
export function clientsOver(open: OpenMethods, parts: ClientParts): Clients['client'] {
  return (service, definition, deadlineMs = parts.deadlineMs ?? defaultDeadlineMs) =>
    lazyClient(service, definition, open, { ...parts, deadlineMs });
}

/** A client of one address, for whoever stands outside a service: tests, the suite, tools. */
export function connect<Definition extends CompatServiceDefinition>(
  definition: Definition,
  address: string,
  parts: ClientParts,
): { readonly client: ServiceClient<Definition>; close(): void } {
  const clients = createClients(() => address, parts);
  return { client: clients.client(address, definition), close: clients.close };
}

function lazyClient<Definition extends CompatServiceDefinition>(
  service: string,
  definition: Definition,
  open: OpenMethods,
  parts: ClientParts,
): ServiceClient<Definition> {
  const { fullName, methods } = definition as unknown as TsProtoServiceDefinition;
  let raw: RawMethods | undefined;
  const method = (name: string) => (request: unknown, as: As) =>
    call(service, `${fullName}/${name}`, as, parts, async (options) => {
      raw ??= open(service, definition);
      return complete(await raw[name]?.(request, options));
    });
  return Object.fromEntries(
    Object.keys(methods).map((name) => [name, method(name)]),
  ) as unknown as ServiceClient<Definition>;
}

async function call(
  service: string,
  path: string,
  as: As,
  { machine, activity, deadlineMs = defaultDeadlineMs }: ClientParts,
  send: (options: CallOptions) => Promise<unknown>,
): Promise<unknown> {
  const metadata = toMetadata(as).set('grpc-timeout', `${deadlineMs}m`);
  const late = new AbortController();
  const cancel = machine.after(deadlineMs, () => late.abort());
  const traceparent = 'traceparent' in as ? as.traceparent : '';
  try {
    const sent = () => send({ metadata, signal: late.signal });
    return await activity.run(() => traced(path, traceparent, sent, SpanKind.CLIENT));
  } catch (error) {
    if (late.signal.aborted) throw new Outage(service, 'DEADLINE_EXCEEDED', error);
    if (error instanceof IncompleteMessage) throw new Outage(service, 'INCOMPLETE_REPLY', error);
    throw fromClientError(error, service);
  } finally {
    cancel();
  }
}
