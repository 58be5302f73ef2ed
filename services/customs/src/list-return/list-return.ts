import { statusOf } from '@portolan/ceb/statuses';
import { chinaDay, chinaTime } from '@portolan/china';
import type { Complete, CustomsEvent, customsRefusals, Only } from '@portolan/contracts';
import type { Reply, ReturnLine } from '@portolan/contracts/customs/v1/types';
import { type Decider, type Decision, madeId, refuse } from '@portolan/eventsourcing';
import { measureText, sum } from '@portolan/money';
import { deadlines } from './days.ts';
import { counted, type Returnable, shareOf } from './shares.ts';

/** All returns of the goods of one declaration. */
export interface ListReturns {
  readonly returns: readonly ListReturn[];
}

export interface ListReturn {
  readonly number: number;
  readonly declarationId: string;
  readonly orderId: string;
  readonly copNo: string;
  readonly invtNo: string;
  readonly reason: string;
  readonly lines: readonly Complete<ReturnLine>[];
  readonly backBy: string;
  readonly appTime: string;
  /** Nothing of the list is left to come back after it. */
  readonly rest: boolean;
  readonly state: 'REQUESTED' | 'GRANTED' | 'REJECTED';
  /** What customs said last. */
  readonly status: string;
  readonly info: string;
  readonly sent: boolean;
  readonly replies: readonly string[];
  readonly rank: number;
}

interface Wanted {
  readonly line: number;
  readonly quantity: string;
}

export type ReturnCommand =
  | {
      readonly type: 'Request';
      readonly returnId: string;
      readonly declarationId: string;
      readonly orderId: string;
      readonly invtNo: string;
      /** RFC 3339 */
      readonly releasedAt: string;
      readonly reason: string;
      /** The list as it was released. */
      readonly list: readonly Returnable[];
      /** Empty: all that has not come back yet. */
      readonly wanted: readonly Wanted[];
    }
  | {
      readonly type: 'RecordSent';
      readonly returnId: string;
      readonly number: number;
      readonly copMsgId: string;
      readonly sha256: string;
    }
  /** The window takes it for no message. */
  | { readonly type: 'Reject'; readonly returnId: string; readonly number: number; readonly status: string }
  | { readonly type: 'RecordReply'; readonly returnId: string; readonly reply: Complete<Reply> };

export type ReturnEvent = Only<
  CustomsEvent,
  | 'ListReturnRequested'
  | 'ListReturnSent'
  | 'ListReturnReplied'
  | 'ListReturnGranted'
  | 'ListReturnRejected'
  | 'UnknownStatusRaised'
>;
type Code = keyof typeof customsRefusals;

export const listReturnId = (tenant: string, declarationId: string): string =>
  madeId('list-return', tenant, declarationId);

/** Number of a return: each has one of its own, of at most 20 characters (CEB625). */
export const returnNo = (returnId: string, number: number): string =>
  madeId('return-no', returnId, number).slice(0, 20);

/**
 * Goods of a released import that come back (退货): within the law's days, one request at a time, and over all of them
 * never more than was declared. Customs' 399 grants it: tax is not levied, the buyer's year gets the value back.
 */
export const listReturn: Decider<ListReturns, ReturnCommand, ReturnEvent, Code> & { readonly name: string } = {
  name: 'list-return',
  initial: { returns: [] },

  decide(command, state, { at }): Decision<ReturnEvent, Code> {
    const { returnId } = command;
    switch (command.type) {
      case 'Request':
        return request(command, state, at);
      case 'RecordSent': {
        const { type: _type, ...data } = command;
        return state.returns[command.number - 1]?.sent === false ? [{ type: 'ListReturnSent', data }] : [];
      }
      case 'Reject': {
        const known = state.returns[command.number - 1];
        return known?.state === 'REQUESTED' ? [rejected(returnId, known, command.status, '')] : [];
      }
      case 'RecordReply':
        return record(returnId, command.reply, state);
    }
  },

  evolve(state, { type, data }): ListReturns {
    switch (type) {
      case 'ListReturnRequested': {
        const { returnId: _id, kind: _kind, ...asked } = data;
        const fresh = { state: 'REQUESTED', status: '', info: '', sent: false, replies: [], rank: 0 } as const;
        return { returns: [...state.returns, { ...asked, ...fresh }] };
      }
      case 'ListReturnSent':
        return change(state, data.number, () => ({ sent: true }));
      case 'ListReturnReplied': {
        const { reply, moves } = data;
        const { status, info } = reply;
        const rank = moves ? (said(reply).rank ?? 0) : 0;
        return change(state, data.number, (known) => ({
          ...(moves ? { status, info } : {}),
          ...{ replies: [...known.replies, markOf(reply)], rank: Math.max(known.rank, rank) },
        }));
      }
      case 'ListReturnGranted':
        return change(state, data.number, () => ({ state: 'GRANTED' }));
      case 'ListReturnRejected':
        return change(state, data.number, () => ({ state: 'REJECTED', status: data.status, info: data.info }));
      case 'UnknownStatusRaised':
        return state;
    }
  },
};

