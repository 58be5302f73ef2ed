import { catalogues } from '@portolan/contracts';
import { PeopleDefinition } from '@portolan/contracts/orders/v1/orders';
import type { Projection } from '@portolan/engine';
import type { Compose } from '@portolan/service';
import { carriersAt } from './adapters/carrier.ts';
import { trackingApi } from './api/tracking.ts';
import type { TrackingConfig } from './config.ts';
import { carrying } from './processes/carrying.ts';
import { distributing } from './processes/distributing.ts';
import { refused } from './projections/refused.ts';
import { shipments } from './projections/shipments.ts';

/** What it derives from events; each can be emptied and read anew by its name. */
export const projections: readonly Projection<never>[] = [shipments, refused];

/** Shipments: their labels, their hand-over, and what carriers push about them. */
export const tracking: Compose<TrackingConfig> = (config, runtime) => {
  const people = runtime.client('orders', PeopleDefinition);
  const { PORTOLAN_TRACKING_CARRIER_URL: base, PORTOLAN_TRACKING_CARRIERS: addresses } = config;
  const { machine, outside } = runtime;
  const carriers = carriersAt(base, addresses, { machine, outside });
  return {
    name: 'tracking',
    catalogue: catalogues.tracking,
    projections,
    reactions: [distributing(runtime.commands)],
    requests: [carrying(runtime.commands, people, carriers)],
    timers: [],
    serves: [trackingApi(runtime, config.PORTOLAN_TRACKING_EXCEPTION_CODES)],
  };
};
