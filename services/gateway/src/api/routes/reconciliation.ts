import { BreakType } from '@portolan/contracts/fx/v1/types';
import { route } from '../route.ts';
import { byId, commandReply, noParams, noQuery } from '../schemas/common.ts';
import {
  agingList,
  breakList,
  closeBreak,
  explainBreak,
  listAging,
  listBreaks,
  listReconciliations,
  reconciliationList,
  safeguarding,
} from '../schemas/reconciliation.ts';

const access = ['operations'] as const;
const ofType = (name: string) => BreakType[`BREAK_TYPE_${name || 'UNSPECIFIED'}` as keyof typeof BreakType];

/** The bank against the books: days, differences, customers' money, what has not gone back to zero. */
export const reconciliationRoutes = [
  route({
    method: 'GET',
    path: '/v1/reconciliations',
    tag: 'ledger',
    summary: 'Days of accounts at the bank against the books',
    description: 'The latest first; one for each statement (camt.053).',
    access,
    params: noParams,
    query: listReconciliations,
    status: 200,
    reply: reconciliationList,
    problems: [],
    handle: ({ query: { date, account, ...page } }, { caller }, { clients }) =>
      clients.reconciliation.listReconciliations({ date, account, page }, caller),
  }),
  route({
    method: 'GET',
    path: '/v1/reconciliation-breaks',
    tag: 'ledger',
    summary: 'Differences between bank, books and declarations, with owner, age and evidence',
    access,
    params: noParams,
    query: listBreaks,
    status: 200,
    reply: breakList,
    problems: [],
    handle: ({ query: { state, type, minAgeDays, ...page } }, { caller }, { clients }) =>
      clients.reconciliation.listBreaks({ state, type: ofType(type), minAgeDays, page }, caller),
  }),
  route({
    method: 'POST',
    path: '/v1/reconciliation-breaks/{id}/explanation',
    tag: 'ledger',
    summary: 'Say why bank and books are apart, and who sees to it',
    access,
    params: byId,
    query: noQuery,
    body: explainBreak,
    status: 200,
    reply: commandReply,
    problems: ['BREAK_UNKNOWN', 'BREAK_CLOSED'],
    write: true,
    handle: ({ params, body }, { command }, { clients }) =>
      clients.reconciliation.explainBreak({ id: params.id, ...body }, command),
  }),
  route({
    method: 'POST',
    path: '/v1/reconciliation-breaks/{id}/closing',
    tag: 'ledger',
    summary: 'Close an explained difference with its journal entry',
    access,
    params: byId,
    query: noQuery,
    body: closeBreak,
    examples: { body: { entry: 'CHARGE' } },
    status: 200,
    reply: commandReply,
    problems: ['BREAK_UNKNOWN', 'BREAK_CLOSED', 'BREAK_UNEXPLAINED', 'BREAK_ENTRY_NEEDED', 'BREAK_NOTHING_TO_BOOK'],
    write: true,
    handle: ({ params, body }, { command }, { clients }) =>
      clients.reconciliation.closeBreak({ id: params.id, ...body }, command),
  }),
  route({
    method: 'GET',
    path: '/v1/safeguarding',
    tag: 'ledger',
    summary: "Customers' money against the bank, currency by currency",
    access,
    params: noParams,
    query: noQuery,
    status: 200,
    reply: safeguarding,
    problems: [],
    handle: (_, { caller }, { clients }) => clients.reconciliation.getSafeguarding({}, caller),
  }),
  route({
    method: 'GET',
    path: '/v1/ledger/aging',
    tag: 'ledger',
    summary: 'What has not gone back to zero: payments on their way, unidentified money, the currency position',
    description: 'The oldest first, of every organisation.',
    access,
    params: noParams,
    query: listAging,
    status: 200,
    reply: agingList,
    problems: [],
    handle: ({ query: { code, minAgeDays, ...page } }, { caller }, { clients }) =>
      clients.reconciliation.listAging({ code, minAgeDays, page }, caller),
  }),
];
