import type { CustomsEvent, Only } from '@portolan/contracts';
import type { Timers } from '@portolan/engine';
import { summary } from '../summary/summary.ts';

/**
 * Asks for each summary on its day, again for lists that closed later, and looks on the law's last day whether customs
 * has taken them all.
 */
export const summaryDays: Timers<Only<CustomsEvent, 'SummaryOpened' | 'SummaryListAdded'>> = {
  name: 'customs.summary-days.v1',
  on: {
    SummaryOpened: ({ data: { summaryId, dueUntil } }, book) =>
      book.set({ id: `${summaryId} until`, due: dueUntil, data: { summaryId, type: 'CheckDue' } }),
    SummaryListAdded: ({ data: { summaryId, askFrom } }, book) =>
      book.set({ id: `${summaryId} ask`, due: askFrom, data: { summaryId, type: 'Apply' } }),
  },
  // Where everything has been asked for already, Apply is refused, and nothing is left to do.
  async fire({ data: { summaryId = '', type } }, react) {
    const command = { type: type === 'CheckDue' ? 'CheckDue' : 'Apply', summaryId } as const;
    await react.execute(summary, summaryId, command, { correlation: summaryId });
  },
};
