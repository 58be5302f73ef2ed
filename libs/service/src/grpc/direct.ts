import type { CompatServiceDefinition, TsProtoServiceDefinition } from 'nice-grpc';
import { type CallOptions, ClientError, Metadata, ServerError, Status } from 'nice-grpc';
import { RichClientError, RichServerError } from 'nice-grpc-error-details';
import type { GrpcBinding } from '../definition.ts';
import type { RawMethods } from './client.ts';
import { hosted, markedDeadline, type ServerParts } from './server.ts';

/**
 * The methods of a binding with no network between: a request and its reply are what would come out at the other end, and
 * what the other side throws is what a client would be told.
 */
export function directMethods(binding: GrpcBinding, parts: ServerParts): RawMethods {
  const { fullName, methods } = binding.definition as TsProtoServiceDefinition;
  const entries = Object.entries(hosted(binding, parts)).map(([name, run]) => {
    const method = methods[name] as TsProtoServiceDefinition['methods'][string];
    const path = `/${fullName}/${method.name}`;
    const call = async (request: unknown, { metadata, signal }: CallOptions): Promise<unknown> => {
      const grpc = {
        ...{ metadata: markedDeadline(Metadata(metadata)), peer: 'direct' },
        ...{ header: Metadata(), trailer: Metadata(), sendHeader() {}, signal: signal ?? new AbortController().signal },
      };
      try {
        const reply = await run(taken(method.requestType, request), grpc);
        return taken(method.responseType, reply);
      } catch (error) {
        throw asClientSees(path, error);
      }
    };
    return [name, call] as const;
  });
  return Object.fromEntries(entries);
}

/** Nobody answers there. */
export function unreachable({ fullName }: CompatServiceDefinition & { readonly fullName?: string }): Error {
  return new ClientError(`/${fullName}`, Status.UNAVAILABLE, 'nobody answers');
}

function asClientSees(path: string, error: unknown): Error {
  if (error instanceof RichServerError) return new RichClientError(path, error.code, error.details, error.extra);
  if (error instanceof ServerError) return new ClientError(path, error.code, error.details);
  return new ClientError(path, Status.UNKNOWN, String(error));
}

/** The message as it comes off the wire. */
function taken(type: unknown, message: unknown): unknown {
  const { fromPartial, encode, decode } = type as Wired;
  return decode(encode(fromPartial(message)).finish());
}

interface Wired {
  fromPartial(message: unknown): unknown;
  encode(message: unknown): { finish(): Uint8Array };
  decode(bytes: Uint8Array): unknown;
}
