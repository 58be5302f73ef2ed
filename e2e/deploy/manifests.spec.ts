import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeFlags } from '@portolan/bundle';
import { longestStopMs, serviceNames } from '@portolan/service';
import { describe, expect, it } from 'vitest';
import { composed } from './compose.ts';
import { environmentOf, kustomizations, objectsOf, podOf } from './kubernetes.ts';

const root = join(kustomizations, '..');
const objects = objectsOf(join(kustomizations, 'overlays', 'local'));
const named = (kind: string, name: string) => {
  const found = objects.find((object) => object.kind === kind && object.metadata.name === name);
  if (found === undefined) throw new Error(`there is no ${kind} ${name}`);
  return found;
};
const production = serviceNames.filter((service) => service !== 'sandbox');

describe.each(serviceNames)('the Deployment of %s', (service) => {
  const pod = podOf(named('Deployment', service));
  const [container] = pod.containers;

  it('gives it no rights that it does not need', () => {
    expect(pod).toMatchObject({
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: 'RuntimeDefault' } },
    });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  });

  it('asks the operations port, and of a living process nothing but whether it lives', () => {
    const asked = [container.startupProbe, container.livenessProbe, container.readinessProbe].map(
      ({ httpGet }) => httpGet,
    );
    expect(asked).toEqual([
      { path: '/live', port: 'operations' },
      { path: '/live', port: 'operations' },
      { path: '/ready', port: 'operations' },
    ]);
    const ports = Object.fromEntries(container.ports.map(({ name, containerPort }) => [name, containerPort]));
    expect(ports).toMatchObject({ grpc: 7000, operations: 7100 });
  });

  it('gives it memory that it surely has, and processor time without an end', () => {
    const { requests, limits } = container.resources;
    expect(requests['memory']).toBe(limits['memory']);
    expect(requests['cpu']).toBeDefined();
    expect(limits['cpu']).toBeUndefined();
  });

  it('has it serve on until the news of its leaving has spread, and leaves it the time that stopping takes', () => {
    const unreadyMs = Number(environmentOf(named('Deployment', service), objects)['PORTOLAN_UNREADY_MS']);
    expect(unreadyMs).toBeGreaterThanOrEqual(5_000);
    expect(pod.terminationGracePeriodSeconds * 1_000).toBeGreaterThanOrEqual(longestStopMs(unreadyMs) + 5_000);
  });

  it('has a headless Service of the same ports', () => {
    const { spec } = named('Service', service);
    expect(spec['clusterIP']).toBe('None');
    const names = (spec['ports'] as { targetPort: string }[]).map(({ targetPort }) => targetPort);
    expect(container.ports.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
  });
});

describe('the suite as a whole', () => {
  it.each(production)('keeps all but one instance of %s while nodes are drained', (service) => {
    expect(named('PodDisruptionBudget', service).spec).toEqual({
      maxUnavailable: 1,
      selector: named('Deployment', service).spec['selector'],
    });
    expect(podOf(named('Deployment', service))['topologySpreadConstraints']).toHaveLength(1);
  });

  it('has every service made alike, but for names, doors and secrets of its own', () => {
    const withoutName = (service: string) => {
      const text = JSON.stringify(podOf(named('Deployment', service)));
      const plain = text.replaceAll(service, 'x').replaceAll(service.toUpperCase(), 'X');
      return plain.replace(',{"secretRef":{"name":"portolan-x"}}', '');
    };
    const inside = production.filter((service) => service !== 'gateway');
    expect(new Set(inside.map(withoutName)).size).toBe(1);
  });

  it('opens one door', () => {
    const services = objects.filter(({ kind, spec }) => kind === 'Service' && spec['clusterIP'] !== 'None');
    expect(services.map(({ metadata }) => metadata.name)).toEqual(['gateway-http']);
    const published = Object.entries(composed('compose.yaml')).filter(([, { ports }]) => ports !== undefined);
    expect(published.map(([name, { ports }]) => [name, ports])).toEqual([['gateway', ['127.0.0.1:8080:8080']]]);
  });

  it('forbids all traffic that no policy allows', () => {
    expect(named('NetworkPolicy', 'nothing').spec).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
  });

  it('runs the same images by compose, with as few rights', () => {
    for (const service of serviceNames) {
      const one = composed('compose.yaml')[service];
      expect(one?.image).toBe(podOf(named('Deployment', service)).containers[0].image);
      expect(one).toMatchObject({ user: '10001:10001', read_only: true, cap_drop: ['ALL'], mem_limit: '384m' });
      expect(one).toMatchObject({ security_opt: ['no-new-privileges:true'], stop_grace_period: '20s' });
      const unreadyMs = Number(one?.environment?.['PORTOLAN_UNREADY_MS'] ?? 0);
      expect(longestStopMs(unreadyMs)).toBeLessThan(20_000);
    }
  });

  it('has a heap of the size that the bundle asks for, which fits into every container', () => {
    const dockerfile = readFileSync(join(root, 'deploy/Dockerfile'), 'utf8');
    expect(dockerfile).toContain(` ${nodeFlags.join(' ')} services/$SERVICE/main.mjs`);
    const [semiSpace = 0, oldSpace = 0] = nodeFlags.map((flag) => Number(flag.split('=')[1]));
    for (const service of serviceNames) {
      const [{ resources }] = podOf(named('Deployment', service)).containers;
      expect(resources.limits['memory']).toBe('384Mi');
      expect(environmentOf(named('Deployment', service), objects)['NODE_OPTIONS']).toBeUndefined();
      expect(composed('compose.yaml')[service]?.environment?.['NODE_OPTIONS']).toBeUndefined();
    }
    // Beside the heap: node itself, its code, and what its drivers hold in buffers.
    expect(3 * semiSpace + oldSpace + 128).toBeLessThanOrEqual(384);
  });

  it('starts servers for tests under the port that they tell their clients', () => {
    const { mongo, kafka } = composed('compose.servers.yaml');
    expect(mongo?.ports?.[0]).toMatch(/^127\.0\.0\.1:(\$\{PORTOLAN_MONGO_PORT\}):\1$/);
    expect(kafka?.ports?.[0]).toMatch(/^127\.0\.0\.1:(\$\{PORTOLAN_KAFKA_PORT\}):\1$/);
    expect(kafka?.environment?.['KAFKA_ADVERTISED_LISTENERS']).toContain('127.0.0.1:${');
  });
});
