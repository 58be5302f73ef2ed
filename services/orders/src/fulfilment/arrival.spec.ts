import type { Step } from '@portolan/contracts/orders/v1/types';
import { fold, isRefusal } from '@portolan/eventsourcing';
import { facts } from '@portolan/testkit';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { begin } from '../rig/player.ts';
import { advice, orderId, started } from '../rig/story.ts';
import { happy, type Mode } from '../rig/worlds.ts';
import { type FulfilmentCommand, type FulfilmentEvent, fulfilment } from './fulfilment.ts';
import { roads } from './roads.ts';
import { type Advice, initialState } from './state.ts';

const start: FulfilmentCommand = { type: 'Start', started };
const hear = (told: Advice): FulfilmentCommand => ({ type: 'TakeAdvice', orderId, advice: told });

/** What follows from one more command. */
function follow(history: readonly FulfilmentEvent[], command: FulfilmentCommand): readonly FulfilmentEvent[] {
  const decision = fulfilment.decide(command, fold(fulfilment, initialState, history), facts());
  if (isRefusal(decision)) throw new Error('what was told is never refused');
  return decision;
}

const asked = (events: readonly FulfilmentEvent[]): readonly Step[] =>
  events.flatMap((event) => (event.type === 'StepRequested' ? [event.data.step] : []));
// Only where something goes otherwise.
const forward = /DISPUTE|RETURN|REFUND|REVOKE/;
const road = (roads['9610'] ?? []).map(({ step }) => step).filter((step) => !forward.test(step));

function expectCompleted(history: readonly FulfilmentEvent[]): void {
  expect(history.filter(({ type }) => type === 'FulfilmentCompleted')).toHaveLength(1);
  expect(fold(fulfilment, initialState, history)).toMatchObject({ completed: true, hold: undefined });
}

test.each(['9610', '1210', '9810', 'LOCAL'] as const)(
  '%s: in whatever order the outside arrives, the order is completed and each step asked for once, in turn',
  (mode: Mode) => {
    const news = [begin(mode), ...happy[mode].map(hear)];
    const inTurn: FulfilmentEvent[] = [];
    for (const command of news) inTurn.push(...follow(inTurn, command));
    fc.assert(
      fc.property(fc.shuffledSubarray(news, { minLength: news.length }), (arrival) => {
        const history: FulfilmentEvent[] = [];
        for (const command of arrival) history.push(...follow(history, command));
        expect(asked(history)).toEqual(asked(inTurn));
        expectCompleted(history);
      }),
      { numRuns: 200 },
    );
  },
);

/** How the first rate lock ends: it is used, runs out before the sale, or the bank takes it back during the sale. */
type Lock = 'used' | 'lapsed' | 'withdrawn';

const secondly = <Told extends Advice>(told: Told): Told => ({ ...told, value: { ...told.value, attempt: 2 } });
const { quoteRequested, rateLocked, rateLockExpired, saleRequested, currencySold } = advice;
const sold = [saleRequested, currencySold];

/** What another service's stream tells once it was asked, by the step and how often it was asked for. */
const consequences: Readonly<Record<string, (lock: Lock) => readonly Advice[]>> = {
  'STEP_OPEN_ESCROW 1': () => [advice.escrowOpened, advice.escrowFunded],
  'STEP_PLAN_PARCEL 1': () => [advice.parcelShort, advice.parcelReserved, advice.parcelPacked],
  'STEP_REGISTER_SHIPMENT 1': () => [advice.shipmentRegistered, advice.labelIssued],
  'STEP_RECORD_ORDER 1': () => [advice.orderRecorded],
  'STEP_RECORD_RECEIPT 1': () => [advice.receiptRecorded],
  'STEP_RECORD_WAYBILL 1': () => [advice.waybillRecorded],
  'STEP_DECLARE 1': () => [advice.caseMatched, advice.declarationReturned, advice.declarationReleased],
  'STEP_AUTHORISE_DISPATCH 1': () => [advice.dispatchAuthorised, advice.parcelDispatched],
  'STEP_HAND_OVER 1': () => [advice.shipmentHandedOver, advice.shipmentDelivered],
  'STEP_START_INSPECTION 1': () => [advice.inspectionStarted, advice.escrowReleased],
  'STEP_LOCK_RATE 1': (lock) => [quoteRequested, rateLocked, ...(lock === 'lapsed' ? [rateLockExpired] : [])],
  'STEP_SELL 1': (lock) => ({ used: sold, lapsed: [], withdrawn: [saleRequested, rateLockExpired] })[lock],
  'STEP_LOCK_RATE 2': () => [secondly(quoteRequested), secondly(rateLocked)],
  'STEP_SELL 2': () => [secondly(saleRequested), currencySold],
  'STEP_PAY_OUT 1': () => [advice.payoutCreated, advice.payoutRejected, advice.payoutSettled],
};

const late: FulfilmentCommand = {
  type: 'RefuseStep',
  orderId,
  step: 'STEP_SELL',
  code: 'QUOTE_EXPIRED',
  data: {},
};

/** Plays the world: news come in the order of their stream, answers to requests whenever `answersFirst` says. */
function playWorld(lock: Lock, answersFirst: (turn: number) => boolean): readonly FulfilmentEvent[] {
  const history: FulfilmentEvent[] = [];
  const news: FulfilmentCommand[] = [start];
  const answers: FulfilmentCommand[] = [];
  for (let turn = 0; news.length + answers.length > 0; turn++) {
    const command =
      (answersFirst(turn) ? (answers.shift() ?? news.shift()) : (news.shift() ?? answers.shift())) ?? start;
    const before = asked(history);
    const next = follow(history, command);
    history.push(...next);
    for (const step of asked(next)) {
      const times = before.filter((one) => one === step).length + 1;
      news.push(...(consequences[`${step} ${times}`]?.(lock) ?? []).map(hear));
      if (step === 'STEP_SELL' && times === 1 && lock === 'lapsed') answers.push(late);
    }
  }
  return history;
}

describe.each(['used', 'lapsed', 'withdrawn'] as const)('a first rate lock that is %s', (lock) => {
  test('leaves the same record, however late the answers to requests come', () => {
    const prompt = playWorld(lock, () => true);
    expectCompleted(prompt);
    const sale: readonly Step[] = ['STEP_LOCK_RATE', 'STEP_SELL'];
    expect(asked(prompt)).toEqual(
      lock === 'used' ? road : road.flatMap((step) => (step === 'STEP_PAY_OUT' ? [...sale, step] : [step])),
    );
    fc.assert(
      fc.property(fc.infiniteStream(fc.boolean()), (choices) => {
        expect(playWorld(lock, () => choices.next().value === true)).toEqual(prompt);
      }),
    );
  });
});

test('never two steps at once, and a hold only while a step is under way', () => {
  const history = playWorld('withdrawn', () => true);
  let state = initialState;
  for (const event of history) {
    if (event.type === 'StepRequested') expect(state.hold).toBeUndefined();
    state = fulfilment.evolve(state, event);
    const { known } = state;
    const open = (roads['9610'] ?? []).filter(({ step, begun, until }) => {
      const over = begun(known) && (until === undefined || until.ended(known));
      return state.steps[step] !== undefined && !over;
    });
    expect(open.length).toBeLessThanOrEqual(1);
    if (event.type === 'HoldPlaced') expect(open).toHaveLength(1);
  }
  expect(state.completed).toBe(true);
});
