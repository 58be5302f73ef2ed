import { z } from 'zod';
import { route } from '../route.ts';
import { atLeast, byId, commandReply, noParams, noQuery } from '../schemas/common.ts';
import {
  acknowledged,
  listPaymentInquiries,
  paymentInquiry,
  paymentInquiryList,
  paymentRecord,
} from '../schemas/payment-data.ts';
import { rawBytes } from '../schemas/suite.ts';
import { paymentRecordExample } from './examples.ts';

const readers = ['merchant', 'operations'] as const;

/** Original payment data on demand (GACC announcement 2018 No. 165): kept by the platform, asked for by customs. */
export const paymentDataRoutes = [
  route({
    method: 'PUT',
    path: '/v1/orders/{id}/payment-record',
    tag: 'customs',
    summary: "Lay down the original data of an order's payment",
    description:
      'What the platform asked of the bank or wallet and what came back, to the byte. Customs may ask for it and gives ' +
      'thirty seconds. What customs has asked already is answered at once; what it refused is answered anew.',
    access: ['merchant'],
    params: byId,
    query: noQuery,
    body: paymentRecord,
    status: 200,
    reply: commandReply,
    problems: ['ORDER_NOT_FOUND', 'PAYMENT_RECORD_INVALID'],
    examples: { body: paymentRecordExample },
    write: true,
    async handle({ params, body }, { caller, command }, { clients }) {
      // Only orders knows whose order it is.
      await clients.orders.getOrder({ id: params.id, atLeastVersion: 0n }, caller);
      return clients.customs.keepPaymentRecord({ orderId: params.id, ...body }, command);
    },
  }),
  route({
    method: 'GET',
    path: '/v1/payment-inquiries',
    tag: 'customs',
    summary: 'What customs asked of payments, when it was answered, and how long that took',
    description: 'The latest first. The operator of the suite sees those about orders that nobody declared.',
    access: readers,
    params: noParams,
    query: listPaymentInquiries,
    status: 200,
    reply: paymentInquiryList,
    problems: [],
    handle: ({ query: { state, ...page } }, { caller }, { clients }) =>
      clients.customs.listPaymentInquiries({ state, page }, caller),
  }),
  route({
    method: 'GET',
    path: '/v1/payment-inquiries/{id}',
    tag: 'customs',
    summary: 'A question of customs about a payment, and its answer',
    access: readers,
    params: byId,
    query: atLeast,
    status: 200,
    reply: paymentInquiry,
    problems: ['PAYMENT_INQUIRY_NOT_FOUND', 'NOT_YET_VISIBLE'],
    handle: ({ params, query }, { caller }, { clients }) =>
      clients.customs.getPaymentInquiry({ id: params.id, atLeastVersion: query.version }, caller),
  }),
  route({
    method: 'POST',
    path: '/v1/inbound/customs/payment-data/{platformCode}',
    tag: 'inbound',
    summary: 'Customs asks a platform for the original data of a payment',
    description:
      "The platform's address `platDataOpen`: the form field `openReq` as customs sends it. It is acknowledged at once; " +
      'the answer is uploaded. The same question a second time changes nothing.',
    access: 'signed',
    source: 'customs',
    params: z.strictObject({ platformCode: z.string().regex(/^[0-9A-Z]{10}([0-9A-Z]{8})?$/) }),
    query: noQuery,
    body: rawBytes,
    status: 200,
    reply: acknowledged,
    problems: ['INVALID_MESSAGE'],
    async handle({ params: { platformCode }, body }, { command }, { clients }) {
      const { serviceTime, ...said } = await clients.customs.askPaymentData({ platformCode, body }, command);
      return { ...said, serviceTime: Number(serviceTime) };
    },
  }),
];
