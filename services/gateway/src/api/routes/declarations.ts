import type { Complete } from '@portolan/contracts';
import type { JudgeSettlementRequest } from '@portolan/contracts/fx/v1/declarations';
import type { z } from 'zod';
import { route } from '../route.ts';
import { byId, commandReply, noParams, noQuery, nothing } from '../schemas/common.ts';
import {
  bopDeclaration,
  bopDeclarationList,
  bopOutcome,
  correctBop,
  judgeSettlement,
  listBopDeclarations,
  quotaReply,
  settlementDay,
  settlementJudgement,
  settlementRuleList,
  takeQuota,
} from '../schemas/declarations.ts';

const readers = ['merchant', 'operations'] as const;

/** Balance-of-payments declarations (国际收支申报), and the rules of settlement. */
export const bopRoutes = [
  route({
    method: 'GET',
    path: '/v1/bop-declarations',
    tag: 'ledger',
    summary: 'Balance-of-payments declarations of what came from abroad and went back',
    description: 'The latest first; with `overdue` what is late, the longest first. Operations sees those of all.',
    access: readers,
    params: noParams,
    query: listBopDeclarations,
    status: 200,
    reply: bopDeclarationList,
    problems: [],
    handle: ({ query: { state, overdue, ...page } }, { caller }, { clients }) =>
      clients.bop.listDeclarations({ state, overdue: overdue === 'true', page }, caller),
  }),
  route({
    method: 'GET',
    path: '/v1/bop-declarations/{id}',
    tag: 'ledger',
    summary: 'One declaration as its last version says it',
    access: readers,
    params: byId,
    query: noQuery,
    status: 200,
    reply: bopDeclaration,
    problems: ['BOP_UNKNOWN'],
    handle: ({ params }, { caller }, { clients }) => clients.bop.getDeclaration({ id: params.id }, caller),
  }),
  route({
    method: 'POST',
    path: '/v1/bop-declarations/{id}/correction',
    tag: 'ledger',
    summary: 'Correct a declaration: a new version, also of one that was accepted',
    access: readers,
    params: byId,
    query: noQuery,
    body: correctBop,
    examples: { body: { counterpartyCountry: 'US', reason: 'The buyer lives there' } },
    status: 200,
    reply: commandReply,
    problems: ['BOP_UNKNOWN', 'BOP_WITH_AUTHORITY', 'BOP_LINES_DIFFER'],
    write: true,
    handle: ({ params, body }, { command }, { clients }) =>
      clients.bop.correctDeclaration({ id: params.id, ...body }, command),
  }),
  route({
    method: 'POST',
    path: '/v1/bop-declarations/{id}/submission',
    tag: 'ledger',
    summary: 'Record that a declaration was handed in',
    description: 'At the authority (asone.safe.gov.cn) or by the bank: that is done outside, and recorded here.',
    access: readers,
    params: byId,
    query: noQuery,
    body: nothing,
    status: 200,
    reply: commandReply,
    problems: ['BOP_UNKNOWN', 'BOP_CODE_NOT_IN_FORCE', 'BOP_COUNTRY_MISSING', 'BOP_REMARK_UNCLEAR', 'BOP_ANSWERED'],
    write: true,
    handle: ({ params }, { command }, { clients }) => clients.bop.submitDeclaration({ id: params.id }, command),
  }),
  route({
    method: 'POST',
    path: '/v1/bop-declarations/{id}/outcome',
    tag: 'ledger',
    summary: 'Record what the authority answered',
    access: ['operations'],
    params: byId,
    query: noQuery,
    body: bopOutcome,
    status: 200,
    reply: commandReply,
    problems: ['BOP_UNKNOWN', 'BOP_NOT_SUBMITTED', 'BOP_ANSWER_INCOMPLETE'],
    write: true,
    handle: ({ params, body }, { command }, { clients }) =>
      clients.bop.recordOutcome({ id: params.id, ...body }, command),
  }),
  route({
    method: 'GET',
    path: '/v1/settlement-rules',
    tag: 'ledger',
    summary: 'Rules of settlement in China that are in force on a day, with their sources',
    access: readers,
    params: noParams,
    query: settlementDay,
    status: 200,
    reply: settlementRuleList,
    problems: ['SETTLEMENT_DAY_INVALID'],
    handle: ({ query }, { caller }, { clients }) => clients.bop.listSettlementRules(query, caller),
  }),
  route({
    method: 'POST',
    path: '/v1/settlement-judgements',
    tag: 'ledger',
    summary: 'Judge a transaction, refund, netting, advance or set of evidence by the rules of a day',
    description: 'Nothing is kept of it. Amounts are in USD, or their equivalent.',
    access: readers,
    params: noParams,
    query: noQuery,
    body: judgeSettlement,
    examples: { body: { fact: { kind: 'transaction', amount: { amount: '50000.00', currency: 'USD' } } } },
    status: 200,
    reply: settlementJudgement,
    problems: ['SETTLEMENT_DAY_INVALID'],
    handle: ({ body: { asOf, fact } }, { caller }, { clients }) =>
      clients.bop.judgeSettlement({ asOf, fact: { fact: factOf(fact) } }, caller),
  }),
  route({
    method: 'POST',
    path: '/v1/individual-quotas',
    tag: 'ledger',
    summary: "Take from a person's yearly facilitation quota",
    access: ['operations'],
    params: noParams,
    query: noQuery,
    body: takeQuota,
    examples: {
      body: {
        ...{ identity: '440301199001011234', direction: 'SELL', reference: 'SO-1' },
        amount: { amount: '1200.00', currency: 'USD' },
      },
    },
    status: 200,
    reply: quotaReply,
    problems: ['QUOTA_EXCEEDED', 'QUOTA_AMOUNT_INVALID', 'QUOTA_REFERENCE_DIFFERS'],
    write: true,
    handle: ({ body }, { command }, { clients }) => clients.bop.takeQuota(body, command),
  }),
];

type Fact = Complete<JudgeSettlementRequest>['fact']['fact'];

function factOf({ kind, ...value }: z.output<typeof judgeSettlement>['fact']) {
  return { $case: kind, value } as Fact;
}
