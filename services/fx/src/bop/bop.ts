import type { Complete, FxEvent, fxRefusals, Only } from '@portolan/contracts';
import type { BopContent, BopLine } from '@portolan/contracts/fx/v1/types';
import { type Decider, type Decision, madeId, refuse, sameContent } from '@portolan/eventsourcing';
import { formatMoney, type Money } from '@portolan/money';

export type Content = Complete<BopContent>;
export type Line = Complete<BopLine>;
type BopEvent = Only<
  FxEvent,
  | 'BopDeclarationDrafted'
  | 'BopDeclarationCorrected'
  | 'BopDeclarationSubmitted'
  | 'BopDeclarationAccepted'
  | 'BopDeclarationRejected'
>;
type BopRefusal = Extract<keyof typeof fxRefusals, `BOP_${string}`>;
type Answer = Decision<BopEvent, BopRefusal>;

export interface DraftBop {
  readonly declarationId: string;
  readonly orderId: string;
  readonly orderNo: string;
  readonly content: Content;
  /** Last instant at which it is in time; '' where no calendar says. */
  readonly dueAt: string;
}

/** What a new version says otherwise; empty or absent: as it was. */
export interface Correction {
  readonly code: string;
  readonly remark: string;
  readonly counterpartyCountry: string;
  readonly prepayment?: boolean;
  readonly bonded?: boolean;
  readonly grossLines: readonly Line[];
  readonly reason: string;
}

export type BopCommand =
  | ({ readonly type: 'DraftBop' } & DraftBop)
  | ({ readonly type: 'CorrectBop' } & Correction)
  /** `codes`: those in force. */
  | { readonly type: 'SubmitBop'; readonly codes: readonly string[] }
  | { readonly type: 'AcceptBop'; readonly number: string }
  | { readonly type: 'RejectBop'; readonly reason: string };

export interface Bop {
  readonly status: 'NONE' | 'DRAFT' | 'SUBMITTED' | 'ACCEPTED' | 'REJECTED' | 'CORRECTED';
  readonly declarationId: string;
  readonly orderId: string;
  readonly version: number;
  readonly content?: Content;
}

/** Of a credit that an order took: one. */
export function receiptDeclarationId(tenant: string, fundsId: string): string {
  return madeId('bop', tenant, fundsId);
}

/** Of a refund; what its escrow has left tells those of one credit apart. */
export function refundDeclarationId(tenant: string, fundsId: string, left: Money): string {
  return madeId('bop', tenant, fundsId, 'refund', String(left.minor));
}

/**
 * A balance-of-payments declaration (国际收支申报) of one receipt or payment. It is never edited: a correction is a new
 * version, also of one that was accepted; while the authority has it, nobody changes it.
 */
export const bop: Decider<Bop, BopCommand, BopEvent, BopRefusal> & { readonly name: 'bop' } = {
  name: 'bop',
  initial: { status: 'NONE', declarationId: '', orderId: '', version: 0 },

  decide(command, state) {
    if (command.type === 'DraftBop') return draft(command, state);
    const { content } = state;
    if (content === undefined) return refuse('BOP_UNKNOWN');
    switch (command.type) {
      case 'CorrectBop':
        return correct(command, state, content);
      case 'SubmitBop':
        return submit(command.codes, state, content);
      case 'AcceptBop':
        return accept(command.number, state);
      case 'RejectBop':
        return reject(command.reason, state);
    }
  },

  evolve(state, { type, data }) {
    switch (type) {
      case 'BopDeclarationDrafted': {
        const { declarationId, orderId, content } = data;
        return { status: 'DRAFT', declarationId, orderId, version: 1, content: content as Content };
      }
      case 'BopDeclarationCorrected': {
        const status = state.status === 'DRAFT' ? 'DRAFT' : 'CORRECTED';
        return { ...state, status, version: data.version, content: data.content as Content };
      }
      case 'BopDeclarationSubmitted':
        return { ...state, status: 'SUBMITTED' };
      case 'BopDeclarationAccepted':
        return { ...state, status: 'ACCEPTED' };
      case 'BopDeclarationRejected':
        return { ...state, status: 'REJECTED' };
    }
  },
};

