import { catalogues } from '@portolan/contracts';
import type { Projection } from '@portolan/engine';
import type { Compose } from '@portolan/service';
import { aggregates } from './aggregates.ts';
import { warehouseApi } from './api/warehouse.ts';
import type { WarehouseConfig } from './config.ts';
import { moving } from './processes/moving.ts';
import { receiving } from './processes/receiving.ts';
import { reserving } from './processes/reserving.ts';
import { backorders } from './processes/waking.ts';
import { parcels } from './projections/parcels.ts';
import { stock } from './projections/stock.ts';
import { operators } from './sites.ts';

/** What it derives from events; each can be emptied and read anew by its name. */
export const projections: readonly Projection<never>[] = [parcels, stock];

/** Stock and parcels in the warehouses of the configuration. */
export const warehouse: Compose<WarehouseConfig> = (config, runtime) => {
  const operatorOf = operators(config.PORTOLAN_WAREHOUSE_SITES);
  const all = aggregates(operatorOf);
  const { commands } = runtime;
  return {
    name: 'warehouse',
    catalogue: catalogues.warehouse,
    projections,
    reactions: [receiving(all), reserving(commands, all), backorders(commands, all), moving(all)],
    requests: [],
    timers: [],
    serves: [warehouseApi(runtime, all, operatorOf)],
  };
};
