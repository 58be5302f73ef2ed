import { route } from '../route.ts';
import { byId, commandReply, noParams, noQuery, nothing } from '../schemas/common.ts';
import {
  byMilestone,
  escrow,
  escrowList,
  inspectionExtension,
  listEscrows,
  milestonePlan,
  milestoneProof,
  withholdProceeds,
} from '../schemas/escrows.ts';

const shared = {
  ...({ method: 'POST', tag: 'ledger', params: byId, query: noQuery } as const),
  ...({ status: 200, reply: commandReply, write: true } as const),
};
const under = ['ESCROW_NOT_FOUND', 'ESCROW_CANCELLED', 'ESCROW_REFUNDED', 'ESCROW_RELEASED'] as const;
const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

/** The buyer's money between payment and release. A merchant speaks for the seller, operations for the buyer. */
export const escrowRoutes = [
  route({
    method: 'GET',
    path: '/v1/escrows',
    tag: 'ledger',
    summary: 'Escrows, the latest first: what is held, released, refunded, disputed',
    description: 'Your own; operations see those of every merchant.',
    access: ['merchant', 'operations'],
    params: noParams,
    query: listEscrows,
    status: 200,
    reply: escrowList,
    problems: [],
    handle: ({ query: { state, orderNo, ...page } }, { caller }, { clients }) =>
      clients.escrows.listEscrows({ state, orderNo, page }, caller),
  }),
  route({
    method: 'GET',
    path: '/v1/escrows/{id}',
    tag: 'ledger',
    summary: 'An escrow: where every cent is, its milestones and deadlines, who acts next',
    access: ['merchant', 'operations'],
    params: byId,
    query: noQuery,
    status: 200,
    reply: escrow,
    problems: ['ESCROW_NOT_FOUND'],
    handle: ({ params }, { caller }, { clients }) => clients.escrows.getEscrow({ id: params.id }, caller),
  }),
  route({
    ...{ ...shared, path: '/v1/escrows/{id}/milestones', access: ['merchant', 'operations'] },
    summary: 'Name the milestones by which the money is released',
    description: 'Before it is paid. Agreed as soon as the other side names the same.',
    body: milestonePlan,
    examples: {
      body: {
        milestones: [
          { name: 'Production', trigger: 'PROOF', percent: 30 },
          { name: 'Delivery', trigger: 'DELIVERY', percent: 70 },
        ],
      },
    },
    problems: ['ESCROW_NOT_FOUND', 'ESCROW_ALREADY_FUNDED', 'ESCROW_CANCELLED', 'ESCROW_MILESTONES_INVALID'],
    handle: ({ params, body }, { command }, { clients }) =>
      clients.escrows.proposeMilestones({ id: params.id, ...body }, command),
  }),
  route({
    ...{ ...shared, path: '/v1/escrows/{id}/milestones/{number}/proof', access: ['merchant'], params: byMilestone },
    summary: 'Show what a milestone asks for',
    body: milestoneProof,
    examples: { body: { document: 'QC report 2026-17', sha256 } },
    problems: [...under, 'ESCROW_NOT_FUNDED', 'ESCROW_MILESTONE_UNKNOWN'],
    handle: ({ params, body }, { command }, { clients }) =>
      clients.escrows.proveMilestone({ ...params, ...body }, command),
  }),
  route({
    ...{ ...shared, path: '/v1/escrows/{id}/milestones/{number}/release', access: ['operations'], params: byMilestone },
    summary: "Release a milestone's part, for the buyer",
    body: nothing,
    problems: [
      ...[...under, 'ESCROW_NOT_FUNDED', 'ESCROW_MILESTONE_UNKNOWN', 'ESCROW_MILESTONE_UNPROVEN'],
      ...['ESCROW_DISPUTED', 'ESCROW_REFUND_INVALID'],
    ],
    handle: ({ params }, { command }, { clients }) => clients.escrows.releaseMilestone(params, command),
  }),
  route({
    ...{ ...shared, path: '/v1/escrows/{id}/inspection-extension', access: ['merchant'] },
    summary: 'Give the buyer longer to object',
    body: inspectionExtension,
    examples: { body: { endsAt: '2026-03-20T16:00:00.000Z' } },
    problems: [...under, 'ESCROW_NOT_DELIVERED', 'ESCROW_EXTENSION_INVALID'],
    handle: ({ params, body }, { command }, { clients }) =>
      clients.escrows.extendInspection({ id: params.id, ...body }, command),
  }),
  route({
    ...{ ...shared, path: '/v1/escrows/{id}/withholdings', access: ['operations'], status: 201 },
    summary: 'Hold proceeds back, with a reason',
    description: 'The merchant may appeal. What is upheld goes back to the buyer.',
    body: withholdProceeds,
    examples: { body: { amount: { amount: '400.00', currency: 'USD' }, reason: 'Brand not licensed' } },
    problems: [
      ...['ESCROW_NOT_FOUND', 'ESCROW_NOT_FUNDED', 'ESCROW_CANCELLED', 'ESCROW_RELEASE_PENDING'],
      ...['ESCROW_DISPUTE_AMOUNT', 'ESCROW_REFUND_CURRENCY', 'ESCROW_CHARGED_BACK'],
    ],
    handle: ({ params, body }, { command }, { clients }) =>
      clients.escrows.withholdProceeds({ escrowId: params.id, ...body }, command),
  }),
];
