import { gzipSync } from 'node:zlib';
import type { Runtime, ServiceDefinition, Vault } from '@portolan/service';
import { parts } from '../simulation/settings.ts';

/** A service of today, composed over ports that lead nowhere. */
export interface Composed {
  readonly service: string;
  readonly definition: ServiceDefinition;
}

/** @param through what its processes are to see in place of these ports */
export function composed(
  through: (service: string, runtime: Runtime) => Runtime = (_, runtime) => runtime,
): Composed[] {
  return parts
    .filter(({ service }) => service !== 'sandbox')
    .map(({ service, compose }) => ({ service, definition: compose(undefined, through(service, nowhere())) }));
}

const refuse = (): never => {
  throw new Error('a history is read, nothing else');
};

function nowhere(): Runtime {
  return {
    clock: { now: refuse, watch: () => () => {} },
    machine: { now: () => 0, after: soonOrNever },
    activity: { run: (work) => work(), watch: () => () => {} },
    log: { debug() {}, info() {}, warn() {}, error() {} },
    seed: 'simulation',
    outside: { receive: () => () => {}, fetch: refuse },
    client: (() => ({})) as Runtime['client'],
    commands: { execute: refuse, load: refuse },
    documents: {
      ...{ declare: async () => {}, close: async () => {} },
      ...{ get: refuse, find: refuse, transact: refuse, checkpoint: refuse, lease: refuse },
    },
    vault: nobody(),
    stream: refuse,
    visible: async () => false,
  };
}

// A pause goes by at once; patience never ends.
function soonOrNever(ms: number, callback: () => void): () => void {
  if (ms > 1_000) return () => {};
  const soon = setImmediate(callback);
  return () => clearImmediate(soon);
}

const address = { lines: ['1 Any Street'], city: 'Anywhere', region: '', postcode: '00000', country: 'CN' };
const somebody: Readonly<Record<string, string>> = { address: JSON.stringify(address), idNumber: '11010519491231002X' };

/** Opens everything as somebody's: the keys of a history are not kept. */
function nobody(): Vault {
  const sealed = (subject: string, field: string) => ({
    subject,
    ciphertext: new Uint8Array(),
    hash: `${subject} ${field}`,
  });
  const bytes = new Map<string, Uint8Array>();
  return {
    seal: async (_, subject, field) => sealed(subject, field),
    sealBytes: async (_, subject, field, content) => {
      bytes.set(field, content);
      return sealed(subject, field);
    },
    open: async (_, field) => somebody[field] ?? field,
    openBytes: async (_, field) => bytes.get(field) ?? new Uint8Array(gzipSync(field)),
    hash: (tenant) => tenant,
    forget: async () => {},
  };
}
