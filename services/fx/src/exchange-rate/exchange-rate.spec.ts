import { facts, given } from '@portolan/testkit';
import { describe, expect, it } from 'vitest';
import { deviationOf, exchangeRate, type PublishRate } from './exchange-rate.ts';

const rate = {
  pair: 'USD/CNY',
  mid: '7.1200',
  parity: '7.1100',
  source: 'bank',
  observedAt: '2026-03-02T01:00:00.000Z',
};
const publish = { type: 'PublishRate', ...rate, approved: false, limit: '0.02' } as const;
const published = { type: 'RatePublished' as const, data: { ...rate, deviation: '0.001407', approved: false } };
const far: PublishRate = { ...publish, mid: '7.3000', observedAt: '2026-03-02T01:01:00.000Z' };
const held = {
  type: 'RateHeldBack' as const,
  data: { ...rate, mid: '7.3000', observedAt: far.observedAt, deviation: '0.026723', limit: '0.02' },
};
const now = facts('2026-03-02T01:05:00.000Z');

describe('a rate', () => {
  it('is published, once', () => {
    given(exchangeRate, []).when(publish, now).then([published]);
    given(exchangeRate, [published]).when(publish, now).thenNothing();
  });

  it('keeps the reference of the day where it brings none', () => {
    const later = { ...publish, mid: '7.1300', parity: '', observedAt: far.observedAt };
    const data = { ...rate, mid: '7.1300', observedAt: far.observedAt, deviation: '0.002813', approved: false };
    given(exchangeRate, [published])
      .when(later, now)
      .then([{ type: 'RatePublished', data }]);
  });

  it('that is 2 % off its reference is held back until a person has looked', () => {
    given(exchangeRate, [published]).when(far, now).then([held]);
    given(exchangeRate, [published, held]).when(far, now).thenNothing();
    const { limit: _, ...told } = held.data;
    const approved = { type: 'RatePublished' as const, data: { ...told, approved: true } };
    given(exchangeRate, [published, held])
      .when({ ...far, approved: true }, now)
      .then([approved]);
    given(exchangeRate, [published, held, approved]).when(far, now).thenNothing();
    given(exchangeRate, [published])
      .when({ ...far, limit: '' }, now)
      .then([{ type: 'RatePublished', data: { ...told, approved: false } }]);
  });

  it.each(['0', '0.0000', '-7.1', '7,12', '1e3', '', '12345678901', '7.12345678901'])('is not %j', (mid) => {
    given(exchangeRate, [])
      .when({ ...publish, mid }, now)
      .thenRefused('RATE_INVALID', { pair: 'USD/CNY', mid });
  });

  it('is not older than the last one, nor of the future', () => {
    given(exchangeRate, [published])
      .when({ ...publish, observedAt: '2026-03-02T00:59:59.000Z' }, now)
      .thenRefused('RATE_INVALID');
    given(exchangeRate, [])
      .when({ ...publish, observedAt: '2026-03-02T01:06:00.000Z' }, now)
      .thenRefused('RATE_INVALID');
    given(exchangeRate, [])
      .when({ ...publish, parity: 'x' }, now)
      .thenRefused('RATE_INVALID');
  });

  it('is as far from another as it is, rounded up', () => {
    expect(deviationOf('7.1200', '7.1200')).toBe('0.000000');
    expect(deviationOf('7.3000', '7.1200')).toBe('0.025281');
    expect(deviationOf('20', '10')).toBe('1.000000');
  });
});
