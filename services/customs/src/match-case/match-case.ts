import { chinaDay } from '@portolan/china';
import { type Decider, type Decision, type Facts, madeId, refuse, sameContent } from '@portolan/eventsourcing';
import { declare } from './declaring.ts';
import { faultOf } from './documents.ts';
import type { CheckCase, Code, Declare, MatchCase, MatchCaseEvent, RecordDocument } from './state.ts';
import { check, documentKinds } from './waiting.ts';

export type { Bonded, CheckCase, Declare, MatchCase, MatchCaseEvent, RecordDocument } from './state.ts';

export { mostReminders } from './waiting.ts';

export const caseId = (tenant: string, orderId: string): string => madeId('case', tenant, orderId);

/** The case of one order: its documents come in any order, then the list is drafted and matched with them. */
export const matchCase: Decider<MatchCase, RecordDocument | Declare | CheckCase, MatchCaseEvent, Code> & {
  readonly name: string;
} = {
  name: 'match-case',
  initial: {
    open: false,
    orderId: '',
    orderNo: '',
    tradeMode: '',
    order: undefined,
    receipt: undefined,
    payment: undefined,
    waybill: undefined,
    versions: { order: 0, receipt: 0, payment: 0, waybill: 0 },
    list: undefined,
    matched: false,
    differences: [],
    overdue: 0,
  },

  decide(command, state, facts) {
    switch (command.type) {
      case 'RecordDocument':
        return record(command, state, facts);
      case 'Declare':
        return declare(command, state, facts);
      case 'CheckCase':
        return check(command, state, facts);
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'CaseOpened': {
        const { orderId, orderNo, tradeMode = '' } = event.data;
        return { ...state, open: true, orderId, orderNo, tradeMode };
      }
      case 'DocumentRecorded': {
        const { $case, value } = event.data.document;
        const versions = { ...state.versions, [$case]: event.data.documentVersion };
        // The order says what its number is; until it comes, whoever came first.
        const orderNo = $case === 'order' ? value.orderNo : state.orderNo;
        // After a match: the list was sent back, and what it is matched with is mended.
        const moved = { matched: false, differences: [], overdue: 0 };
        return { ...state, ...moved, orderNo, versions, [$case]: value };
      }
      case 'ListDrafted':
        return { ...state, list: event.data.list, tradeMode: event.data.list.tradeMode };
      case 'CaseMatched':
        return { ...state, matched: true, differences: [], overdue: 0 };
      case 'CaseMismatched':
        return { ...state, matched: false, differences: event.data.differences, overdue: 0 };
      case 'CaseOverdue':
        return { ...state, overdue: event.data.times };
    }
  },
};

function record(command: RecordDocument, state: MatchCase, facts: Facts): Decision<MatchCaseEvent, Code> {
  const { caseId, orderId, kind, document } = command;
  if (documentKinds[document.$case] !== kind) {
    return refuse('DOCUMENT_KIND_DIFFERS', { kind, document: document.$case });
  }
  const fault = faultOf(document, chinaDay(facts.at));
  if (fault !== undefined) return fault;
  const known = state[document.$case];
  if (known !== undefined && sameContent(known, document.value)) return [];
  if (state.matched && !command.returned) return refuse('CASE_ALREADY_MATCHED', { orderNo: document.value.orderNo });
  const recorded: MatchCaseEvent = {
    type: 'DocumentRecorded',
    data: {
      caseId,
      kind,
      documentVersion: state.versions[document.$case] + 1,
      document,
    },
  };
  if (state.open) return [recorded];
  const platformCode = 'platform' in document.value ? document.value.platform.code : '';
  const { orderNo } = document.value;
  const mode = command.tradeMode === undefined ? {} : { tradeMode: command.tradeMode };
  return [{ type: 'CaseOpened', data: { caseId, orderId, orderNo, platformCode, ...mode } }, recorded];
}
