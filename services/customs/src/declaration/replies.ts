import { type Meant, meantBy, takenRank } from '@portolan/ceb/statuses';
import { chinaDay } from '@portolan/china';
import type { Complete } from '@portolan/contracts';
import type { MessageKind, Reply } from '@portolan/contracts/customs/v1/types';
import { type Facts, madeId } from '@portolan/eventsourcing';
import { afterReply, sentBack } from './cancelling.ts';
import { standsOn } from './position.ts';
import { type Declaration, type DeclarationEvent, kindsOf, type MessageState, queuedList } from './state.ts';

/**
 * What a reply of customs moves. Replies come doubled and out of order: one that is known already changes nothing; one
 * whose status is behind the furthest is recorded and moves nothing. A "returned" counts where it is not older than what
 * moved the message last; after it, only what customs says later goes on. The port's own errors (negative) count only
 * until customs has taken the message. Replies to a version that was replaced, and all after a cancellation, move
 * nothing. Nor does what the course of the mode knows no move for: see course/table.
 */
export function decideReply(
  { declarationId, reply }: { readonly declarationId: string; readonly reply: Complete<Reply> },
  state: Declaration,
  { at }: Facts,
): DeclarationEvent[] {
  if (state.replies.includes(replyMark(reply))) return [];
  const message = state.messages[reply.answers];
  const status = meaningOf(reply);
  const led =
    message !== undefined && status !== undefined && isAbout(message, state, reply) && movesOn(message, status, reply)
      ? consequences(declarationId, reply, status, state, at)
      : undefined;
  const moves = led !== undefined && standsOn(state, led);
  const recorded: DeclarationEvent = { type: 'ReplyRecorded', data: { declarationId, reply, moves } };
  if (status === undefined) {
    const { status: code, info } = reply;
    return [recorded, { type: 'UnknownStatusRaised', data: { declarationId, status: code, info } }];
  }
  if (led === undefined || !moves) return [recorded];
  return [recorded, ...led, ...afterReply(declarationId, reply, led, state, at)];
}

// A reply may bear the guid of what it answers, or one of its own: then only its time tells the version.
function isAbout(message: MessageState, state: Declaration, { guid, returnTime }: Complete<Reply>): boolean {
  if (state.cancelled || message.retired || state.replaced.includes(guid)) return false;
  return guid === message.guid || message.after === '' || returnTime.instant > message.after;
}

function movesOn(message: MessageState, status: Meant, reply: Complete<Reply>): boolean {
  const time = reply.returnTime.instant;
  // An error at the port about what customs has taken already (sent twice, "exists") takes nothing back.
  if (message.rank >= takenRank && reply.status.startsWith('-')) return false;
  if (status.meaning === 'returned') return message.outcome !== reply.status && time >= message.since;
  if (message.outcome === '') return status.rank > message.rank;
  // What customs sent back it may let go after all: it says again what it had said before.
  return status.rank >= message.rank && time > message.since;
}

function consequences(
  declarationId: string,
  reply: Complete<Reply>,
  status: Meant,
  state: Declaration,
  at: string,
): DeclarationEvent[] {
  const { orderId } = state;
  const invtNo = reply.invtNo || state.invtNo;
  const preNo = reply.preNo || state.preNo;
  switch (status.meaning) {
    case 'progress':
      return [];
    case 'accepted':
      return state.papers !== undefined && restAccepted(state, reply.answers)
        ? [{ type: 'DocumentsAccepted', data: { declarationId } }, queuedList(declarationId, state, state.papers, at)]
        : [];
    case 'stored':
      return [{ type: 'DeclarationStored', data: { declarationId, preNo, invtNo } }];
    case 'review':
      return [{ type: 'DeclarationUnderReview', data: { declarationId, status: reply.status } }];
    case 'released':
      return release(declarationId, reply, state, invtNo);
    case 'closed':
      // What is closed was released: the release itself may still be under way to us.
      return [
        ...release(declarationId, reply, state, invtNo),
        { type: 'DeclarationClosed', data: { declarationId, invtNo } },
      ];
    case 'granted':
      return [{ type: 'DeclarationCancelled', data: { declarationId, orderId, invtNo: state.invtNo } }];
    case 'returned': {
      const { answers: kind, status: code, info } = reply;
      return [sentBack(declarationId, orderId, kind, code, info)];
    }
  }
}

function release(id: string, reply: Complete<Reply>, state: Declaration, invtNo: string): DeclarationEvent[] {
  if (state.released) return [];
  const data = { declarationId: id, orderId: state.orderId, invtNo, releasedAt: reply.returnTime };
  return [{ type: 'DeclarationReleased', data }];
}

// The table is read as it stood when customs spoke, so replaying gives the same answer.
function meaningOf(reply: Complete<Reply>): Meant | undefined {
  return meantBy(reply.answers, reply.status, chinaDay(reply.returnTime.instant));
}

function restAccepted(state: Declaration, now: MessageKind): boolean {
  if (state.documentsAccepted || state.papers === undefined) return false;
  return kindsOf(state.papers).documents.every((kind) => kind === now || state.messages[kind]?.accepted === true);
}

/** State after a reply was recorded, moving or not. */
export function evolveReply(state: Declaration, reply: Complete<Reply>, moves: boolean): Declaration {
  const after = { ...state, replies: [...state.replies, replyMark(reply)] };
  const message = state.messages[reply.answers];
  if (message === undefined || !isAbout(message, state, reply)) return after;
  const kept = message.kept || !reply.status.startsWith('-');
  const heard = withMessage(after, reply.answers, { answered: true, kept });
  if (!moves) return heard;
  const status = meaningOf(reply);
  const since = reply.returnTime.instant;
  if (status === undefined || status.meaning === 'returned') return withMessage(heard, reply.answers, { since });
  const accepted = status.meaning === 'accepted' || message.accepted;
  return withMessage(heard, reply.answers, { since, rank: status.rank, accepted, outcome: '' });
}

export function withMessage(state: Declaration, kind: MessageKind, change: Partial<MessageState>): Declaration {
  const message = state.messages[kind];
  if (message === undefined) return state;
  return { ...state, messages: { ...state.messages, [kind]: { ...message, ...change } } };
}

/** The same reply twice has the same mark: message, key, status, return time and text. */
function replyMark(reply: Complete<Reply>): string {
  const { answers, ownerCode, key, status, returnTime, info } = reply;
  return madeId('reply', answers, ownerCode, key, status, returnTime.original, info);
}
