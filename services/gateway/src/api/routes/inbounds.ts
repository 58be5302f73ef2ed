import { route } from '../route.ts';
import { byId, commandReply, noParams, noQuery } from '../schemas/common.ts';
import {
  gradeReturn,
  inboundList,
  listInbounds,
  listReturns,
  receiveReturn,
  resolveDiscrepancy,
  returnList,
} from '../schemas/inbounds.ts';

const readers = ['merchant', 'zone_operator', 'operations'] as const;

/** Goods that come to a warehouse: stock on its way, and what buyers give back. */
export const inboundsRoutes = [
  route({
    method: 'GET',
    path: '/v1/inbounds',
    tag: 'warehouse',
    summary: 'What is on its way to a warehouse, and how much of it came',
    access: readers,
    params: noParams,
    query: listInbounds,
    status: 200,
    reply: inboundList,
    problems: [],
    handle: ({ query: { state, ...page } }, { caller }, { clients }) =>
      clients.warehouse.listInbounds({ state, page }, caller),
  }),
  route({
    method: 'POST',
    path: '/v1/inbounds/{id}/resolution',
    tag: 'warehouse',
    summary: 'Close the case of a count that differs',
    access: ['merchant'],
    params: byId,
    query: noQuery,
    body: resolveDiscrepancy,
    status: 200,
    reply: commandReply,
    problems: ['INBOUND_NOT_FOUND', 'DISCREPANCY_NOT_OPEN', 'RESOLUTION_INVALID'],
    examples: { body: { resolution: 'CLAIM' } },
    write: true,
    handle: ({ params, body }, { command }, { clients }) =>
      clients.warehouse.resolveDiscrepancy({ inboundId: params.id, ...body }, command),
  }),
  route({
    method: 'GET',
    path: '/v1/returns',
    tag: 'warehouse',
    summary: 'What buyers give back',
    access: readers,
    params: noParams,
    query: listReturns,
    status: 200,
    reply: returnList,
    problems: [],
    handle: ({ query: { state, ...page } }, { caller }, { clients }) =>
      clients.warehouse.listReturns({ state, page }, caller),
  }),
  route({
    method: 'POST',
    path: '/v1/returns/{id}/receipt',
    tag: 'warehouse',
    summary: 'A return came',
    access: ['zone_operator'],
    params: byId,
    query: noQuery,
    body: receiveReturn,
    status: 200,
    reply: commandReply,
    problems: ['RETURN_NOT_FOUND', 'RETURN_NOT_READY', 'RETURN_INVALID', 'RETURN_UNEXPECTED'],
    examples: { body: { lines: [{ sku: 'EARBUDS-X2', quantity: '1' }] } },
    write: true,
    handle: ({ params, body }, { command }, { clients }) =>
      clients.warehouse.receiveReturn({ returnId: params.id, ...body }, command),
  }),
  route({
    method: 'POST',
    path: '/v1/returns/{id}/grading',
    tag: 'warehouse',
    summary: 'A return is inspected',
    description: 'Grades A and B go back into stock, the others lie apart as damaged.',
    access: ['zone_operator'],
    params: byId,
    query: noQuery,
    body: gradeReturn,
    status: 200,
    reply: commandReply,
    problems: ['RETURN_NOT_FOUND', 'RETURN_NOT_READY', 'RETURN_INVALID', 'GRADING_INCOMPLETE'],
    examples: { body: { lines: [{ sku: 'EARBUDS-X2', grade: 'A', quantity: '1' }] } },
    write: true,
    handle: ({ params, body }, { command }, { clients }) =>
      clients.warehouse.gradeReturn({ returnId: params.id, ...body }, command),
  }),
];
