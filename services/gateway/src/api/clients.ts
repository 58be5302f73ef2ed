import { catalogues } from '@portolan/contracts';
import { CheckerDefinition } from '@portolan/contracts/checker/v1/checker';
import { CustomsDefinition } from '@portolan/contracts/customs/v1/customs';
import { HistoryDefinition } from '@portolan/contracts/engine/v1/history';
import { RefundClaimsDefinition } from '@portolan/contracts/fx/v1/claims';
import { CollectionDefinition } from '@portolan/contracts/fx/v1/collection';
import { BopDeclarationsDefinition } from '@portolan/contracts/fx/v1/declarations';
import { EscrowsDefinition } from '@portolan/contracts/fx/v1/escrows';
import { ExchangeDefinition } from '@portolan/contracts/fx/v1/exchange';
import { FxDefinition } from '@portolan/contracts/fx/v1/fx';
import { LedgerDefinition } from '@portolan/contracts/fx/v1/ledger';
import { PaymentsDefinition } from '@portolan/contracts/fx/v1/payments';
import { ReconciliationDefinition } from '@portolan/contracts/fx/v1/reconciliation';
import { ImportsDefinition, OrdersDefinition } from '@portolan/contracts/orders/v1/orders';
import { TrackingDefinition } from '@portolan/contracts/tracking/v1/tracking';
import { WarehouseDefinition } from '@portolan/contracts/warehouse/v1/warehouse';
import type { ServiceContext } from '@portolan/service';

/** The services behind the gateway, and the past of each, which answers whether it can be reached. */
export function clientsOf(context: Pick<ServiceContext, 'client'>) {
  return {
    orders: context.client('orders', OrdersDefinition),
    // A dry run of 10,000 rows takes a while.
    imports: context.client('orders', ImportsDefinition, 60_000),
    customs: context.client('customs', CustomsDefinition),
    fx: context.client('fx', FxDefinition),
    escrows: context.client('fx', EscrowsDefinition),
    exchange: context.client('fx', ExchangeDefinition),
    refundClaims: context.client('fx', RefundClaimsDefinition),
    // A whole book is read to verify it.
    ledger: context.client('fx', LedgerDefinition, 60_000),
    collection: context.client('fx', CollectionDefinition),
    payments: context.client('fx', PaymentsDefinition),
    reconciliation: context.client('fx', ReconciliationDefinition),
    bop: context.client('fx', BopDeclarationsDefinition),
    warehouse: context.client('warehouse', WarehouseDefinition),
    tracking: context.client('tracking', TrackingDefinition),
    checker: context.client('checker', CheckerDefinition),
    histories: Object.keys(catalogues).map((service) => ({
      service,
      history: context.client(service, HistoryDefinition),
    })),
  };
}

export type Clients = ReturnType<typeof clientsOf>;
