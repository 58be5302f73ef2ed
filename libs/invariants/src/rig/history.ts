import type { Only, SuiteEvent } from '@portolan/contracts';
import type { Breach, Invariant, Observed } from '../invariant.ts';
import { createInvariants, type InvariantsOptions } from '../invariants.ts';

/** Where an event of a test stands: all else follows. */
export interface At {
  readonly stream?: string;
  readonly version?: number;
  readonly tenant?: string;
  readonly service?: string;
  readonly time?: string;
  readonly correlation?: string;
  readonly commandId?: string;
  readonly begun?: number;
}

type Partly<T> = T extends readonly unknown[] ? T : T extends object ? { [Key in keyof T]?: Partly<T[Key]> } : T;

let made = 0;

/** An event with as much of its payload as an invariant looks at. */
export function event<Type extends SuiteEvent['type']>(
  type: Type,
  data: Partly<Only<SuiteEvent, Type>['data']>,
  at: At = {},
): Observed {
  made += 1;
  const stream = at.stream ?? 'm/thing/t';
  const version = at.version ?? made;
  return {
    type,
    data,
    meta: {
      ...{ id: `${stream}@${version}`, service: 'fx', tenant: 'm', shard: 0, position: 0 },
      ...{ time: '2026-03-02T01:00:00.000Z', correlation: '', commandId: `c${made}` },
      ...at,
      ...{ stream, version },
    },
  };
}

/** All breaches of one invariant over a history, and, with `end`, of what it asks for at rest at that instant. */
export function breachesOf(
  invariant: Invariant,
  events: readonly Observed[],
  { end, ...options }: InvariantsOptions & { readonly end?: string } = {},
): readonly Breach[] {
  const watched = createInvariants({ ...options, invariants: [invariant] });
  const found = events.flatMap((each) => watched.take(each));
  if (options.arrival === 'merged') found.push(...watched.settle(watched.mark()));
  return end === undefined ? found : [...found, ...watched.atEnd(end)];
}

/** Code of each breach, in order. */
export const codesOf = (...of: Parameters<typeof breachesOf>): readonly string[] =>
  breachesOf(...of).map(({ code }) => code);

export const later = '2026-12-31T00:00:00.000Z';
