import { route } from '../route.ts';
import { atLeast, byId } from '../schemas/common.ts';
import { shipmentView } from '../schemas/tracking.ts';

export const trackingRoutes = [
  route({
    method: 'GET',
    path: '/v1/shipments/{id}',
    tag: 'tracking',
    summary: 'A shipment and its scans',
    access: ['merchant', 'operations'],
    params: byId,
    query: atLeast,
    status: 200,
    reply: shipmentView,
    problems: ['SHIPMENT_NOT_FOUND', 'NOT_YET_VISIBLE'],
    handle: ({ params, query }, { caller }, { clients }) =>
      clients.tracking.getShipment({ id: params.id, atLeastVersion: query.version }, caller),
  }),
];
