/** One call of a port, as a script sees it. */
export interface Call {
  readonly port: 'events' | 'documents' | 'log';
  /** Method of the port. Inside a transaction 'transact.put', 'transact.advance' …; a delivery is 'take'. */
  readonly operation: string;
  /** How often this operation of this port was called, this time included. */
  readonly nth: number;
  readonly args: readonly unknown[];
}

/**
 * What goes wrong with a call.
 * - `crash before`, `crash after`: the process dies there. Nothing that goes through these ports ever settles again.
 * - `lost`: not done, and the answer is lost: 'unknown', or LostAnswer where a port knows no such answer.
 * - `unknown`: done, and the answer is lost.
 * - `fail`: not done; throws Outage.
 * - `stall`: done only once `release()` is called.
 * - `twice`: done twice in a row; the second answer counts. A batch is delivered twice.
 * - `late`: a write answers like `lost`, and is done when `release()` is called. A batch is delivered, and once more
 *   after the next one.
 * - `skip`: a batch is taken as delivered, and never is.
 */
export type Fault = 'crash before' | 'crash after' | 'lost' | 'unknown' | 'fail' | 'stall' | 'twice' | 'late' | 'skip';

/** Says what goes wrong with a call; undefined: nothing. */
export type Script = (call: Call) => Fault | undefined;

/** The store or the log is away. */
export class Outage extends Error {
  constructor(call: Call) {
    super(`${call.port}.${call.operation} failed, as the script wants`);
    this.name = 'Outage';
  }
}

/** The answer of a call that knows no 'unknown' was lost: it may have been done. */
export class LostAnswer extends Error {
  constructor(call: Call) {
    super(`the answer of ${call.port}.${call.operation} was lost, as the script wants`);
    this.name = 'LostAnswer';
  }
}

/** A script at work. One stands for one process: a crash anywhere ends all of its ports. */
export interface Faults {
  /** Settles once the script has crashed the process. */
  readonly crashed: Promise<void>;
  readonly hasCrashed: boolean;
  /** Calls so far, in order, for "crash before each of them" loops. */
  readonly calls: readonly Call[];
  /** Lets go everything that stalls or comes late. Answers when late writes are done. */
  release(): Promise<void>;
  /** Asks the script. Used by the wrappers of this folder. */
  next(port: Call['port'], operation: string, args: readonly unknown[]): { call: Call; fault: Fault | undefined };
  /** Never settles, and from now on nothing does. */
  crash(): Promise<never>;
  /** Settles at the next release. */
  released(): Promise<void>;
  /** Work that release is to wait for. */
  later(work: () => Promise<unknown>): void;
}

export interface FaultsOptions {
  /** In a child process: kill it for good. */
  readonly onCrash?: () => void;
}

export function faults(script: Script, { onCrash }: FaultsOptions = {}): Faults {
  const counts = new Map<string, number>();
  const calls: Call[] = [];
  let hasCrashed = false;
  let release = Promise.withResolvers<void>();
  let late: Promise<unknown>[] = [];
  const crashed = Promise.withResolvers<void>();

  return {
    crashed: crashed.promise,
    get hasCrashed() {
      return hasCrashed;
    },
    calls,
    async release() {
      const [held, works] = [release, late];
      release = Promise.withResolvers<void>();
      late = [];
      held.resolve();
      await Promise.all(works);
    },
    next(port, operation, args) {
      const key = `${port}.${operation}`;
      const nth = (counts.get(key) ?? 0) + 1;
      counts.set(key, nth);
      const call = { port, operation, nth, args };
      calls.push(call);
      return { call, fault: script(call) };
    },
    crash() {
      hasCrashed = true;
      onCrash?.();
      crashed.resolve();
      return new Promise<never>(() => {});
    },
    released: () => release.promise,
    later(work) {
      late.push(release.promise.then(work));
    },
  };
}

/** A script from a list: `[['insert', 2, 'crash after'], ['take', 1, 'twice']]`. */
export function faultList(list: readonly (readonly [operation: string, nth: number, fault: Fault])[]): Script {
  return ({ operation, nth }) => list.find(([name, time]) => name === operation && time === nth)?.[2];
}
