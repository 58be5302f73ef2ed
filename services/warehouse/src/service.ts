import { catalogues } from '@portolan/contracts';
import type { Projection } from '@portolan/engine';
import type { Compose } from '@portolan/service';
import { zoneAt } from './adapters/zone.ts';
import { aggregates } from './aggregates.ts';
import { booksApi } from './api/books.ts';
import { warehouseApi } from './api/warehouse.ts';
import type { WarehouseConfig } from './config.ts';
import { bonded } from './processes/bonded.ts';
import { bookLines } from './processes/book-lines.ts';
import { receiving } from './processes/receiving.ts';
import { shelves } from './processes/shelves.ts';
import { backorders } from './processes/waking.ts';
import { zone } from './processes/zone.ts';
import { zoneReplies } from './processes/zone-replies.ts';
import { bookItems } from './projections/book-items.ts';
import { gatePasses } from './projections/gate-passes.ts';
import { inbounds } from './projections/inbounds.ts';
import { parcels } from './projections/parcels.ts';
import { refused } from './projections/refused.ts';
import { returns } from './projections/returns.ts';
import { stock } from './projections/stock.ts';
import { verificationLists } from './projections/verification-lists.ts';
import { sitesOf } from './sites.ts';

/** What it derives from events; each can be emptied and read anew by its name. */
export const projections: readonly Projection<never>[] = [
  parcels,
  stock,
  inbounds,
  returns,
  verificationLists,
  gatePasses,
  bookItems,
  refused,
];

/** Stock, parcels and account books in the warehouses of the configuration. */
export const warehouse: Compose<WarehouseConfig> = (config, runtime) => {
  const siteOf = sitesOf(config.PORTOLAN_WAREHOUSE_SITES);
  const all = aggregates(siteOf);
  const { commands, machine } = runtime;
  const tolerance = config.PORTOLAN_WAREHOUSE_GATE_TOLERANCE_PERCENT;
  const outside = zoneAt({
    url: config.PORTOLAN_WAREHOUSE_ZONE_URL,
    timeoutMs: config.PORTOLAN_WAREHOUSE_ZONE_TIMEOUT_MS,
    machine,
    outside: runtime.outside,
  });
  return {
    name: 'warehouse',
    catalogue: catalogues.warehouse,
    projections,
    reactions: [
      receiving(commands, all),
      shelves(commands, all, bookLines(commands, all, siteOf)),
      backorders(commands, all),
      zoneReplies(commands, all, tolerance),
      bonded(commands, all),
    ],
    requests: [zone(commands, all, siteOf, outside)],
    timers: [],
    serves: [warehouseApi(runtime, all, siteOf), booksApi(runtime, siteOf)],
  };
};
