import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogues, outside, type ServiceName } from '@portolan/contracts';
import type { CheckerDefinition, CheckerServiceImplementation } from '@portolan/contracts/checker/v1/checker';
import type { Envelope } from '@portolan/contracts/engine/v1/history';
import { type Recorded, toRecorded } from '@portolan/engine';
import type { Caller, Runtime } from '@portolan/service';
import { openSqliteDocumentStore } from '@portolan/store';
import { checkerApi } from '../api/checker.ts';
import { type BreachDocument, breachCollections, breaches } from '../breaches.ts';
import type { Look } from '../looking/look.ts';
import { type End, ends } from '../projections/digests.ts';
import { watching } from '../projections/watching.ts';

export type Answers = Readonly<Record<string, (request: never, as: Caller) => Promise<unknown>>>;

/** The checker's parts on documents of their own; what it asks others is answered by a test, what it asks itself here. */
export async function openStage(answers: Readonly<Record<string, Answers>>) {
  const folder = mkdtempSync(join(tmpdir(), 'checker-'));
  const documents = openSqliteDocumentStore({ file: join(folder, 'documents.db') });
  const lines: string[] = [];
  const note = (_fields: object, message: string) => void lines.push(message);
  let time = 1_000;
  let parkedKeys = 0n;
  const own: Answers = {
    async status() {
      const read = await documents.find<End>({ collection: ends, tenant: outside, limit: 100 });
      const readings = read.map(({ document }) => ({ ...document, position: BigInt(document.position) }));
      return { instance: 'one', shards: [], consumers: [{ name: 'checker.invariants.v1', readings, parkedKeys }] };
    },
  };
  const runtime = {
    documents,
    clock: { now: () => '2026-03-02T01:00:00.000Z', watch: () => () => {} },
    machine: { now: () => time, after: () => () => {} },
    log: { debug: note, info: note, warn: note, error: note },
    client: (service: string) => (service === 'checker' ? own : (answers[service] ?? {})),
  } as unknown as Runtime;
  const projection = watching(runtime.clock, runtime.machine);
  await documents.declare({ ...projection.collections, ...breachCollections });
  const implementation = checkerApi(runtime).implementation as CheckerServiceImplementation;

  return {
    ...{ runtime, lines },
    pass(ms: number) {
      time += ms;
    },
    /** So many of the checker's own keys are parked. */
    park(keys: bigint) {
      parkedKeys = keys;
    },
    async take(...events: readonly Recorded[]): Promise<void> {
      for (const event of events)
        await documents.transact(async (transaction) => projection.onEach?.(event, transaction));
    },
    look: async (look: Look, times = 1) => {
      for (let count = 0; count < times; count++) await look();
    },
    async found(): Promise<readonly BreachDocument[]> {
      const query = { collection: breaches, tenant: outside, index: 'byTime', limit: 100 };
      return (await documents.find<BreachDocument>(query)).map(({ document }) => document);
    },
    /** A call of `CheckerDefinition` as somebody. */
    call: (method: keyof typeof CheckerDefinition.methods, request: object, role: string) => {
      const handler = implementation[method] as (request: object, call: object) => Promise<unknown>;
      return handler(request, { caller: { tenant: outside, role } });
    },
    async close(): Promise<void> {
      await documents.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export type CheckerStage = Awaited<ReturnType<typeof openStage>>;

/** An event as a log carries it. */
export function sent(
  service: ServiceName,
  type: string,
  data: object,
  at: Pick<Envelope, 'stream'> & {
    readonly version: number;
    readonly position: number;
    readonly shard?: number;
    readonly correlation?: string;
  },
): Envelope {
  const found = catalogues[service].byName.get(type);
  if (found === undefined) throw new Error(`${service} has no ${type}`);
  const { stream, version, position, shard = 0, correlation = '' } = at;
  return {
    ...{ id: `${stream}@${version}`, type: found.fullName, stream, shard, time: '2026-03-02T01:00:00.000Z' },
    ...{ version: BigInt(version), position: BigInt(position), tenant: stream.slice(0, stream.indexOf('/')) },
    ...{ audience: [], correlation, causation: '', traceparent: '', commandId: `c-${stream}-${version}` },
    payload: found.codec.encode(found.codec.fromJSON(data)).finish(),
  };
}

export const recorded = (service: ServiceName, envelope: Envelope): Recorded =>
  toRecorded(catalogues[service], envelope);
