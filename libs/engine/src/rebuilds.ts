import type { CollectionSpec } from '@portolan/store';
import { findAll } from '@portolan/store';
import { EngineStopped } from './commands.ts';
import type { Consumer } from './consumer.ts';
import type { Projection } from './model.ts';
import type { RebuildProgress } from './operations.ts';
import { reason } from './pacing.ts';
import type { RebuildOptions } from './rebuilding.ts';
import { rebuildBeside } from './rebuilding.ts';
import type { RebuildRow } from './rows.ts';
import { ENGINE_TENANT, REBUILDS } from './rows.ts';
import { emptyShadow, shadowSpecs } from './shadow.ts';

interface RebuildsOptions extends Omit<RebuildOptions, 'goOn'> {
  readonly instance: string;
  projection(name: string): Projection<never> | undefined;
  consumer(name: string): Consumer | undefined;
}

/** Projections that are built anew beside the live ones, each by one instance at a time. */
export interface Rebuilds {
  /** Begins, or says how it gets on. One that ended is told once; asked after that, it begins anew. */
  rebuild(name: string): Promise<RebuildProgress>;
  /** Removes what was left behind where a process died while it built. */
  cleanUp(projections: readonly Projection<never>[]): Promise<void>;
  stop(): Promise<void>;
}

const leaseFor = 30_000;

export function createRebuilds(options: RebuildsOptions): Rebuilds {
  const { documents, machine, instance, log } = options;
  const under = new Map<string, RebuildProgress>();
  const running = new Set<Promise<void>>();
  let stopped = false;

  const leaseOf = (name: string) => `rebuild/${name}`;

  function wanted(name: string): { readonly projection: Projection<never>; readonly consumer: Consumer } {
    const [projection, consumer] = [options.projection(name), options.consumer(name)];
    if (projection === undefined || consumer === undefined) throw new RangeError(`there is no projection ${name}`);
    if (projection.record) throw new RangeError(`${name} is a record, not a view: it is never rebuilt`);
    return { projection, consumer };
  }

  async function run(projection: Projection<never>, consumer: Consumer): Promise<void> {
    const { name } = projection;
    const progress = (changed: Partial<RebuildProgress>): void => {
      const before = under.get(name);
      if (before !== undefined) under.set(name, { ...before, ...changed });
    };
    try {
      await prepare(projection);
      await rebuildBeside(projection, consumer, { ...options, goOn: () => keepOn(name) }, progress);
      log.warn({ ...under.get(name) }, 'a projection was built anew');
    } catch (error) {
      progress({ state: 'failed', error: reason(error) });
      log.error({ ...under.get(name) }, 'a projection could not be built anew; the live one is as it was');
    }
    await tidy(name, projection.collections);
  }

  async function prepare({ name, collections }: Projection<never>): Promise<void> {
    await documents.declare(shadowSpecs(collections));
    const row: RebuildRow = { projection: name };
    await documents.transact((transaction) => transaction.put(REBUILDS, ENGINE_TENANT, name, row));
    await emptyShadow(documents, collections);
  }

  async function keepOn(name: string): Promise<void> {
    if (stopped) throw new EngineStopped();
    const epoch = await documents.lease(leaseOf(name), instance, machine.now(), leaseFor);
    if (epoch === undefined) throw new Error('another instance has taken it over');
  }

  async function tidy(name: string, collections: Readonly<Record<string, CollectionSpec>>): Promise<void> {
    try {
      await emptyShadow(documents, collections);
      await documents.transact((transaction) => transaction.delete(REBUILDS, ENGINE_TENANT, name));
      await documents.lease(leaseOf(name), instance, machine.now(), 0);
    } catch (error) {
      log.warn({ projection: name, error: reason(error) }, 'the rest of a rebuild is removed at the next start');
    }
  }

  return {
    async rebuild(name) {
      const { projection, consumer } = wanted(name);
      const before = under.get(name);
      if (before !== undefined) {
        if (before.state === 'swapped' || before.state === 'failed') under.delete(name);
        return before;
      }
      if ((await documents.lease(leaseOf(name), instance, machine.now(), leaseFor)) === undefined)
        throw new RangeError(`another instance is building ${name} anew`);
      const counts = { applied: 0, total: 0, liveDocuments: 0, newDocuments: 0, sampled: 0, differing: 0 };
      const begun: RebuildProgress = { projection: name, state: 'building', ...counts, error: '' };
      under.set(name, begun);
      const work = run(projection, consumer).finally(() => running.delete(work));
      running.add(work);
      return begun;
    },
    async cleanUp(projections) {
      const query = { collection: REBUILDS, tenant: ENGINE_TENANT };
      for (const { id } of await findAll<RebuildRow>((page) => documents.find(page), query)) {
        const projection = projections.find(({ name }) => name === id);
        const free = await documents.lease(leaseOf(id), instance, machine.now(), leaseFor);
        if (projection === undefined || free === undefined) continue;
        await documents.declare(shadowSpecs(projection.collections));
        await tidy(id, projection.collections);
      }
    },
    async stop() {
      stopped = true;
      await Promise.all(running);
    },
  };
}
