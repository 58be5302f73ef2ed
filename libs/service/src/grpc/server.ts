import { createHmac } from 'node:crypto';
import { ServerInterceptingCall, type ServerInterceptor } from '@grpc/grpc-js';
import { type Codec, complete } from '@portolan/contracts';
import type { Activity, Logger, MachineClock } from '@portolan/engine';
import { type CallContext, createServer, type Metadata, Status, type TsProtoServiceDefinition } from 'nice-grpc';
import { errorDetailsServerMiddleware } from 'nice-grpc-error-details';
import type { Call, GrpcBinding, Handler } from '../definition.ts';
import { within } from '../host/within.ts';
import type { CallMeter } from '../metrics/calls.ts';
import { traced } from '../telemetry/tracing.ts';
import { RefusedError } from './errors.ts';
import { bindHealth, type Health } from './health.ts';
import { noRetry, serverOptions } from './limits.ts';
import { callerOf, commandContextOf, traceparentOf } from './metadata.ts';
import { refusalOf, toServerError } from './status.ts';

export interface ServerParts {
  readonly activity: Activity;
  readonly machine: MachineClock;
  readonly log: Logger;
  readonly health: Health;
  /** Keys the hash of a request, which may hold people's data. */
  readonly hashKey: Uint8Array;
  readonly calls: CallMeter;
}

export interface GrpcServer {
  readonly address: string;
  /** Lets calls under way end, for at most so long; then ends them. */
  drain(withinMs: number): Promise<void>;
}

/** Listens with these bindings, and with grpc.health.v1. */
export async function listen(
  bindings: readonly GrpcBinding[],
  at: { readonly host: string; readonly port: number },
  parts: ServerParts,
): Promise<GrpcServer> {
  const server = createServer({ ...serverOptions, interceptors: [markDeadline] });
  for (const binding of bindings) {
    server.with(errorDetailsServerMiddleware).add(binding.definition, hosted(binding, parts));
  }
  bindHealth(server, parts.health);
  const port = await server.listen(`${at.host}:${at.port}`);
  return {
    address: `${at.host}:${port}`,
    async drain(withinMs) {
      const drained = await within(parts.machine, withinMs, server.shutdown());
      if (!drained) server.forceShutdown();
    },
  };
}

const DEADLINE_MARK = 'portolan-has-deadline';

// grpc-js takes the deadline out of the metadata, and without one waits for ever.
const markDeadline: ServerInterceptor = (_method, call) =>
  new ServerInterceptingCall(call, {
    start: (next) =>
      next({
        onReceiveMetadata(metadata, pass) {
          metadata.remove(DEADLINE_MARK);
          if (call.getDeadline() !== Number.POSITIVE_INFINITY) metadata.set(DEADLINE_MARK, '1');
          pass(metadata);
        },
      }),
  });

type AnyHandler = Handler<unknown, unknown>;

/** A method as a server runs it: a request as it was decoded, and the call it came with. */
export type HostedMethod = (request: unknown, grpc: CallContext) => Promise<unknown>;

/** Says that a call has a deadline: without it, every call is refused. */
export function markedDeadline(metadata: Metadata): Metadata {
  return metadata.set(DEADLINE_MARK, '1');
}

/**
 * Every method of a binding with all that stands around its handler: who asks, the command's context, what is under way,
 * refusals as statuses.
 */
export function hosted(
  { definition, implementation, uncounted }: GrpcBinding,
  parts: ServerParts,
): Readonly<Record<string, HostedMethod>> {
  const { fullName, methods } = definition as TsProtoServiceDefinition;
  const handlers = implementation as Readonly<Record<string, AnyHandler>>;
  const counted: Activity['run'] = uncounted ? (work) => work() : (work) => parts.activity.run(work);
  return Object.fromEntries(
    Object.entries(methods).map(([name, method]) => {
      const handler = handlers[name];
      if (handler === undefined) throw new Error(`${fullName} has no handler for ${name}`);
      const path = `${fullName}/${method.name}`;
      return [
        name,
        hostedMethod(path, method.requestType as Codec, (request, call) => handler(request, call), parts, counted),
      ];
    }),
  );
}

function hostedMethod(
  path: string,
  codec: Codec,
  handler: AnyHandler,
  parts: Pick<ServerParts, 'calls' | 'hashKey' | 'log'>,
  counted: Activity['run'],
): HostedMethod {
  return async (request, grpc) => {
    const { metadata } = grpc;
    const ended = parts.calls.begin(path);
    try {
      if (!metadata.has(DEADLINE_MARK)) throw new RefusedError({ refused: 'DEADLINE_MISSING', data: {} });
      const caller = callerOf(metadata);
      const hash = (given?: string) =>
        createHmac('sha256', parts.hashKey)
          .update(`${path}\n`)
          .update(given ?? codec.encode(request).finish())
          .digest('hex');
      const call: Call = {
        caller,
        grpc,
        get context() {
          return commandContextOf(metadata, caller, hash);
        },
      };
      const answer = () => handler(complete(request), call);
      const reply = await counted(() => traced(path, traceparentOf(metadata), answer));
      ended('OK');
      return reply;
    } catch (error) {
      const told = toServerError(error, path, parts.log);
      grpc.trailer.set(noRetry.key, noRetry.value);
      ended(Status[told.code], refusalOf(error));
      throw told;
    }
  };
}
