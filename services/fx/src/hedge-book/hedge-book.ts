import type { Complete, FxEvent, fxRefusals, Only } from '@portolan/contracts';
import type { HedgedExposure } from '@portolan/contracts/fx/v1/types';
import { type Decider, type Decision, refuse } from '@portolan/eventsourcing';
import { type Money, money, sum } from '@portolan/money';

type HedgeEvent = Only<FxEvent, 'HedgeDesignated' | 'HedgedExposureReduced' | 'OverHedged' | 'HedgeReleased'>;
type HedgeRefusal = Extract<keyof typeof fxRefusals, `HEDGE_${string}`>;
type Answer = Decision<HedgeEvent, HedgeRefusal>;

export type HedgeCommand =
  | {
      readonly type: 'DesignateHedge';
      readonly dealId: string;
      /** What the deal sells. */
      readonly hedged: Money;
      readonly exposures: readonly Complete<HedgedExposure>[];
      /** The policy: decimals. */
      readonly low: string;
      readonly high: string;
    }
  /** An order exposes less now: `left` of it, in its own currency. */
  | { readonly type: 'ReduceExposure'; readonly reference: string; readonly left: bigint }
  | { readonly type: 'ReleaseHedge'; readonly dealId: string; readonly reason: string };

export interface Hedge {
  readonly hedged: Money;
  readonly exposures: readonly Complete<HedgedExposure>[];
}

export interface HedgeBook {
  readonly hedges: Readonly<Record<string, Hedge>>;
  /** More is hedged than is left: told once. */
  readonly over: Readonly<Record<string, true>>;
}

/** A customer has one; its stream is `<tenant>/hedge-book/main`. */
export const mainHedgeBook = 'main';

/** Which deals hedge which orders. An order that is called off leaves its hedge too large: it is told, not mended. */
export const hedgeBook: Decider<HedgeBook, HedgeCommand, HedgeEvent, HedgeRefusal> & { readonly name: string } = {
  name: 'hedge-book',
  initial: { hedges: {}, over: {} },

  decide(command, state) {
    switch (command.type) {
      case 'DesignateHedge':
        return designate(command, state);
      case 'ReduceExposure':
        return reduce(command, state);
      case 'ReleaseHedge':
        return Object.hasOwn(state.hedges, command.dealId)
          ? [{ type: 'HedgeReleased', data: { dealId: command.dealId, reason: command.reason } }]
          : refuse('HEDGE_NOT_FOUND', { deal: command.dealId });
    }
  },

  evolve(state, event) {
    const { hedges, over } = state;
    switch (event.type) {
      case 'HedgeDesignated': {
        const { dealId, hedged, exposures } = event.data;
        return { ...state, hedges: { ...hedges, [dealId]: { hedged, exposures } } };
      }
      case 'HedgedExposureReduced': {
        const { reference, left } = event.data;
        const entries = Object.entries(hedges).map(
          ([id, hedge]) => [id, reduced(hedge, reference, left.minor)] as const,
        );
        return { ...state, hedges: Object.fromEntries(entries) };
      }
      case 'OverHedged':
        return { ...state, over: { ...over, [event.data.dealId]: true } };
      case 'HedgeReleased': {
        const { [event.data.dealId]: _, ...rest } = hedges;
        const { [event.data.dealId]: __, ...still } = over;
        return { hedges: rest, over: still };
      }
    }
  },
};

function designate(
  { dealId, hedged, exposures, low, high }: Extract<HedgeCommand, { type: 'DesignateHedge' }>,
  state: HedgeBook,
): Answer {
  if (Object.hasOwn(state.hedges, dealId)) return [];
  const names = exposures.map(({ reference }) => reference);
  const used = new Set(
    Object.values(state.hedges).flatMap((hedge) => hedge.exposures.map(({ reference }) => reference)),
  );
  const fits = exposures.every(({ amount }) => amount.currency === hedged.currency && amount.minor > 0n);
  const once = new Set(names).size === names.length && !names.some((name) => used.has(name));
  if (exposures.length === 0 || hedged.minor <= 0n || !fits || !once) return refuse('HEDGE_INVALID', { deal: dealId });
  const ratio = ratioOf(hedged, exposedBy({ hedged, exposures }));
  if (Number(ratio) < Number(low) || Number(ratio) > Number(high)) {
    return refuse('HEDGE_RATIO_OUTSIDE', { ratio, low, high });
  }
  return [{ type: 'HedgeDesignated', data: { dealId, hedged, exposures: [...exposures], ratio } }];
}

function reduce({ reference, left }: Extract<HedgeCommand, { type: 'ReduceExposure' }>, state: HedgeBook): Answer {
  for (const [dealId, hedge] of Object.entries(state.hedges)) {
    const found = hedge.exposures.find((exposure) => exposure.reference === reference);
    if (found === undefined) continue;
    if (left >= found.amount.minor || left < 0n) return [];
    const { currency } = found.amount;
    const after = exposedBy(reduced(hedge, reference, left));
    const told = { type: 'HedgedExposureReduced', data: { reference, left: money(left, currency) } } as const;
    if (after.minor >= hedge.hedged.minor || state.over[dealId]) return [told];
    return [told, { type: 'OverHedged', data: { dealId, hedged: hedge.hedged, exposed: after } }];
  }
  return [];
}

/** All that a hedge's orders expose. */
export const exposedBy = ({ hedged, exposures }: Hedge): Money =>
  sum(
    exposures.map(({ amount }) => amount),
    hedged.currency,
  );

function reduced({ hedged, exposures }: Hedge, reference: string, left: bigint): Hedge {
  const now = exposures.map((one) =>
    one.reference === reference ? { reference, amount: money(left, one.amount.currency) } : one,
  );
  return { hedged, exposures: now };
}

/** Hedged by exposed, four places, rounded up: 0.9001 is above 0.9. '∞' is written as 9999. */
export function ratioOf(hedged: Money, exposed: Money): string {
  if (exposed.minor <= 0n) return '9999';
  const units = String((hedged.minor * 10_000n + exposed.minor - 1n) / exposed.minor).padStart(5, '0');
  return `${units.slice(0, -4)}.${units.slice(-4)}`;
}
