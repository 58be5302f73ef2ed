import { type Complete, clearingCall, fill, type Language, matchRuleText, ownerTexts } from '@portolan/contracts';
import type { MatchCaseView } from '@portolan/contracts/customs/v1/customs';
import type { DocumentKind } from '@portolan/contracts/customs/v1/types';
import { route } from '../route.ts';
import { byId, noParams } from '../schemas/common.ts';
import {
  countRejections,
  listMatchCases,
  matchCaseList,
  matchCaseView,
  matchRuleList,
  type paperNames,
  readMatchCase,
  readRules,
  rejections,
} from '../schemas/match-cases.ts';

const readers = ['merchant', 'operations'] as const;

/** Three-document matching (三单对碰): cases, the rules, and what customs sent back all the same. */
export const matchCaseRoutes = [
  route({
    method: 'GET',
    path: '/v1/match-cases',
    tag: 'customs',
    summary: 'List cases of three-document matching',
    description: 'The latest first; with `owner` and `rule` those in which something is to be mended by one party.',
    access: readers,
    params: noParams,
    query: listMatchCases,
    status: 200,
    reply: matchCaseList,
    problems: [],
    async handle({ query: { state, orderNo, owner, rule, lang, ...page } }, { caller, language }, { clients }) {
      const asked = { state, orderNo, owner, rule, page };
      const { cases, nextCursor } = await clients.customs.listMatchCases(asked, caller);
      return { cases: cases.map((one) => summaryIn(lang ?? language, one)), nextCursor };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/match-cases/{id}',
    tag: 'customs',
    summary: 'A case, field by field: what each document says, which rule compares it, and who must mend what',
    access: readers,
    params: byId,
    query: readMatchCase,
    status: 200,
    reply: matchCaseView,
    problems: ['MATCH_CASE_NOT_FOUND', 'NOT_YET_VISIBLE'],
    async handle({ params, query: { version, lang } }, { caller, language }, { clients }) {
      const spoken = lang ?? language;
      const found = await clients.customs.getMatchCase({ id: params.id, atLeastVersion: version }, caller);
      return { ...summaryIn(spoken, found), comparisons: comparisonsIn(spoken, found) };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/match-rules',
    tag: 'customs',
    summary: 'The rules of three-document matching',
    description: 'In the order in which they are told; one that holds for several documents stands once for each.',
    access: ['merchant', 'zone_operator', 'platform', 'customs_office', 'operations'],
    params: noParams,
    query: readRules,
    status: 200,
    reply: matchRuleList,
    problems: [],
    async handle({ query: { lang } }, { caller, language }, { clients }) {
      const spoken = lang ?? language;
      const { rules } = await clients.customs.listMatchRules({}, caller);
      return {
        rules: rules.map(({ document, ...rule }) => {
          const { [spoken]: title, mend } = matchRuleText(rule.code);
          return { ...rule, title, mend: mend[spoken], document: paperOf(document) };
        }),
      };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/match-rules/rejections',
    tag: 'customs',
    summary: 'What customs sent back that a rule could have foreseen, over time',
    description:
      'By period, office and mode: lists sent, what was caught here before, and what came back all the same. The rate ' +
      'is to go to zero; codes that no rule foresees are listed for themselves.',
    access: readers,
    params: noParams,
    query: countRejections,
    status: 200,
    reply: rejections,
    problems: ['REJECTION_PERIOD_INVALID'],
    async handle({ query }, { caller, language }, { clients }) {
      const { rules, unforeseen, ...rest } = await clients.customs.countRejections(query, caller);
      return {
        ...rest,
        rules: rules.map((rule) => ({ ...rule, title: matchRuleText(rule.rule)[language] })),
        unforeseen: unforeseen.map(({ kind, ...code }) => ({ ...code, message: kind.replace('MESSAGE_KIND_', '') })),
      };
    },
  }),
];

type Case = Complete<MatchCaseView>;
type Paper = (typeof paperNames)[number];

const papers: Readonly<Partial<Record<DocumentKind, Paper>>> = {
  DOCUMENT_KIND_ORDER: 'order',
  DOCUMENT_KIND_RECEIPT: 'receipt',
  DOCUMENT_KIND_PAYMENT: 'payment',
  DOCUMENT_KIND_WAYBILL: 'waybill',
};
const paperOf = (kind: DocumentKind): Paper => papers[kind] ?? 'list';

// As holds name them.
const holders: Readonly<Record<string, string>> = { payment_institution: 'bank', declarant: 'operations' };

/** A case without its comparisons. */
function summaryIn(language: Language, { comparisons: _shownAlone, ...one }: Case) {
  return {
    ...one,
    documents: one.documents.map(({ kind, version, sourceCode: code, sourceName: name, recordedAt }) => {
      return { document: paperOf(kind), version, source: { code, name }, recordedAt };
    }),
    missing: one.missing.map(paperOf),
    differences: one.differences.map(({ document, against = '', ...difference }) => ({
      ...difference,
      against,
      ...toldIn(language, one.orderId, difference, document),
    })),
  };
}

function comparisonsIn(language: Language, { orderId, comparisons }: Case) {
  return comparisons.map(({ document, values, ...comparison }) => ({
    ...comparison,
    values: values.map(({ document: _named, ...value }) => value),
    ...toldIn(language, orderId, comparison, document),
  }));
}

/** What a rule compares, whose turn it is where that disagrees, and the call by which that is mended. */
function toldIn(
  language: Language,
  orderId: string,
  { rule, owner }: { readonly rule: string; readonly owner: string },
  kind: DocumentKind,
) {
  const { [language]: title, mend } = matchRuleText(rule);
  const document = paperOf(kind);
  const holder = holders[owner] ?? owner;
  // The list is drafted from the documents: it is mended by what the order says.
  const data = { orderId, document: document === 'list' ? 'order' : document };
  const call = clearingCall({ code: 'DOCUMENTS_DISAGREE', owner: holder, data });
  const clearedBy = call === undefined ? null : { ...call, summary: fill(call.summary[language], data) };
  return { title, who: ownerTexts[holder]?.[language] ?? holder, document, mend: mend[language], clearedBy };
}
