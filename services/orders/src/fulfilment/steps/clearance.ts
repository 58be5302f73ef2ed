import { DocumentKind } from '@portolan/contracts/customs/v1/types';
import { Step } from '@portolan/contracts/orders/v1/types';
import { shippedBack } from '../advice.ts';
import { bookLines } from '../book-lines.ts';
import { orderDocument, paymentDocument, receiptDocument, recordOf, waybillDocument } from '../documents.ts';
import { type HoldReason, reason } from '../holds.ts';
import { attemptOf, type StepRule } from '../rule.ts';
import { known, type StepRequest, type Underway } from '../state.ts';

/** Customs clearance is told of the order (CEB303, CEB311). */
export const recordOrder: StepRule = {
  step: Step.STEP_RECORD_ORDER,
  request: (underway) => recordOf(underway, underway.submitted.order ?? orderDocument(underway)),
  begun: ({ orderRecorded }) => orderRecorded !== undefined,
};

/** … of the payment receipt (CEB403), or for bonded imports of the payment itself (CEB411) … */
export const recordReceipt: StepRule = {
  step: Step.STEP_RECORD_RECEIPT,
  request: (underway) => {
    const { submitted, started } = underway;
    if (started.terms.mode === '1210') return recordOf(underway, submitted.payment ?? paymentDocument(underway));
    return recordOf(underway, submitted.receipt ?? receiptDocument(underway));
  },
  begun: ({ receiptRecorded }) => receiptRecorded !== undefined,
};

/** … and of the waybill (CEB505, CEB511). */
export const recordWaybill: StepRule = {
  step: Step.STEP_RECORD_WAYBILL,
  request: (underway) => recordOf(underway, underway.submitted.waybill ?? waybillDocument(underway)),
  begun: ({ waybillRecorded }) => waybillRecorded !== undefined,
};

/** The documents are matched and the list declared (CEB603, CEB621). */
export const declare: StepRule = {
  step: Step.STEP_DECLARE,
  request: declaration,
  begun: ({ caseMatched, caseMismatched }) => (caseMatched ?? caseMismatched) !== undefined,
  until: { ended: ({ declarationReleased }) => declarationReleased !== undefined, hold: awaitingCustoms },
  failsBy: ['declarationReturned', 'statusUnknown', 'declarationOverdue'],
};

function declaration(underway: Underway): StepRequest {
  const { orderId, terms, buyer } = underway.started;
  if (underway.retried.STEP_DECLARE?.after === 'declarationReturned') {
    return { $case: 'resubmit', value: { orderId, attempt: attemptOf(underway, 'STEP_DECLARE') } };
  }
  const { emsNo, allocations } = known(underway, 'parcelPacked');
  const bonded = terms.mode === '1210';
  return {
    $case: 'declare',
    value: {
      orderId,
      tradeMode: terms.mode,
      destination: buyer.country,
      // Customs adds up the filed net weights itself.
      netWeight: '',
      insurance: { minor: 0n, currency: terms.goodsValue.currency },
      emsNo: bonded ? emsNo : '',
      bookLines: bonded ? bookLines(terms.lines, allocations) : [],
      warehouseId: bonded ? terms.warehouseId : '',
    },
  };
}

const rule = 'RELEASED_BEFORE_DISPATCH';

function awaitingCustoms({ known }: Underway): HoldReason {
  const { caseMismatched, declarationReturned, statusUnknown, underReview, declarationOverdue } = known;
  if (caseMismatched !== undefined) return documentsDisagree(caseMismatched);
  if (declarationReturned !== undefined) return sentBack(declarationReturned);
  if (statusUnknown !== undefined) {
    const { status, info } = statusUnknown;
    return reason('CUSTOMS_STATUS_UNKNOWN', 'operations', rule, { status, info });
  }
  if (underReview !== undefined) {
    return reason('CUSTOMS_INSPECTION', 'customs', rule, { status: underReview.status });
  }
  if (declarationOverdue !== undefined) {
    const document = declarationOverdue.kind.replace('MESSAGE_KIND_', '');
    return reason('CUSTOMS_SILENT', 'operations', rule, { document, times: String(declarationOverdue.times) });
  }
  return reason('AWAITING_CUSTOMS', 'customs', rule);
}

// What is shipped back never goes again: all that is left is to call the order off.
function sentBack({ kind, status, info }: NonNullable<Underway['known']['declarationReturned']>): HoldReason {
  const document = kind.replace('MESSAGE_KIND_', '');
  const data = { document, status, info };
  if (status === shippedBack) return reason('CUSTOMS_SHIPPED_BACK', 'merchant', rule, data);
  return reason('CUSTOMS_RETURNED', messageOwner[document] ?? 'operations', rule, data);
}

function documentsDisagree({ differences }: NonNullable<Underway['known']['caseMismatched']>): HoldReason {
  const [difference] = differences;
  const { rule: failed = '', field = '', expected = '', actual = '', owner = '' } = difference ?? {};
  const document = documentName[difference?.document ?? DocumentKind.DOCUMENT_KIND_UNSPECIFIED] ?? 'order';
  const data = { rule: failed, field, expected, actual, document, differences: String(differences.length) };
  return reason('DOCUMENTS_DISAGREE', documentOwner[owner] ?? 'operations', 'DOCUMENTS_AGREE_BEFORE_LIST', data);
}

// As the path of a document spells it.
const documentName: Readonly<Partial<Record<DocumentKind, string>>> = {
  DOCUMENT_KIND_ORDER: 'order',
  DOCUMENT_KIND_RECEIPT: 'receipt',
  DOCUMENT_KIND_WAYBILL: 'waybill',
  DOCUMENT_KIND_PAYMENT: 'payment',
};

// Who answers for which document, in the words of holds. The list itself is ours.
const documentOwner: Readonly<Record<string, string>> = {
  platform: 'platform',
  payment_institution: 'bank',
  carrier: 'carrier',
  declarant: 'operations',
};
const messageOwner: Readonly<Record<string, string>> = {
  CEB303: 'platform',
  CEB311: 'platform',
  CEB403: 'bank',
  CEB411: 'bank',
  CEB505: 'carrier',
  CEB511: 'carrier',
};
