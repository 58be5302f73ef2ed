import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Pace, queuedSigner, SignerBusy } from './queue.ts';
import type { Signer } from './signer.ts';

/** Time that moves only when everybody waits. */
function virtualPace(): Pace {
  let now = 0;
  return {
    now: () => now,
    async pause(ms) {
      now += ms;
    },
  };
}

function card(fails: (text: string) => boolean = () => false) {
  const seen: string[] = [];
  const signer: Signer = {
    algorithm: 'SM2-SM3',
    certificate: { number: '1', der: new Uint8Array() },
    async sign(bytes) {
      const text = Buffer.from(bytes).toString();
      seen.push(text);
      if (fails(text)) throw new Error('the card was pulled out');
      return bytes;
    },
  };
  return { signer, seen };
}

const limits = { perMinute: 250, mostWaiting: 1_000 };
const bytes = (text: string) => new Uint8Array(Buffer.from(text));

describe('signatures in line before a card', () => {
  test('come no faster than the card, in order, none lost', async () => {
    const { signer, seen } = card();
    const pace = virtualPace();
    const line = queuedSigner(signer, limits, pace);
    const texts = Array.from({ length: 501 }, (_, index) => String(index));
    const signed = await Promise.all(texts.map((text) => line.sign(bytes(text))));
    expect(seen).toEqual(texts);
    expect(signed.map((each) => Buffer.from(each).toString())).toEqual(texts);
    // 501 signatures at 250 a minute: the last begins two minutes after the first.
    expect(pace.now()).toBe(120_000);
    expect(line.figures()).toEqual({ waiting: 0, signed: 501, failed: 0, turnedAway: 0 });
  });

  test('fail alone: those behind are signed', async () => {
    const { signer, seen } = card((text) => text === 'b');
    const line = queuedSigner(signer, limits, virtualPace());
    const settled = await Promise.allSettled(['a', 'b', 'c'].map((text) => line.sign(bytes(text))));
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(seen).toEqual(['a', 'b', 'c']);
    expect(line.figures()).toMatchObject({ signed: 2, failed: 1 });
  });

  test('are turned away where the line is full, and told when to come again', async () => {
    const { signer, seen } = card();
    const line = queuedSigner(signer, { perMinute: 60, mostWaiting: 2 }, virtualPace());
    const settled = await Promise.allSettled(['a', 'b', 'c'].map((text) => line.sign(bytes(text))));
    expect(settled[2]).toMatchObject({ status: 'rejected', reason: { name: 'SignerBusy', afterMs: 2_000 } });
    expect(settled[2]?.status === 'rejected' && settled[2].reason).toBeInstanceOf(SignerBusy);
    expect(seen).toEqual(['a', 'b']);
    expect(line.figures()).toEqual({ waiting: 0, signed: 2, failed: 0, turnedAway: 1 });
    await line.sign(bytes('c'));
    expect(seen).toEqual(['a', 'b', 'c']);
  });

  test('rest of a pause is not made up for: a card is never faster than it is', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 5_000 }), { maxLength: 30 }), async (gaps) => {
        const pace = virtualPace();
        const begun: number[] = [];
        const { signer } = card();
        const timed: Signer = {
          ...signer,
          async sign(given) {
            begun.push(pace.now());
            return given;
          },
        };
        const line = queuedSigner(timed, limits, pace);
        for (const gap of gaps) {
          await pace.pause(gap);
          await line.sign(bytes('x'));
        }
        const apart = begun.slice(1).map((at, index) => at - (begun[index] ?? 0));
        expect(begun).toHaveLength(gaps.length);
        expect(apart.every((each) => each >= 240)).toBe(true);
      }),
      { numRuns: 50 },
    ));
});
