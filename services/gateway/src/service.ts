import type { Projection } from '@portolan/engine';
import type { ClockOnRequest, Compose, Living, Runtime } from '@portolan/service';
import type { FastifyInstance } from 'fastify';
import { keyring } from './access/api-keys.ts';
import { clientsOf } from './api/clients.ts';
import { doorOf } from './api/door.ts';
import { buildServer, type ServerParts } from './api/server.ts';
import type { GatewayConfig } from './config.ts';
import { consumerCollections } from './consumers/consumers.ts';
import { feed } from './projections/feed.ts';
import { snapshotCollections } from './projections/snapshot.ts';
import { timeline } from './projections/timeline.ts';

export { type ApiKey, demoKeys, hashOf, type IssuedKey } from './access/api-keys.ts';
export { sign } from './access/signature.ts';
export type { GatewayConfig } from './config.ts';

/** What it derives from events; the feed is a record, the timeline a view. */
export const projections: readonly Projection<never>[] = [feed, timeline];

export interface GatewayOptions {
  /** Moves the suite clock on request. Only a suite in test mode passes one. */
  readonly testClock?: ClockOnRequest;
  /** Told the address once it listens: http://127.0.0.1:8080 */
  readonly listening?: (url: string) => void;
}

/** REST, OpenAPI, the feed and the timeline. Owns no streams: it reads every topic, and asks the services by gRPC. */
export function gateway(options: GatewayOptions = {}): Compose<GatewayConfig> {
  return (config, runtime) => ({
    name: 'gateway',
    catalogue: undefined,
    projections,
    reactions: [],
    requests: [],
    timers: [],
    collections: { ...consumerCollections, ...snapshotCollections },
    serves: [],
    lives: [http(config, runtime, options)],
  });
}

function http(config: GatewayConfig, runtime: Runtime, { testClock, listening }: GatewayOptions): Living {
  let server: FastifyInstance | undefined;
  let leaving = false;
  let closing = false;
  const { documents, clock, machine, activity, log, outside } = runtime;
  const parts: ServerParts = {
    ground: {
      clients: clientsOf(runtime),
      ...{ documents, clock, machine, testClock },
      leaving: () => leaving,
      closing: () => closing,
    },
    keys: keyring(config.PORTOLAN_GATEWAY_API_KEYS, config.PORTOLAN_GATEWAY_KEY_PEPPER),
    secrets: {
      bank: config.PORTOLAN_GATEWAY_BANK_SECRET,
      customs: config.PORTOLAN_GATEWAY_CUSTOMS_SECRET,
      carriers: config.PORTOLAN_GATEWAY_CARRIER_SECRET,
      zone: config.PORTOLAN_GATEWAY_ZONE_SECRET,
    },
    requestsPerMinute: config.PORTOLAN_GATEWAY_REQUESTS_PER_MINUTE,
    activity,
    log,
  };
  let close = () => {};
  return {
    name: 'http',
    async start() {
      if (outside.receive !== undefined) {
        close = outside.receive(doorOf(parts));
        return;
      }
      server = await buildServer(parts);
      const host = config.PORTOLAN_GATEWAY_HOST;
      const url = await server.listen({ host, port: config.PORTOLAN_GATEWAY_PORT });
      log.info({ url }, 'the gateway listens');
      listening?.(url);
    },
    leave() {
      leaving = true;
    },
    // Requests under way are answered; those that wait for events are let go at once. Whoever holds a connection open
    // and asks nothing is not waited for.
    async stop(leftMs) {
      leaving = true;
      closing = true;
      close();
      const cancel = runtime.machine.after(leftMs / 2, () => server?.server.closeAllConnections());
      await server?.close();
      cancel();
    },
  };
}
