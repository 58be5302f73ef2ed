import { service } from 'grpc-health-check';
import type { MethodDefinition, Server } from 'nice-grpc';

/**
 * Ready: calls may be sent. Live: the process turns its event loop, which answering shows; it says nothing about
 * databases, or an outage of one would restart every instance.
 */
export interface Health {
  ready(): boolean;
  set(ready: boolean): void;
  /** Calls back whenever readiness changes; the answer ends that. */
  watch(changed: () => void): () => void;
}

export function createHealth(): Health {
  let ready = false;
  const watchers = new Set<() => void>();
  return {
    ready: () => ready,
    set(next) {
      if (ready === next) return;
      ready = next;
      for (const changed of watchers) changed();
    },
    watch(changed) {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
  };
}

interface Asked {
  readonly service: string;
}

interface Serving {
  readonly status: 'SERVING' | 'NOT_SERVING';
}

/** grpc.health.v1, as far as it is served here. */
export const healthDefinition = { check: typed('Check', false), watch: typed('Watch', true) };

/**
 * Binds grpc.health.v1: the service '' answers readiness, the service 'live' that the process turns. Without tenant and
 * deadline, as probes call it.
 */
export function bindHealth(server: Server, health: Health): void {
  const now = ({ service: name }: Asked): Serving => ({
    status: name === 'live' || health.ready() ? 'SERVING' : 'NOT_SERVING',
  });
  server.add(healthDefinition, {
    check: async (request) => now(request),
    async *watch(request, context) {
      while (!context.signal.aborted) {
        yield now(request);
        await changeOrEnd(health, context.signal);
      }
    },
  });
}

// The package describes its methods without types.
function typed<Stream extends boolean>(
  name: string,
  responseStream: Stream,
): MethodDefinition<Asked, Asked, Serving, Serving, false, Stream> {
  const method = service[name];
  if (method === undefined) throw new Error(`grpc.health.v1 has no ${name}`);
  const { path, requestSerialize, requestDeserialize, responseSerialize, responseDeserialize } = method;
  return {
    path,
    requestStream: false,
    responseStream,
    requestSerialize,
    requestDeserialize: (bytes) => requestDeserialize(Buffer.from(bytes)) as Asked,
    responseSerialize,
    responseDeserialize: (bytes) => responseDeserialize(Buffer.from(bytes)) as Serving,
    options: {},
  };
}

function changeOrEnd(health: Health, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      unwatch();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const unwatch = health.watch(end);
    signal.addEventListener('abort', end);
  });
}