function draft({ declarationId, orderId, orderNo, content, dueAt }: DraftBop, state: Bop): Answer {
  if (state.status !== 'NONE') return [];
  return [{ type: 'BopDeclarationDrafted', data: { declarationId, orderId, orderNo, content, dueAt } }];
}

function correct(change: Correction, state: Bop, before: Content): Answer {
  const { declarationId, orderId, version } = state;
  if (state.status === 'SUBMITTED') return refuse('BOP_WITH_AUTHORITY', { declaration: declarationId });
  if (change.code !== '' && !/^\d{6}$/.test(change.code)) return refuse('BOP_CODE_INVALID', { code: change.code });
  const grossLines = change.grossLines.length === 0 ? before.grossLines : [...change.grossLines];
  const apart = linesApart(grossLines, before.amount);
  if (apart !== undefined) return apart;
  const content: Content = {
    ...before,
    code: change.code || before.code,
    remark: change.remark || before.remark,
    counterpartyCountry: change.counterpartyCountry || before.counterpartyCountry,
    prepayment: change.prepayment ?? before.prepayment,
    bonded: change.bonded ?? before.bonded,
    grossLines,
  };
  if (sameContent(content, before)) return [];
  const data = { declarationId, orderId, version: version + 1, content, reason: change.reason };
  return [{ type: 'BopDeclarationCorrected', data }];
}

/** Goods add, all else was netted off: together they are what moved. */
function linesApart(lines: readonly Line[], amount: Money) {
  const wrong = lines.find((line) => line.amount.minor <= 0n || line.amount.currency !== amount.currency);
  const net = lines.reduce((sum, line) => sum + (line.kind === 'GOODS' ? line.amount.minor : -line.amount.minor), 0n);
  const apart = wrong !== undefined || (lines.length > 0 && net !== amount.minor);
  const sum = formatMoney({ minor: net, currency: amount.currency });
  return apart ? refuse('BOP_LINES_DIFFER', { amount: formatMoney(amount), lines: sum }) : undefined;
}

function submit(codes: readonly string[], state: Bop, content: Content): Answer {
  const { declarationId, orderId, version, status } = state;
  if (status === 'SUBMITTED') return [];
  if (status === 'ACCEPTED' || status === 'REJECTED') return refuse('BOP_ANSWERED', { declaration: declarationId });
  if (!codes.includes(content.code)) return refuse('BOP_CODE_NOT_IN_FORCE', { code: content.code });
  if (!/^[A-Z]{2}$/.test(content.counterpartyCountry))
    return refuse('BOP_COUNTRY_MISSING', { declaration: declarationId });
  // The remark of a refund says so, or its reader takes it for a payment of its own.
  if (content.remark === '' || (content.refund && !content.remark.includes('退'))) {
    return refuse('BOP_REMARK_UNCLEAR', { declaration: declarationId });
  }
  return [{ type: 'BopDeclarationSubmitted', data: { declarationId, orderId, version } }];
}

function accept(number: string, { status, declarationId, orderId, version }: Bop): Answer {
  if (status === 'ACCEPTED') return [];
  if (status !== 'SUBMITTED') return refuse('BOP_NOT_SUBMITTED', { declaration: declarationId });
  if (number === '') return refuse('BOP_ANSWER_INCOMPLETE', { declaration: declarationId });
  return [{ type: 'BopDeclarationAccepted', data: { declarationId, orderId, version, number } }];
}

function reject(reason: string, { status, declarationId, orderId, version }: Bop): Answer {
  if (status === 'REJECTED') return [];
  if (status !== 'SUBMITTED') return refuse('BOP_NOT_SUBMITTED', { declaration: declarationId });
  if (reason === '') return refuse('BOP_ANSWER_INCOMPLETE', { declaration: declarationId });
  return [{ type: 'BopDeclarationRejected', data: { declarationId, orderId, version, reason } }];
}
