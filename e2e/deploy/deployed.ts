import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { addressKey, serviceNames } from '@portolan/service';
import { freePort } from '../support/ports.ts';
import { filled } from './filled.ts';
import { type Container, environmentOf, kustomizations, objectsOf, podOf } from './kubernetes.ts';

const objects = objectsOf(join(kustomizations, 'overlays', 'local'));

/** A process that was started with what a Deployment says. */
export interface Deployed {
  readonly container: Container;
  /** host:port of a port by the name that the Deployment gives it. */
  address(port: string): string;
  /** Status of a GET on a port by the name that the Deployment gives it. */
  status(port: string, path: string): Promise<number>;
  /** Asks a probe as the kubelet does, until it says 200. */
  passes(probe: Container['startupProbe']): Promise<void>;
  output(): string;
  /** SIGTERM; how the process ended. */
  stop(): Promise<readonly [number | null, string | null]>;
}

/**
 * Starts `main` as a service with exactly the environment of its Deployment, but for what only a cluster has: addresses
 * of pods are places on loopback, secrets are filled in, and `more` says where data is kept.
 */
export async function deploy(service: string, main: string, more: Readonly<Record<string, string>>): Promise<Deployed> {
  const found = objects.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === service);
  if (found === undefined) throw new Error(`there is no Deployment ${service}`);
  const [container] = podOf(found).containers;
  const ports = new Map<string, number>();
  for (const { name } of container.ports) ports.set(name, await freePort());

  const own = service.toUpperCase();
  const onLoopback = Object.fromEntries(serviceNames.map((name) => [addressKey(name), '127.0.0.1:1']));
  const http = ports.get('http');
  const env = {
    ...filled(environmentOf(found, objects)),
    ...onLoopback,
    [addressKey(service)]: `127.0.0.1:${ports.get('grpc')}`,
    PORTOLAN_OPERATIONS_PORT: String(ports.get('operations')),
    ...(http === undefined ? {} : { [`PORTOLAN_${own}_HOST`]: '127.0.0.1', [`PORTOLAN_${own}_PORT`]: String(http) }),
    ...more,
  };
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = collected(child);
  const ended = once(child, 'close') as Promise<[number | null, string | null]>;

  const address = (port: string) => `127.0.0.1:${ports.get(port)}`;
  const status = async (port: string, path: string) => {
    const url = `http://${address(port)}${path}`;
    return (await fetch(url, { signal: AbortSignal.timeout(3_000) })).status;
  };
  return {
    ...{ container, address, status, output },
    async passes({ httpGet: { path, port } }) {
      for (let tries = 0; tries < 600; tries++) {
        if (child.exitCode !== null) throw new Error(`${service} has ended:\n${output()}`);
        if ((await status(port, path).catch(() => 0)) === 200) return;
        await sleep(100);
      }
      throw new Error(`${service} never answers ${path}:\n${output()}`);
    },
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

function collected(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (bytes) => {
      text += bytes;
    });
  }
  return () => text;
}
