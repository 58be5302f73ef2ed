import type { FxEvent, fxRefusals, Only } from '@portolan/contracts';
import { type Decider, refuse } from '@portolan/eventsourcing';
import { isDecimal } from '@portolan/money';

type RateEvent = Only<FxEvent, 'RatePublished' | 'RateHeldBack'>;
type RateRefusal = Extract<keyof typeof fxRefusals, `RATE_${string}`>;

/** Somebody says what a pair trades at. */
export interface PublishRate {
  readonly type: 'PublishRate';
  /** USD/CNY */
  readonly pair: string;
  readonly mid: string;
  /** The official reference of the day; '' keeps the last one. */
  readonly parity: string;
  readonly source: string;
  /** RFC 3339 */
  readonly observedAt: string;
  /** A person has looked at it. */
  readonly approved: boolean;
  /** How far from the reference it may be, a decimal; '' is any distance. */
  readonly limit: string;
}

export interface ExchangeRate {
  readonly status: 'NONE' | 'PUBLISHED' | 'HELD_BACK';
  readonly mid: string;
  readonly parity: string;
  readonly deviation: string;
  readonly limit: string;
  readonly source: string;
  readonly observedAt: string;
}

/** What a pair trades at. A rate that is too far from its reference stops quoting until a person has looked. */
export const exchangeRate: Decider<ExchangeRate, PublishRate, RateEvent, RateRefusal> & { readonly name: string } = {
  name: 'exchange-rate',
  initial: { status: 'NONE', mid: '', parity: '', deviation: '0', limit: '', source: '', observedAt: '' },

  decide({ type: _, limit, approved, ...rate }, state, { at }) {
    const { pair, mid, source, observedAt } = rate;
    const parity = rate.parity === '' ? state.parity : rate.parity;
    const wrong =
      !isRate(mid) || (parity !== '' && !isRate(parity)) || observedAt > at || observedAt < state.observedAt;
    if (wrong) return refuse('RATE_INVALID', { pair, mid });
    const deviation = parity === '' ? '0' : deviationOf(mid, parity);
    const held = limit !== '' && Number(deviation) > Number(limit) && !approved;
    const told = { pair, mid, parity, deviation, source, observedAt };
    const status = held ? 'HELD_BACK' : 'PUBLISHED';
    const same = state.mid === mid && state.parity === parity && state.observedAt === observedAt;
    // What was let through is not held back again by its own repetition.
    if (same && (state.status === status || (held && state.status === 'PUBLISHED'))) return [];
    return held
      ? [{ type: 'RateHeldBack', data: { ...told, limit } }]
      : [{ type: 'RatePublished', data: { ...told, approved } }];
  },

  evolve(_state, event) {
    const { mid, parity, deviation, source, observedAt } = event.data;
    const rate = { mid, parity, deviation, source, observedAt };
    return event.type === 'RatePublished'
      ? { ...rate, status: 'PUBLISHED', limit: '' }
      : { ...rate, status: 'HELD_BACK', limit: event.data.limit };
  },
};

/** How far one rate is from another, a decimal of six places, rounded up: 7.3000 of 7.1200 is 0.025281. */
export function deviationOf(rate: string, reference: string): string {
  const [one, other] = [scaled(rate), scaled(reference)];
  const apart = (one > other ? one - other : other - one) * 1_000_000n;
  const units = String((apart + other - 1n) / other).padStart(7, '0');
  return `${units.slice(0, -6)}.${units.slice(-6)}`;
}

const scaled = (text: string) => {
  const [whole = '0', places = ''] = text.split('.');
  return BigInt(whole + places.padEnd(12, '0'));
};

// Ten digits and as many places: enough for every pair, and no way to make arithmetic slow.
const isRate = (text: string) => isDecimal(text) && /^\d{1,10}(\.\d{1,10})?$/.test(text) && /[1-9]/.test(text);
