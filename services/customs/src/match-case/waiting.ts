import { chinaDay } from '@portolan/china';
import type { DocumentKind } from '@portolan/contracts/customs/v1/types';
import type { Facts } from '@portolan/eventsourcing';
import type { CaseDocument } from './documents.ts';
import { modeOn } from './modes.ts';
import type { CheckCase, MatchCase, MatchCaseEvent } from './state.ts';

type Kind = CaseDocument['$case'];

export const documentKinds: Readonly<Record<Kind, DocumentKind>> = {
  order: 'DOCUMENT_KIND_ORDER',
  receipt: 'DOCUMENT_KIND_RECEIPT',
  waybill: 'DOCUMENT_KIND_WAYBILL',
  payment: 'DOCUMENT_KIND_PAYMENT',
};

/** How often a case that stands still is told. */
export const mostReminders = 3;

type Documents = Readonly<Record<Kind, unknown>>;

/**
 * Documents that a case waits for. Its mode says which; where that is not known yet, a payment makes it an import and
 * everything else direct mail.
 * @param day yyyy-mm-dd in China
 */
export function missingOf(tradeMode: string, documents: Documents, day: string): readonly DocumentKind[] {
  const guessed: readonly Kind[] = ['order', documents.payment === undefined ? 'receipt' : 'payment', 'waybill'];
  const needs = modeOn(tradeMode, day)?.needs ?? guessed;
  return needs.filter((kind) => documents[kind] === undefined).map((kind) => documentKinds[kind]);
}

/** Tells that a case stands still: what is missing, or what is to be mended. Nothing where it does not, any more. */
export function check({ caseId, times }: CheckCase, state: MatchCase, facts: Facts): MatchCaseEvent[] {
  const { open, matched, overdue, orderId, orderNo, differences } = state;
  if (!open || matched || times <= overdue) return [];
  const missing = [...missingOf(state.tradeMode, state, chinaDay(facts.at))];
  const toMend = [...new Set(differences.map(({ document }) => document))];
  if (missing.length === 0 && toMend.length === 0) return [];
  return [{ type: 'CaseOverdue', data: { caseId, orderId, orderNo, missing, toMend, times } }];
}
