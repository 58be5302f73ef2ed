import { WarehouseDefinition } from '@portolan/contracts/warehouse/v1/warehouse';
import { type GrpcBinding, type Runtime, serve } from '@portolan/service';
import type { Aggregates } from '../aggregates.ts';
import type { OperatorOf, SiteOf } from '../sites.ts';
import { bondedCommands } from './bonded.ts';
import { goodsCommands } from './goods.ts';
import { zoneMessages } from './messages.ts';
import { parcelCommands } from './parcels.ts';
import { queries } from './queries.ts';

/** Commands and queries of the warehouse. */
export function warehouseApi(runtime: Runtime, all: Aggregates, siteOf: SiteOf): GrpcBinding {
  const operatorOf: OperatorOf = (warehouseId) => siteOf(warehouseId)?.operator;
  return serve(WarehouseDefinition, {
    ...goodsCommands(runtime, all, operatorOf),
    ...parcelCommands(runtime, all, operatorOf),
    ...bondedCommands(runtime, all, siteOf),
    ...zoneMessages(runtime),
    ...queries(runtime, all),
  });
}
