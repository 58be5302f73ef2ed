import type { Advice } from '../fulfilment/state.ts';
import { cny, orderId, time, usd } from './basics.ts';

const carrier = { shipmentId: 'shipment-1', orderId, carrier: 'YANWEN', reportedAt: time('2026-03-08T09:00:00.000Z') };
const declaration = { declarationId: 'declaration-1', orderId };
const inbound = { inboundId: 'inbound-1', orderId };
const back = { returnId: 'return-1', orderId };
const units = [{ sku: 'EAR-1', lot: '', quantity: 2n }];
const payment = {
  orderId,
  beneficiary: 'payer',
  messageId: 'M-2',
  endToEndId: 'E-2',
  executionDate: '2026-03-10',
  attempt: 1,
  orderNo: 'SZ-1001',
};
const refund = { purpose: 'PURPOSE_REFUND', fundsId: 'funds-1' } as const;
const booked = { orderId, servicerReference: 'BK-88', valueDate: '2026-03-11' };

type Told<Case extends Advice['$case']> = { readonly [Name in Case]: Extract<Advice, { $case: Name }> };

/** What is told where an order goes otherwise, and of the other roads. */
export const otherwise: Told<
  | 'escrowCancelled'
  | 'paymentOverdue'
  | 'paymentMismatched'
  | 'fundsReturned'
  | 'escrowDisputed'
  | 'escrowRefunded'
  | 'refundCreated'
  | 'refundRejected'
  | 'refundSettled'
  | 'taxPaymentCreated'
  | 'taxPaymentRejected'
  | 'taxPaymentSettled'
  | 'claimOpened'
  | 'claimSettled'
  | 'parcelCancelled'
  | 'dispatchRevoked'
  | 'listReturned'
  | 'goodsExpected'
  | 'goodsCounted'
  | 'discrepancyResolved'
  | 'returnExpected'
  | 'returnReceived'
  | 'returnGraded'
  | 'shipmentLost'
  | 'shipmentDamaged'
  | 'shipmentCancelled'
  | 'underReview'
  | 'declarationOverdue'
  | 'declarationResubmitted'
  | 'declarationCancelled'
  | 'cancellationReturned'
  | 'taxBillGenerated'
  | 'taxBillAggregated'
  | 'taxBillVoided'
  | 'taxGivenBack'
