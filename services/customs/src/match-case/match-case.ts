import { chinaDay } from '@portolan/china';
import type { DocumentKind } from '@portolan/contracts/customs/v1/types';
import { type Decider, type Decision, type Facts, madeId, refuse, sameContent } from '@portolan/eventsourcing';
import { declare } from './declaring.ts';
import { type CaseDocument, faultOf } from './documents.ts';
import type { Code, Declare, MatchCase, MatchCaseEvent, RecordDocument } from './state.ts';

export type { Bonded, Declare, MatchCase, MatchCaseEvent, RecordDocument } from './state.ts';

export const caseId = (tenant: string, orderId: string): string => madeId('case', tenant, orderId);

const kinds: Readonly<Record<CaseDocument['$case'], DocumentKind>> = {
  order: 'DOCUMENT_KIND_ORDER',
  receipt: 'DOCUMENT_KIND_RECEIPT',
  waybill: 'DOCUMENT_KIND_WAYBILL',
  payment: 'DOCUMENT_KIND_PAYMENT',
};

/** The case of one order: its documents come in any order, then the list is drafted and matched with them. */
export const matchCase: Decider<MatchCase, RecordDocument | Declare, MatchCaseEvent, Code> & { readonly name: string } =
  {
    name: 'match-case',
    initial: {
      open: false,
      orderId: '',
      order: undefined,
      receipt: undefined,
      payment: undefined,
      waybill: undefined,
      versions: { order: 0, receipt: 0, payment: 0, waybill: 0 },
      list: undefined,
      matched: false,
    },

    decide(command, state, facts) {
      return command.type === 'RecordDocument' ? record(command, state, facts) : declare(command, state, facts);
    },

    evolve(state, event) {
      switch (event.type) {
        case 'CaseOpened':
          return { ...state, open: true, orderId: event.data.orderId };
        case 'DocumentRecorded': {
          const { $case, value } = event.data.document;
          const versions = { ...state.versions, [$case]: event.data.documentVersion };
          // After a match: the list was sent back, and what it is matched with is mended.
          return { ...state, versions, [$case]: value, matched: false };
        }
        case 'ListDrafted':
          return { ...state, list: event.data.list };
        case 'CaseMatched':
          return { ...state, matched: true };
        case 'CaseMismatched':
          return { ...state, matched: false };
      }
    },
  };

function record(command: RecordDocument, state: MatchCase, facts: Facts): Decision<MatchCaseEvent, Code> {
  const { caseId, orderId, kind, document } = command;
  if (kinds[document.$case] !== kind) return refuse('DOCUMENT_KIND_DIFFERS', { kind, document: document.$case });
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
  return [{ type: 'CaseOpened', data: { caseId, orderId, orderNo, platformCode } }, recorded];
}
