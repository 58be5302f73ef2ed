import type { Complete } from '@portolan/contracts';
import type { TsProtoServiceDefinition } from 'nice-grpc';
import type { GrpcBinding, Handler } from '../definition.ts';

type Methods<Definition extends TsProtoServiceDefinition> = Definition['methods'];

type RequestOf<Method> = Method extends { requestType: { decode(...args: never[]): infer Request } }
  ? Complete<Request>
  : never;

// What `fromPartial` takes: a reply may leave out what is empty.
type ReplyOf<Method> = Method extends { responseType: { fromPartial(reply: infer Reply): unknown } } ? Reply : never;

/** One handler for each method of a service. */
export type Handlers<Definition extends TsProtoServiceDefinition> = {
  readonly [Name in keyof Methods<Definition>]: Handler<
    RequestOf<Methods<Definition>[Name]>,
    ReplyOf<Methods<Definition>[Name]>
  >;
};

/**
 * Binds handlers to a gRPC service: `serve(CustomsDefinition, { fileGoods: async (request, call) => … })`.
 * Requests arrive complete; what a handler throws becomes a status (RefusedError) or an outage (everything else).
 */
export function serve<Definition extends TsProtoServiceDefinition>(
  definition: Definition,
  handlers: Handlers<Definition>,
): GrpcBinding {
  return { definition, implementation: handlers };
}
