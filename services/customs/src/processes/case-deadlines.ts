import type { CustomsEvent, Only } from '@portolan/contracts';
import type { Timers } from '@portolan/engine';
import { caseId, matchCase, mostReminders } from '../match-case/match-case.ts';

type Watched = Only<
  CustomsEvent,
  'CaseOpened' | 'DocumentRecorded' | 'CaseMismatched' | 'CaseOverdue' | 'CaseMatched' | 'DeclarationCancelled'
>;

/**
 * A case that waits `hours` for a document or a correction is overdue: told then, and again after twice and four times
 * that. Each document that comes and each match that fails starts the wait anew. Whether it really stands still the
 * case knows.
 */
export function caseDeadlines(hours: number): Timers<Watched> {
  const next = (id: string, from: string, times: number) => ({
    id,
    due: new Date(Date.parse(from) + hours * 2 ** (times - 1) * 3_600_000).toISOString(),
    data: { caseId: id, times: String(times) },
  });
  return {
    name: 'customs.case-deadlines.v1',
    on: {
      CaseOpened: ({ data, meta }, book) => book.set(next(data.caseId, meta.time, 1)),
      DocumentRecorded: ({ data, meta }, book) => book.set(next(data.caseId, meta.time, 1)),
      CaseMismatched: ({ data, meta }, book) => book.set(next(data.caseId, meta.time, 1)),
      CaseOverdue: ({ data: { caseId: id, times }, meta }, book) => {
        if (times < mostReminders) book.set(next(id, meta.time, times + 1));
      },
      CaseMatched: ({ data }, book) => book.cancel(data.caseId),
      DeclarationCancelled: ({ data: { orderId }, meta }, book) => book.cancel(caseId(meta.tenant, orderId)),
    },
    async fire({ data: { caseId: id = '', times } }, react) {
      await react.execute(matchCase, id, { type: 'CheckCase', caseId: id, times: Number(times) });
    },
  };
}
