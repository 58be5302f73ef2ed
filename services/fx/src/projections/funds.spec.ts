import type { FxEvent } from '@portolan/contracts';
import type { Recorded, View } from '@portolan/engine';
import { describe, expect, it } from 'vitest';
import { returnId } from '../payout/references.ts';
import { funds } from './funds.ts';

const [tenant, fundsId] = ['portolan', 'f1'];
const payoutId = returnId(tenant, fundsId);
const amount = { minor: 1_100n, currency: 'USD' };
const entry = { amount, bookingDate: '2026-03-02T01:00:00.000Z', reportedAt: '' };

const event = (type: FxEvent['type'], data: object) => ({ type, data, meta: { tenant, time: entry.bookingDate } });
const ofCredit = [
  event('FundsReceived', { fundsId, entry, orderNo: 'R-1' }),
  event('FundsUnmatched', { fundsId, reason: 'NO_ORDER' }),
  event('FundsReturnRequested', { fundsId, reason: 'ESCROW_OVER' }),
];
const ofPayout = [
  event('PayoutCreated', { payoutId, fundsId }),
  event('PayoutRejected', { payoutId, reason: 'AC04' }),
  event('PayoutCreated', { payoutId, fundsId }),
  event('PayoutSettled', { payoutId, fundsId }),
];

async function fold(events: readonly object[]) {
  const documents = new Map<string, unknown>();
  const view = {
    get: async (collection: string, _: string, id: string) => documents.get(`${collection}/${id}`),
    put: async (collection: string, _: string, id: string, document: object) =>
      void documents.set(`${collection}/${id}`, document),
  } as unknown as View;
  const on = funds.on as Readonly<Record<string, (event: Recorded, view: View) => unknown>>;
  for (const each of events) await on[(each as Recorded).type]?.(each as Recorded, view);
  return documents;
}

/** Every order in which two streams can be read side by side. */
function mergings<Item>(one: readonly Item[], other: readonly Item[]): readonly (readonly Item[])[] {
  const [a, ...restOfOne] = one;
  const [b, ...restOfOther] = other;
  if (a === undefined) return [other];
  if (b === undefined) return [one];
  return [
    ...mergings(restOfOne, other).map((rest) => [a, ...rest]),
    ...mergings(one, restOfOther).map((rest) => [b, ...rest]),
  ];
}

describe('credits that go back', () => {
  it.each([1, 2, 3, 4])(
    'are shown alike however the streams lie beside each other, after %i events of the payout',
    async (count) => {
      const told = ofPayout.slice(0, count);
      const expected = await fold([...ofCredit, ...told]);
      for (const merged of mergings(ofCredit, told)) expect(await fold(merged)).toEqual(expected);
    },
  );

  it('say why', async () => {
    const shown = (await fold([...ofPayout, ...ofCredit])).get(`funds/${fundsId}`);
    expect(shown).toMatchObject({ state: 'RETURNED', reason: 'ESCROW_OVER', orderNo: 'R-1' });
  });
});
