import { createChannel, createClient } from 'nice-grpc';
import { healthDefinition } from './health.ts';

const withinMs = 1_000;

/** Asks grpc.health.v1 of one address whether calls may be sent to it; false where nobody answers in time. */
export function connectHealth(address: string): { ready(): Promise<boolean>; close(): void } {
  const options = { 'grpc.initial_reconnect_backoff_ms': 50, 'grpc.max_reconnect_backoff_ms': 200 };
  const channel = createChannel(address, undefined, options);
  const { check } = createClient(healthDefinition, channel);
  return {
    async ready() {
      try {
        const { status } = await check({ service: '' }, { signal: AbortSignal.timeout(withinMs) });
        return status === 'SERVING';
      } catch {
        return false;
      }
    },
    close: () => channel.close(),
  };
}
