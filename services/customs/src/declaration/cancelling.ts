import type { Complete, customsRefusals } from '@portolan/contracts';
import type { MessageKind, Reply } from '@portolan/contracts/customs/v1/types';
import { type Decision, madeId, refuse } from '@portolan/eventsourcing';
import { after } from './course/moving.ts';
import { type Declaration, type DeclarationEvent, isCancellation, kindsOf, modeOf, queued } from './state.ts';

export interface Cancel {
  readonly type: 'Cancel';
  readonly declarationId: string;
  readonly orderId: string;
  readonly reason: string;
}

/** Number of a cancellation: each attempt has one of its own, of at most 20 characters (CEB623). */
export const cancellationNo = (declarationId: string, attempt: number): string =>
  madeId('cancellation', declarationId, attempt).slice(0, 20);

/** Which attempt a cancellation that is asked now would be. */
export const nextAttempt = ({ cancellation }: Declaration): number => (cancellation?.attempt ?? 0) + 1;

/**
 * Takes a declaration back. What customs has no list of is over at once, also before it was drafted: a match that is
 * under way then starts nothing. A list that customs numbered is asked back; one that it has not answered yet is asked
 * back as soon as its number is known. Documents that went out alone stand for nothing. What was summed up stands.
 */
export function cancel(
  command: Cancel,
  state: Declaration,
  at: string,
): Decision<DeclarationEvent, keyof typeof customsRefusals> {
  const { declarationId, orderId, reason } = command;
  if (state.cancelled || state.cancellation?.open === true) return [];
  const { papers, invtNo, position } = state;
  if (papers !== undefined && after(modeOf(papers).course, position, 'CANCEL') === undefined) {
    return refuse('DECLARATION_SUMMED_UP', { invtNo });
  }
  const list = papers === undefined ? undefined : state.messages[kindsOf(papers).list];
  if (papers === undefined || list === undefined || list.retired || list.outcome !== '') {
    return [{ type: 'DeclarationCancelled', data: { declarationId, orderId, invtNo } }];
  }
  const attempt = nextAttempt(state);
  const copNo = cancellationNo(declarationId, attempt);
  const requested: DeclarationEvent = {
    type: 'CancellationRequested',
    data: { declarationId, orderId, reason, copNo },
  };
  if (invtNo === '') return [requested];
  return [requested, queued(declarationId, kindsOf(papers).cancellation, at, attempt)];
}

/** What sent a message back: for a cancellation, the list stands as it did. */
export function sentBack(
  declarationId: string,
  orderId: string,
  kind: MessageKind,
  status: string,
  info: string,
): DeclarationEvent {
  return isCancellation(kind)
    ? { type: 'CancellationReturned', data: { declarationId, orderId, status, info } }
    : { type: 'DeclarationReturned', data: { declarationId, kind, status, info } };
}

/** A cancellation that waits is sent once the list has its number; a list that comes back stands no more. */
export function afterReply(
  declarationId: string,
  { answers, invtNo: given }: Pick<Complete<Reply>, 'answers' | 'invtNo'>,
  led: readonly DeclarationEvent[],
  state: Declaration,
  at: string,
): DeclarationEvent[] {
  const { papers, cancellation, orderId } = state;
  if (papers === undefined || cancellation?.open !== true || answers !== kindsOf(papers).list) return [];
  const invtNo = given || state.invtNo;
  if (led.some(({ type }) => type === 'DeclarationReturned')) {
    return [{ type: 'DeclarationCancelled', data: { declarationId, orderId, invtNo } }];
  }
  if (state.invtNo !== '' || invtNo === '' || led.length === 0) return [];
  const { cancellation: kind } = kindsOf(papers);
  const waiting = queued(declarationId, kind, at, cancellation.attempt);
  // A review names the number before the list is stored: the request went out with the first reply that had it.
  const known = waiting.type === 'MessageQueued' && state.messages[kind]?.guid === waiting.data.guid;
  return known ? [] : [waiting];
}
