import { type Mishap, mishaps } from '@portolan/testkit/simulation';

/** What a run must have come to at least once: one that never did has not tested it. */
export const sometimes = {
  compensation: 'what was done for an order is undone again',
  conflict: 'two processes decide on one version of a stream, and one of them is first',
  fenced: 'a process that stood still wakes up, works on, and is kept from it',
  parked: 'an event whose handler fails is parked, and only its key',
  redriven: 'what was parked goes through when it is tried again',
  'joined the queue': 'a later event of a parked key waits behind the first',
  'settled by reading': 'a write whose answer was lost is found to be done',
  'decided again': 'a write whose answer was lost is found not to be done',
  'repeat dropped': 'what the log delivers twice is taken once',
  'repeat answered': 'a command that comes twice gets its first answer',
  'refusal repeated': 'a refused command comes again and is refused as before',
  'gap filled': 'what the log has lost is fetched from its owner',
  'timer after restart': 'a deadline that one process noted is kept by another',
  'leader changed': 'relay, requests and timers go over to another process',
  'type not known yet': 'an older process stops before an event that it does not know, and its successor goes on',
  return: 'goods come back from the buyer',
  'partly given back': 'a part of the money goes back, the rest is released',
  'counted short': 'less is counted abroad than was shipped',
  'mismatch mended': 'documents that do not match are mended, and match',
  resubmitted: 'a declaration that was sent back goes again',
  lost: 'a parcel is lost on its way',
  damaged: 'a parcel is damaged on its way',
  'called off in flight': 'an order is called off while a step of it is under way',
  'called off too late': 'a parcel leaves although its order was called off: it comes back',
  'payment overdue': 'nobody pays in time',
  'paid wrong': 'another amount comes than was agreed',
  'waited for stock': 'an order waits for goods, and gets them',
  'rate expired': 'a locked rate is not used in time',
  'refund bounced': 'the bank cannot pay, and is asked to pay elsewhere',
  'cancellation refused': 'customs does not let a declaration go',
  'kept in': 'customs takes its release back, and the parcel stays in',
  'late scan': 'a carrier tells late what was before',
  contradicted: 'the outside world says the contrary of what it said before',
} as const;

export type Sometime = keyof typeof sometimes;

/** Counts what a run came to. */
export interface Counted {
  reached(sometime: Sometime): void;
  readonly counts: ReadonlyMap<Sometime, number>;
}

export function createCounted(): Counted {
  const counts = new Map<Sometime, number>();
  return { counts, reached: (sometime) => void counts.set(sometime, (counts.get(sometime) ?? 0) + 1) };
}

/** Of so many seeds a run must have reached everything. */
export const seedsThatReachAll = 200;

export interface Reached {
  readonly sometimes: Readonly<Record<string, number>>;
  readonly faults: Readonly<Record<string, number>>;
}

export const noneReached: Reached = { sometimes: {}, faults: {} };

export function together(one: Reached, other: Reached): Reached {
  const sum = (left: Readonly<Record<string, number>>, right: Readonly<Record<string, number>>) => {
    const counts: Record<string, number> = { ...left };
    for (const [name, count] of Object.entries(right)) counts[name] = (counts[name] ?? 0) + count;
    return counts;
  };
  return { sometimes: sum(one.sometimes, other.sometimes), faults: sum(one.faults, other.faults) };
}

/** Everything that may happen, and how often it did: what people do, and what goes wrong. */
export function neverReached({ sometimes: reached, faults }: Reached): readonly (Sometime | Mishap)[] {
  return [
    ...(Object.keys(sometimes) as Sometime[]).filter((name) => (reached[name] ?? 0) === 0),
    ...(Object.keys(mishaps) as Mishap[]).filter((name) => (faults[name] ?? 0) === 0),
  ];
}

/** As lines: what was reached how often, then what never. */
export function sayReached(reached: Reached): readonly string[] {
  const said = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, count]) => `${name} ${count}`)
      .join(', ');
  const never = neverReached(reached);
  return [
    `sometimes: ${said(reached.sometimes)}`,
    `faults: ${said(reached.faults)}`,
    never.length === 0 ? 'never reached: nothing' : `never reached: ${never.join(', ')}`,
  ];
}
