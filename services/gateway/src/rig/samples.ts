import { sign } from '../access/signature.ts';
import { goodsExample, orderExample } from '../api/routes/examples.ts';
import type { Ask } from './gateway-under-test.ts';

/** A request that each route answers well, by `METHOD path` of the table. A test sees that none is left out. */
export const samples: Readonly<Record<string, Ask>> = {
  'POST /v1/orders': write('/v1/orders', 'merchant-shenzhen', orderExample),
  'GET /v1/orders': { path: '/v1/orders?state=PLACED&limit=10', as: 'merchant-shenzhen' },
  'GET /v1/orders/{id}': { path: '/v1/orders/order-1?version=1', as: 'merchant-shenzhen' },
  'GET /v1/orders/{id}/timeline': { path: '/v1/orders/order-1/timeline?lang=zh', as: 'merchant-shenzhen' },
  'GET /v1/orders/{id}/holds': { path: '/v1/orders/order-1/holds', as: 'merchant-shenzhen' },
  'POST /v1/goods': write('/v1/goods', 'merchant-shenzhen', goodsExample),
  'GET /v1/goods': { path: '/v1/goods', as: 'merchant-shenzhen' },
  'GET /v1/goods/{sku}': { path: '/v1/goods/EARBUDS-X2', as: 'merchant-shenzhen' },
  'GET /v1/declarations/{id}': { path: '/v1/declarations/declaration-1', as: 'merchant-shenzhen' },
  'GET /v1/shipments/{id}': { path: '/v1/shipments/shipment-1', as: 'merchant-shenzhen' },
  'GET /v1/ledger/accounts': { path: '/v1/ledger/accounts', as: 'merchant-shenzhen' },
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

/** A message from outside, signed over its bytes. */
export function push(path: string, body: string, secret: string): Ask {
  const signature = sign(Buffer.from(body), secret, 1_772_413_200_000);
  const headers = { 'portolan-signature': signature, 'content-type': 'application/xml' };
  return { method: 'POST', path, body, headers };
}
