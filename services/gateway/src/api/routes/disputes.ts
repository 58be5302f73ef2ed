import { route } from '../route.ts';
import { byId, commandReply, noParams, noQuery, nothing } from '../schemas/common.ts';
import {
  appeal,
  because,
  deposit,
  dispute,
  disputeDecision,
  disputeList,
  evidencePack,
  giveEvidence,
  listDisputes,
  listWithholdings,
  openDispute,
  securityList,
  securityPage,
  splitOffer,
  withholdingDecision,
  withholdingList,
} from '../schemas/escrows.ts';

const shared = {
  ...({ method: 'POST', tag: 'ledger', params: byId, query: noQuery } as const),
  ...({ status: 200, reply: commandReply, write: true } as const),
};
const reading = { method: 'GET', tag: 'ledger', access: ['merchant', 'operations'], status: 200 } as const;
const both: readonly ['merchant', 'operations'] = ['merchant', 'operations'];
const every = ['DISPUTE_NOT_FOUND', 'DISPUTE_NOT_NOW'] as const;
const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
const half = { amount: '50.00', currency: 'USD' };

/** Disputes, withheld proceeds, and what secures a merchant. A merchant speaks for the seller, operations for the buyer. */
export const disputeRoutes = [
  route({
    ...{ ...shared, path: '/v1/disputes', access: ['operations'], params: noParams, status: 201 },
    summary: "Dispute part of an escrow's money",
    description:
      'A claim of the buyer, or a chargeback of the issuer of the card. Only its part stands still; one payment goes back ' +
      'by one way: a chargeback and a refund exclude each other.',
    body: openDispute,
    examples: { body: { escrowId: 'escrow-1', kind: 'CLAIM', amount: half, reason: 'Not as described' } },
    problems: [
      ...['ESCROW_NOT_FOUND', 'ESCROW_NOT_FUNDED', 'ESCROW_CANCELLED', 'ESCROW_DISPUTE_AMOUNT', 'ESCROW_DISPUTE_LATE'],
      ...['ESCROW_REFUND_CURRENCY', 'ESCROW_CHARGED_BACK', 'ESCROW_DISPUTED', 'ESCROW_REFUND_UNDER_WAY'],
    ],
    handle: ({ body }, { command }, { clients }) => clients.escrows.raiseDispute(body, command),
  }),
  route({
    ...{ ...reading, path: '/v1/disputes', params: noParams, query: listDisputes, reply: disputeList, problems: [] },
    summary: 'Disputes, the latest first',
    handle: ({ query: { state, orderNo, ...page } }, { caller }, { clients }) =>
      clients.escrows.listDisputes({ state, orderNo, page }, caller),
  }),
  route({
    ...{ ...reading, path: '/v1/disputes/{id}', params: byId, query: noQuery, reply: dispute },
    summary: 'A dispute: stage, state, deadline, evidence, offers, who acts next',
    problems: ['DISPUTE_NOT_FOUND'],
    handle: ({ params }, { caller }, { clients }) => clients.escrows.getDispute({ id: params.id }, caller),
  }),
  route({
    ...{ ...reading, path: '/v1/disputes/{id}/evidence-pack', params: byId, query: noQuery, reply: evidencePack },
    summary: 'What an issuer or an arbiter is shown: order, payment, documents by digest, earlier refunds',
    problems: ['DISPUTE_NOT_FOUND'],
    handle: ({ params }, { caller }, { clients }) => clients.escrows.getEvidencePack({ id: params.id }, caller),
  }),
  route({
    ...{ ...shared, path: '/v1/disputes/{id}/evidence', access: both, body: giveEvidence },
    summary: 'Give a document as evidence, by name and digest',
    description: 'Without evidence of the seller before the deadline, a dispute is lost.',
    examples: { body: { kind: 'CARRIER_SIGNATURE', document: 'POD 1Z999', sha256 } },
    problems: [...every],
    handle: ({ params, body }, { command }, { clients }) =>
      clients.escrows.giveEvidence({ id: params.id, ...body }, command),
  }),
  route({
    ...{ ...shared, path: '/v1/disputes/{id}/offers', access: both, body: splitOffer },
    summary: 'Say what you would settle for',
    description: 'Where both sides name the same, it is settled.',
    examples: { body: { toBuyer: half } },
    problems: [...every, 'DISPUTE_SHARE_INVALID', 'DISPUTE_NOT_HELD'],
    handle: ({ params, body }, { command }, { clients }) =>
      clients.escrows.offerSplit({ id: params.id, ...body }, command),
  }),
  route({
    ...{ ...shared, path: '/v1/disputes/{id}/acceptance', access: both, body: nothing },
    summary: 'Accept what the other side offers; the seller, where nothing is offered, the whole claim',
    problems: [...every, 'DISPUTE_NOTHING_OFFERED', 'DISPUTE_NOT_HELD'],
    handle: ({ params }, { command }, { clients }) =>
      clients.escrows.acceptDispute({ id: params.id, reason: '' }, command),
  }),
  route({
    ...{ ...shared, path: '/v1/disputes/{id}/escalation', access: both, body: nothing },
    summary: 'Go on to the next stage',
    problems: [...every, 'DISPUTE_EARLY'],
    handle: ({ params }, { command }, { clients }) =>
      clients.escrows.escalateDispute({ id: params.id, reason: '' }, command),
  }),
  route({
    ...{ ...shared, path: '/v1/disputes/{id}/decision', access: ['operations'], body: disputeDecision },
    summary: 'Decide a dispute, or say what its arbiter decided: in any split',
    examples: { body: { toBuyer: half, reason: 'Half of it was damaged' } },
    problems: [...every, 'DISPUTE_SHARE_INVALID', 'DISPUTE_NOT_HELD'],
    handle: ({ params, body }, { command }, { clients }) =>
      clients.escrows.decideDispute({ id: params.id, ...body }, command),
  }),
  route({
    ...{ ...shared, path: '/v1/disputes/{id}/cancellation', access: ['operations'], body: because },
    summary: "Withdraw a dispute: all is the seller's",
    examples: { body: { reason: 'The goods were found' } },
    problems: [...every, 'DISPUTE_NOT_HELD'],
    handle: ({ params, body }, { command }, { clients }) =>
      clients.escrows.cancelDispute({ id: params.id, ...body }, command),
  }),
  route({
    ...{ ...shared, path: '/v1/disputes/{id}/reversal', access: ['operations'], body: nothing },
    summary: 'The issuer takes a chargeback back that was lost',
    problems: [...every],
    handle: ({ params }, { command }, { clients }) =>
      clients.escrows.reverseChargeback({ id: params.id, reason: '' }, command),
  }),
  route({
    ...{ ...reading, path: '/v1/withholdings', params: noParams, query: listWithholdings, reply: withholdingList },
    summary: 'Proceeds that are held back, the latest first',
    problems: [],
    handle: ({ query: { state, ...page } }, { caller }, { clients }) =>
      clients.escrows.listWithholdings({ state, page }, caller),
  }),
  route({
    ...{ ...shared, path: '/v1/withholdings/{id}/appeal', access: ['merchant'], body: appeal },
    summary: 'Appeal against proceeds being held back',
    examples: { body: { grounds: 'The licence is attached as LIC-2026-7' } },
    problems: ['WITHHOLDING_NOT_FOUND', 'WITHHOLDING_NOT_NOW'],
    handle: ({ params, body }, { command }, { clients }) =>
      clients.escrows.appealWithholding({ id: params.id, ...body }, command),
  }),
  route({
    ...{ ...shared, path: '/v1/withholdings/{id}/decision', access: ['operations'], body: withholdingDecision },
    summary: 'Release withheld proceeds, or uphold it: then they go back to the buyer',
    examples: { body: { outcome: 'RELEASED', reason: 'The licence holds' } },
    problems: ['WITHHOLDING_NOT_FOUND', 'WITHHOLDING_NOT_NOW'],
    handle: ({ params, body }, { command }, { clients }) =>
      clients.escrows.decideWithholding({ id: params.id, ...body }, command),
  }),
  route({
    ...{ ...reading, path: '/v1/securities', params: noParams, query: securityPage, reply: securityList, problems: [] },
    summary: 'Deposits, and what the platform has advanced',
    handle: ({ query }, { caller }, { clients }) => clients.escrows.listSecurities({ page: query }, caller),
  }),
  route({
    ...{ ...shared, path: '/v1/deposits', access: ['merchant'], params: noParams, status: 201, body: deposit },
    summary: 'Put a deposit down out of your account',
    description:
      'It stands in where a dispute finds too little in your account, before the platform advances anything.',
    examples: { body: { amount: half } },
    problems: ['LEDGER_INSUFFICIENT_FUNDS'],
    handle: ({ body }, { command }, { clients }) => clients.escrows.putDeposit(body, command),
  }),
  route({
    ...{ ...shared, path: '/v1/deposits/return', access: ['merchant'], params: noParams, body: deposit },
    summary: 'Take a deposit back, once nothing is owed',
    examples: { body: { amount: half } },
    problems: ['SECURITY_DEPOSIT_SHORT'],
    handle: ({ body }, { command }, { clients }) => clients.escrows.returnDeposit(body, command),
  }),
];
