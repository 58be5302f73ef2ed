import type { Complete, CustomsEvent, Only } from '@portolan/contracts';
import type { Flaw, Sealed } from '@portolan/contracts/common/v1/types';
import type { FormatError, Reply, SummaryResult, TaxNotice } from '@portolan/contracts/customs/v1/types';
import { type Decider, madeId } from '@portolan/eventsourcing';

/** One message that the single window pushed. */
export interface Inbound {
  readonly known: boolean;
  /** First flaw of one that nobody could read. */
  readonly flaw: Flaw | undefined;
  /** Its exact bytes; undefined before it came. */
  readonly raw: Complete<Sealed> | undefined;
  readonly unmatched: readonly string[];
}

export type InboundCommand =
  | {
      readonly type: 'Receive';
      readonly messageId: string;
      readonly raw: Complete<Sealed>;
      readonly replies: Complete<Reply>[];
      readonly taxNotices: Complete<TaxNotice>[];
      readonly summaryResults?: Complete<SummaryResult>[];
      readonly formatErrors?: Complete<FormatError>[];
    }
  | {
      readonly type: 'Refuse';
      readonly messageId: string;
      readonly raw: Complete<Sealed>;
      readonly flaws: Complete<Flaw>[];
    }
  /** A reply of it belongs to no declaration of ours. */
  | { readonly type: 'ReportUnmatched'; readonly messageId: string; readonly reply: Complete<Reply> }
  /** A tax notice of it names a list that is not ours. */
  | { readonly type: 'ReportUnmatchedNotice'; readonly messageId: string; readonly notice: Complete<TaxNotice> }
  /** A summary result of it names a request that is not ours. */
  | { readonly type: 'ReportUnmatchedResult'; readonly messageId: string; readonly result: Complete<SummaryResult> }
  /** It says that the port could not read a message that we never sent. */
  | { readonly type: 'ReportUnmatchedError'; readonly messageId: string; readonly error: Complete<FormatError> };

export type InboundEvent = Only<
  CustomsEvent,
  | 'CustomsMessageReceived'
  | 'CustomsMessageRefused'
  | 'ReplyUnmatched'
  | 'TaxNoticeUnmatched'
  | 'SummaryResultUnmatched'
  | 'FormatErrorUnmatched'
>;

/** Keeps what came in, once per content, whether it could be read or not. */
export const inbound: Decider<Inbound, InboundCommand, InboundEvent, never> & { readonly name: string } = {
  name: 'inbound',
  initial: { known: false, flaw: undefined, raw: undefined, unmatched: [] },

  decide(command, state) {
    switch (command.type) {
      case 'Receive': {
        const { messageId, raw, replies, taxNotices, summaryResults = [], formatErrors = [] } = command;
        if (state.known) return [];
        const data = { messageId, raw, replies, taxNotices, summaryResults, formatErrors };
        return [{ type: 'CustomsMessageReceived', data }];
      }
      case 'Refuse': {
        const { messageId, raw, flaws } = command;
        return state.known ? [] : [{ type: 'CustomsMessageRefused', data: { messageId, raw, flaws } }];
      }
      case 'ReportUnmatched': {
        const { messageId, reply } = command;
        if (state.unmatched.includes(replyMark(reply))) return [];
        return [{ type: 'ReplyUnmatched', data: { messageId, reply } }];
      }
      case 'ReportUnmatchedNotice': {
        const { messageId, notice } = command;
        if (state.unmatched.includes(noticeMark(notice))) return [];
        return [{ type: 'TaxNoticeUnmatched', data: { messageId, notice } }];
      }
      case 'ReportUnmatchedResult': {
        const { messageId, result } = command;
        if (state.unmatched.includes(resultMark(result))) return [];
        return [{ type: 'SummaryResultUnmatched', data: { messageId, result } }];
      }
      case 'ReportUnmatchedError': {
        const { messageId, error } = command;
        if (state.unmatched.includes(errorMark(error))) return [];
        return [{ type: 'FormatErrorUnmatched', data: { messageId, error } }];
      }
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'ReplyUnmatched':
        return { ...state, unmatched: [...state.unmatched, replyMark(event.data.reply)] };
      case 'TaxNoticeUnmatched':
        return { ...state, unmatched: [...state.unmatched, noticeMark(event.data.notice)] };
      case 'SummaryResultUnmatched':
        return { ...state, unmatched: [...state.unmatched, resultMark(event.data.result)] };
      case 'FormatErrorUnmatched':
        return { ...state, unmatched: [...state.unmatched, errorMark(event.data.error)] };
      case 'CustomsMessageReceived':
        return { ...state, known: true, raw: event.data.raw };
      case 'CustomsMessageRefused':
        return { ...state, known: true, raw: event.data.raw, flaw: event.data.flaws[0] };
    }
  },
};

function replyMark(reply: Complete<Reply>): string {
  return madeId('reply', reply.answers, reply.ownerCode, reply.key, reply.status, reply.returnTime.original);
}

function noticeMark({ invtNo, taxNo, status, returnTime }: Complete<TaxNotice>): string {
  return madeId('notice', invtNo, taxNo, status, returnTime.original);
}

function resultMark({ sumNo, declSeqNo, state, returnTime }: Complete<SummaryResult>): string {
  return madeId('summary-result', sumNo, declSeqNo, state, returnTime.original);
}

function errorMark({ copMsgId, guid, status, returnTime }: Complete<FormatError>): string {
  return madeId('format-error', copMsgId, guid, status, returnTime.original);
}
