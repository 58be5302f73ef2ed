import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Caused, causalOrder } from './causal-order.ts';
import { readersOf } from './feed.ts';
import { render, renderPayload } from './render.ts';

function caused(stream: string, version: number, cause: string, second: number): Caused {
  const time = `2026-03-02T01:00:${String(second).padStart(2, '0')}.000Z`;
  return { id: `${stream}@${version}`, stream, version, cause, time };
}
const ids = (entries: readonly Caused[]) => entries.map(({ id }) => id);

describe('the order of causes', () => {
  it('goes by time where nothing is caused', () => {
    expect(ids(causalOrder([caused('b', 1, 'x', 2), caused('a', 1, 'y', 3), caused('c', 1, 'z', 1)]))).toEqual([
      'c@1',
      'b@1',
      'a@1',
    ]);
  });

  it('puts a cause first, even where a clock says otherwise', () => {
    expect(ids(causalOrder([caused('a', 1, 'z@1', 1), caused('z', 1, 'command', 5)]))).toEqual(['z@1', 'a@1']);
  });

  it('keeps a stream in its order', () => {
    const entries = [caused('a', 3, 'x', 1), caused('a', 1, 'x', 1), caused('a', 2, 'x', 9)];
    expect(ids(causalOrder(entries))).toEqual(['a@1', 'a@2', 'a@3']);
  });

  it('lets consequences of one instant follow in the order of their causes', () => {
    const entries = [
      caused('parcel', 1, 'command', 1),
      caused('parcel', 2, 'parcel@1', 1),
      caused('parcel', 3, 'parcel@2', 1),
      caused('stock', 1, 'parcel@1', 1),
      caused('stock', 2, 'parcel@2', 1),
    ];
    expect(ids(causalOrder(entries))).toEqual(['parcel@1', 'stock@1', 'parcel@2', 'stock@2', 'parcel@3']);
  });

  it('puts what was asked for before the word that it was done', () => {
    const entries = [
      caused('a-process', 1, 'command', 1),
      caused('a-process', 2, 'a-process@1', 1),
      caused('case', 1, 'a-process@1', 1),
    ];
    expect(ids(causalOrder(entries))).toEqual(['a-process@1', 'case@1', 'a-process@2']);
  });

  it('keeps together what one decision said', () => {
    const entries = [
      caused('shipment', 1, 'command', 1),
      caused('shipment', 2, 'shipment@1', 1),
      caused('a-process', 1, 'shipment@1', 1),
      caused('a-process', 2, 'shipment@1', 1),
    ];
    expect(ids(causalOrder(entries))).toEqual(['shipment@1', 'a-process@1', 'a-process@2', 'shipment@2']);
  });

  it('settles what is still equal by stream and version', () => {
    expect(ids(causalOrder([caused('b', 1, 'x', 1), caused('c', 1, 'x', 1), caused('a', 1, 'x', 1)]))).toEqual([
      'a@1',
      'b@1',
      'c@1',
    ]);
  });

  it('loses nothing, not even what no history has: a circle', () => {
    const circle = [caused('a', 1, 'b@1', 1), caused('b', 1, 'a@1', 2), caused('c', 1, 'x', 3)];
    expect(ids(causalOrder(circle)).sort()).toEqual(['a@1', 'b@1', 'c@1']);
  });

  it('is the same however the events arrived, and never puts anything before its cause', () => {
    const histories = fc
      .array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(9), fc.nat(20)), { maxLength: 25 })
      .map((steps) => {
        const versions = new Map<string, number>();
        const made: Caused[] = [];
        for (const [stream, second, back] of steps) {
          const version = (versions.get(stream) ?? 0) + 1;
          versions.set(stream, version);
          made.push(caused(stream, version, made.at(-1 - back)?.id ?? 'command', second));
        }
        return made;
      });
    const shuffled = histories.chain((history) =>
      fc.tuple(fc.constant(history), fc.shuffledSubarray(history, { minLength: history.length })),
    );
    fc.assert(
      fc.property(shuffled, ([history, arrived]) => {
        const sorted = causalOrder(arrived);
        expect(ids(sorted)).toEqual(ids(causalOrder(history)));
        const place = new Map(sorted.map(({ id }, index) => [id, index]));
        for (const [index, { cause }] of sorted.entries()) expect(place.get(cause) ?? -1).toBeLessThan(index);
        expect(sorted).toHaveLength(history.length);
      }),
    );
  });
});

describe('a payload as JSON', () => {
  it('shows money as decimals, large integers as text and a oneof by its case', () => {
    const payload = {
      amount: { minor: 1234n, currency: 'USD' },
      units: 9007199254740993n,
      document: { $case: 'order', value: { orderNo: 'TN-1', goodsValue: { minor: 5n, currency: 'JPY' } } },
      bytes: new Uint8Array([1, 2]),
      lines: [{ total: { minor: -1n, currency: 'KWD' } }],
      note: undefined,
    };
    expect(renderPayload(payload)).toEqual({
      amount: { amount: '12.34', currency: 'USD' },
      units: '9007199254740993',
      order: { orderNo: 'TN-1', goodsValue: { amount: '5', currency: 'JPY' } },
      bytes: 'AQI=',
      lines: [{ total: { amount: '-0.001', currency: 'KWD' } }],
    });
  });

  it('keeps what is sealed closed', () => {
    const sealed = { subject: 'buyer-1', ciphertext: new Uint8Array([7]), hash: 'ab' };
    expect(render(sealed)).toEqual({ subject: 'buyer-1', sealed: true });
  });

  it('shows an amount of no known currency as it stands', () => {
    expect(render({ minor: 0n, currency: '' })).toEqual({ minor: '0', currency: '' });
  });

  it('is of messages only', () => {
    expect(() => renderPayload('text')).toThrow(TypeError);
    expect(() => render(() => 0)).toThrow(TypeError);
  });
});

it('lets read an event who owns it and whom it is meant for, each once', () => {
  const audience = [
    { tenant: 'operator', role: 'zone_operator' },
    { tenant: 'operator', role: 'platform' },
    { tenant: '', role: 'platform' },
  ];
  expect(readersOf({ tenant: 'merchant', audience })).toEqual(['merchant', 'operator']);
});
