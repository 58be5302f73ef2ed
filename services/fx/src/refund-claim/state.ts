import type { Complete, FxEvent, fxRefusals, Only } from '@portolan/contracts';
import type { RefundClaimOpened } from '@portolan/contracts/fx/v1/events';
import type { RefundBalance, RefundDocument } from '@portolan/contracts/fx/v1/types';
import type { Decision } from '@portolan/eventsourcing';
import { type Money, measureOf, measureText, money } from '@portolan/money';
import { partOf, producerRefund, traderRefund } from './amounts.ts';

export type RefundClaimEvent = Only<
  FxEvent,
  | 'RefundClaimOpened'
  | 'RefundDocumentRecorded'
  | 'RefundClaimSubmitted'
  | 'RefundClaimQueried'
  | 'RefundClaimApproved'
  | 'RefundClaimRejected'
  | 'RefundClaimPaid'
  | 'RefundClaimCorrected'
  | 'RefundGoodsMoved'
  | 'RefundSettled'
  | 'RefundRepaymentDue'
  | 'RefundRepaid'
  | 'RefundClaimOverdue'
  | 'RefundClaimLapsed'
>;
export type RefundClaimRefusal = Extract<keyof typeof fxRefusals, `REFUND_${string}`>;
export type Answer = Decision<RefundClaimEvent, RefundClaimRefusal>;

export type RefundStatus =
  | 'NONE'
  | 'OPEN'
  | 'DOCUMENTS_COMPLETE'
  | 'SUBMITTED'
  | 'QUERIED'
  | 'APPROVED'
  | 'PAID'
  | 'REJECTED'
  | 'LAPSED'
  | 'REPAYMENT_DUE'
  | 'REPAID';

export type Document = Complete<RefundDocument>;

/** Money in fen, goods in hundred-thousandths of their unit. */
export interface RefundClaim {
  readonly status: RefundStatus;
  readonly opened: Complete<RefundClaimOpened> | undefined;
  readonly documents: Readonly<Record<string, Document>>;
  readonly number: number;
  /** Of the filing that is under way; none otherwise. */
  readonly submitted: bigint;
  readonly approved: bigint;
  readonly credited: bigint;
  readonly paid: bigint;
  /** Has to go back and has not yet. */
  readonly owed: bigint;
  readonly repaid: bigint;
  /** The treasury's numbers of what was paid back. */
  readonly repayments: readonly string[];
  /** What the tax office asks; empty: nothing. */
  readonly question: string;
  readonly sold: bigint;
  readonly returned: bigint;
  readonly lost: bigint;
  /** kind and quantity of each movement, by its id. */
  readonly movements: Readonly<Record<string, string>>;
  /** Refunded before sale and not settled yet: until when. */
  readonly settleBy: string;
  readonly beforeSale: boolean;
  /** From its settlement on, only what was sold gives a refund. */
  readonly settled: boolean;
  readonly overdue: readonly string[];
  readonly withdrawn: boolean;
}

export const nothing: RefundClaim = {
  ...{ status: 'NONE', opened: undefined, documents: {}, number: 0 },
  ...{ submitted: 0n, approved: 0n, credited: 0n, paid: 0n, owed: 0n, repaid: 0n, repayments: [], question: '' },
  ...{ sold: 0n, returned: 0n, lost: 0n, movements: {} },
  ...{ settleBy: '', beforeSale: false, settled: false, overdue: [], withdrawn: false },
};

export const cny = (minor: bigint): Money => money(minor, 'CNY');

/** Exports whose lines may be claimed for: retail (9610), to companies (9710), for a warehouse abroad (9810), general. */
export const isRefundable = (tradeMode: string): boolean => ['9610', '9710', '9810', '0110'].includes(tradeMode);

const papers = ['CONTRACT', 'TRANSPORT'];

/** What a claim needs before it is filed; a producer's is worked out from its own invoice, a trader's from its input. */
export function documentsOf(method: string): readonly string[] {
  return ['DECLARATION', method === 'PRODUCER' ? 'EXPORT_INVOICE' : 'INPUT_INVOICE', ...papers];
}

const collected = ({ documents }: RefundClaim) => documents['RECEIPT'] !== undefined;

/** Kinds that it lacks on a day; once it is late, or the goods had to be paid for, the receipt is one of them. */
export function missingOn(state: RefundClaim, day: string): readonly string[] {
  const { opened, documents, overdue } = state;
  if (opened === undefined) return [];
  const late = day > opened.period.fileBy || overdue.includes('COLLECTION');
  const needed = [...documentsOf(opened.method), ...(late ? ['RECEIPT'] : [])];
  return needed.filter((kind) => documents[kind] === undefined);
}

export const standing = (state: RefundClaim): 'OPEN' | 'DOCUMENTS_COMPLETE' =>
  missingOn(state, '').length === 0 ? 'DOCUMENTS_COMPLETE' : 'OPEN';

export const exportedOf = ({ opened }: RefundClaim): bigint => measureOf(opened?.line.quantity.value ?? '0') ?? 0n;

export const unsoldOf = (state: RefundClaim): bigint => exportedOf(state) - state.sold - state.returned - state.lost;

