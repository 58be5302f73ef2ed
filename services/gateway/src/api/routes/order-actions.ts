import { type Route, route } from '../route.ts';
import { byId, commandReply, noQuery, nothing } from '../schemas/common.ts';
import { cancelOrder, returnOrder, withdrawCancellation } from '../schemas/orders.ts';

const shared = {
  method: 'POST',
  tag: 'orders',
  params: byId,
  query: noQuery,
  reply: commandReply,
  write: true,
} as const;

const everyTime = ['ORDER_NOT_FOUND', 'ORDER_NOT_UNDER_WAY'] as const;

/** What can be done with an order that is under way. */
export const orderActionRoutes: readonly Route[] = [
  route({
    ...shared,
    path: '/v1/orders/{id}/cancellation',
    summary: 'Call an order off',
    description:
      'Until the carrier has it. What was done is undone step by step: declaration, shipment, parcel, and the buyer ' +
      'gets the money back. Later it can be returned.',
    access: ['merchant'],
    body: cancelOrder,
    status: 200,
    problems: [...everyTime, 'ORDER_ON_ITS_WAY', 'ORDER_ENDS_ALREADY'],
    examples: { body: { reason: 'The buyer ordered twice' } },
    handle: ({ params, body }, { command }, { clients }) =>
      clients.orders.cancelOrder({ orderId: params.id, reason: body.reason }, command),
  }),
  route({
    ...shared,
    path: '/v1/orders/{id}/cancellation/withdrawal',
    summary: 'Let an order go on that customs does not let be called off',
    description:
      'While CANCELLATION_REFUSED holds it: the list stands for good, so the goods go on to their buyer, who may give ' +
      'them back as any other.',
    access: ['merchant'],
    body: withdrawCancellation,
    status: 200,
    problems: [...everyTime, 'ORDER_CANCELLATION_STANDS'],
    examples: { body: { reason: 'Customs has closed the list' } },
    handle: ({ params, body }, { command }, { clients }) =>
      clients.orders.withdrawCancellation({ orderId: params.id, reason: body.reason }, command),
  }),
  route({
    ...shared,
    path: '/v1/orders/{id}/retry',
    summary: 'Repeat the step that stands still',
    description:
      'What spoke against it no longer counts: the label, the list, the rate or the payment is asked for anew.',
    access: ['merchant', 'operations'],
    body: nothing,
    status: 200,
    problems: [...everyTime, 'ORDER_NOTHING_TO_RETRY'],
    handle: ({ params }, { command }, { clients }) => clients.orders.retryStep({ orderId: params.id }, command),
  }),
  route({
    ...shared,
    path: '/v1/orders/{id}/acceptance',
    summary: 'The buyer is content',
    description: 'Before the inspection period is over: the escrow is released at once.',
    access: ['merchant'],
    body: nothing,
    status: 200,
    problems: [...everyTime, 'ORDER_NOT_IN_INSPECTION'],
    handle: ({ params }, { command }, { clients }) => clients.orders.acceptOrder({ orderId: params.id }, command),
  }),
  route({
    ...shared,
    path: '/v1/orders/{id}/returns',
    summary: 'The buyer gives goods back, or is refunded for what was wrong with them',
    description:
      'Within the inspection period. The refund is paid back in the currency that was paid; where it is all of it, the ' +
      'order ends there.',
    access: ['merchant'],
    body: returnOrder,
    status: 201,
    problems: [
      ...everyTime,
      'ORDER_NOT_IN_INSPECTION',
      'ORDER_ENDS_ALREADY',
      'ORDER_RETURNED_ALREADY',
      'RETURN_GOODS_NOT_TAKEN',
      'RETURN_LINE_WRONG',
      'RETURN_REFUND_WRONG',
    ],
    examples: {
      body: {
        reason: 'DEFECTIVE',
        keepsGoods: false,
        lines: [{ sku: 'EARBUDS-X2', quantity: 1 }],
        refund: { amount: '39.90', currency: 'USD' },
      },
    },
    handle: ({ params, body }, { command }, { clients }) =>
      clients.orders.returnOrder({ orderId: params.id, terms: body }, command),
  }),
];
