import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { addressKey, hostSchema, readConfig, serviceNames } from '@portolan/service';
import { describe, expect, it } from 'vitest';
import { composed, environmentIn, exampleKeys } from './compose.ts';
import { filled, valueFor } from './filled.ts';
import { environmentOf, kustomizations, objectsOf } from './kubernetes.ts';

// Every key of every schema is set, or has a default that holds everywhere; no key is set that nobody reads.

type Schema = Parameters<typeof readConfig>[0];
const root = join(import.meta.dirname, '..', '..');
const schemaOf = async (service: string): Promise<Schema> =>
  (await import(join(root, 'services', service, 'src', 'config.ts'))).configSchema;

const kubernetes = objectsOf(join(kustomizations, 'overlays', 'local'));
const compose = composed('compose.yaml');
const given = Object.fromEntries(exampleKeys().map((key) => [key, valueFor(key)]));

function inKubernetes(service: string): Readonly<Record<string, string>> {
  const found = kubernetes.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === service);
  if (found === undefined) throw new Error(`there is no Deployment ${service}`);
  return environmentOf(found, kubernetes);
}

const places = {
  Kubernetes: inKubernetes,
  compose: (service: string) => environmentIn(compose[service], given),
};

describe.each(Object.entries(places))('what a service is told in %s', (_, environment) => {
  it('is said for every service there is', () => {
    expect(readdirSync(join(root, 'services')).sort()).toEqual([...serviceNames].sort());
    for (const service of serviceNames) expect(Object.keys(environment(service)).length, service).toBeGreaterThan(10);
  });

  it.each(serviceNames)('can be used by %s, and leads nowhere on its own machine', async (service) => {
    const schema = await schemaOf(service);
    const env = filled(environment(service));
    const own = readConfig(schema, env, `PORTOLAN_${service.toUpperCase()}_`, [addressKey(service)]);
    const host = readConfig(hostSchema, env, undefined);
    expect(JSON.stringify([own, host], bigAsText)).not.toMatch(/127\.0\.0\.1|localhost/);
    expect(host.PORTOLAN_ENGINE).toBe('distributed');
    for (const other of serviceNames)
      expect(env[addressKey(other)]).toBe(`${other === service ? '0.0.0.0' : other}:7000`);
  });

  it.each(serviceNames)('holds no key that %s does not read', async (service) => {
    const read = await everyKey();
    expect(Object.keys(environment(service)).filter((key) => !read.includes(key))).toEqual([]);
  });

  it.each(serviceNames)('has a value of its own for every secret of %s', async (service) => {
    const schema = await schemaOf(service);
    const secrets = [...secretsOf(schema), 'PORTOLAN_MASTER_KEY'];
    expect(secrets.filter((key) => environment(service)[key] === undefined)).toEqual([]);
  });
});

describe('what stands in git', () => {
  it('has places for secrets and no secret, and no service starts with them', () => {
    const values = kubernetes
      .filter(({ kind }) => kind === 'Secret')
      .flatMap(({ stringData }) => Object.values(stringData ?? {}));
    expect(values.length).toBeGreaterThan(8);
    expect(new Set(values)).toEqual(new Set(['replace-me']));
    expect(() => readConfig(hostSchema, inKubernetes('orders'), undefined)).toThrow(
      /PORTOLAN_MONGO_URL.*PORTOLAN_MASTER_KEY/s,
    );
  });

  it('gives the sandbox no say in production', () => {
    const base = objectsOf(join(kustomizations, 'base'));
    expect(base.filter(({ metadata }) => metadata.name === 'sandbox')).toEqual([]);
  });
});

async function everyKey(): Promise<readonly string[]> {
  const schemas = await Promise.all(serviceNames.map(schemaOf));
  return [...schemas, hostSchema].flatMap(({ shape }) => Object.keys(shape)).concat(serviceNames.map(addressKey));
}

function secretsOf(schema: Schema): readonly string[] {
  const isSecret = (field: unknown) => (field as { meta(): { secret?: boolean } | undefined }).meta()?.secret === true;
  return Object.keys(schema.shape).filter((key) => isSecret(schema.shape[key]));
}

function bigAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
