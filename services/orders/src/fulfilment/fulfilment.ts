import type { ordersRefusals } from '@portolan/contracts';
import type { Step } from '@portolan/contracts/orders/v1/types';
import { type Decider, type Decision, type Facts, isRefusal } from '@portolan/eventsourcing';
import { heard } from './advice.ts';
import { granted, type Wish } from './commands.ts';
import { evolve, type FulfilmentEvent } from './evolve.ts';
import { whatFollows } from './moves.ts';
import { ruleOf } from './roads.ts';
import { type Advice, type FulfilmentState, initialState, type Started } from './state.ts';

export type { FulfilmentEvent } from './evolve.ts';

type Code = keyof typeof ordersRefusals;

export type FulfilmentCommand =
  /** The order was placed. */
  | { readonly type: 'Start'; readonly started: Started }
  /** Another service told something, as its event says it. */
  | { readonly type: 'TakeAdvice'; readonly orderId: string; readonly advice: Advice }
  /** The other service said no. */
  | {
      readonly type: 'RefuseStep';
      readonly orderId: string;
      readonly step: Step;
      readonly code: string;
      readonly data: Readonly<Record<string, string>>;
    }
  | Wish;

/**
 * The process that carries an order through the other services, or undoes it. Each command is first recorded, then
 * followed by what it sets in motion: the next step of the order's road, or the hold that says what is waited for. What
 * other services tell has happened, so it is never refused; what people want may be. A step that another service takes
 * on causes an event there, and that event alone is put on record: an answer would race with it.
 */
export const fulfilment: Decider<FulfilmentState, FulfilmentCommand, FulfilmentEvent, Code> & { name: string } = {
  name: 'fulfilment',
  initial: initialState,

  decide(command, state, facts) {
    const recorded = record(command, state, facts);
    if (isRefusal(recorded) || recorded.length === 0) return recorded;
    return [...recorded, ...whatFollows(recorded.reduce(evolve, state), facts)];
  },

  evolve,
};

function record(command: FulfilmentCommand, state: FulfilmentState, facts: Facts): Decision<FulfilmentEvent, Code> {
  switch (command.type) {
    case 'Start':
      return state.started ? [] : [{ type: 'FulfilmentStarted', data: command.started }];
    case 'TakeAdvice': {
      const advice = heard(command.advice, state);
      if (advice === undefined) return [];
      return [{ type: 'AdviceReceived', data: { orderId: command.orderId, advice, receivedAt: facts.at } }];
    }
    case 'RefuseStep': {
      const { orderId, step, code, data } = command;
      if (state.steps[step]?.status !== 'asked' || tellsByEvent(step, code)) return [];
      return [{ type: 'StepRefused', data: { orderId, step, code, data: { ...data } } }];
    }
    default:
      return granted(command, state);
  }
}

function tellsByEvent(step: Step, code: string): boolean {
  return ruleOf(step)?.toldByEvent?.includes(code) === true;
}