/** The refund of the whole line; undefined until the invoice that it is worked out from is there. */
export function refundableOf({ documents }: RefundClaim): Money | undefined {
  const { INPUT_INVOICE: bought, EXPORT_INVOICE: sold } = documents;
  if (bought?.amount !== undefined) return traderRefund(bought.amount, bought.vatRate, bought.refundRate).refund;
  if (sold?.amount === undefined) return undefined;
  // How much of it comes in cash goes by the credit of the whole period: the tax office says.
  return producerRefund(sold.amount, sold.vatRate, sold.refundRate, cny(0n)).amount;
}

/** Goods that give a refund: what neither came back nor was lost; after a settlement, what was sold. */
export function entitledGoods(state: RefundClaim): bigint {
  const { settled, sold, returned, lost, withdrawn } = state;
  if (withdrawn || (state.overdue.includes('COLLECTION') && !collected(state))) return 0n;
  return settled ? sold : exportedOf(state) - returned - lost;
}

export function entitledOf(state: RefundClaim): bigint {
  const all = exportedOf(state);
  return all === 0n ? 0n : partOf(refundableOf(state) ?? cny(0n), entitledGoods(state), all).minor;
}

/** What it was refunded and neither owes nor gave back. */
export const netOf = ({ approved, owed, repaid }: RefundClaim): bigint => approved - owed - repaid;

export function balanceOf(state: RefundClaim): RefundBalance {
  const [exported, sold, unsold] = [exportedOf(state), state.sold, unsoldOf(state)].map(measureText);
  const [returned, lost] = [state.returned, state.lost].map(measureText);
  return {
    exported: exported ?? '',
    sold: sold ?? '',
    unsold: unsold ?? '',
    returned: returned ?? '',
    lost: lost ?? '',
  };
}

const refunded: readonly RefundStatus[] = ['APPROVED', 'PAID', 'REPAID', 'REPAYMENT_DUE'];

export function evolve(state: RefundClaim, { type, data }: RefundClaimEvent): RefundClaim {
  switch (type) {
    case 'RefundClaimOpened':
      // Stock for an overseas warehouse is sold later; all else is sold when it leaves.
      return { ...nothing, status: 'OPEN', opened: data, sold: soldAtOnce(data) };
    case 'RefundDocumentRecorded': {
      const documents = { ...state.documents, [data.document.kind]: data.document };
      const waits = state.status === 'OPEN' || state.status === 'DOCUMENTS_COMPLETE';
      return { ...state, documents, status: waits ? (data.state as RefundStatus) : state.status };
    }
    case 'RefundClaimSubmitted': {
      const { number, amount, beforeSale } = data;
      return {
        ...state,
        status: 'SUBMITTED',
        number,
        submitted: amount.minor,
        beforeSale: beforeSale || state.beforeSale,
      };
    }
    case 'RefundClaimQueried':
      return { ...state, status: 'QUERIED', question: data.question };
    case 'RefundClaimApproved': {
      const credited = state.credited + data.credited.minor;
      const status = state.owed > 0n ? 'REPAYMENT_DUE' : 'APPROVED';
      const settleBy = data.settleBy === '' ? state.settleBy : data.settleBy;
      return { ...state, status, approved: state.approved + data.amount.minor, credited, submitted: 0n, settleBy };
    }
    case 'RefundClaimRejected':
      return { ...state, status: 'REJECTED', submitted: 0n };
    case 'RefundClaimPaid':
      return {
        ...state,
        status: state.status === 'APPROVED' ? 'PAID' : state.status,
        paid: state.paid + data.amount.minor,
      };
    case 'RefundClaimCorrected':
      return { ...state, status: data.state as RefundStatus, submitted: 0n, question: '' };
    case 'RefundGoodsMoved':
      return moved(state, data);
    case 'RefundSettled':
      return { ...state, settled: true };
    case 'RefundRepaymentDue': {
      const withdrawn = state.withdrawn || data.reason === 'WITHDRAWN';
      const status = refunded.includes(state.status) ? 'REPAYMENT_DUE' : state.status;
      return { ...state, status, owed: data.owed.minor, withdrawn };
    }
    case 'RefundRepaid': {
      const done = data.owed.minor === 0n && state.status === 'REPAYMENT_DUE';
      const repaid = state.repaid + data.amount.minor;
      const repayments = [...state.repayments, data.reference];
      return { ...state, status: done ? 'REPAID' : state.status, owed: data.owed.minor, repaid, repayments };
    }
    case 'RefundClaimOverdue':
      return {
        ...state,
        overdue: [...state.overdue, data.kind],
        settled: state.settled || data.kind === 'SETTLEMENT',
      };
    case 'RefundClaimLapsed':
      return { ...state, status: 'LAPSED', submitted: 0n };
  }
}

function soldAtOnce({ tradeMode, line }: Complete<RefundClaimOpened>): bigint {
  return tradeMode === '9810' ? 0n : (measureOf(line.quantity.value) ?? 0n);
}

function moved(state: RefundClaim, data: Extract<RefundClaimEvent, { type: 'RefundGoodsMoved' }>['data']): RefundClaim {
  const { movementId, kind, quantity, balance } = data;
  const [sold = 0n, returned = 0n, lost = 0n] = [balance.sold, balance.returned, balance.lost].map(measureOf);
  return { ...state, sold, returned, lost, movements: { ...state.movements, [movementId]: `${kind} ${quantity}` } };
}
