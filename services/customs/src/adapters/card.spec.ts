import { describe, expect, test } from 'vitest';
import { cardOf, signing } from './card.ts';

/** Machine time that moves only when somebody waits. */
function clock() {
  let now = 0;
  return {
    now: () => now,
    after(ms: number, callback: () => void) {
      now += ms;
      callback();
      return () => {};
    },
  };
}

const options = { algorithm: 'SM2-SM3', key: 'a trial', certificate: '', name: 'n' } as const;
const bytes = (index: number) => new Uint8Array([index]);

describe('the card', () => {
  test('signs no faster than it is, whoever asks, and loses none', async () => {
    const machine = clock();
    const card = cardOf({ ...options, perMinute: 250, mostWaiting: 100 }, machine);
    const signed = await Promise.all(Array.from({ length: 26 }, (_, index) => card.sign(bytes(index))));
    expect(new Set(signed.map((each) => Buffer.from(each).toString('hex'))).size).toBe(26);
    expect(machine.now()).toBe(25 * 240);
  });

  test('turns away who finds the line full: an outage, and its figures say so', async () => {
    const card = cardOf({ ...options, perMinute: 60, mostWaiting: 2 }, clock());
    const asked = await Promise.allSettled([0, 1, 2].map((index) => card.sign(bytes(index))));
    expect(asked.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    const figures = await Promise.all(signing(card).map(async ({ name, read }) => [name, await read()]));
    expect(figures).toEqual([
      ['portolan_signatures_waiting', [{ value: 0 }]],
      [
        'portolan_signatures',
        [
          { value: 2, labels: { outcome: 'signed' } },
          { value: 0, labels: { outcome: 'failed' } },
          { value: 1, labels: { outcome: 'turned_away' } },
        ],
      ],
    ]);
  });
});
