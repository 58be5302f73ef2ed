import { fold, isRefusal } from '@portolan/eventsourcing';
import { facts } from '@portolan/testkit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { advice, orderId, started } from '../story.ts';
import { type FulfilmentCommand, type FulfilmentEvent, fulfilment } from './fulfilment.ts';
import { initialState, unanswered } from './state.ts';
import { steps } from './steps.ts';

const outside = Object.values(advice).filter(({ $case }) => !/Refused|Expired/.test($case));

/** Plays the outside in the order that `arrival` says; a step's answer comes when `arrival` gets to it. */
function play(arrival: readonly FulfilmentCommand[], answerAfter: readonly number[]): readonly FulfilmentEvent[] {
  const history: FulfilmentEvent[] = [];
  const give = (command: FulfilmentCommand) => {
    const decision = fulfilment.decide(command, fold(fulfilment, initialState, history), facts());
    if (isRefusal(decision)) throw new Error('fulfilment never refuses');
    history.push(...decision);
  };
  const answer = () => {
    const step = unanswered(fold(fulfilment, initialState, history));
    if (step !== undefined) give({ type: 'AcceptStep', orderId, step, reference: 'ref' });
    return step !== undefined;
  };
  for (const [index, command] of arrival.entries()) {
    give(command);
    for (let answers = answerAfter[index] ?? 0; answers > 0; answers--) answer();
  }
  while (answer());
  return history;
}

test('in whatever order the outside arrives, the order is completed and each step asked for once, in turn', () => {
  const news: readonly FulfilmentCommand[] = [
    { type: 'Start', started },
    ...outside.map((told) => ({ type: 'TakeAdvice', orderId, advice: told }) as const),
  ];
  const arrivals = fc.shuffledSubarray([...news], { minLength: news.length });
  const pace = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: news.length, maxLength: news.length });
  fc.assert(
    fc.property(arrivals, pace, (arrival, answerAfter) => {
      const history = play(arrival, answerAfter);
      const asked = history.flatMap((event) => (event.type === 'StepRequested' ? [event.data.step] : []));
      expect(asked).toEqual(steps.map(({ step }) => step));
      expect(history.filter(({ type }) => type === 'FulfilmentCompleted')).toHaveLength(1);
      expect(fold(fulfilment, initialState, history)).toMatchObject({ completed: true, hold: undefined });
    }),
    { numRuns: 300 },
  );
});

test('never two steps at once, and a hold only while no answer is awaited', () => {
  const news = outside.map((told) => ({ type: 'TakeAdvice', orderId, advice: told }) as const);
  let state = initialState;
  for (const event of play([{ type: 'Start', started }, ...news], [9])) {
    state = fulfilment.evolve(state, event);
    const open = Object.values(state.steps).filter((progress) => progress?.status === 'requested');
    expect(open.length).toBeLessThanOrEqual(1);
    if (open.length === 1) expect(state.hold).toBeUndefined();
  }
  expect(state.completed).toBe(true);
});
