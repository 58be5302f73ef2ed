import type { Route } from './route.ts';
import { bondedRoutes } from './routes/bonded.ts';
import { bookRoutes } from './routes/books.ts';
import { breachRoutes } from './routes/breaches.ts';
import { claimRoutes } from './routes/claims.ts';
import { clockRoutes } from './routes/clock.ts';
import { consumerRoutes } from './routes/consumers.ts';
import { customsRoutes } from './routes/customs.ts';
import { declarationMessageRoutes } from './routes/declaration-messages.ts';
import { bopRoutes } from './routes/declarations.ts';
import { disputeRoutes } from './routes/disputes.ts';
import { documentRoutes } from './routes/documents.ts';
import { escrowRoutes } from './routes/escrows.ts';
import { eventRoutes } from './routes/events.ts';
import { exchangeRoutes } from './routes/exchange.ts';
import { exchangeRiskRoutes } from './routes/exchange-risk.ts';
import { holdRoutes } from './routes/holds.ts';
import { importRoutes } from './routes/imports.ts';
import { inboundRoutes } from './routes/inbound.ts';
import { inboundsRoutes } from './routes/inbounds.ts';
import { landedCostRoutes } from './routes/landed-cost.ts';
import { ledgerRoutes } from './routes/ledger.ts';
import { listReturnRoutes } from './routes/list-returns.ts';
import { matchCaseRoutes } from './routes/match-cases.ts';
import { orderActionRoutes } from './routes/order-actions.ts';
import { orderRoutes } from './routes/orders.ts';
import { paymentDataRoutes } from './routes/payment-data.ts';
import { paymentRoutes } from './routes/payments.ts';
import { receiptRoutes } from './routes/receipts.ts';
import { reconciliationRoutes } from './routes/reconciliation.ts';
import { refundClaimRoutes } from './routes/refund-claims.ts';
import { releaseTimeRoutes } from './routes/release-times.ts';
import { ruleRoutes } from './routes/rules.ts';
import { snapshotRoutes } from './routes/snapshot.ts';
import { statementRoutes } from './routes/statements.ts';
import { suiteRoutes } from './routes/suite.ts';
import { summaryRoutes } from './routes/summaries.ts';
import { taxVarianceRoutes } from './routes/tax-variances.ts';
import { trackingRoutes } from './routes/tracking.ts';
import { tradeModeRoutes } from './routes/trade-modes.ts';
import { virtualAccountRoutes } from './routes/virtual-accounts.ts';
import { warehouseRoutes } from './routes/warehouse.ts';

/** Every route there is. What does not stand here is not served. */
export const routes: readonly Route[] = [
  ...orderRoutes,
  ...orderActionRoutes,
  ...documentRoutes,
  ...holdRoutes,
  ...importRoutes,
  ...customsRoutes,
  ...declarationMessageRoutes,
  ...matchCaseRoutes,
  ...releaseTimeRoutes,
  ...taxVarianceRoutes,
  ...paymentDataRoutes,
  ...ruleRoutes,
  ...tradeModeRoutes,
  ...summaryRoutes,
  ...listReturnRoutes,
  ...landedCostRoutes,
  ...warehouseRoutes,
  ...inboundsRoutes,
  ...bondedRoutes,
  ...trackingRoutes,
  ...ledgerRoutes,
  ...bookRoutes,
  ...reconciliationRoutes,
  ...exchangeRoutes,
  ...exchangeRiskRoutes,
  ...bopRoutes,
  ...claimRoutes,
  ...escrowRoutes,
  ...disputeRoutes,
  ...paymentRoutes,
  ...receiptRoutes,
  ...virtualAccountRoutes,
  ...refundClaimRoutes,
  ...statementRoutes,
  ...eventRoutes,
  ...snapshotRoutes,
  ...consumerRoutes,
  ...inboundRoutes,
  ...breachRoutes,
  ...suiteRoutes,
  ...clockRoutes,
];
