import type { Observed } from '@portolan/invariants';
import type { Sometime } from './sometimes.ts';

/** What an event says that was reached, where it says it alone. */
const told: Readonly<Record<string, Sometime>> = {
  ParcelCancelled: 'compensation',
  ShipmentCancelled: 'compensation',
  DeclarationCancelled: 'compensation',
  ReturnReceived: 'return',
  ReservationRetried: 'waited for stock',
  RateLockExpired: 'rate expired',
  CancellationReturned: 'cancellation refused',
  DispatchRevoked: 'kept in',
  ShipmentLost: 'lost',
  ShipmentDamaged: 'damaged',
  DeclarationResubmitted: 'resubmitted',
  PaymentMismatched: 'paid wrong',
  PayoutRejected: 'refund bounced',
  InboundDiscrepancyOpened: 'counted short',
};

/** Reads from the events of a run what it has come to. */
export function milestones(reached: (sometime: Sometime) => void): (event: Observed) => void {
  const mismatched = new Set<string>();
  const ended = new Set<string>();
  const refunded = new Set<string>();
  const asked = new Set<string>();
  return ({ type, data, meta }) => {
    const order = meta.correlation;
    const fields = data as unknown as Readonly<Record<string, unknown>>;
    const own = told[type];
    if (own !== undefined) reached(own);
    if (type === 'ScanRecorded' && fields['late'] === true) reached('late scan');
    if (type === 'CaseMismatched') mismatched.add(order);
    if (type === 'CaseMatched' && mismatched.has(order)) reached('mismatch mended');
    if (type === 'EndingDecided') {
      ended.add(order);
      if (asked.has(order)) reached('called off in flight');
      if (fields['ending'] === 'ENDING_PAYMENT_OVERDUE') reached('payment overdue');
    }
    if (type === 'EndingWithdrawn') ended.delete(order);
    if (type === 'StepRequested') asked.add(order);
    if (type === 'AdviceReceived') asked.delete(order);
    if (type === 'ParcelDispatched' && ended.has(order)) reached('called off too late');
    if (type === 'EscrowRefunded') refunded.add(order);
    if (type === 'EscrowReleased' && refunded.has(order)) reached('partly given back');
  };
}
