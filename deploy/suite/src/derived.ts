import { projections as customs } from '@portolan/customs';
import type { Projection } from '@portolan/engine';
import { projections as fx } from '@portolan/fx';
import { projections as gateway } from '@portolan/gateway';
import { projections as orders } from '@portolan/orders';
import { projections as tracking } from '@portolan/tracking';
import { projections as warehouse } from '@portolan/warehouse';

/** What each service derives from events. */
export const derived: Readonly<Record<string, readonly Projection<never>[]>> = {
  orders,
  customs,
  fx,
  warehouse,
  tracking,
  gateway,
};
