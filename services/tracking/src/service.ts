import { catalogues } from '@portolan/contracts';
import { PeopleDefinition } from '@portolan/contracts/orders/v1/orders';
import type { Projection } from '@portolan/engine';
import type { Compose } from '@portolan/service';
import { carrierAt } from './adapters/carrier.ts';
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
  const carrier = carrierAt(config.PORTOLAN_TRACKING_CARRIER_URL, runtime.machine);
  return {
    name: 'tracking',
    catalogue: catalogues.tracking,
    projections,
    reactions: [distributing(runtime.commands)],
    requests: [carrying(runtime.commands, people, carrier)],
    timers: [],
    serves: [trackingApi(runtime)],
  };
};
