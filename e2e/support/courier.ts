import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Parcel {
  /** Path at the gateway, such as /v1/inbound/customs. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Stands between the outside world and the gateway: takes every message at once, and delivers it when told to. */
export interface Courier {
  readonly url: string;
  /** Paths of the messages that wait, in order. */
  waiting(): readonly string[];
  /** The bodies that wait under a path. */
  bodies(path: string): readonly Buffer[];
  /** Delivers the first that waits under a path: the very call that the outside world would make. */
  deliver(path: string, gatewayUrl: string): Promise<number>;
  stop(): Promise<void>;
}

export async function startCourier(): Promise<Courier> {
  const parcels: Parcel[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { 'content-type': type = '', 'portolan-signature': signature = '' } = request.headers;
      const headers = { 'content-type': String(type), 'portolan-signature': String(signature) };
      parcels.push({ path: request.url ?? '', headers, body: Buffer.concat(chunks) });
      response.writeHead(202).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    waiting: () => parcels.map(({ path }) => path),
    bodies: (wanted) => parcels.filter(({ path }) => path === wanted).map(({ body }) => body),
    async deliver(path, gatewayUrl) {
      const index = parcels.findIndex((parcel) => parcel.path === path);
      const [parcel] = index < 0 ? [] : parcels.splice(index, 1);
      if (parcel === undefined) throw new Error(`nothing waits under ${path}`);
      const response = await fetch(gatewayUrl + path, {
        method: 'POST',
        headers: parcel.headers,
        body: new Uint8Array(parcel.body),
      });
      await response.arrayBuffer();
      return response.status;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
