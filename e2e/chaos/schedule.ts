import { type Chance, chanceFrom } from '../random/chance.ts';

/** What can break. Faults of one track come one after another; those of the two tracks overlap as they will. */
export const kinds = {
  'service killed': { track: 'services', lasts: [300, 1_500], gap: 5_000 },
  'service paused': { track: 'services', lasts: [11_000, 13_000], gap: 4_000 },
  'service stopped': { track: 'services', lasts: [300, 1_500], gap: 5_000 },
  'broker killed': { track: 'servers', lasts: [500, 2_000], gap: 7_000 },
  'broker paused': { track: 'servers', lasts: [3_000, 6_000], gap: 4_000 },
  'mongod killed': { track: 'servers', lasts: [300, 1_500], gap: 6_000 },
  'mongod paused': { track: 'servers', lasts: [2_000, 5_000], gap: 4_000 },
  'mongod cut': { track: 'servers', lasts: [500, 2_500], gap: 4_000 },
  'mongod delayed': { track: 'servers', lasts: [2_000, 5_000], gap: 2_000 },
  'broker cut': { track: 'servers', lasts: [500, 2_500], gap: 4_000 },
  'broker delayed': { track: 'servers', lasts: [2_000, 5_000], gap: 2_000 },
  election: { track: 'servers', lasts: [500, 1_000], gap: 6_000 },
} as const satisfies Readonly<Record<string, KindSpec>>;

interface KindSpec {
  readonly track: 'services' | 'servers';
  /** How long it lasts, from and to, in milliseconds of the machine. */
  readonly lasts: readonly [number, number];
  /** What is left free behind it, for what broke to come back, in milliseconds. */
  readonly gap: number;
}

export type Kind = keyof typeof kinds;

/** One fault as the seed wants it. */
export interface PlannedFault {
  readonly kind: Kind;
  readonly track: KindSpec['track'];
  /** Milliseconds from the beginning of the window. */
  readonly at: number;
  readonly lastsMs: number;
  /** The service that is struck; '' where the fault is not a service's. */
  readonly service: string;
}

export interface ScheduleOptions {
  readonly seed: string;
  /** How long the whole may take, in milliseconds. */
  readonly windowMs: number;
  /** How often each kind comes. */
  readonly times: Readonly<Partial<Record<Kind, number>>>;
  readonly services: readonly string[];
}

/**
 * All faults of a run, in order of their time, from one seed. A track's faults fill its window; every service gets its
 * turn with every kind that strikes services.
 * @throws RangeError where a track's faults do not fit the window
 */
export function schedule(options: ScheduleOptions): readonly PlannedFault[] {
  const chance = chanceFrom(options.seed);
  const tracks = ['services', 'servers'] as const;
  return tracks.flatMap((track) => trackOf(track, options, chance)).sort((one, other) => one.at - other.at);
}

function trackOf(track: KindSpec['track'], options: ScheduleOptions, chance: Chance): readonly PlannedFault[] {
  const { windowMs, times, services } = options;
  const own = (Object.keys(kinds) as Kind[]).filter((kind) => kinds[kind].track === track);
  const faults = own.flatMap((kind) => {
    const first = chance.below(services.length);
    return Array.from({ length: times[kind] ?? 0 }, (_, index) => {
      const [from, to] = kinds[kind].lasts;
      const service = track === 'services' ? (services[(first + index) % services.length] ?? '') : '';
      return { kind, track, service, lastsMs: from + chance.below(to - from + 1) };
    });
  });
  const needed = (fault: { readonly kind: Kind; readonly lastsMs: number }) => fault.lastsMs + kinds[fault.kind].gap;
  const sum = faults.reduce((total, fault) => total + needed(fault), 0);
  if (sum > windowMs) throw new RangeError(`${faults.length} faults take ${sum} ms, and there are ${windowMs} ms`);
  const free = faults.length === 0 ? 0 : (windowMs - sum) / faults.length;
  let at = 0;
  return shuffled(faults, chance).map((fault) => {
    const begins = Math.round(at + free / 2);
    at += needed(fault) + free;
    return { ...fault, at: begins };
  });
}

function shuffled<Item>(items: readonly Item[], chance: Chance): readonly Item[] {
  const left = [...items];
  return items.map(() => left.splice(chance.below(left.length), 1)[0] as Item);
}
