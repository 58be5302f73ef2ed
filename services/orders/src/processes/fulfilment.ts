import type { CustomsEvent, FxEvent, Only, OrdersEvent, TrackingEvent, WarehouseEvent } from '@portolan/contracts';
import type { React, Reaction, Recorded } from '@portolan/engine';
import { fulfilment } from '../fulfilment/fulfilment.ts';
import type { Advice } from '../fulfilment/state.ts';
import type { Partners } from '../partners.ts';

type Advising =
  | Only<OrdersEvent, 'OrderPlaced'>
  | Only<FxEvent, 'EscrowOpened' | 'EscrowFunded' | 'InspectionStarted' | 'EscrowReleased'>
  | Only<FxEvent, 'QuoteRequested' | 'QuoteRefused' | 'RateLocked' | 'RateLockExpired'>
  | Only<FxEvent, 'SaleRequested' | 'CurrencySold' | 'PayoutCreated' | 'PayoutRejected' | 'PayoutSettled'>
  | Only<WarehouseEvent, 'ParcelReserved' | 'ParcelShort' | 'ParcelPacked'>
  | Only<WarehouseEvent, 'DispatchAuthorised' | 'ParcelDispatched'>
  | Only<TrackingEvent, 'ShipmentRegistered' | 'LabelIssued' | 'ShipmentHandedOver' | 'ShipmentDelivered'>
  | Only<TrackingEvent, 'LabelRefused' | 'HandoverRefused'>
  | Only<CustomsEvent, 'DocumentRecorded' | 'CaseMatched' | 'CaseMismatched'>
  | Only<CustomsEvent, 'DeclarationReturned' | 'DeclarationReleased' | 'UnknownStatusRaised'>;

/** What other services tell becomes advice to the fulfilment of the order that it is about. */
export function fulfilmentReaction(partners: Partners): Reaction<Advising> {
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
      EscrowOpened: (event, react) => advise(event, react, { $case: 'escrowOpened', value: event.data }),
      EscrowFunded: (event, react) => advise(event, react, { $case: 'escrowFunded', value: event.data }),
      ParcelReserved: (event, react) => advise(event, react, { $case: 'parcelReserved', value: event.data }),
      ParcelShort: (event, react) => advise(event, react, { $case: 'parcelShort', value: event.data }),
      ParcelPacked: (event, react) => advise(event, react, { $case: 'parcelPacked', value: event.data }),
      ShipmentRegistered: (event, react) => advise(event, react, { $case: 'shipmentRegistered', value: event.data }),
      LabelIssued: (event, react) => advise(event, react, { $case: 'labelIssued', value: event.data }),
      LabelRefused: (event, react) => advise(event, react, { $case: 'labelRefused', value: event.data }),
      DocumentRecorded: (event, react) =>
        advise(event, react, { $case: `${event.data.document.$case}Recorded`, value: event.data }),
      CaseMatched: (event, react) => advise(event, react, { $case: 'caseMatched', value: event.data }),
      CaseMismatched: (event, react) => advise(event, react, { $case: 'caseMismatched', value: event.data }),
      DeclarationReturned: (event, react) => advise(event, react, { $case: 'declarationReturned', value: event.data }),
      UnknownStatusRaised: (event, react) => advise(event, react, { $case: 'statusUnknown', value: event.data }),
      DeclarationReleased: (event, react) => advise(event, react, { $case: 'declarationReleased', value: event.data }),
      DispatchAuthorised: (event, react) => advise(event, react, { $case: 'dispatchAuthorised', value: event.data }),
      ParcelDispatched: (event, react) => advise(event, react, { $case: 'parcelDispatched', value: event.data }),
      ShipmentHandedOver: (event, react) => advise(event, react, { $case: 'shipmentHandedOver', value: event.data }),
      HandoverRefused: (event, react) => advise(event, react, { $case: 'handoverRefused', value: event.data }),
      ShipmentDelivered: (event, react) => advise(event, react, { $case: 'shipmentDelivered', value: event.data }),
      InspectionStarted: (event, react) => advise(event, react, { $case: 'inspectionStarted', value: event.data }),
      EscrowReleased: (event, react) => advise(event, react, { $case: 'escrowReleased', value: event.data }),
      QuoteRequested: (event, react) => advise(event, react, { $case: 'quoteRequested', value: event.data }),
      QuoteRefused: (event, react) => advise(event, react, { $case: 'quoteRefused', value: event.data }),
      RateLocked: (event, react) => advise(event, react, { $case: 'rateLocked', value: event.data }),
      RateLockExpired: (event, react) => advise(event, react, { $case: 'rateLockExpired', value: event.data }),
      SaleRequested: (event, react) => advise(event, react, { $case: 'saleRequested', value: event.data }),
      CurrencySold: (event, react) => advise(event, react, { $case: 'currencySold', value: event.data }),
      PayoutCreated: (event, react) => advise(event, react, { $case: 'payoutCreated', value: event.data }),
      PayoutRejected: (event, react) => advise(event, react, { $case: 'payoutRejected', value: event.data }),
      PayoutSettled: (event, react) => advise(event, react, { $case: 'payoutSettled', value: event.data }),
    },
  };
}

async function advise({ meta }: Recorded, react: React, advice: Advice): Promise<void> {
  const { correlation: orderId } = meta;
  // About no order: the bank reports and stock that nobody ordered are not for fulfilment.
  if (orderId !== '') await react.execute(fulfilment, orderId, { type: 'TakeAdvice', orderId, advice });
}
