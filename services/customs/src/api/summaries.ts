import type { Complete } from '@portolan/contracts';
import type { CommandReply } from '@portolan/contracts/common/v1/types';
import type {
  ApplySummaryRequest,
  GetSummaryRequest,
  ListSummariesReply,
  ListSummariesRequest,
  ListSummaryListsReply,
  ListSummaryListsRequest,
  SummaryListView,
  SummaryView,
} from '@portolan/contracts/customs/v1/customs';
import { answered, type Handler, paged, RefusedError, type Runtime } from '@portolan/service';
import { summaries, summariesOf, summaryById } from '../projections/summaries.ts';
import { allLists, type Summary } from '../summary/state.ts';
import { summary } from '../summary/summary.ts';

/** The caller's summaries, the latest month first. */
export function listSummaries({ documents }: Runtime): Handler<Complete<ListSummariesRequest>, ListSummariesReply> {
  return async ({ state, page }, { caller }) => {
    const { shown, nextCursor } = await paged(page, ({ limit, after }) =>
      summariesOf(documents, caller.tenant, state, limit, after),
    );
    return { summaries: shown.map(({ document }) => document), nextCursor };
  };
}

/** A summary of the caller. @throws RefusedError SUMMARY_NOT_FOUND, NOT_YET_VISIBLE */
export function getSummary(runtime: Runtime): Handler<Complete<GetSummaryRequest>, SummaryView> {
  return async ({ id, atLeastVersion }, { caller }) => {
    const stream = `${caller.tenant}/${summary.name}/${id}`;
    const version = Number(atLeastVersion);
    if (version > 0 && !(await runtime.visible(summaries.name, stream, version))) {
      throw new RefusedError({ refused: 'NOT_YET_VISIBLE', data: { stream, version: String(version) } });
    }
    const found = await summaryById(runtime.documents, caller.tenant, id);
    if (found === undefined) throw new RefusedError({ refused: 'SUMMARY_NOT_FOUND', data: { id } });
    return found;
  };
}

/** The lists of a summary, by number: in which request each is, and under which declaration. */
export function listSummaryLists({
  commands,
}: Runtime): Handler<Complete<ListSummaryListsRequest>, ListSummaryListsReply> {
  return async ({ id, page }, { caller }) => {
    const { state } = await commands.load(summary, caller.tenant, id);
    if (state.opened === undefined) throw new RefusedError({ refused: 'SUMMARY_NOT_FOUND', data: { id } });
    const all = listViews(state);
    const { shown, nextCursor } = await paged(page, async ({ limit, after = '' }) =>
      all
        .filter(({ invtNo }) => invtNo > after)
        .slice(0, limit)
        .map((document) => ({ tenant: '', id: document.invtNo, document: { ...document }, cursor: document.invtNo })),
    );
    return { lists: shown.map(({ document }) => document), nextCursor };
  };
}

function listViews(state: Summary): SummaryListView[] {
  const asked = new Map<string, number>();
  const entries = new Map<string, string>();
  for (const { number, state: standing, invtNos, declared } of state.applications) {
    if (standing !== 'RETURNED') for (const invtNo of invtNos) asked.set(invtNo, number);
    for (const { entryId, invtNos: entered } of Object.values(declared)) {
      for (const invtNo of entered) if (entryId !== '') entries.set(invtNo, entryId);
    }
  }
  return allLists(state).map(({ declarationId, orderId, invtNo, closedAt }) => {
    const [application, entryId] = [asked.get(invtNo) ?? 0, entries.get(invtNo) ?? ''];
    return { declarationId, orderId, invtNo, closedAt, application, entryId };
  });
}

/** Asks customs to declare what waits, without waiting for its day. */
export function applySummary({ commands }: Runtime): Handler<Complete<ApplySummaryRequest>, CommandReply> {
  return async ({ id }, { context }) =>
    answered(
      await commands.execute(summary, id, { type: 'Apply', summaryId: id }, { ...context, correlation: id }),
      id,
    );
}
