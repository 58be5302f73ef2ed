import { type QueuedSigner, queuedSigner, type SignatureAlgorithm, softwareSigner } from '@portolan/ceb/signature';
import type { MachineClock } from '@portolan/engine';
import type { Gauge } from '@portolan/service';

export interface CardOptions {
  readonly algorithm: SignatureAlgorithm;
  readonly key: string;
  readonly certificate: string;
  /** Whom a certificate of our own making names. */
  readonly name: string;
  readonly perMinute: number;
  readonly mostWaiting: number;
}

/**
 * What signs for the declarant: the configured key behind a queue, so that no more is asked of it than a card gives. Who
 * finds the queue full is turned away (SignerBusy), which is an outage: it is tried again later, and nothing is lost.
 */
export function cardOf({ perMinute, mostWaiting, ...material }: CardOptions, machine: MachineClock): QueuedSigner {
  return queuedSigner(
    softwareSigner(material),
    { perMinute, mostWaiting },
    {
      now: () => machine.now(),
      pause: (ms) => new Promise((resolve) => void machine.after(ms, resolve)),
    },
  );
}

/** How far behind the card is, and what it did since the service was started. */
export function signing(card: QueuedSigner): readonly Gauge[] {
  return [
    {
      name: 'portolan_signatures_waiting',
      help: 'Messages to customs that wait for their signature.',
      read: async () => [{ value: card.figures().waiting }],
    },
    {
      name: 'portolan_signatures',
      help: 'Signatures since the start, by outcome: signed, failed, turned_away (the queue was full).',
      async read() {
        const { signed, failed, turnedAway } = card.figures();
        return Object.entries({ signed, failed, turned_away: turnedAway }).map(([outcome, value]) => ({
          value,
          labels: { outcome },
        }));
      },
    },
  ];
}
