import type { CustomsEvent, FxEvent, Only, TrackingEvent, WarehouseEvent } from '@portolan/contracts';
import type { DocumentRecorded } from '@portolan/contracts/customs/v1/events';
import type { Purpose } from '@portolan/contracts/fx/v1/types';
import type { Advice, AdviceOf } from '../fulfilment/state.ts';

/** Events of other services that mean something to a fulfilment. */
export type Advising =
  | Only<FxEvent, 'EscrowOpened' | 'EscrowFunded' | 'EscrowCancelled' | 'EscrowDisputed' | 'EscrowRefunded'>
  | Only<FxEvent, 'EscrowReleased' | 'TaxGivenBack' | 'InspectionStarted' | 'PaymentOverdue' | 'PaymentMismatched'>
  | Only<FxEvent, 'QuoteRequested' | 'QuoteRefused' | 'RateLocked' | 'RateLockExpired'>
  | Only<FxEvent, 'SaleRequested' | 'CurrencySold' | 'PayoutCreated' | 'PayoutRejected' | 'PayoutSettled'>
  | Only<FxEvent, 'ClaimOpened' | 'ClaimSettled'>
  | Only<WarehouseEvent, 'ParcelReserved' | 'ParcelShort' | 'ParcelPacked' | 'ParcelCancelled'>
  | Only<WarehouseEvent, 'DispatchAuthorised' | 'DispatchRevoked' | 'ParcelDispatched'>
  | Only<WarehouseEvent, 'GoodsExpected' | 'ExpectedGoodsCounted' | 'InboundDiscrepancyResolved'>
  | Only<WarehouseEvent, 'ReturnExpected' | 'ReturnReceived' | 'ReturnGraded'>
  | Only<TrackingEvent, 'ShipmentRegistered' | 'LabelIssued' | 'LabelRefused' | 'ShipmentCancelled'>
  | Only<TrackingEvent, 'ShipmentHandedOver' | 'HandoverRefused' | 'ShipmentDelivered'>
  | Only<TrackingEvent, 'ShipmentLost' | 'ShipmentDamaged'>
  | Only<CustomsEvent, 'DocumentRecorded' | 'CaseMatched' | 'CaseMismatched'>
  | Only<CustomsEvent, 'DeclarationReturned' | 'DeclarationReleased' | 'UnknownStatusRaised'>
  | Only<CustomsEvent, 'DeclarationUnderReview' | 'DeclarationOverdue' | 'DeclarationResubmitted'>
  | Only<CustomsEvent, 'DeclarationCancelled' | 'CancellationReturned' | 'ListReturnGranted'>
  | Only<CustomsEvent, 'TaxBillGenerated' | 'TaxBillAggregated' | 'TaxBillVoided'>;

type Reading = {
  readonly [Type in Advising['type']]: (data: Extract<Advising, { type: Type }>['data']) => Advice;
};

