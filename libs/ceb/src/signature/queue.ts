import type { Signer } from './signer.ts';

/** Time as the queue sees it: business or machine time is the caller's choice. */
export interface Pace {
  /** Milliseconds. */
  now(): number;
  pause(ms: number): Promise<void>;
}

export interface CardLimits {
  /** A card signs about 250 times a minute, one after another. */
  readonly perMinute: number;
  /** How many may wait; more are turned away. */
  readonly mostWaiting: number;
}

/** Thrown where too many wait already: the caller comes again, and nothing was begun. */
export class SignerBusy extends Error {
  /** When the last of those that wait will be done, if none fails. */
  readonly afterMs: number;

  constructor(afterMs: number) {
    super(`the signer is busy for ${afterMs} ms`);
    this.name = 'SignerBusy';
    this.afterMs = afterMs;
  }
}

export interface SignerFigures {
  readonly waiting: number;
  readonly signed: number;
  readonly failed: number;
  readonly turnedAway: number;
}

export interface QueuedSigner extends Signer {
  figures(): SignerFigures;
}

/**
 * Puts what is to be signed in line before a card: one at a time, in order, no faster than the card. What was taken in
 * line is signed or fails with the card's own error; what finds the line full is turned away (SignerBusy).
 */
export function queuedSigner(card: Signer, { perMinute, mostWaiting }: CardLimits, pace: Pace): QueuedSigner {
  const gap = 60_000 / perMinute;
  let waiting = 0;
  let signed = 0;
  let failed = 0;
  let turnedAway = 0;
  /** When the next may begin. */
  let free = pace.now();
  let last: Promise<unknown> = Promise.resolve();

  async function inTurn(before: Promise<unknown>, bytes: Uint8Array): Promise<Uint8Array> {
    await before;
    const now = pace.now();
    if (free > now) await pace.pause(free - now);
    free = Math.max(free, now) + gap;
    try {
      const signature = await card.sign(bytes);
      signed += 1;
      return signature;
    } catch (error) {
      failed += 1;
      throw error;
    } finally {
      waiting -= 1;
    }
  }

  return {
    algorithm: card.algorithm,
    certificate: card.certificate,
    async sign(bytes) {
      if (waiting >= mostWaiting) {
        turnedAway += 1;
        throw new SignerBusy(Math.ceil(Math.max(0, free - pace.now()) + waiting * gap));
      }
      waiting += 1;
      const mine = inTurn(last, bytes);
      last = mine.catch(() => undefined);
      return mine;
    },
    figures: () => ({ waiting, signed, failed, turnedAway }),
  };
}
