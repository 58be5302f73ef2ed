import { service as definition } from 'grpc-health-check';
import type { CallContext, Server } from 'nice-grpc';

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

type Serving = { readonly status: 'SERVING' | 'NOT_SERVING' };

/** grpc.health.v1: the service '' answers readiness, the service 'live' that the process turns. */
export function bindHealth(server: Server, health: Health): void {
  const now = (service: string): Serving => ({
    status: service === 'live' || health.ready() ? 'SERVING' : 'NOT_SERVING',
  });
  server.add(definition, {
    async check(request: { service: string }) {
      return now(request.service);
    },
    async *watch(request: { service: string }, context: CallContext) {
      while (!context.signal.aborted) {
        yield now(request.service);
        await changeOrEnd(health, context.signal);
      }
    },
  });
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