/** What each event means to the fulfilment of the order that it is about. */
export const adviceOf: Reading = {
  EscrowOpened: (value) => ({ $case: 'escrowOpened', value }),
  EscrowFunded: (value) => ({ $case: 'escrowFunded', value }),
  EscrowCancelled: (value) => ({ $case: 'escrowCancelled', value }),
  EscrowDisputed: (value) => ({ $case: 'escrowDisputed', value }),
  EscrowRefunded: (value) => ({ $case: 'escrowRefunded', value }),
  EscrowReleased: (value) => ({ $case: 'escrowReleased', value }),
  TaxGivenBack: (value) => ({ $case: 'taxGivenBack', value }),
  InspectionStarted: (value) => ({ $case: 'inspectionStarted', value }),
  PaymentOverdue: (value) => ({ $case: 'paymentOverdue', value }),
  PaymentMismatched: (value) => ({ $case: 'paymentMismatched', value }),
  QuoteRequested: (value) => ({ $case: 'quoteRequested', value }),
  QuoteRefused: (value) => ({ $case: 'quoteRefused', value }),
  RateLocked: (value) => ({ $case: 'rateLocked', value }),
  RateLockExpired: (value) => ({ $case: 'rateLockExpired', value }),
  SaleRequested: (value) => ({ $case: 'saleRequested', value }),
  CurrencySold: (value) => ({ $case: 'currencySold', value }),
  PayoutCreated: (value) => ({ $case: `${paymentFor(value.purpose)}Created`, value }),
  PayoutRejected: (value) => ({ $case: `${paymentFor(value.purpose)}Rejected`, value }),
  PayoutSettled: (value) => ({ $case: `${paymentFor(value.purpose)}Settled`, value }),
  ClaimOpened: (value) => ({ $case: 'claimOpened', value }),
  ClaimSettled: (value) => ({ $case: 'claimSettled', value }),
  ParcelReserved: (value) => ({ $case: 'parcelReserved', value }),
  ParcelShort: (value) => ({ $case: 'parcelShort', value }),
  ParcelPacked: (value) => ({ $case: 'parcelPacked', value }),
  ParcelCancelled: (value) => ({ $case: 'parcelCancelled', value }),
  DispatchAuthorised: (value) => ({ $case: 'dispatchAuthorised', value }),
  DispatchRevoked: (value) => ({ $case: 'dispatchRevoked', value }),
  ParcelDispatched: (value) => ({ $case: 'parcelDispatched', value }),
  GoodsExpected: (value) => ({ $case: 'goodsExpected', value }),
  ExpectedGoodsCounted: (value) => ({ $case: 'goodsCounted', value }),
  InboundDiscrepancyResolved: (value) => ({ $case: 'discrepancyResolved', value }),
  ReturnExpected: (value) => ({ $case: 'returnExpected', value }),
  ReturnReceived: (value) => ({ $case: 'returnReceived', value }),
  ReturnGraded: (value) => ({ $case: 'returnGraded', value }),
  ShipmentRegistered: (value) => ({ $case: 'shipmentRegistered', value }),
  LabelIssued: (value) => ({ $case: 'labelIssued', value }),
  LabelRefused: (value) => ({ $case: 'labelRefused', value }),
  ShipmentCancelled: (value) => ({ $case: 'shipmentCancelled', value }),
  ShipmentHandedOver: (value) => ({ $case: 'shipmentHandedOver', value }),
  HandoverRefused: (value) => ({ $case: 'handoverRefused', value }),
  ShipmentDelivered: (value) => ({ $case: 'shipmentDelivered', value }),
  ShipmentLost: (value) => ({ $case: 'shipmentLost', value }),
  ShipmentDamaged: (value) => ({ $case: 'shipmentDamaged', value }),
  DocumentRecorded: (value) => ({ $case: `${recorded(value)}Recorded`, value }),
  CaseMatched: (value) => ({ $case: 'caseMatched', value }),
  CaseMismatched: (value) => ({ $case: 'caseMismatched', value }),
  DeclarationReturned: (value) => ({ $case: 'declarationReturned', value }),
  DeclarationReleased: (value) => ({ $case: 'declarationReleased', value }),
  UnknownStatusRaised: (value) => ({ $case: 'statusUnknown', value }),
  DeclarationUnderReview: (value) => ({ $case: 'underReview', value }),
  DeclarationOverdue: (value) => ({ $case: 'declarationOverdue', value }),
  DeclarationResubmitted: (value) => ({ $case: 'declarationResubmitted', value }),
  DeclarationCancelled: (value) => ({ $case: 'declarationCancelled', value }),
  CancellationReturned: (value) => ({ $case: 'cancellationReturned', value }),
  ListReturnGranted: (value) => ({ $case: 'listReturned', value }),
  TaxBillGenerated: (value) => ({ $case: 'taxBillGenerated', value }),
  TaxBillAggregated: (value) => ({ $case: 'taxBillAggregated', value }),
  TaxBillVoided: (value) => ({ $case: 'taxBillVoided', value }),
};

function paymentFor(purpose: Purpose): 'payout' | 'refund' | 'taxPayment' {
  if (purpose === 'PURPOSE_REFUND') return 'refund';
  return purpose === 'PURPOSE_TAX' ? 'taxPayment' : 'payout';
}

// A bonded import has the payment (CEB411) where an export has the receipt (CEB403).
function recorded({ document }: AdviceOf<'orderRecorded'> & DocumentRecorded): 'order' | 'receipt' | 'waybill' {
  return document.$case === 'payment' ? 'receipt' : document.$case;
}
