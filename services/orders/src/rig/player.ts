import { fold, isRefusal, type Refusal } from '@portolan/eventsourcing';
import { facts } from '@portolan/testkit';
import { type FulfilmentCommand, type FulfilmentEvent, fulfilment } from '../fulfilment/fulfilment.ts';
import { type Advice, type FulfilmentState, initialState } from '../fulfilment/state.ts';
import { orderId } from './story.ts';
import { happy, type Mode, startedOf } from './worlds.ts';

export const hear = (told: Advice): FulfilmentCommand => ({ type: 'TakeAdvice', orderId, advice: told });
export const begin = (mode: Mode): FulfilmentCommand => ({ type: 'Start', started: startedOf(mode) });
export const cancel: FulfilmentCommand = { type: 'Cancel', orderId, reason: 'changed my mind' };
export const retry: FulfilmentCommand = { type: 'RetryStep', orderId };

type StepName = Extract<FulfilmentCommand, { type: 'RefuseStep' }>['step'];
export const decline = (step: StepName, code = 'X'): FulfilmentCommand => ({
  type: 'RefuseStep',
  orderId,
  step,
  code,
  data: { sku: 'EAR-1' },
});

/** The happy road of a mode up to and with this advice. */
export function upTo(mode: Mode, last: Advice['$case']): readonly FulfilmentCommand[] {
  const at = happy[mode].findIndex(({ $case }) => $case === last);
  if (at === -1) throw new Error(`${mode} knows no ${last}`);
  return [begin(mode), ...happy[mode].slice(0, at + 1).map(hear)];
}

export interface Played {
  readonly history: readonly FulfilmentEvent[];
  readonly state: FulfilmentState;
  /** What the last command led to, each event in a few words. */
  readonly last: readonly string[];
  /** The last request. */
  readonly asked: Extract<FulfilmentEvent, { type: 'StepRequested' }>['data'] | undefined;
  readonly refusal: Refusal | undefined;
}

/** Plays commands and tells what came of the last. Only the last may be refused. */
export function play(...commands: readonly FulfilmentCommand[]): Played {
  const history: FulfilmentEvent[] = [];
  let last: readonly FulfilmentEvent[] = [];
  for (const [index, command] of commands.entries()) {
    const state = fold(fulfilment, initialState, history);
    const decision = fulfilment.decide(command, state, facts());
    if (isRefusal(decision)) {
      if (index < commands.length - 1) throw new Error(`${command.type} was refused: ${decision.refused}`);
      return { history, state, last: [], asked: undefined, refusal: decision };
    }
    last = decision;
    history.push(...decision);
  }
  return {
    history,
    state: fold(fulfilment, initialState, history),
    last: last.map(line),
    asked: history.flatMap((event) => (event.type === 'StepRequested' ? [event.data] : [])).at(-1),
    refusal: undefined,
  };
}

/** An event in a few words. */
export function line({ type, data }: FulfilmentEvent): string {
  switch (type) {
    case 'AdviceReceived':
      return `advice ${data.advice.$case}`;
    case 'StepRequested':
      return `ask ${data.step.slice(5)}`;
    case 'StepRefused':
      return `refused ${data.step.slice(5)} ${data.code}`;
    case 'StepRetried':
      return `again ${data.step.slice(5)}`;
    case 'DocumentSubmitted':
      return `document ${data.document.$case}`;
    case 'EndingDecided':
      return `ending ${data.ending.slice(7)}`;
    case 'EndingWithdrawn':
      return `goes on ${data.cause}`;
    case 'HoldPlaced':
      return `hold ${data.hold.code} ${data.hold.owner}${data.hold.due === '' ? '' : ` until ${data.hold.due}`}`;
    case 'HoldCleared':
      return `clear ${data.code}`;
    case 'FulfilmentCompleted':
      return `completed ${data.state}`;
    default:
      return type;
  }
}
