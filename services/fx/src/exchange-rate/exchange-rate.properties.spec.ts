import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { exchangeRate, type PublishRate } from './exchange-rate.ts';

const at = (minute: number) => `2026-03-02T00:${String(minute).padStart(2, '0')}:00.000Z`;
const published = (mid: string, minute: number, parity = '', approved = false): PublishRate => ({
  ...{ type: 'PublishRate', pair: 'USD/CNY', mid, parity, source: 'bank' },
  ...{ observedAt: at(minute), approved, limit: '0.02' },
});

it('a rate that is too far from its reference is never published without a person, and time never runs back', () => {
  anyHistory('fx exchange rate', {
    service: 'fx',
    aggregate: exchangeRate,
    roads: [[published('7.1200', 1, '7.1000'), published('7.4000', 2), published('7.4000', 2, '', true)]],
    wild: fc
      .tuple(fc.integer({ min: 6900, max: 7400 }), fc.nat({ max: 59 }), fc.constantFrom('', '7.1000'), fc.boolean())
      .map(([units, minute, parity, approved]) => published((units / 1000).toFixed(4), minute, parity, approved)),
    events: { RatePublished: true, RateHeldBack: true },
    laws({ before, after, events }) {
      holds(after.observedAt >= before.observedAt, 'time does not run back', before, after);
      for (const { type, data } of events) {
        const far = Number(data.deviation) > 0.02;
        holds(type === 'RateHeldBack' ? far : !far || data.approved, 'what is far off was looked at', data);
      }
    },
  });
});
