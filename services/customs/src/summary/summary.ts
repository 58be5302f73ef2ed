import { statusOf } from '@portolan/ceb/statuses';
import { chinaTime } from '@portolan/china';
import type { Complete, customsRefusals } from '@portolan/contracts';
import type { Reply, SummaryKey, SummaryList, SummaryResult } from '@portolan/contracts/customs/v1/types';
import { type Decider, type Decision, type Facts, refuse } from '@portolan/eventsourcing';
import { dueOf } from './key.ts';
import { merged } from './merging.ts';
import {
  type Application,
  allLists,
  applicationNo,
  applicationOf,
  isKnown,
  markOf,
  type Summary,
  type SummaryEvent,
  waiting,
} from './state.ts';

export type SummaryCommand =
  | {
      readonly type: 'AddList';
      readonly summaryId: string;
      /** yyyy-mm, China: in which it closed. */
      readonly month: string;
      readonly key: Complete<SummaryKey>;
      readonly list: Complete<SummaryList>;
    }
  /** Asks customs to declare what waits; of statistics, states the month's figures. */
  | { readonly type: 'Apply'; readonly summaryId: string }
  | {
      readonly type: 'RecordPart';
      readonly summaryId: string;
      readonly application: number;
      readonly part: number;
      readonly copMsgId: string;
      readonly sha256: string;
    }
  /** The window, or the port, takes a part of it for no message. */
  | {
      readonly type: 'RejectPart';
      readonly summaryId: string;
      readonly application: number;
      readonly status: string;
    }
  | { readonly type: 'RecordReply'; readonly summaryId: string; readonly reply: Complete<Reply> }
  | { readonly type: 'RecordResult'; readonly summaryId: string; readonly result: Complete<SummaryResult> }
  /** The last day has passed. */
  | { readonly type: 'CheckDue'; readonly summaryId: string };

type Code = keyof typeof customsRefusals;
type Decided = Decision<SummaryEvent, Code>;

// A list that closes when its summary was asked for already waits for others that come late as well; ours to choose.
const lateMs = 24 * 3_600_000;

/**
 * The lists of a month that customs closed, on their way into export declarations (汇总申报), or into the month's figures
 * (汇总统计). Each list is in one application at a time; what customs sends back goes again in the next one.
 */
export const summary: Decider<Summary, SummaryCommand, SummaryEvent, Code> & { readonly name: string } = {
  name: 'summary',
  initial: { opened: undefined, lists: {}, applications: [], stated: [], overdue: false },

  decide(command, state, facts): Decided {
    const { summaryId } = command;
    if (command.type === 'AddList') return addList(command, state, facts);
    if (state.opened === undefined) return refuse('SUMMARY_NOT_FOUND', { id: summaryId });
    switch (command.type) {
      case 'Apply':
        return apply(summaryId, state, facts.at);
      case 'RecordPart': {
        const { type: _type, ...data } = command;
        const known = state.applications[command.application - 1];
        if (known === undefined || known.sent.includes(command.copMsgId)) return [];
        return [{ type: 'SummaryPartSent', data }];
      }
      case 'RejectPart': {
        const { application, status } = command;
        const known = state.applications[application - 1];
        if (known?.state !== 'APPLIED') return [];
        return [{ type: 'SummaryReturned', data: { summaryId, application, status, info: '' } }];
      }
      case 'RecordReply':
        return record(summaryId, command.reply, state);
      case 'RecordResult':
        return declared(summaryId, command.result, state);
      case 'CheckDue': {
        const accepted = new Set(
          state.applications.flatMap((known) => (known.state === 'ACCEPTED' ? known.invtNos : [])),
        );
        const lists = allLists(state).filter(({ invtNo }) => !accepted.has(invtNo)).length;
        const { dueUntil, key } = state.opened;
        if (key.statisticsFlag === 'A' || lists === 0 || state.overdue || facts.at < dueUntil) return [];
        return [{ type: 'SummaryOverdue', data: { summaryId, dueUntil, lists } }];
      }
    }
  },

  evolve(state, event): Summary {
    switch (event.type) {
      case 'SummaryOpened': {
        const { summaryId: _id, ...opened } = event.data;
        return { ...state, opened };
      }
      case 'SummaryListAdded': {
        const { list } = event.data;
        const place = list.invtNo.slice(-2);
        return { ...state, lists: { ...state.lists, [place]: [...(state.lists[place] ?? []), list] } };
      }
      case 'SummaryApplied': {
        const { application: number, copNo, invtNos, appTime } = event.data;
        const fresh = { state: 'APPLIED', sumNo: '', sent: [], replies: [], rank: 0, declared: {} } as const;
        return { ...state, applications: [...state.applications, { number, copNo, invtNos, appTime, ...fresh }] };
      }
      case 'SummaryPartSent':
        return change(state, event.data.application, ({ sent }) => ({ sent: [...sent, event.data.copMsgId] }));
      case 'SummaryReplyRecorded': {
        const { application, reply, moves } = event.data;
        const rank = moves ? (statusOf('702', reply.status).rank ?? 0) : 0;
        return change(state, application, (known) => ({
          replies: [...known.replies, markOf(reply)],
          rank: Math.max(known.rank, rank),
        }));
      }
      case 'SummaryAccepted':
        return change(state, event.data.application, ({ sumNo }) => {
          return { state: 'ACCEPTED', sumNo: event.data.sumNo || sumNo };
        });
      case 'SummaryReturned':
        return change(state, event.data.application, () => ({ state: 'RETURNED' }));
      case 'SummaryDeclared': {
        const { declSeqNo, entryId, state: said, returnTime, invtNos } = event.data.result;
        const one = { invtNos, entryId, state: said, returned: returnTime.instant };
        return change(state, event.data.application, (known) => ({
          declared: { ...known.declared, [declSeqNo]: one },
        }));
      }
      case 'SummaryOverdue':
        return { ...state, overdue: true };
      case 'UnknownStatusRaised':
        return state;
      case 'StatisticsStated':
        return { ...state, stated: [...state.stated, ...event.data.invtNos] };
    }
  },
};

