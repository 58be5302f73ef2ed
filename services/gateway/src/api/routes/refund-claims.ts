import { route } from '../route.ts';
import { atLeast, byId, commandReply, noParams, noQuery } from '../schemas/common.ts';
import {
  answerRefundClaim,
  correctRefundClaim,
  listRefundClaims,
  moveRefundGoods,
  openRefundClaim,
  putRefundDocument,
  refundClaimList,
  refundClaimView,
  refundProfile,
  refundProfileView,
  settleRefundClaim,
  submitRefundClaim,
} from '../schemas/refund-claims.ts';

const readers = ['merchant', 'operations'] as const;
const ofMerchant = { tag: 'ledger', access: ['merchant'], query: noQuery, write: true } as const;
const line = {
  ...{ line: 1, hsCode: '8518300000', name: 'Earphones', quantity: { value: '30', unit: 'C62' } },
  total: { amount: '450.00', currency: 'USD' },
};

/** Refunds of value-added tax on exports (出口退税). */
export const refundClaimRoutes = [
  route({
    ...ofMerchant,
    ...{ method: 'PUT', path: '/v1/refund-profile', params: noParams, body: refundProfile },
    summary: 'Say how tax on your exports is refunded',
    description: 'From the next declaration on, a claim opens for each of its lines once customs releases it.',
    ...{ status: 200, reply: commandReply, problems: ['REFUND_METHOD_UNKNOWN'] },
    examples: { body: { method: 'TRADER' } },
    handle: ({ body }, { command }, { clients }) => clients.refundClaims.setRefundProfile(body, command),
  }),
  route({
    ...{ method: 'GET', path: '/v1/refund-profile', tag: 'ledger', access: ['merchant'] },
    summary: 'How tax on your exports is refunded, and what a claim needs',
    ...{ params: noParams, query: noQuery, status: 200, reply: refundProfileView, problems: [] },
    handle: (_, { caller }, { clients }) => clients.refundClaims.getRefundProfile({}, caller),
  }),
  route({
    ...ofMerchant,
    ...{ method: 'POST', path: '/v1/refund-claims', params: noParams, body: openRefundClaim },
    summary: 'Claim for a line of a declaration that was made elsewhere',
    ...{ status: 201, reply: commandReply },
    problems: ['REFUND_NO_PROFILE', 'REFUND_LINE_INVALID', 'REFUND_CLAIM_EXISTS'],
    examples: { body: { entryId: '531020260000000011', tradeMode: '0110', exportedOn: '2026-03-02', line } },
    handle: ({ body }, { command }, { clients }) => clients.refundClaims.openRefundClaim(body, command),
  }),
  route({
    ...{ method: 'GET', path: '/v1/refund-claims', tag: 'ledger', access: readers },
    summary: 'Refund claims, what is due first at the head',
    description: 'The work list: `next` says what has to be done, `due` by which day. Operations see those of all.',
    ...{ params: noParams, query: listRefundClaims, status: 200, reply: refundClaimList, problems: [] },
    handle: ({ query: { declaration, state, dueBefore, ...page } }, { caller }, { clients }) =>
      clients.refundClaims.listRefundClaims({ state, dueBefore, declarationId: declaration, page }, caller),
  }),
  route({
    ...{ method: 'GET', path: '/v1/refund-claims/{id}', tag: 'ledger', access: readers },
    summary: 'A refund claim: documents, goods, money, days',
    ...{ params: byId, query: atLeast, status: 200, reply: refundClaimView },
    problems: ['REFUND_CLAIM_NOT_FOUND', 'NOT_YET_VISIBLE'],
    handle: ({ params, query }, { caller }, { clients }) =>
      clients.refundClaims.getRefundClaim({ id: params.id, atLeastVersion: query.version }, caller),
  }),
  route({
    ...ofMerchant,
    ...{ method: 'PUT', path: '/v1/refund-claims/{id}/documents', params: byId },
    summary: 'Put a document of a refund claim on file',
    description:
      'In place of an earlier one of its kind. A trader needs INPUT_INVOICE, a producer EXPORT_INVOICE: the amount and ' +
      'the rates are what the claim is worked out from. RECEIPT may come at any time.',
    ...{ body: putRefundDocument, status: 200, reply: commandReply },
    problems: ['REFUND_CLAIM_NOT_FOUND', 'REFUND_DOCUMENT_KIND', 'REFUND_DOCUMENT_INVALID', 'REFUND_NOT_NOW'],
    examples: {
      body: {
        ...{ kind: 'INPUT_INVOICE', number: '2644000000012345', dated: '2026-03-01' },
        ...{ amount: { amount: '1000.00', currency: 'CNY' } },
        ...{ vatRate: '0.13', refundRate: '0.13' },
      },
    },
    handle: ({ params, body }, { command }, { clients }) => {
      const { amount, ...rest } = body;
      const document = { ...rest, ...(amount === undefined ? {} : { amount }) };
      return clients.refundClaims.recordRefundDocument({ claimId: params.id, document }, command);
    },
  }),
  route({
    ...ofMerchant,
    ...{ method: 'POST', path: '/v1/refund-claims/{id}/submission', params: byId, body: submitRefundClaim },
    summary: 'Record that a refund claim was filed',
    description:
      'For what the goods give today: whole, or less what came back. Of stock abroad (9810) before its sale.',
    ...{ status: 200, reply: commandReply },
    problems: [
      'REFUND_CLAIM_NOT_FOUND',
      'REFUND_DOCUMENTS_MISSING',
      'REFUND_TOO_LATE',
      'REFUND_NOTHING_TO_CLAIM',
      'REFUND_NOT_NOW',
    ],
    examples: { body: { submittedOn: '2026-05-10', reference: 'TS-2026-05-017' } },
    handle: ({ params, body }, { command }, { clients }) =>
      clients.refundClaims.submitRefundClaim({ claimId: params.id, ...body }, command),
  }),
  route({
    ...{ method: 'POST', path: '/v1/refund-claims/{id}/answer', tag: 'ledger', access: ['operations'], write: true },
    summary: 'Record what the tax office said, or the treasury did',
    description: "The refund goes to the merchant's own account: nothing is booked here.",
    ...{ params: byId, query: noQuery, body: answerRefundClaim, status: 200, reply: commandReply },
    problems: [
      'REFUND_CLAIM_NOT_FOUND',
      'REFUND_AMOUNT_INVALID',
      'REFUND_AMOUNT_EXCEEDED',
      'REFUND_AMOUNT_DIFFERS',
      'REFUND_NOT_NOW',
    ],
    examples: {
      body: {
        ...{ merchant: 'merchant-shenzhen', answer: 'APPROVED', on: '2026-06-01', text: 'Approved' },
        amount: { amount: '130.00', currency: 'CNY' },
      },
    },
    handle: ({ params, body: { amount, credited, ...body } }, { command }, { clients }) =>
      clients.refundClaims.answerRefundClaim(
        {
          ...{ claimId: params.id, ...body },
          ...(amount === undefined ? {} : { amount }),
          ...(credited === undefined ? {} : { credited }),
        },
        command,
      ),
  }),
  route({
    ...ofMerchant,
    ...{ method: 'POST', path: '/v1/refund-claims/{id}/correction', params: byId, body: correctRefundClaim },
    summary: 'Take a filed refund claim back, to mend it',
    ...{ status: 200, reply: commandReply, problems: ['REFUND_CLAIM_NOT_FOUND', 'REFUND_NOT_NOW'] },
    examples: { body: { reason: 'The invoice was replaced' } },
    handle: ({ params, body }, { command }, { clients }) =>
      clients.refundClaims.correctRefundClaim({ claimId: params.id, ...body }, command),
  }),
  route({
    ...ofMerchant,
    ...{ method: 'POST', path: '/v1/refund-claims/{id}/movements', params: byId, body: moveRefundGoods },
    summary: 'Say what became of exported goods: sold abroad, returned, lost',
    description: 'What was refunded for goods that came back or were lost unsold is owed back.',
    ...{ status: 200, reply: commandReply },
    problems: [
      'REFUND_CLAIM_NOT_FOUND',
      'REFUND_QUANTITY_INVALID',
      'REFUND_QUANTITY_EXCEEDED',
      'REFUND_MOVEMENT_DIFFERS',
      'REFUND_NOT_NOW',
    ],
    examples: { body: { reference: 'SALE-1', kind: 'SOLD', quantity: '12' } },
    handle: ({ params, body }, { command }, { clients }) =>
      clients.refundClaims.moveRefundGoods({ claimId: params.id, ...body }, command),
  }),
  route({
    ...ofMerchant,
    ...{ method: 'POST', path: '/v1/refund-claims/{id}/settlement', params: byId, body: settleRefundClaim },
    summary: 'Settle a refund before sale by what was sold',
    description:
      '离境即退税、销售再核算 (STA 2025 No.3): by April 30 of the year after it was approved; the rest is owed back.',
    ...{ status: 200, reply: commandReply, problems: ['REFUND_CLAIM_NOT_FOUND', 'REFUND_TOO_LATE', 'REFUND_NOT_NOW'] },
    examples: { body: { settledOn: '2027-04-10' } },
    handle: ({ params, body }, { command }, { clients }) =>
      clients.refundClaims.settleRefundClaim({ claimId: params.id, ...body }, command),
  }),
];
