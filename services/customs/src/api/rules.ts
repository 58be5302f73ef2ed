import type { Complete } from '@portolan/contracts';
import type { ListRulesReply, ListRulesRequest, RuleView } from '@portolan/contracts/customs/v1/customs';
import { type Rule, rules, rulesAt } from '@portolan/landed-cost';
import { type Handler, paged, RefusedError, type Runtime } from '@portolan/service';

/**
 * Rules of duties and taxes as of an instant, in the order of their ids; the same to everybody.
 * @throws RefusedError COST_QUESTION_INVALID where the instant is none
 */
export function listRules({ clock }: Runtime): Handler<Complete<ListRulesRequest>, ListRulesReply> {
  return async ({ asOf, jurisdiction, kind, page }) => {
    const at = asOf === '' ? clock.now() : asOf;
    if (Number.isNaN(Date.parse(at))) {
      throw new RefusedError({ refused: 'COST_QUESTION_INVALID', data: { field: 'asOf', value: at } });
    }
    const fits = (rule: Rule) =>
      (jurisdiction === '' || rule.jurisdiction === jurisdiction) && (kind === '' || rule.kind === kind);
    const found = rulesAt(rules, at).filter(fits).toSorted(byId).map(viewOf);
    const { shown, nextCursor } = await paged(page, async ({ limit, after = '' }) =>
      found
        .filter(({ id }) => id > after)
        .slice(0, limit)
        .map((document) => ({ tenant: '', id: document.id, document: { ...document }, cursor: document.id })),
    );
    return { asOf: at, rules: shown.map(({ document }) => document), nextCursor };
  };
}

const byId = (one: Rule, other: Rule) => (one.id < other.id ? -1 : 1);

function viewOf(rule: Rule): RuleView {
  const { id, kind, jurisdiction, regimes, title, validFrom, source, checked, parameters } = rule;
  return {
    ...{ id, kind, jurisdiction, regimes: [...regimes], titleEn: title.en, titleZh: title.zh },
    ...{ validFrom, validTo: rule.validTo ?? '', announced: rule.announced ?? '', source, checked },
    ...{ note: rule.note ?? '', parameters: JSON.stringify(parameters) },
  };
}
