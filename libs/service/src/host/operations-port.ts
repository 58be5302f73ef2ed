import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from '@portolan/engine';
import type { Health } from '../grpc/health.ts';
import { type Metrics, textFormat } from '../metrics/metrics.ts';
import type { Liveness } from './liveness.ts';

export interface OperationsPortParts {
  readonly health: Health;
  readonly liveness: Liveness;
  readonly metrics: Metrics;
  readonly log: Logger;
}

type Answer = { readonly status: number; readonly type: string; readonly body: string };

/**
 * The internal port, for probes and whoever collects figures: /live, /ready and /metrics. It answers nobody outside: it
 * listens where gRPC does, on loopback or inside the cluster, and knows neither tenants nor people.
 */
export async function openOperationsPort(
  at: { readonly host: string; readonly port: number },
  parts: OperationsPortParts,
): Promise<{ readonly address: string; close(): Promise<void> }> {
  const server = createServer((request, response) => void answer(request, response, parts));
  server.listen(at.port, at.host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    address: `${at.host}:${port}`,
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, parts: OperationsPortParts): Promise<void> {
  const { status, type, body } = await answerTo(request, parts).catch((error: unknown): Answer => {
    parts.log.error({ path: request.url, err: error }, 'operations could not be answered');
    return { status: 500, type: 'text/plain', body: 'this failed; the log says more\n' };
  });
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}

async function answerTo({ method, url }: IncomingMessage, parts: OperationsPortParts): Promise<Answer> {
  if (method !== 'GET' && method !== 'HEAD') return json(405, { problem: 'only GET is answered here' });
  const { health, liveness, metrics } = parts;
  switch (url?.split('?')[0]) {
    case '/live': {
      const troubles = liveness.troubles();
      return json(troubles.length === 0 ? 200 : 503, { live: troubles.length === 0, troubles });
    }
    case '/ready':
      return json(health.ready() ? 200 : 503, { ready: health.ready() });
    case '/metrics':
      return { status: 200, type: textFormat, body: await metrics.text() };
    default:
      return json(404, { problem: 'there are /live, /ready and /metrics' });
  }
}

const json = (status: number, body: object): Answer => ({
  status,
  type: 'application/json',
  body: `${JSON.stringify(body)}\n`,
});
