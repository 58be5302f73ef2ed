import type { Complete } from '@portolan/contracts';
import type { SealedPerson } from '@portolan/contracts/common/v1/types';
import type { PutDocumentRequest } from '@portolan/contracts/orders/v1/orders';
import type { z } from 'zod';
import type { Role } from '../../access/api-keys.ts';
import { type Route, route } from '../route.ts';
import { byId, commandReply, noQuery } from '../schemas/common.ts';
import { orderDocument, paymentDocument, receiptDocument, waybillDocument } from '../schemas/documents.ts';
import { documentExamples } from './examples.ts';

type Document = NonNullable<Complete<PutDocumentRequest>['document']>;
type Kind = Document['$case'];

/** A route per kind: each has its schema, and who may put it. */
function put<Body extends z.ZodType>(
  kind: Kind,
  body: Body,
  access: readonly Role[],
  summary: string,
  message: (body: z.output<Body>) => Document,
): Route {
  return route({
    method: 'PUT',
    path: `/v1/orders/{id}/documents/${kind}`,
    tag: 'orders',
    summary,
    description:
      'Another version of the document, whole. It is told to customs clearance before anything else: where a case did ' +
      'not match, it is matched anew. People are not put again: the order’s own buyer stands in it.',
    access,
    params: byId,
    query: noQuery,
    body,
    status: 200,
    reply: commandReply,
    problems: [
      'ORDER_NOT_FOUND',
      'ORDER_NOT_UNDER_WAY',
      'ORDER_ENDS_ALREADY',
      'ORDER_DOCUMENT_NOT_NEEDED',
      'ORDER_DOCUMENT_OF_ANOTHER',
      'ORDER_DOCUMENT_TOO_LATE',
    ],
    examples: { body: documentExamples[kind] },
    write: true,
    handle: ({ params, body: given }, { command }, { clients }) =>
      clients.orders.putDocument({ orderId: params.id, document: message(given) }, command),
  });
}

// Says nobody: orders puts the buyer there whom it sealed when the order was placed.
const sealed = { subject: '', ciphertext: new Uint8Array(), hash: '' };
const nobody: Complete<SealedPerson> = { name: sealed, phone: sealed, email: sealed, address: sealed, country: '' };

export const documentRoutes = [
  put(
    'order',
    orderDocument,
    ['merchant', 'platform'],
    'The platform corrects its order',
    ({ import: bonded, ...rest }) => ({
      $case: 'order',
      value: bonded === undefined ? rest : { ...rest, import: { ...bonded, buyer: nobody } },
    }),
  ),
  put('receipt', receiptDocument, ['merchant'], 'The institution corrects its receipt', (value) => ({
    $case: 'receipt',
    value,
  })),
  put('waybill', waybillDocument, ['merchant'], 'The carrier corrects its waybill', (value) => ({
    $case: 'waybill',
    value,
  })),
  put('payment', paymentDocument, ['merchant'], 'The payment institution corrects its payment', (value) => ({
    $case: 'payment',
    value: { ...value, payer: nobody },
  })),
];
