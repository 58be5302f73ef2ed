import type { OpenRequest } from './intake.ts';

/** Requests of one stream, oldest first: only the head runs. */
export interface Lane {
  readonly key: string;
  readonly queue: OpenRequest[];
  state: 'ready' | 'running' | 'resting' | 'parked';
  redriving: boolean;
  failures: number;
  /** Since when its first request has been the first, in machine time. */
  since: number;
}

/** Every request row of this service, in memory, so that "nothing is open" can be said exactly. */
export interface Lanes {
  add(rows: readonly OpenRequest[]): void;
  /**
   * Takes what the store holds now; of the rows known before it was read, those it lacks are gone. Answers whether any is
   * new here, so opened by another instance.
   */
  replace(known: ReadonlySet<string>, rows: readonly (OpenRequest & { readonly parked: boolean })[]): boolean;
  rows(): Set<string>;
  /** Whether anything waits that is not parked. */
  open(): boolean;
  /** Requests that wait in lanes that are not parked, and since when the first of them waits; lanes that are parked. */
  counts(): { readonly open: number; readonly oldest: number | undefined; readonly parked: number };
  takeReady(): Lane | undefined;
  /** This request of it was carried out, or is gone. */
  done(lane: Lane, request: OpenRequest): void;
  /** Its turn is over: what waits in it gets the next. */
  goOn(lane: Lane): void;
  rest(lane: Lane): void;
  rested(lane: Lane): void;
  park(lane: Lane): void;
  /** A parked lane, taken to be redriven. */
  unpark(consumer: string, stream: string): Lane | undefined;
}

const keyOf = ({ consumer, stream }: Pick<OpenRequest, 'consumer' | 'stream'>): string => `${consumer}|${stream}`;

export function createLanes(now: () => number = () => 0): Lanes {
  const lanes = new Map<string, Lane>();
  const ready = new Set<Lane>();

  function laneOf(request: OpenRequest): Lane {
    const key = keyOf(request);
    let lane = lanes.get(key);
    if (lane === undefined) {
      lane = { key, queue: [], state: 'resting', redriving: false, failures: 0, since: now() };
      lanes.set(key, lane);
    }
    return lane;
  }

  function insert(request: OpenRequest): void {
    const lane = laneOf(request);
    if (lane.queue.some(({ row }) => row === request.row)) return;
    lane.queue.push(request);
    lane.queue.sort((a, b) => a.version - b.version);
    if (lane.queue.length === 1 && lane.state === 'resting') makeReady(lane);
  }

  function makeReady(lane: Lane): void {
    lane.redriving = false;
    if (lane.queue.length === 0) {
      lane.state = 'resting';
      lanes.delete(lane.key);
      ready.delete(lane);
      return;
    }
    lane.state = 'ready';
    ready.add(lane);
  }

  /** What the store says of a lane that does not run: which requests are left, and whether it is parked at all. */
  function correct(lane: Lane, isLeft: (row: string) => boolean, parkedKeys: ReadonlySet<string>): void {
    const left = lane.queue.filter(({ row }) => isLeft(row));
    lane.queue.splice(0, lane.queue.length, ...left);
    // Another instance may have redriven it.
    if (left.length === 0 || (lane.state === 'parked' && !parkedKeys.has(lane.key))) makeReady(lane);
  }

  return {
    add(rows) {
      for (const row of rows) insert(row);
    },
    replace(known, rows) {
      const held = new Set(rows.map(({ row }) => row));
      const parkedKeys = new Set(rows.filter(({ parked }) => parked).map(keyOf));
      for (const lane of [...lanes.values()]) {
        if (lane.state !== 'running') correct(lane, (row) => held.has(row) || !known.has(row), parkedKeys);
      }
      let fresh = false;
      for (const { consumer, row, stream, version, parked } of rows) {
        fresh ||= !known.has(row);
        insert({ consumer, row, stream, version });
        const lane = laneOf({ consumer, row, stream, version });
        if (!parked || lane.state === 'running') continue;
        lane.state = 'parked';
        ready.delete(lane);
      }
      return fresh;
    },
    rows: () => new Set([...lanes.values()].flatMap((lane) => lane.queue.map(({ row }) => row))),
    open: () => [...lanes.values()].some((lane) => lane.state !== 'parked' && lane.queue.length > 0),
    counts() {
      let [open, parked] = [0, 0];
      let oldest: number | undefined;
      for (const { state, queue, since } of lanes.values()) {
        if (state === 'parked') parked += 1;
        else if (queue.length > 0) {
          open += queue.length;
          oldest = Math.min(oldest ?? since, since);
        }
      }
      return { open, oldest, parked };
    },
    takeReady() {
      const [lane] = ready;
      if (lane === undefined) return undefined;
      ready.delete(lane);
      lane.state = 'running';
      return lane;
    },
    done(lane, request) {
      const left = lane.queue.filter((each) => each !== request);
      lane.queue.splice(0, lane.queue.length, ...left);
      lane.since = now();
    },
    goOn: makeReady,
    rest(lane) {
      lane.redriving = false;
      lane.state = 'resting';
    },
    rested(lane) {
      if (lane.state === 'resting' && lanes.get(lane.key) === lane) makeReady(lane);
    },
    park(lane) {
      lane.redriving = false;
      lane.state = 'parked';
    },
    unpark(consumer, stream) {
      const lane = lanes.get(keyOf({ consumer, stream }));
      if (lane?.state !== 'parked') return undefined;
      lane.state = 'running';
      lane.redriving = true;
      return lane;
    },
  };
}
