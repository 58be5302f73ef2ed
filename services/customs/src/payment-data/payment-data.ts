import type { Complete, CustomsEvent, customsRefusals, Only } from '@portolan/contracts';
import type { Sealed } from '@portolan/contracts/common/v1/types';
import type { PaymentInquiry, PaymentRecord } from '@portolan/contracts/customs/v1/types';
import { type Decider, type Decision, type Facts, madeId, refuse, sameContent } from '@portolan/eventsourcing';

/**
 * The original data of an order's payment and what customs asked of it (GACC announcement 2018 No. 165): both in one
 * stream, so that a question finds the record however close together they come.
 */
export interface PaymentData {
  readonly orderId: string;
  readonly record: Complete<PaymentRecord> | undefined;
  readonly recordVersion: number;
  readonly inquiries: Readonly<Record<string, Inquiry>>;
}

export interface Inquiry {
  readonly asked: Complete<PaymentInquiry>;
  readonly state: 'ASKED' | 'SIGNED' | 'ANSWERED' | 'REFUSED' | 'UNKNOWN';
  /** Answers signed so far. */
  readonly attempt: number;
  /** The last of them. */
  readonly answer: Complete<Sealed> | undefined;
  /** It was told that its time runs out, that it is over. */
  readonly warned: boolean;
  readonly overdue: boolean;
}

interface Of {
  readonly paymentDataId: string;
  readonly inquiryId: string;
}

export type PaymentDataCommand =
  | {
      readonly type: 'KeepRecord';
      readonly paymentDataId: string;
      readonly orderId: string;
      readonly record: Complete<PaymentRecord>;
    }
  | {
      readonly type: 'Ask';
      readonly paymentDataId: string;
      /** '' where the order was never declared for the platform. */
      readonly orderId: string;
      readonly inquiry: Complete<PaymentInquiry>;
      readonly raw: Complete<Sealed>;
    }
  | ({
      readonly type: 'Sign';
      readonly attempt: number;
      readonly answer: Complete<Sealed>;
      readonly sha256: string;
      readonly certNo: string;
      readonly signValue: string;
    } & Of)
  | ({
      readonly type: 'RecordVerdict';
      readonly attempt: number;
      readonly code: string;
      readonly message: string;
    } & Of)
  | ({ readonly type: 'CheckInquiry' } & Of);

export type PaymentDataEvent = Only<
  CustomsEvent,
  | 'PaymentRecordKept'
  | 'PaymentDataAsked'
  | 'PaymentDataUnknown'
  | 'PaymentDataSigned'
  | 'PaymentDataAnswered'
  | 'PaymentDataRefused'
  | 'PaymentDataDue'
  | 'PaymentDataOverdue'
>;

type Code = keyof typeof customsRefusals;

export const paymentDataId = (tenant: string, orderId: string): string => madeId('payment-data', tenant, orderId);

export const inquiryIdOf = (platformCode: string, sessionId: string, orderNo: string): string =>
  madeId('payment-inquiry', platformCode, sessionId, orderNo);

/** Taken: customs' code for it. */
export const taken = '10000';

export const paymentData: Decider<PaymentData, PaymentDataCommand, PaymentDataEvent, Code> & { readonly name: string } =
  {
    name: 'payment-data',
    initial: { orderId: '', record: undefined, recordVersion: 0, inquiries: {} },
    decide,

    evolve(state, event) {
      switch (event.type) {
        case 'PaymentRecordKept': {
          const { orderId, record, recordVersion } = event.data;
          return { ...state, orderId, record, recordVersion };
        }
        case 'PaymentDataAsked':
          return asked({ ...state, orderId: event.data.orderId }, event.data.inquiry, 'ASKED');
        case 'PaymentDataUnknown':
          return asked(state, event.data.inquiry, 'UNKNOWN');
        case 'PaymentDataSigned': {
          const { inquiryId, attempt, answer } = event.data;
          return changed(state, inquiryId, { state: 'SIGNED', attempt, answer });
        }
        case 'PaymentDataAnswered':
          return changed(state, event.data.inquiryId, { state: 'ANSWERED' });
        case 'PaymentDataRefused':
          return changed(state, event.data.inquiryId, { state: 'REFUSED' });
        case 'PaymentDataDue':
          return changed(state, event.data.inquiryId, { warned: true });
        case 'PaymentDataOverdue':
          return changed(state, event.data.inquiryId, { overdue: true });
      }
    },
  };

