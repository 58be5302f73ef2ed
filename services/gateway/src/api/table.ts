import type { Route } from './route.ts';
import { clockRoutes } from './routes/clock.ts';
import { consumerRoutes } from './routes/consumers.ts';
import { customsRoutes } from './routes/customs.ts';
import { eventRoutes } from './routes/events.ts';
import { inboundRoutes } from './routes/inbound.ts';
import { ledgerRoutes } from './routes/ledger.ts';
import { orderRoutes } from './routes/orders.ts';
import { snapshotRoutes } from './routes/snapshot.ts';
import { suiteRoutes } from './routes/suite.ts';
import { trackingRoutes } from './routes/tracking.ts';
import { warehouseRoutes } from './routes/warehouse.ts';

/** Every route there is. What does not stand here is not served. */
export const routes: readonly Route[] = [
  ...orderRoutes,
  ...customsRoutes,
  ...warehouseRoutes,
  ...trackingRoutes,
  ...ledgerRoutes,
  ...eventRoutes,
  ...snapshotRoutes,
  ...consumerRoutes,
  ...inboundRoutes,
  ...suiteRoutes,
  ...clockRoutes,
];
