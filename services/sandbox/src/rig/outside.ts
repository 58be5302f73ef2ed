import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startTrial, type Trial } from '@portolan/service/trial';
import { configSchema } from '../config.ts';
import { sandbox } from '../service.ts';

/** What the outside world pushed to the suite. */
export interface Pushed {
  /** Path below /v1/inbound/. */
  readonly path: string;
  readonly signature: string;
  readonly body: string;
}

/** The sandbox over real HTTP, and a suite that takes whatever it pushes. */
export interface Outside {
  readonly trial: Trial;
  readonly pushed: readonly Pushed[];
  post(path: string, body: unknown, key?: string): Promise<{ status: number; body: Record<string, unknown> }>;
  get(path: string): Promise<Record<string, unknown>>;
  /** Moves business time on, and waits until all that is due by then was pushed. */
  wait(ms: number): Promise<void>;
  /** Bodies pushed to that path. */
  told(path: string): readonly string[];
  end(): Promise<void>;
}

export async function startOutside(): Promise<Outside> {
  const pushed: Pushed[] = [];
  const suite = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const signature = String(request.headers['portolan-signature'] ?? '');
    pushed.push({ path: (request.url ?? '').replace('/v1/inbound/', ''), signature, body });
    response.writeHead(202).end('{}');
  });
  const suitePort = await listening(suite);
  const port = await freePort();
  const config = configSchema.parse({
    PORTOLAN_SANDBOX_PORT: String(port),
    PORTOLAN_SANDBOX_GATEWAY_URL: `http://127.0.0.1:${suitePort}`,
    PORTOLAN_SANDBOX_SEED: 'trial',
  });
  const trial = await startTrial('sandbox', config, sandbox);
  const url = `http://127.0.0.1:${port}`;
  return {
    trial,
    pushed,
    async post(path, body, key) {
      const xml = typeof body === 'string';
      const response = await fetch(`${url}${path}`, {
        method: 'POST',
        headers: {
          'content-type': xml ? 'application/xml' : 'application/json',
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        body: xml ? body : JSON.stringify(body),
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
    async get(path) {
      return (await (await fetch(`${url}${path}`)).json()) as Record<string, unknown>;
    },
    async wait(ms) {
      await trial.settled();
      trial.clock.moveTo(new Date(Date.parse(trial.clock.now()) + ms).toISOString());
      await trial.settled();
    },
    told: (path) => pushed.filter((each) => each.path === path).map(({ body }) => body),
    async end() {
      await trial.end();
      await new Promise((resolve) => suite.close(resolve));
    },
  };
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}
