import type { CustomsEvent, Only } from '@portolan/contracts';
import type { Projection } from '@portolan/engine';
import { noteFlaws, refusedCollections } from '@portolan/service';

/**
 * What operations must look at, latest first: messages that nobody could read, replies and tax notices that belong to no
 * declaration, and statuses that no table knows (under their declaration's id). Of the operator of the suite, whosever order it is.
 */
export const refused: Projection<
  Only<
    CustomsEvent,
    | 'CustomsMessageRefused'
    | 'ReplyUnmatched'
    | 'TaxNoticeUnmatched'
    | 'SummaryResultUnmatched'
    | 'FormatErrorUnmatched'
    | 'UnknownStatusRaised'
  >
> = {
  name: 'customs.refused.v2',
  reads: ['customs'],
  collections: refusedCollections,
  on: {
    CustomsMessageRefused: ({ data: { messageId, flaws }, meta }, view) => noteFlaws(view, messageId, meta.time, flaws),
    ReplyUnmatched: ({ data: { messageId, reply }, meta }, view) => {
      const { answers, ownerCode, key, status } = reply;
      const message = answers.replace('MESSAGE_KIND_', '');
      const reason = `${key} of ${ownerCode} belongs to no declaration (answer to ${message}, status ${status})`;
      return noteFlaws(view, messageId, meta.time, [{ field: 'key', reason }]);
    },
    TaxNoticeUnmatched: ({ data: { messageId, notice }, meta }, view) => {
      const reason = `${notice.invtNo} is no list of ours (tax bill ${notice.taxNo}, status ${notice.status})`;
      return noteFlaws(view, messageId, meta.time, [{ field: 'invtNo', reason }]);
    },
    SummaryResultUnmatched: ({ data: { messageId, result }, meta }, view) => {
      const reason = `${result.sumNo} is no summary of ours (declaration ${result.declSeqNo}, state ${result.state})`;
      return noteFlaws(view, messageId, meta.time, [{ field: 'sumNo', reason }]);
    },
    FormatErrorUnmatched: ({ data: { messageId, error }, meta }, view) => {
      const reason = `${error.copMsgId || 'none'} is no message of ours (format error ${error.status} about ${error.messageType})`;
      return noteFlaws(view, messageId, meta.time, [{ field: 'oriCopMsgId', reason }]);
    },
    UnknownStatusRaised: ({ data: { declarationId, status }, meta }, view) =>
      noteFlaws(view, declarationId, meta.time, [{ field: 'returnStatus', reason: `${status} stands in no table` }]),
  },
};
