import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';

/** What the tests look at in a Kubernetes object; everything else is there too. */
export interface KubernetesObject {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: { readonly [key: string]: unknown };
  readonly data?: Readonly<Record<string, string>>;
  readonly stringData?: Readonly<Record<string, string>>;
}

export interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
}

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  readonly envFrom: readonly Readonly<Record<'configMapRef' | 'secretRef', { readonly name: string } | undefined>>[];
  readonly env: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: unknown }[];
  readonly startupProbe: Probe;
  readonly livenessProbe: Probe;
  readonly readinessProbe: Probe;
  readonly securityContext: unknown;
  readonly resources: {
    readonly requests: Readonly<Record<string, string>>;
    readonly limits: Readonly<Record<string, string>>;
  };
}

export interface PodSpec {
  readonly [key: string]: unknown;
  readonly terminationGracePeriodSeconds: number;
  readonly containers: readonly [Container];
}

/**
 * The objects of a kustomization: our own use nothing of kustomize but lists of resources and a namespace, so that these
 * lines suffice where no kubectl is installed.
 * @throws Error for a field that these lines do not know.
 */
export function objectsOf(folder: string): readonly KubernetesObject[] {
  const { apiVersion, kind, resources, namespace, ...more } = parse(
    readFileSync(join(folder, 'kustomization.yaml'), 'utf8'),
  );
  if (Object.keys(more).length > 0) throw new Error(`${folder} uses ${Object.keys(more)}, which is not read here`);
  return (resources as string[]).flatMap((resource) => {
    const path = join(folder, resource);
    if (!resource.endsWith('.yaml')) return objectsOf(path);
    return parseAllDocuments(readFileSync(path, 'utf8')).map((document) => document.toJS() as KubernetesObject);
  });
}

export function podOf(deployment: KubernetesObject): PodSpec {
  return (deployment.spec['template'] as { spec: PodSpec }).spec;
}

/** What the container of a Deployment finds in its environment, in the order in which Kubernetes makes it. */
export function environmentOf(
  deployment: KubernetesObject,
  objects: readonly KubernetesObject[],
): Readonly<Record<string, string>> {
  const [{ envFrom, env }] = podOf(deployment).containers;
  const sources = envFrom.map(({ configMapRef, secretRef }) => {
    const [kind, name] = configMapRef === undefined ? ['Secret', secretRef?.name] : ['ConfigMap', configMapRef.name];
    const source = objects.find((object) => object.kind === kind && object.metadata.name === name);
    if (source === undefined) throw new Error(`${deployment.metadata.name} reads ${kind} ${name}, which nobody made`);
    return { ...source.data, ...source.stringData };
  });
  const own = env.map(({ name, value }) => [name, value ?? `${deployment.metadata.name}-0`] as const);
  return Object.assign({}, ...sources, Object.fromEntries(own));
}

export const kustomizations = join(dirname(import.meta.dirname), '..', 'k8s');