function request(
  command: Extract<ReturnCommand, { type: 'Request' }>,
  state: ListReturns,
  at: string,
): Decision<ReturnEvent, Code> {
  const { returnId, declarationId, orderId, invtNo, reason, releasedAt, list, wanted } = command;
  const open = state.returns.find((known) => known.state === 'REQUESTED');
  if (open !== undefined) return refuse('RETURN_OPEN', { number: String(open.number) });
  const { ask, back, days } = deadlines(releasedAt);
  if (at > ask) {
    return refuse('RETURN_TOO_LATE', { released: chinaDay(releasedAt), days: String(days), until: chinaDay(ask) });
  }
  const lines: Complete<ReturnLine>[] = [];
  for (const { line, quantity } of wanted.length === 0 ? allLeft(list, state) : wanted) {
    const of = list.find((known) => known.line === line);
    if (of === undefined || lines.some((known) => known.line === line)) {
      return refuse('RETURN_LINE_UNKNOWN', { line: String(line) });
    }
    const now = counted(quantity);
    if (now === undefined) return refuse('RETURN_QUANTITY_INVALID', { line: String(line), quantity });
    const before = returnedOf(state, line);
    const left = leftOf(of, state);
    if (now > left) {
      return refuse('RETURN_QUANTITY_EXCEEDED', {
        line: String(line),
        left: measureText(left),
        wanted: measureText(now),
      });
    }
    lines.push(shareOf(of, before, now));
  }
  const number = state.returns.length + 1;
  const named = { returnId, declarationId, orderId, number, copNo: returnNo(returnId, number), invtNo, reason, lines };
  const kind = 'MESSAGE_KIND_CEB625';
  const rest = list.every((of) => leftOf(of, state) === (counted(quantityIn(lines, of.line)) ?? 0n));
  return [{ type: 'ListReturnRequested', data: { ...named, backBy: back, kind, appTime: chinaTime(at), rest } }];
}

const leftOf = ({ line, quantity }: Returnable, state: ListReturns): bigint =>
  (counted(quantity.value) ?? 0n) - returnedOf(state, line);

const quantityIn = (lines: readonly Complete<ReturnLine>[], line: number): string =>
  lines.find((known) => known.line === line)?.quantity.value ?? '';

// Where nothing is left, the whole list is more than that.
function allLeft(list: readonly Returnable[], state: ListReturns): readonly Wanted[] {
  const left = list.filter((of) => leftOf(of, state) > 0n);
  if (left.length === 0) return list.map(({ line, quantity }) => ({ line, quantity: quantity.value }));
  return left.map((of) => ({ line: of.line, quantity: measureText(leftOf(of, state)) }));
}

/** What of a line came back, or is asked to: what customs did not let come back does not count. */
function returnedOf({ returns }: ListReturns, line: number): bigint {
  return returns
    .filter((known) => known.state !== 'REJECTED')
    .flatMap(({ lines }) => lines.filter((known) => known.line === line))
    .reduce((all, { quantity }) => all + (counted(quantity.value) ?? 0n), 0n);
}

function record(returnId: string, reply: Complete<Reply>, state: ListReturns): ReturnEvent[] {
  const known = state.returns.find(({ copNo }) => copNo === reply.key);
  if (known === undefined || known.replies.includes(markOf(reply))) return [];
  const { number } = known;
  const { standing, rank = 0 } = said(reply);
  const rejects = standing === 'returned' || standing === 'not-sent' || standing === 'error';
  const moves = known.state === 'REQUESTED' && (rejects || rank > known.rank);
  const recorded: ReturnEvent = { type: 'ListReturnReplied', data: { returnId, number, reply, moves } };
  const { status, info } = reply;
  if (standing === 'unknown') {
    return [recorded, { type: 'UnknownStatusRaised', data: { declarationId: known.declarationId, status, info } }];
  }
  if (!moves) return [recorded];
  if (rejects) return [recorded, rejected(returnId, known, status, info)];
  return standing === 'concluded' ? [recorded, granted(returnId, known)] : [recorded];
}

function granted(returnId: string, { declarationId, orderId, number, lines, rest }: ListReturn): ReturnEvent {
  const value = sum(
    lines.map((line) => line.value),
    'CNY',
  );
  const tax = sum(
    lines.flatMap((line) => (line.tax === undefined ? [] : [line.tax])),
    'CNY',
  );
  return {
    type: 'ListReturnGranted',
    data: { returnId, declarationId, orderId, number, lines: [...lines], value, tax, all: rest },
  };
}

function rejected(
  returnId: string,
  { declarationId, orderId, number }: ListReturn,
  status: string,
  info: string,
): ReturnEvent {
  return { type: 'ListReturnRejected', data: { returnId, declarationId, orderId, number, status, info } };
}

const said = ({ status }: Complete<Reply>) => statusOf('626', status);

/** The same reply twice has the same mark. */
function markOf({ key, status, returnTime, info }: Complete<Reply>): string {
  return madeId('return-reply', key, status, returnTime.original, info);
}

function change(state: ListReturns, number: number, to: (known: ListReturn) => Partial<ListReturn>): ListReturns {
  return { returns: state.returns.map((known) => (known.number === number ? { ...known, ...to(known) } : known)) };
}
