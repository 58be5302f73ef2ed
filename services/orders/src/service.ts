import { catalogues } from '@portolan/contracts';
import type { Projection } from '@portolan/engine';
import type { Compose } from '@portolan/service';
import { importsApi } from './api/imports.ts';
import { ordersApi } from './api/orders.ts';
import { peopleApi } from './api/people.ts';
import { placeUnder } from './api/place-order.ts';
import type { OrdersConfig } from './config.ts';
import { pieces } from './import/pieces.ts';
import { partnersOf } from './partners.ts';
import { announcingReaction } from './processes/announcing.ts';
import { fulfilmentReaction } from './processes/fulfilment.ts';
import { importRequests, type Place } from './processes/import-rows.ts';
import { overdueHolds } from './processes/overdue-holds.ts';
import { stagesReaction } from './processes/stages.ts';
import { clientsOf, stepRequests } from './processes/steps.ts';
import { openHolds } from './projections/holds.ts';
import { importList } from './projections/imports.ts';
import { orderList } from './projections/orders.ts';

/** What it derives from events; each can be emptied and read anew by its name. */
export const projections: readonly Projection<never>[] = [orderList, openHolds, importList];

/** Orders, and the fulfilment that carries each of them through customs, warehouse, carrier and bank. */
export const orders: Compose<OrdersConfig> = (config, runtime) => {
  const partners = partnersOf(config);
  const offered = { carriers: Object.keys(partners.carriers), warehouses: partners.warehouses };
  const place: Place = (orderId, request, context) => placeUnder(orderId, runtime, offered, request, context);
  const clients = clientsOf(runtime);
  return {
    name: 'orders',
    catalogue: catalogues.orders,
    projections,
    reactions: [fulfilmentReaction(partners), announcingReaction(partners), stagesReaction],
    requests: [stepRequests(clients), importRequests(runtime, place)],
    timers: [],
    collections: { [pieces]: {} },
    serves: [ordersApi(runtime, offered, clients), importsApi(runtime, offered), peopleApi(runtime)],
    gauges: [overdueHolds(runtime.documents, runtime.clock)],
  };
};
