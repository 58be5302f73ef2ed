import type { CustomsEvent, FxEvent, Only, OrdersEvent, TrackingEvent, WarehouseEvent } from '@portolan/contracts';
import type { React, Reaction, Recorded } from '@portolan/engine';
import type { Runtime } from '@portolan/service';
import { fulfilment } from '../fulfilment/fulfilment.ts';
import { type Advice, unanswered } from '../fulfilment/state.ts';
import type { Partners } from '../partners.ts';

type Advising =
  | Only<OrdersEvent, 'OrderPlaced'>
  | Only<FxEvent, 'EscrowFunded' | 'InspectionStarted' | 'EscrowReleased'>
  | Only<FxEvent, 'RateLocked' | 'RateLockExpired' | 'QuoteRefused' | 'CurrencySold'>
  | Only<FxEvent, 'PayoutRejected' | 'PayoutSettled'>
  | Only<WarehouseEvent, 'ParcelShort' | 'ParcelReserved' | 'ParcelPacked' | 'ParcelDispatched'>
  | Only<TrackingEvent, 'LabelIssued' | 'ShipmentDelivered'>
  | Only<CustomsEvent, 'CaseMatched' | 'CaseMismatched' | 'DeclarationReleased' | 'DeclarationReturned'>;

type Needs = Pick<Runtime, 'commands' | 'machine' | 'seed'>;

/** What other services tell becomes advice to the fulfilment of the order that it is about. */
export function fulfilmentReaction(runtime: Needs, partners: Partners): Reaction<Advising> {
  const advise = async (event: Recorded, react: React, advice: Advice) => {
    const { tenant, correlation: orderId } = event.meta;
    // About no order: the bank reports and stock that nobody ordered are not for fulfilment.
    if (orderId === '') return;
    if (runtime.seed !== undefined) await answered(runtime, tenant, orderId);
    await react.execute(fulfilment, orderId, { type: 'TakeAdvice', orderId, advice });
  };
  return {
    name: 'orders.fulfilment.v1',
    reads: ['orders', 'fx', 'warehouse', 'customs', 'tracking'],
    on: {
      OrderPlaced: async ({ data: { orderId, terms, buyer } }, react) => {
        const { institution, carriers, settlementCurrency } = partners;
        const carrier = carriers[terms.carrier] ?? { code: '', name: terms.carrier, country: '' };
        const started = { orderId, terms, buyer, institution, carrier, settlementCurrency };
        await react.execute(fulfilment, orderId, { type: 'Start', started });
      },
      EscrowFunded: (event, react) => advise(event, react, { $case: 'escrowFunded', value: event.data }),
      InspectionStarted: (event, react) => advise(event, react, { $case: 'inspectionStarted', value: event.data }),
      EscrowReleased: (event, react) => advise(event, react, { $case: 'escrowReleased', value: event.data }),
      RateLocked: (event, react) => advise(event, react, { $case: 'rateLocked', value: event.data }),
      RateLockExpired: (event, react) => advise(event, react, { $case: 'rateLockExpired', value: event.data }),
      QuoteRefused: (event, react) => advise(event, react, { $case: 'quoteRefused', value: event.data }),
      CurrencySold: (event, react) => advise(event, react, { $case: 'currencySold', value: event.data }),
      PayoutRejected: (event, react) => advise(event, react, { $case: 'payoutRejected', value: event.data }),
      PayoutSettled: (event, react) => advise(event, react, { $case: 'payoutSettled', value: event.data }),
      ParcelShort: (event, react) => advise(event, react, { $case: 'parcelShort', value: event.data }),
      ParcelReserved: (event, react) => advise(event, react, { $case: 'parcelReserved', value: event.data }),
      ParcelPacked: (event, react) => advise(event, react, { $case: 'parcelPacked', value: event.data }),
      ParcelDispatched: (event, react) => advise(event, react, { $case: 'parcelDispatched', value: event.data }),
      LabelIssued: (event, react) => advise(event, react, { $case: 'labelIssued', value: event.data }),
      ShipmentDelivered: (event, react) => advise(event, react, { $case: 'shipmentDelivered', value: event.data }),
      CaseMatched: (event, react) => advise(event, react, { $case: 'caseMatched', value: event.data }),
      CaseMismatched: (event, react) => advise(event, react, { $case: 'caseMismatched', value: event.data }),
      DeclarationReleased: (event, react) => advise(event, react, { $case: 'declarationReleased', value: event.data }),
      DeclarationReturned: (event, react) => advise(event, react, { $case: 'declarationReturned', value: event.data }),
    },
  };
}

const patienceMs = 2_000;
const lookEveryMs = 5;

/**
 * Waits, bounded, until no step of the order is without its answer. An event that a step led to can overtake the
 * step's own answer. The fulfilment takes either order, so nobody waits in production; but where a seed promises the
 * same streams in every run, it must always be the same one.
 */
async function answered({ commands, machine }: Needs, tenant: string, orderId: string): Promise<void> {
  const until = machine.now() + patienceMs;
  while (machine.now() < until) {
    const { state } = await commands.load(fulfilment, tenant, orderId);
    if (unanswered(state) === undefined) return;
    await new Promise<void>((resolve) => machine.after(lookEveryMs, resolve));
  }
}
