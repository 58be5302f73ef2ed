import { HistoryDefinition } from '@portolan/contracts/engine/v1/history';
import type { History } from '@portolan/engine';
import type { Caller, GrpcBinding, ServiceContext } from '../definition.ts';
import { RefusedError } from './errors.ts';
import { serve } from './serve.ts';
import { servicesOnly } from './services-only.ts';

// A reply stays well below the largest message.
const replyBytes = 2 * 1024 * 1024;
const replyEvents = 1_000;

/** A service's past over gRPC. Only services of the suite may read it: it holds every tenant's events. */
export function serveHistory(history: History): GrpcBinding {
  return serve(HistoryDefinition, {
    async read({ shard, from, limit }, call) {
      servicesOnly(call);
      const events = await history.read(shard, Number(from), Math.min(Math.max(limit, 1), replyEvents));
      let bytes = 0;
      const fits = events.findIndex((event) => {
        bytes += event.payload.length + 1_024;
        return bytes > replyBytes;
      });
      return { events: fits === -1 ? [...events] : events.slice(0, Math.max(fits, 1)) };
    },
    async head({ shard }, call) {
      servicesOnly(call);
      return { position: BigInt(await history.head(shard)) };
    },
    async locate({ stream, version }, call) {
      servicesOnly(call);
      const place = await history.locate(stream, Number(version));
      if (place === undefined) {
        throw new RefusedError({ refused: 'VERSION_NOT_FOUND', data: { stream, version: String(version) } });
      }
      return { shard: place.shard, position: BigInt(place.position) };
    },
  });
}

/** The past of another service, for the engine: gaps are filled from here. */
export function historyOf(client: ServiceContext['client'], service: string): History {
  const remote = client(service, HistoryDefinition);
  const as: Caller = { tenant: 'portolan', role: 'service' };
  return {
    async read(shard, from, limit) {
      const reply = await remote.read({ shard, from: BigInt(from), limit }, as);
      return reply.events;
    },
    async head(shard) {
      const reply = await remote.head({ shard }, as);
      return Number(reply.position);
    },
    async locate(stream, version) {
      try {
        const reply = await remote.locate({ stream, version: BigInt(version) }, as);
        return { shard: reply.shard, position: Number(reply.position) };
      } catch (error) {
        if (error instanceof RefusedError && error.refusal.refused === 'VERSION_NOT_FOUND') return undefined;
        throw error;
      }
    },
  };
}
