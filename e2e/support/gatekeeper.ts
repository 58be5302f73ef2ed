import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the gatekeeper does with a call: passes it on, or answers with this status itself. */
export type Verdict = 'pass' | { readonly status: number; readonly body: string };

export interface Gatekeeper {
  readonly url: string;
  stop(): Promise<void>;
}

/** Stands between the services and the outside world: a test decides which calls get through. */
export async function startGatekeeper(
  outsideUrl: string,
  judge: (path: string, body: string) => Verdict,
): Promise<Gatekeeper> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const { url: path = '', method = 'GET', headers } = request;
    const verdict = judge(path, body.toString());
    if (verdict !== 'pass') {
      response.writeHead(verdict.status, { 'content-type': 'application/json' }).end(verdict.body);
      return;
    }
    const { host: _host, connection: _connection, 'content-length': _length, ...rest } = headers;
    const passed = { method, headers: rest as Record<string, string> };
    const answer = await fetch(
      outsideUrl + path,
      body.length === 0 ? passed : { ...passed, body: new Uint8Array(body) },
    );
    const type = answer.headers.get('content-type') ?? 'application/octet-stream';
    response.writeHead(answer.status, { 'content-type': type }).end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { url: `http://127.0.0.1:${port}`, stop };
}
