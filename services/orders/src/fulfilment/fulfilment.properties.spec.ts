import { anyHistory, holds, type Step } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { begin, cancel, decline, hear, retry } from '../rig/player.ts';
import { advice, orderId, usd } from '../rig/story.ts';
import { happy, type Mode, termsOf } from '../rig/worlds.ts';
import { type FulfilmentCommand, type FulfilmentEvent, fulfilment } from './fulfilment.ts';
import type { FulfilmentState } from './state.ts';

const steps = [
  ...(['STEP_PLAN_PARCEL', 'STEP_REGISTER_SHIPMENT', 'STEP_DECLARE', 'STEP_AUTHORISE_DISPATCH'] as const),
  ...(['STEP_LOCK_RATE', 'STEP_SELL', 'STEP_PAY_OUT', 'STEP_PAY_TAX', 'STEP_REFUND', 'STEP_CLAIM'] as const),
  ...(['STEP_CANCEL_PARCEL', 'STEP_CANCEL_DECLARATION', 'STEP_CANCEL_SHIPMENT'] as const),
];
const back: FulfilmentCommand = {
  ...{ type: 'Return', orderId },
  terms: { reason: 'UNWANTED', keepsGoods: true, lines: [{ sku: 'EAR-1', quantity: 1n }], refund: usd(2500) },
};

/** What other services may tell at any time, and what people may want. */
const wild: fc.Arbitrary<FulfilmentCommand> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...Object.values(advice)).map(hear) },
  { weight: 1, arbitrary: fc.constantFrom(...steps).map((step) => decline(step)) },
  { weight: 2, arbitrary: fc.constantFrom(cancel, back, retry, retry, retry) },
);

function laws({
  before,
  after,
  events,
  history,
  command,
}: Step<FulfilmentState, FulfilmentCommand, FulfilmentEvent>): void {
  const of = (type: FulfilmentEvent['type']) => history.filter((event) => event.type === type).length;
  holds(of('FulfilmentStarted') <= 1 && of('FulfilmentCompleted') <= 1, 'it begins once and ends once', history);
  holds(of('HoldPlaced') >= of('HoldCleared'), 'no hold is cleared that was not placed', history);
  holds(!after.completed || after.hold === undefined, 'nothing holds what is over', after.hold);
  if (before.completed)
    holds(
      events.every(
        ({ type }) =>
          type === 'AdviceReceived' || type === 'StepRefused' || type === 'StepRetried' || type === 'DocumentSubmitted',
      ),
      'after the end nothing is asked of anybody',
      command,
      events,
    );
  for (const event of events)
    if (event.type === 'StepRequested')
      holds(after.started !== undefined, 'nothing is asked for an unknown order', event);
}

describe('an order is carried to one end, whatever is told in whatever order', () => {
  it.each(Object.keys(termsOf) as Mode[])('by %s', (mode) => {
    anyHistory(`orders fulfilment ${mode}`, {
      service: 'orders',
      aggregate: fulfilment,
      roads: [[begin(mode), ...happy[mode].map(hear)]],
      wild,
      events: {
        ...{ FulfilmentStarted: true, AdviceReceived: true, StepRequested: true, StepRefused: true, StepRetried: true },
        ...{ EndingDecided: true, HoldPlaced: true, HoldCleared: true, FulfilmentCompleted: true },
      } as Record<FulfilmentEvent['type'], true>,
      over: ({ completed }) => (completed ? 'over' : undefined),
      counts: ({ type }) => type === 'TakeAdvice' || type === 'RetryStep',
      laws,
    });
  });
});
