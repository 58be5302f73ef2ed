import { sign } from '../access/signature.ts';
import {
  costExample,
  documentExamples,
  goodsExample,
  listExample,
  orderExample,
  paymentRecordExample,
  reservationExample,
} from '../api/routes/examples.ts';
import type { Ask } from './asking.ts';
import { collectionSamples } from './collection.ts';
import { escrowSamples } from './escrows.ts';
import { exchangeSamples } from './exchange.ts';
import { refundSamples } from './refunds.ts';

/** A request that each route answers well, by `METHOD path` of the table. A test sees that none is left out. */
export const samples: Readonly<Record<string, Ask>> = {
  'POST /v1/orders': write('/v1/orders', 'merchant-shenzhen', orderExample),
  'GET /v1/orders': { path: '/v1/orders?state=PLACED&limit=10', as: 'merchant-shenzhen' },
  'GET /v1/orders/{id}': { path: '/v1/orders/order-1?version=1', as: 'merchant-shenzhen' },
  'GET /v1/orders/{id}/timeline': { path: '/v1/orders/order-1/timeline?lang=zh', as: 'merchant-shenzhen' },
  'GET /v1/orders/{id}/holds': { path: '/v1/orders/order-1/holds', as: 'merchant-shenzhen' },
  'GET /v1/holds': { path: '/v1/holds?owner=buyer&lang=zh', as: 'merchant-shenzhen' },
  'POST /v1/orders/{id}/cancellation': onOrder('cancellation', { reason: 'The buyer ordered twice' }),
  'POST /v1/orders/{id}/cancellation/withdrawal': onOrder('cancellation/withdrawal', { reason: 'The list is closed' }),
  'POST /v1/orders/{id}/retry': onOrder('retry', undefined),
  'POST /v1/orders/{id}/acceptance': onOrder('acceptance', {}),
  'POST /v1/orders/{id}/returns': onOrder('returns', {
    reason: 'UNWANTED',
    keepsGoods: true,
    lines: [{ sku: 'EARBUDS-X2', quantity: 1 }],
    refund: { amount: '39.90', currency: 'USD' },
  }),
  'PUT /v1/orders/{id}/documents/order': {
    ...onOrder('documents/order', documentExamples.order, 'platform-yongjiang'),
    method: 'PUT',
  },
  'PUT /v1/orders/{id}/documents/receipt': {
    ...onOrder('documents/receipt', documentExamples.receipt),
    method: 'PUT',
  },
  'PUT /v1/orders/{id}/documents/waybill': {
    ...onOrder('documents/waybill', documentExamples.waybill),
    method: 'PUT',
  },
  'PUT /v1/orders/{id}/documents/payment': {
    ...onOrder('documents/payment', documentExamples.payment),
    method: 'PUT',
  },
  'POST /v1/imports': {
    ...write('/v1/imports?fileName=orders.csv', 'merchant-shenzhen', 'orderNo,mode\nA-1,9610\n'),
    headers: { 'idempotency-key': 'an-import', 'content-type': 'text/csv; charset=utf-8' },
  },
  'GET /v1/imports/{id}': { path: '/v1/imports/import-1', as: 'merchant-shenzhen' },
  'GET /v1/imports/{id}/rows': { path: '/v1/imports/import-1/rows?outcome=REFUSED', as: 'merchant-shenzhen' },
  'GET /v1/orders/{id}/allowance': { path: '/v1/orders/order-1/allowance', as: 'merchant-shenzhen' },
  'GET /v1/declarations': { path: '/v1/declarations?state=RELEASED', as: 'customs-3105' },
  'GET /v1/match-cases': { path: '/v1/match-cases?owner=platform&lang=zh', as: 'merchant-shenzhen' },
  'GET /v1/match-cases/{id}': { path: '/v1/match-cases/case-1?lang=zh', as: 'merchant-shenzhen' },
  'GET /v1/match-rules': { path: '/v1/match-rules?lang=zh', as: 'customs-3105' },
  'GET /v1/match-rules/rejections': { path: '/v1/match-rules/rejections?by=week', as: 'merchant-shenzhen' },
  'GET /v1/release-times': {
    path: '/v1/release-times?from=2026-02-01&until=2026-03-02&mode=1210&office=3105&step=SUBMITTED-STORED',
    as: 'customs-3105',
  },
  'GET /v1/tax-variances': {
    path: '/v1/tax-variances?from=2026-02-02&mode=1210&office=3105&verdict=ROUNDING&limit=1',
    as: 'merchant-shenzhen',
  },
  'PUT /v1/orders/{id}/payment-record': { ...onOrder('payment-record', paymentRecordExample), method: 'PUT' },
  'GET /v1/payment-inquiries': { path: '/v1/payment-inquiries?state=ANSWERED', as: 'merchant-shenzhen' },
  'GET /v1/payment-inquiries/{id}': { path: '/v1/payment-inquiries/inquiry-1', as: 'merchant-shenzhen' },
  'POST /v1/inbound/customs/payment-data/{platformCode}': push(
    '/v1/inbound/customs/payment-data/3302960005',
    'openReq={}',
    'customs-secret',
  ),
  'GET /v1/rules': { path: '/v1/rules?asOf=2026-07-01T00:00:00%2B02:00&jurisdiction=EU&lang=zh', as: 'customs-3105' },
  'POST /v1/landed-cost/quotes': write('/v1/landed-cost/quotes', 'merchant-shenzhen', costExample),
  'GET /v1/trade-modes': { path: '/v1/trade-modes?lang=zh', as: 'customs-3105' },
  'GET /v1/summaries': { path: '/v1/summaries?state=DECLARED', as: 'merchant-shenzhen' },
  'GET /v1/summaries/{id}': { path: '/v1/summaries/summary-1', as: 'merchant-shenzhen' },
  'GET /v1/summaries/{id}/lists': { path: '/v1/summaries/summary-1/lists', as: 'merchant-shenzhen' },
  'POST /v1/summaries/{id}/application': write('/v1/summaries/summary-1/application', 'merchant-shenzhen', {}),
  'POST /v1/declarations/{id}/returns': write('/v1/declarations/declaration-1/returns', 'merchant-shenzhen', {
    reason: 'The tin was dented',
    lines: [{ line: 1, quantity: '1' }],
  }),
  'GET /v1/declarations/{id}/returns': { path: '/v1/declarations/declaration-1/returns', as: 'merchant-shenzhen' },
  'GET /v1/landed-cost/quotes/{id}': { path: '/v1/landed-cost/quotes/cost-1?lang=zh', as: 'merchant-shenzhen' },
  'GET /v1/inbounds': { path: '/v1/inbounds?state=DIFFERS', as: 'merchant-shenzhen' },
  'POST /v1/inbounds/{id}/resolution': write('/v1/inbounds/inbound-1/resolution', 'merchant-shenzhen', {
    resolution: 'CLAIM',
  }),
  'GET /v1/returns': { path: '/v1/returns', as: 'operator' },
  'POST /v1/returns/{id}/receipt': write('/v1/returns/return-1/receipt', 'operator', {
    lines: [{ sku: 'EARBUDS-X2', quantity: '1' }],
  }),
  'POST /v1/returns/{id}/grading': write('/v1/returns/return-1/grading', 'operator', {
    lines: [{ sku: 'EARBUDS-X2', grade: 'B', quantity: 1 }],
  }),
  'POST /v1/verification-lists': write('/v1/verification-lists', 'operator', listExample),
  'GET /v1/verification-lists': { path: '/v1/verification-lists?state=APPROVED', as: 'operator' },
  'POST /v1/gate-passes': write('/v1/gate-passes', 'operator', {
    listId: 'list-1',
    vehicleNo: '浙B12345',
    grossWeight: '812.5',
  }),
  'GET /v1/gate-passes': { path: '/v1/gate-passes?state=PASSED', as: 'operator' },
  'GET /v1/account-book': { path: '/v1/account-book?emsNo=T3105W000293&sku=NZ-MILK-900', as: 'operator' },
  'GET /v1/reconciliations': { path: '/v1/reconciliations?date=2026-03-02', as: 'portolan' },
  'GET /v1/reconciliation-breaks': { path: '/v1/reconciliation-breaks?type=AMOUNT&minAgeDays=1', as: 'portolan' },
  'POST /v1/reconciliation-breaks/{id}/explanation': write(
    '/v1/reconciliation-breaks/break-1/explanation',
    'portolan',
    { cause: 'BANK_CHARGE', note: 'Monthly account fee' },
  ),
  'POST /v1/reconciliation-breaks/{id}/closing': write('/v1/reconciliation-breaks/break-1/closing', 'portolan', {
    entry: 'CHARGE',
  }),
  'GET /v1/safeguarding': { path: '/v1/safeguarding', as: 'portolan' },
  'GET /v1/ledger/aging': { path: '/v1/ledger/aging?code=2050', as: 'portolan' },
  'GET /v1/bop-declarations': { path: '/v1/bop-declarations?state=DRAFT', as: 'merchant-shenzhen' },
  'GET /v1/bop-declarations/{id}': { path: '/v1/bop-declarations/bop-1', as: 'merchant-shenzhen' },
  'POST /v1/bop-declarations/{id}/correction': write('/v1/bop-declarations/bop-1/correction', 'merchant-shenzhen', {
    counterpartyCountry: 'US',
    reason: 'The buyer lives there',
  }),
  'POST /v1/bop-declarations/{id}/submission': write('/v1/bop-declarations/bop-1/submission', 'merchant-shenzhen', {}),
  'POST /v1/bop-declarations/{id}/outcome': write('/v1/bop-declarations/bop-1/outcome', 'portolan', {
    accepted: true,
    number: '310000000000260310N001',
  }),
  'GET /v1/settlement-rules': { path: '/v1/settlement-rules?asOf=2026-03-02', as: 'merchant-shenzhen' },
  'POST /v1/settlement-judgements': {
    method: 'POST',
    path: '/v1/settlement-judgements',
    as: 'merchant-shenzhen',
    body: { fact: { kind: 'transaction', amount: { amount: '50000.00', currency: 'USD' } } },
  },
  'POST /v1/individual-quotas': write('/v1/individual-quotas', 'portolan', {
    identity: '440301199001011234',
    direction: 'SELL',
    amount: { amount: '1200.00', currency: 'USD' },
    reference: 'SO-1',
  }),
  'GET /v1/funds': { path: '/v1/funds?state=SUSPENSE', as: 'portolan' },
  'POST /v1/funds/{id}/return': write('/v1/funds/funds-1/return', 'portolan', undefined),
  'GET /v1/operations/breaches': { path: '/v1/operations/breaches?state=OPEN&lang=zh', as: 'portolan' },
  'POST /v1/operations/breaches/{id}/acknowledgement': write(
    '/v1/operations/breaches/breach-1/acknowledgement',
    'portolan',
    { note: 'A disk was replaced' },
  ),
  ...refundSamples(write),
  ...escrowSamples(write),
  ...collectionSamples(write),
  ...exchangeSamples(write),
  'GET /v1/payouts': { path: '/v1/payouts?state=UNKNOWN', as: 'merchant-shenzhen' },
  'GET /v1/payouts/{id}': { path: '/v1/payouts/payout-1', as: 'merchant-shenzhen' },
  'POST /v1/payouts/{id}/recall': write('/v1/payouts/payout-1/recall', 'merchant-shenzhen', { reason: 'CUST' }),
  'GET /v1/claims': { path: '/v1/claims?state=OPEN', as: 'merchant-shenzhen' },
  'POST /v1/goods': write('/v1/goods', 'merchant-shenzhen', goodsExample),
  'GET /v1/goods': { path: '/v1/goods', as: 'merchant-shenzhen' },
  'GET /v1/goods/{sku}': { path: '/v1/goods/EARBUDS-X2', as: 'merchant-shenzhen' },
  'GET /v1/declarations/{id}': { path: '/v1/declarations/declaration-1', as: 'merchant-shenzhen' },
  'GET /v1/declarations/{id}/messages': { path: '/v1/declarations/declaration-1/messages', as: 'merchant-shenzhen' },
  'GET /v1/declarations/{id}/messages/{messageId}': {
    path: '/v1/declarations/declaration-1/messages/dxp-1',
    as: 'merchant-shenzhen',
  },
  'GET /v1/shipments/{id}': { path: '/v1/shipments/shipment-1', as: 'merchant-shenzhen' },
  'GET /v1/ledger/accounts': { path: '/v1/ledger/accounts', as: 'merchant-shenzhen' },
  'GET /v1/ledger/accounts/{id}/statement': {
    path: '/v1/ledger/accounts/2100.USD.escrow-1/statement?from=2026-03-01&until=2026-03-31',
    as: 'merchant-shenzhen',
  },
  'GET /v1/ledger/transactions': { path: '/v1/ledger/transactions', as: 'merchant-shenzhen' },
  'GET /v1/ledger/transactions/{id}': { path: '/v1/ledger/transactions/t1', as: 'merchant-shenzhen' },
  'POST /v1/ledger/transactions/{id}/reversal': write('/v1/ledger/transactions/t1/reversal', 'portolan', {
    tenant: 'merchant-shenzhen',
    reason: 'Booked on the wrong order',
  }),
  'GET /v1/ledger/reservations': { path: '/v1/ledger/reservations?state=OPEN', as: 'merchant-shenzhen' },
  'POST /v1/ledger/reservations': write('/v1/ledger/reservations', 'portolan', reservationExample),
  'POST /v1/ledger/reservations/{id}/posting': write('/v1/ledger/reservations/reservation-1/posting', 'portolan', {}),
  'POST /v1/ledger/reservations/{id}/void': write('/v1/ledger/reservations/reservation-1/void', 'portolan', {
    reason: 'Not needed any more',
  }),
  'POST /v1/ledger/periods': write('/v1/ledger/periods', 'portolan', { until: '2026-02-28' }),
  'GET /v1/ledger/verification': { path: '/v1/ledger/verification', as: 'merchant-shenzhen' },
  'GET /v1/ledger/accounts/{id}': { path: '/v1/ledger/accounts/2100.USD.escrow-1', as: 'merchant-shenzhen' },
  'POST /v1/goods-receipts': write('/v1/goods-receipts', 'operator', {
    warehouseId: 'SZX-FWD-1',
    owner: 'merchant-shenzhen',
    document: 'DN-1',
    lines: [{ sku: 'EARBUDS-X2', quantity: 12 }],
  }),
  'GET /v1/stock': { path: '/v1/stock?sku=EARBUDS-X2', as: 'operator' },
  'GET /v1/parcels': { path: '/v1/parcels?state=SHORT', as: 'operator' },
  'GET /v1/parcels/{id}': { path: '/v1/parcels/parcel-1', as: 'operator' },
  'POST /v1/parcels/{id}/pick': write('/v1/parcels/parcel-1/pick', 'operator', undefined),
  'POST /v1/parcels/{id}/pack': write('/v1/parcels/parcel-1/pack', 'operator', { grossWeight: '0.52', packs: 1 }),
  'POST /v1/parcels/{id}/dispatch': write('/v1/parcels/parcel-1/dispatch', 'operator', {}),
  'GET /v1/events': { path: '/v1/events?after=0&limit=10', as: 'merchant-shenzhen' },
  'GET /v1/events/types': { path: '/v1/events/types', as: 'operator' },
  'GET /v1/events/snapshot': { path: '/v1/events/snapshot?limit=10', as: 'merchant-shenzhen' },
  'PUT /v1/consumers/{name}': { method: 'PUT', path: '/v1/consumers/erp', as: 'merchant-shenzhen', body: {} },
  'GET /v1/consumers': { path: '/v1/consumers', as: 'merchant-shenzhen' },
  'GET /v1/consumers/{name}': { path: '/v1/consumers/erp', as: 'merchant-shenzhen' },
  'GET /v1/consumers/{name}/events': { path: '/v1/consumers/erp/events?limit=10', as: 'merchant-shenzhen' },
  'POST /v1/consumers/{name}/acknowledgements': {
    method: 'POST',
    path: '/v1/consumers/erp/acknowledgements',
    as: 'merchant-shenzhen',
    body: { through: '1' },
  },
  'DELETE /v1/consumers/{name}': { method: 'DELETE', path: '/v1/consumers/erp', as: 'merchant-shenzhen' },
  'GET /v1/inbound-messages': { path: '/v1/inbound-messages?source=bank', as: 'portolan' },
  'POST /v1/inbound/bank': push('/v1/inbound/bank', '<Document/>', 'bank-secret'),
  'POST /v1/inbound/customs': push('/v1/inbound/customs', '<CEB604Message/>', 'customs-secret'),
  'POST /v1/inbound/carriers/{carrier}': push('/v1/inbound/carriers/YANWEN', '{"scans":[]}', 'carrier-secret'),
  'POST /v1/inbound/zone': push('/v1/inbound/zone', '<INV201/>', 'zone-secret'),
  'GET /': { path: '/' },
  'GET /healthz': { path: '/healthz' },
  'GET /readyz': { path: '/readyz' },
  'GET /docs/problems/{code}': { path: '/docs/problems/ORDER_NOT_FOUND' },
  'GET /v1/clock': { path: '/v1/clock', as: 'operator' },
  'POST /v1/test/clock': { method: 'POST', path: '/v1/test/clock', as: 'merchant-shenzhen', body: { step: true } },
};

/** A write with an Idempotency-Key of its own. */
export function write(path: string, as: string, body: unknown, key = `key of ${path}`.replaceAll(' ', '-')): Ask {
  return { method: 'POST', path, as, body, headers: { 'idempotency-key': key } };
}

function onOrder(what: string, body: unknown, as = 'merchant-shenzhen'): Ask {
  return write(`/v1/orders/order-1/${what}`, as, body);
}

/** A message from outside, signed over its bytes. */
export function push(path: string, body: string, secret: string): Ask {
  const signature = sign(Buffer.from(body), secret, 1_772_413_200_000);
  const headers = { 'portolan-signature': signature, 'content-type': 'application/xml' };
  return { method: 'POST', path, body, headers };
}