function decide(command: PaymentDataCommand, state: PaymentData, facts: Facts): Decision<PaymentDataEvent, Code> {
  switch (command.type) {
    case 'KeepRecord': {
      const { paymentDataId, orderId, record } = command;
      const refused = Object.values(state.inquiries).some((inquiry) => inquiry.state === 'REFUSED');
      const same = state.record !== undefined && sameContent(unsealed(state.record), unsealed(record));
      // The same once more answers once more what customs refused.
      if (same && !refused) return [];
      const recordVersion = state.recordVersion + 1;
      return [{ type: 'PaymentRecordKept', data: { paymentDataId, orderId, recordVersion, record } }];
    }
    case 'Ask': {
      const { paymentDataId, orderId, inquiry, raw } = command;
      if (state.inquiries[inquiry.inquiryId] !== undefined) return [];
      if (orderId === '') return [{ type: 'PaymentDataUnknown', data: { paymentDataId, inquiry, raw } }];
      return [{ type: 'PaymentDataAsked', data: { paymentDataId, inquiry, orderId, raw } }];
    }
    default: {
      const inquiry = state.inquiries[command.inquiryId];
      if (inquiry === undefined) return refuse('PAYMENT_INQUIRY_NOT_FOUND', { id: command.inquiryId });
      return about(command, inquiry, state, facts);
    }
  }
}

function about(
  command: Extract<PaymentDataCommand, Of>,
  inquiry: Inquiry,
  { record }: PaymentData,
  { at }: Facts,
): Decision<PaymentDataEvent, Code> {
  const { paymentDataId, inquiryId } = command;
  const { sessionId, orderNo, dueAt, receivedAt } = inquiry.asked;
  const told = { paymentDataId, inquiryId, orderNo, sessionId };
  switch (command.type) {
    case 'Sign': {
      const { attempt, answer, sha256, certNo, signValue } = command;
      const open = inquiry.state === 'ASKED' || inquiry.state === 'REFUSED';
      // Made twice: the first one stands.
      if (attempt <= inquiry.attempt || !open || record === undefined) return [];
      const signed = { answer, sha256, certNo, signValue };
      return [{ type: 'PaymentDataSigned', data: { paymentDataId, inquiryId, sessionId, attempt, ...signed } }];
    }
    case 'RecordVerdict': {
      const { attempt, code, message } = command;
      if (attempt !== inquiry.attempt || inquiry.state !== 'SIGNED') return [];
      if (code !== taken) return [{ type: 'PaymentDataRefused', data: { ...told, code, message } }];
      const tookMs = BigInt(Math.max(0, Date.parse(at) - Date.parse(receivedAt)));
      return [{ type: 'PaymentDataAnswered', data: { ...told, code, message, tookMs, late: at > dueAt } }];
    }
    case 'CheckInquiry': {
      if (inquiry.state === 'ANSWERED' || inquiry.state === 'UNKNOWN') return [];
      const why = record === undefined ? 'RECORD_MISSING' : inquiry.state === 'REFUSED' ? 'REFUSED' : 'NOT_TAKEN';
      if (at >= dueAt) return inquiry.overdue ? [] : [{ type: 'PaymentDataOverdue', data: { ...told, dueAt, why } }];
      return inquiry.warned ? [] : [{ type: 'PaymentDataDue', data: { ...told, dueAt, why } }];
    }
  }
}

function asked(state: PaymentData, inquiry: Complete<PaymentInquiry>, at: Inquiry['state']): PaymentData {
  const begun: Inquiry = { asked: inquiry, state: at, attempt: 0, answer: undefined, warned: false, overdue: false };
  return { ...state, inquiries: { ...state.inquiries, [inquiry.inquiryId]: begun } };
}

function changed(state: PaymentData, id: string, to: Partial<Inquiry>): PaymentData {
  const before = state.inquiries[id];
  return before === undefined ? state : { ...state, inquiries: { ...state.inquiries, [id]: { ...before, ...to } } };
}

// The same text sealed twice has two ciphertexts and one hash.
function unsealed(record: Complete<PaymentRecord>) {
  const { request, response, payeeAccount, ...rest } = record;
  return { ...rest, request: request.hash, response: response.hash, payeeAccount: payeeAccount.hash };
}
