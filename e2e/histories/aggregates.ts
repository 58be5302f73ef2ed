import type { DomainEvent } from '@portolan/eventsourcing';
import { allowance } from '../../services/customs/src/allowance/allowance.ts';
import { declaration } from '../../services/customs/src/declaration/declaration.ts';
import { goodsFiling } from '../../services/customs/src/goods-filing/goods-filing.ts';
import { inbound as customsInbound } from '../../services/customs/src/inbound/inbound.ts';
import { costQuote } from '../../services/customs/src/landed-cost-quote/quote.ts';
import { listNumber } from '../../services/customs/src/list-number/list-number.ts';
import { listReturn } from '../../services/customs/src/list-return/list-return.ts';
import { matchCase } from '../../services/customs/src/match-case/match-case.ts';
import { messageKey } from '../../services/customs/src/message-key/message-key.ts';
import { paymentData } from '../../services/customs/src/payment-data/payment-data.ts';
import { sentMessage } from '../../services/customs/src/sent-message/sent-message.ts';
import { summary } from '../../services/customs/src/summary/summary.ts';
import { bop } from '../../services/fx/src/bop/bop.ts';
import { claim } from '../../services/fx/src/claim/claim.ts';
import { deal } from '../../services/fx/src/deal/deal.ts';
import { dispute } from '../../services/fx/src/dispute/dispute.ts';
import { due } from '../../services/fx/src/due/due.ts';
import { escrow } from '../../services/fx/src/escrow/escrow.ts';
import { exchangeDesk } from '../../services/fx/src/exchange-desk/exchange-desk.ts';
import { exchangeLimits } from '../../services/fx/src/exchange-limits/exchange-limits.ts';
import { exchangeRate } from '../../services/fx/src/exchange-rate/exchange-rate.ts';
import { funds } from '../../services/fx/src/funds/funds.ts';
import { hedgeBook } from '../../services/fx/src/hedge-book/hedge-book.ts';
import { inbound as fxInbound } from '../../services/fx/src/inbound/inbound.ts';
import { ledger } from '../../services/fx/src/ledger/ledger.ts';
import { payment } from '../../services/fx/src/payout/payment.ts';
import { payout } from '../../services/fx/src/payout/payout.ts';
import { quota } from '../../services/fx/src/quota/quota.ts';
import { quote } from '../../services/fx/src/quote/quote.ts';
import { reconciliation } from '../../services/fx/src/reconciliation/reconciliation.ts';
import { refundExport } from '../../services/fx/src/refund-claim/export.ts';
import { refundProfile } from '../../services/fx/src/refund-claim/profile.ts';
import { refundClaim } from '../../services/fx/src/refund-claim/refund-claim.ts';
import { security } from '../../services/fx/src/security/security.ts';
import { signedStatement } from '../../services/fx/src/signed-statement/statement.ts';
import { namedEntry } from '../../services/fx/src/statement/named-entry.ts';
import { statements } from '../../services/fx/src/statement/statement.ts';
import { virtualAccount } from '../../services/fx/src/virtual-account/virtual-account.ts';
import { withholding } from '../../services/fx/src/withholding/withholding.ts';
import { announcement } from '../../services/orders/src/announcement/announcement.ts';
import { fulfilment } from '../../services/orders/src/fulfilment/fulfilment.ts';
import { orderImport } from '../../services/orders/src/import/import.ts';
import { order } from '../../services/orders/src/order/order.ts';
import { orderNumber } from '../../services/orders/src/order-number/order-number.ts';
import { inbound as trackingInbound } from '../../services/tracking/src/inbound/inbound.ts';
import { shipment } from '../../services/tracking/src/shipment/shipment.ts';
import { waybill } from '../../services/tracking/src/waybill/waybill.ts';
import { aggregates as inWarehouses } from '../../services/warehouse/src/aggregates.ts';

/** What folds the events of a stream. */
export interface Folding {
  readonly name: string;
  readonly initial: unknown;
  evolve(state: unknown, event: DomainEvent): unknown;
}

const all = {
  orders: [order, orderNumber, fulfilment, announcement, orderImport],
  customs: [
    goodsFiling,
    matchCase,
    declaration,
    allowance,
    messageKey,
    listNumber,
    customsInbound,
    costQuote,
    sentMessage,
    summary,
    listReturn,
    paymentData,
  ],
  fx: [
    dispute,
    security,
    withholding,
    escrow,
    ledger,
    quote,
    deal,
    exchangeDesk,
    exchangeLimits,
    exchangeRate,
    hedgeBook,
    payout,
    payment,
    funds,
    due,
    virtualAccount,
    claim,
    fxInbound,
    statements,
    namedEntry,
    refundProfile,
    refundExport,
    refundClaim,
    signedStatement,
    reconciliation,
    bop,
    quota,
  ],
  // What a warehouse is says who may do what there, and changes no state.
  warehouse: Object.values(inWarehouses(() => undefined)),
  tracking: [shipment, waybill, trackingInbound],
} as const;

/** The aggregate of a stream. Undefined: it has none any more, or one that nobody has named here yet. */
export function aggregateOf(service: keyof typeof all, stream: string): Folding | undefined {
  const [, name] = stream.split('/');
  return (all[service] as unknown as readonly Folding[]).find((one) => one.name === name);
}
