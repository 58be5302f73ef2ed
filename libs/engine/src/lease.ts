import type { DocumentStore } from '@portolan/store';
import type { Logger, MachineClock } from './model.ts';
import { reason } from './pacing.ts';

/** The right of one instance to run the relay, the requests and the timers of a service. */
export interface Lease {
  /** Grows with every change of owner; undefined while another holds it, or this one could not renew it in time. */
  epoch(): number | undefined;
  start(): Promise<void>;
  stop(): Promise<void>;
}

interface LeaseOptions {
  readonly documents: DocumentStore;
  readonly name: string;
  readonly instance: string;
  readonly machine: MachineClock;
  readonly ttl: number;
  readonly log: Logger;
  /** Called when the lease was gained. */
  gained(): void;
}

/** Whoever works under a lease is fenced as well: a paused owner that wakes late does no harm. */
export function createLease({ documents, name, instance, machine, ttl, log, gained }: LeaseOptions): Lease {
  let held: { readonly epoch: number; readonly until: number } | undefined;
  let stopped = false;
  let cancel: (() => void) | undefined;
  let renewing: Promise<void> = Promise.resolve();

  function current(): number | undefined {
    return held !== undefined && machine.now() < held.until ? held.epoch : undefined;
  }

  async function renew(): Promise<void> {
    const now = machine.now();
    try {
      const epoch = await documents.lease(name, instance, now, ttl);
      const before = current();
      // The store's deadline was counted from before the call, so this side gives up first.
      held = epoch === undefined ? undefined : { epoch, until: now + ttl };
      if (epoch !== undefined && before !== epoch) gained();
    } catch (error) {
      log.warn({ lease: name, error: reason(error) }, 'a lease could not be renewed');
    }
    if (!stopped) {
      cancel = machine.after(ttl / 3, () => {
        renewing = renew();
      });
    }
  }

  return {
    epoch: current,
    start: renew,
    async stop() {
      stopped = true;
      cancel?.();
      await renewing;
      const mine = current() !== undefined;
      held = undefined;
      if (!mine) return;
      // Gives the lease back, so that the next owner need not wait for its end.
      await documents.lease(name, instance, machine.now(), 0).catch((error: unknown) => {
        log.warn({ lease: name, error: reason(error) }, 'a lease could not be given back');
      });
    },
  };
}
