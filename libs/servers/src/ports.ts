import { randomInt } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';

// Below the ports that a system gives to outgoing connections: while a server is down, one of those could take its
// port, or even connect to itself.
const [first, last] = [20_000, 32_000];

/** A port of 127.0.0.1 that nobody listens on at this moment. Drawn, so that starters side by side rarely meet. */
export async function freePort(): Promise<number> {
  for (let attempts = 0; attempts < 200; attempts++) {
    const port = randomInt(first, last);
    if (await isFree(port)) return port;
  }
  throw new Error('no port is free');
}

export async function freePorts(count: number): Promise<readonly number[]> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await freePort());
  return [...ports];
}

export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/**
 * Ports that stay with the data beside which `file` lies, as long as nobody else took them: a replica set knows its
 * members by them. `first`: these and the ports after it, whatever was kept.
 */
export async function keptPorts(file: string, count: number, first?: number): Promise<readonly number[]> {
  const kept: readonly number[] = await readFile(file, 'utf8').then(JSON.parse, () => []);
  const free = await Promise.all(kept.map(isFree));
  if (first === undefined && kept.length === count && free.every(Boolean)) return kept;
  const ports =
    first === undefined ? await freePorts(count) : Array.from({ length: count }, (_, index) => first + index);
  await writeFile(file, JSON.stringify(ports));
  return ports;
}
