import type { Reaction, Recorded, RequestContext, Timers } from '@portolan/engine';
import { madeId, madeTraceparent } from '@portolan/eventsourcing';
import type { ServiceDefinition } from '@portolan/service';
import { composed } from './composed.ts';
import { derive } from './derive.ts';
import { type Past, pastOf } from './past.ts';
import { processesOn, taped } from './ports.ts';
import type { Derived, Release } from './release.ts';
import { type Difference, type Handling, keyOf, replayer } from './tape.ts';

/** What today's code makes otherwise of what happened then; nothing where it makes the same of it. */
export interface Replayed {
  readonly differences: readonly Difference[];
  /** Processes and projections that the release did not have, and that are held against nothing. */
  readonly later: readonly string[];
  readonly events: number;
}

/** Changes the services of today before they are replayed: for tests of the replay itself. */
export type Change = (definition: ServiceDefinition) => ServiceDefinition;

/**
 * Reads a release's history with today's code: decodes every event, folds every stream, feeds every projection, and lets
 * every process handle what it handled then, answered as it was answered then.
 */
export async function replay(release: Release, change: Change = (same) => same): Promise<Replayed> {
  const past = pastOf(release.commits);
  const differences: Difference[] = [];
  const kept = new Map(release.handlings.map((handling) => [keyOf(handling), handling]));
  const tape = replayer(kept, (difference) => differences.push(difference));
  const known = new Set(release.made.consumers);
  const today = new Set<string>();
  const wasThere = ({ name }: { readonly name: string }) => today.add(name) && known.has(name);
  for (const { service, definition } of composed((of, runtime) =>
    taped(runtime, tape, (name) => past.stream(of, name)),
  )) {
    const processes = processesOn(change(definition), tape, (name) => past.stream(service, name));
    for (const each of handlersOf(service, processes).filter(wasThere))
      for (const event of past.events) await each.handle(event);
    for (const timers of processes.timers.filter(wasThere)) await fireAgain(timers, release.handlings);
    definition.projections.forEach(wasThere);
  }
  for (const consumer of known)
    if (!today.has(consumer)) differences.push({ consumer, event: '', what: 'is no longer there' });
  const later = new Set([...today].filter((name) => !known.has(name)));
  differences.push(...(await derivedOtherwise(past, release.derived, today, known)));
  return { differences, later: [...later].sort(), events: past.events.length };
}

interface Handler {
  readonly name: string;
  handle(event: Recorded): Promise<void>;
}

type Handle = (event: Recorded, context: RequestContext) => Promise<void> | void;

function handlersOf(service: string, { reactions, requests, timers }: ServiceDefinition): Handler[] {
  const handler = (name: string, reads: readonly string[], on: object): Handler => ({
    name,
    async handle(event) {
      const handle = Object.hasOwn(on, event.type) ? (on as Record<string, Handle>)[event.type] : undefined;
      if (handle === undefined || !reads.includes(event.meta.service)) return;
      await handle(event, { ...contextOf(name, event), ...noBook });
    },
  });
  return [
    ...reactions.map(({ name, reads, on }: Reaction<never>) => handler(name, reads, on)),
    ...requests.map(({ name, on }) => handler(name, [service], on)),
    ...timers.map(({ name, on }) => handler(name, [service], on)),
  ];
}

/** Timers are noted, not set. */
const noBook = { set() {}, cancel() {} };

function contextOf(name: string, { meta }: Recorded): RequestContext {
  const commandId = madeId('command', name, meta.id);
  const { tenant, correlation } = meta;
  const context = {
    ...{ tenant, commandId, requestHash: '', correlation, causation: meta.id, rememberRefusal: true },
    traceparent: madeTraceparent(correlation, commandId),
  };
  const execute: RequestContext['execute'] = () => Promise.reject(new Error('a history is read, nothing else'));
  return { execute, context, attempt: 1 };
}

async function fireAgain(timers: Timers<never>, handlings: readonly Handling[]): Promise<void> {
  for (const { consumer, event, fired } of handlings) {
    if (consumer === timers.name && fired !== undefined)
      await timers.fire(fired, contextOf(consumer, { meta: { ...fired, id: event } } as unknown as Recorded));
  }
}

type Names = ReadonlySet<string>;

async function derivedOtherwise(past: Past, kept: Derived, today: Names, known: Names): Promise<Difference[]> {
  const now = await derive(past);
  const viewOf = (key: string) => key.split(' ')[0] ?? '';
  const changed = (part: keyof Derived, what: string): Difference[] =>
    Object.entries(kept[part]).flatMap(([key, fields]) => {
      const names = Object.keys(fields).filter((field) => now[part][key]?.[field] !== fields[field]);
      return names.length === 0
        ? []
        : [{ consumer: what, event: key, what: `comes out otherwise: ${names.join(', ')}` }];
    });
  // A view that another has replaced is said to be gone, once.
  const documents = changed('documents', 'document').filter(({ event }) => today.has(viewOf(event)));
  const fresh = Object.keys(now.documents).filter((key) => kept.documents[key] === undefined && known.has(viewOf(key)));
  return [
    ...changed('states', 'state'),
    ...documents,
    ...fresh.map((event) => ({ consumer: 'document', event, what: 'was not there' })),
  ];
}