> = {
  escrowCancelled: {
    $case: 'escrowCancelled',
    value: { escrowId: 'escrow-1', orderId, orderNo: 'SZ-1001', reason: 'PAYMENT_OVERDUE' },
  },
  paymentOverdue: {
    $case: 'paymentOverdue',
    value: { escrowId: 'escrow-1', orderId, due: '2026-03-05T01:00:00.000Z' },
  },
  paymentMismatched: {
    $case: 'paymentMismatched',
    value: {
      escrowId: 'escrow-1',
      orderId,
      orderNo: 'SZ-1001',
      fundsId: 'funds-0',
      expected: usd(6500),
      received: usd(6000),
    },
  },
  fundsReturned: {
    $case: 'fundsReturned',
    value: { ...booked, payoutId: 'payout-0', amount: usd(6000), purpose: 'PURPOSE_REFUND', fundsId: 'funds-0' },
  },
  escrowDisputed: {
    $case: 'escrowDisputed',
    value: { escrowId: 'escrow-1', orderId, amount: usd(6500), reason: 'DEFECTIVE' },
  },
  escrowRefunded: {
    $case: 'escrowRefunded',
    value: {
      escrowId: 'escrow-1',
      orderId,
      amount: usd(6500),
      left: usd(0),
      reason: 'CANCELLED',
      fundsId: 'funds-1',
    },
  },
  refundCreated: {
    $case: 'refundCreated',
    value: { ...payment, payoutId: 'payout-2', amount: usd(6500), reference: '', ...refund },
  },
  refundRejected: {
    $case: 'refundRejected',
    value: {
      payoutId: 'payout-2',
      orderId,
      reason: 'AC04',
      additionalInformation: 'account closed',
      purpose: 'PURPOSE_REFUND',
      attempt: 1,
    },
  },
  refundSettled: {
    $case: 'refundSettled',
    value: { ...booked, payoutId: 'payout-2', amount: usd(6500), ...refund },
  },
  taxPaymentCreated: {
    $case: 'taxPaymentCreated',
    value: {
      ...payment,
      payoutId: 'payout-3',
      amount: cny(9100),
      purpose: 'PURPOSE_TAX',
      fundsId: '',
      reference: 'TAX-1',
    },
  },
  taxPaymentRejected: {
    $case: 'taxPaymentRejected',
    value: {
      payoutId: 'payout-3',
      orderId,
      reason: 'AM04',
      additionalInformation: '',
      purpose: 'PURPOSE_TAX',
      attempt: 1,
    },
  },
  taxPaymentSettled: {
    $case: 'taxPaymentSettled',
    value: { ...booked, payoutId: 'payout-3', amount: cny(9100), purpose: 'PURPOSE_TAX', fundsId: '' },
  },
  claimOpened: {
    $case: 'claimOpened',
    value: {
      claimId: 'claim-1',
      orderId,
      orderNo: 'SZ-1001',
      debtor: 'YANWEN',
      amount: usd(5900),
      reason: 'LOST',
      reference: 'CLAIM-1',
    },
  },
  claimSettled: {
    $case: 'claimSettled',
    value: { claimId: 'claim-1', orderId, amount: usd(5900), fundsId: 'funds-9' },
  },
  parcelCancelled: {
    $case: 'parcelCancelled',
    value: { parcelId: 'parcel-1', orderId, allocations: [], reason: 'changed my mind' },
  },
  dispatchRevoked: {
    $case: 'dispatchRevoked',
    value: { parcelId: 'parcel-1', orderId, declarationId: 'declaration-1', reason: '100 no such waybill' },
  },
  listReturned: {
    $case: 'listReturned',
    value: {
      ...{ ...declaration, returnId: 'return-2', number: 1, all: true },
      ...{ lines: [], value: cny(69_000), tax: cny(6279) },
    },
  },
  goodsExpected: {
    $case: 'goodsExpected',
    value: { ...inbound, orderNo: 'SZ-1001', warehouseId: 'PDX-1', owner: 'hailun', lines: units },
  },
  goodsCounted: {
    $case: 'goodsCounted',
    value: { ...inbound, deliveryId: 'd-1', lines: [{ sku: 'EAR-1', expected: 2n, counted: 2n }], differs: false },
  },
  discrepancyResolved: {
    $case: 'discrepancyResolved',
    value: { ...inbound, resolution: 'CLAIM', lines: [{ sku: 'EAR-1', expected: 2n, counted: 1n }] },
  },
  returnExpected: {
    $case: 'returnExpected',
    value: { ...back, orderNo: 'SZ-1001', warehouseId: 'PDX-1', owner: 'hailun', lines: units },
  },
  returnReceived: { $case: 'returnReceived', value: { ...back, lines: units } },
  returnGraded: { $case: 'returnGraded', value: { ...back, lines: [{ sku: 'EAR-1', grade: 'A', quantity: 2n }] } },
  shipmentLost: { $case: 'shipmentLost', value: carrier },
  shipmentDamaged: { $case: 'shipmentDamaged', value: carrier },
  shipmentCancelled: { $case: 'shipmentCancelled', value: { shipmentId: 'shipment-1', orderId, reason: '' } },
  underReview: { $case: 'underReview', value: { declarationId: 'declaration-1', status: '500' } },
  declarationOverdue: {
    $case: 'declarationOverdue',
    value: { ...declaration, kind: 'MESSAGE_KIND_CEB603', times: 1, copMsgId: 'C-1' },
  },
  declarationResubmitted: {
    $case: 'declarationResubmitted',
    value: {
      ...declaration,
      listVersion: 2,
      list: {
        copNo: 'COP-1',
        orderNo: 'SZ-1001',
        platform: { code: '', name: '', country: '' },
        merchant: { code: '', name: '', country: '' },
        carrier: { code: '', name: '', country: '' },
        waybillNo: 'YW1',
        agent: { code: '', name: '', country: '' },
        tradeMode: '9610',
        customsCode: '5301',
        portCode: '5301',
        transportMode: '5',
        destination: 'US',
        destinationPort: '502',
        goodsValue: usd(5900),
        freight: usd(600),
        insurance: usd(0),
        packs: 1,
        grossWeight: '0.520',
        netWeight: '0.400',
        statisticsFlag: 'A',
        lines: [],
      },
      order: {
        orderNo: 'SZ-1001',
        platform: { code: '', name: '', country: '' },
        merchant: { code: '', name: '', country: '' },
        goodsValue: usd(5900),
        freight: usd(600),
        lines: [],
      },
      waybill: {
        orderNo: 'SZ-1001',
        carrier: { code: '', name: '', country: '' },
        waybillNo: 'YW1',
        merchant: { code: '', name: '', country: '' },
        freight: usd(1310),
        insurance: usd(0),
        grossWeight: '0.520',
        packs: 1,
        goods: '',
      },
    },
  },
  declarationCancelled: { $case: 'declarationCancelled', value: { ...declaration, invtNo: 'I-9' } },
  cancellationReturned: {
    $case: 'cancellationReturned',
    value: { ...declaration, status: '100', info: 'departed' },
  },
  taxBillGenerated: {
    $case: 'taxBillGenerated',
    value: {
      ...declaration,
      notice: {
        invtNo: 'I-9',
        taxNo: 'TAX-1',
        status: '1',
        returnTime: time('2026-03-04T01:00:00.000Z'),
        entryDutyNo: '',
        lines: [],
      },
      differs: false,
    },
  },
  taxBillAggregated: { $case: 'taxBillAggregated', value: { ...declaration, taxNo: 'TAX-1', amount: cny(9100) } },
  taxBillVoided: { $case: 'taxBillVoided', value: { ...declaration, taxNo: 'TAX-1' } },
  taxGivenBack: { $case: 'taxGivenBack', value: { escrowId: 'escrow-1', orderId, amount: cny(6370) } },
};
