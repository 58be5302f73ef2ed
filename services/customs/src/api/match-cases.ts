import { chinaDay } from '@portolan/china';
import type { Complete } from '@portolan/contracts';
import type * as Customs from '@portolan/contracts/customs/v1/customs';
import type { BooksDefinition } from '@portolan/contracts/warehouse/v1/warehouse';
import { type Handler, paged, RefusedError, type Runtime, type ServiceClient } from '@portolan/service';
import { declaration, declarationId } from '../declaration/declaration.ts';
import { shownComparison } from '../match-case/comparing.ts';
import { papersOf } from '../match-case/declaring.ts';
import { type MatchCase, matchCase } from '../match-case/match-case.ts';
import { compare, rules } from '../match-case/matching.ts';
import { matchCaseById, matchCases, matchCasesOf } from '../projections/match-cases.ts';
import type { Bureau } from './bureau.ts';
import { declareCommand, requestFor } from './declaring.ts';

type Query<Request, Reply> = Handler<Complete<Request>, Reply>;

/** Cases of three-document matching, and the rules they are matched by. */
export function matchCaseQueries(runtime: Runtime, bureau: Bureau, books: ServiceClient<BooksDefinition>) {
  return {
    getMatchCase: getMatchCase(runtime, bureau, books),
    listMatchCases: listMatchCases(runtime),
    listMatchRules: async () => ({ rules: shownRules }),
  };
}

/**
 * A case of the caller with every comparison that its papers allow as they stand, by the rules of today: also before
 * the list is drafted, and after a document was mended.
 * @throws RefusedError MATCH_CASE_NOT_FOUND, NOT_YET_VISIBLE
 */
function getMatchCase(
  runtime: Runtime,
  bureau: Bureau,
  books: ServiceClient<BooksDefinition>,
): Query<Customs.GetMatchCaseRequest, Customs.MatchCaseView> {
  return async ({ id, atLeastVersion }, { caller: { tenant } }) => {
    const stream = `${tenant}/${matchCase.name}/${id}`;
    const version = Number(atLeastVersion);
    if (version > 0 && !(await runtime.visible(matchCases.name, stream, version))) {
      throw new RefusedError({ refused: 'NOT_YET_VISIBLE', data: { stream, version: String(version) } });
    }
    const found = await matchCaseById(runtime.documents, tenant, id);
    if (found === undefined) throw new RefusedError({ refused: 'MATCH_CASE_NOT_FOUND', data: { id } });
    const { state } = await runtime.commands.load(matchCase, tenant, id);
    return { ...found, comparisons: await comparisons(runtime, { ...bureau, books }, state, tenant) };
  };
}

async function comparisons(
  runtime: Runtime,
  bureau: Bureau & { readonly books: ServiceClient<BooksDefinition> },
  state: MatchCase,
  tenant: string,
) {
  const { list, orderId } = state;
  const day = chinaDay(runtime.clock.now());
  const nothing = { orderId, tradeMode: '', destination: '', netWeight: '', emsNo: '', bookLines: [], warehouseId: '' };
  const asked = list ? requestFor(bureau, orderId, list) : { ...nothing, insurance: { minor: 0n, currency: 'CNY' } };
  const command = await declareCommand(runtime, bureau, asked, tenant, state);
  const { state: sent } = await runtime.commands.load(declaration, tenant, declarationId(tenant, orderId));
  const versions = { ...state.versions, list: list === undefined ? 0 : Math.max(1, sent.listVersion) };
  return compare(papersOf(state, command, day, list)).map((one) => shownComparison(one, versions));
}

/** Cases of the caller, the latest first. */
function listMatchCases({ documents }: Runtime): Query<Customs.ListMatchCasesRequest, Customs.ListMatchCasesReply> {
  return async ({ page, ...filter }, { caller }) => {
    const { shown, nextCursor } = await paged(page, (reach) => matchCasesOf(documents, caller.tenant, filter, reach));
    return { cases: shown.map(({ document }) => ({ ...document, comparisons: [] })), nextCursor };
  };
}

// A rule that stands once for each paper is shown once for each who must mend it.
const shownRules: Complete<Customs.MatchRuleView>[] = rules.map(
  ({ code, check, severity, owner, document, validFrom, source, foresees }) => {
    return { code, check, severity, owner, document, validFrom, source, foresees: [...foresees] };
  },
);