function addList(command: Extract<SummaryCommand, { type: 'AddList' }>, state: Summary, { at }: Facts): SummaryEvent[] {
  const { summaryId, month, key, list } = command;
  if (isKnown(state, list.invtNo)) return [];
  const due = dueOf(month);
  const opened: SummaryEvent = {
    type: 'SummaryOpened',
    data: { summaryId, month, key, dueFrom: due.from, dueUntil: due.until },
  };
  const late = new Date(Date.parse(at) + lateMs).toISOString();
  const askFrom = at < due.from ? due.from : late;
  const added: SummaryEvent = { type: 'SummaryListAdded', data: { summaryId, list, askFrom } };
  return state.opened === undefined ? [opened, added] : [added];
}

function apply(summaryId: string, state: Summary, at: string): Decided {
  const lists = waiting(state);
  const month = state.opened?.month ?? '';
  if (lists.length === 0) return refuse('SUMMARY_EMPTY', { month });
  const invtNos = lists.map(({ invtNo }) => invtNo);
  const lines = lists.flatMap((list) => list.lines);
  if (state.opened?.key.statisticsFlag === 'A') {
    if (at < state.opened.dueFrom) return refuse('SUMMARY_MONTH_OPEN', { month });
    return [{ type: 'StatisticsStated', data: { summaryId, invtNos, lines: merged(lines, 4) } }];
  }
  const application = state.applications.length + 1;
  const copNo = applicationNo(summaryId, application);
  const data = { summaryId, application, copNo, invtNos, lines: merged(lines), appTime: chinaTime(at) };
  return [{ type: 'SummaryApplied', data }];
}

/** Replies come doubled and out of order: by rank they go on, and one that was sent back says no more. */
function record(summaryId: string, reply: Complete<Reply>, state: Summary): SummaryEvent[] {
  const known = state.applications.find(({ copNo }) => copNo === reply.key);
  if (known === undefined || known.replies.includes(markOf(reply))) return [];
  const { number: application } = known;
  const { standing, rank = 0 } = statusOf('702', reply.status);
  const sentBack = standing === 'returned' || standing === 'not-sent' || standing === 'error';
  const live = known.state === 'APPLIED' || (known.state === 'ACCEPTED' && !sentBack);
  const moves = live && (sentBack || rank > known.rank);
  const recorded: SummaryEvent = { type: 'SummaryReplyRecorded', data: { summaryId, application, reply, moves } };
  const { status, info, invtNo: sumNo } = reply;
  if (standing === 'unknown') {
    return [recorded, { type: 'UnknownStatusRaised', data: { declarationId: summaryId, status, info } }];
  }
  if (!moves) return [recorded];
  if (sentBack) return [recorded, { type: 'SummaryReturned', data: { summaryId, application, status, info } }];
  if (standing !== 'concluded' || known.state === 'ACCEPTED') return [recorded];
  return [recorded, { type: 'SummaryAccepted', data: { summaryId, application, sumNo } }];
}

/** A declaration that customs made of some of the lists: its number stays once it has one. */
function declared(summaryId: string, result: Complete<SummaryResult>, state: Summary): SummaryEvent[] {
  const known = applicationOf(state, result);
  if (known === undefined) return [];
  const before = known.declared[result.declSeqNo];
  const same = before?.entryId === result.entryId && before.state === result.state;
  const older = before !== undefined && result.returnTime.instant < before.returned;
  if (same || older || (before !== undefined && before.entryId !== '' && result.entryId === '')) return [];
  const { number: application } = known;
  const event: SummaryEvent = { type: 'SummaryDeclared', data: { summaryId, application, result } };
  // Customs declares what it took, also where the reply that says so is still under way.
  if (known.state === 'ACCEPTED') return [event];
  return [{ type: 'SummaryAccepted', data: { summaryId, application, sumNo: result.sumNo } }, event];
}

function change(state: Summary, number: number, to: (known: Application) => Partial<Application>): Summary {
  const applications = state.applications.map((known) =>
    known.number === number ? { ...known, ...to(known) } : known,
  );
  return { ...state, applications };
}
