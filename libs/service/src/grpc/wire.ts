import type { GrpcBinding } from '../definition.ts';
import { type ClientParts, type Clients, createClients } from './client.ts';
import { type GrpcServer, listen, type ServerParts } from './server.ts';

/** How services call one another: the two ends of it. */
export interface Wire {
  /** Serves these bindings at an address. */
  listen(
    bindings: readonly GrpcBinding[],
    at: { readonly host: string; readonly port: number },
    parts: ServerParts,
  ): Promise<GrpcServer>;
  /** Clients of other services, each reached where `resolve` says. */
  clients(resolve: (service: string) => string, parts: ClientParts): Clients;
}

/** gRPC over the network. */
export const grpcWire: Wire = { listen, clients: createClients };
