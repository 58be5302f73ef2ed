import type { Advice } from '../fulfilment/state.ts';
import { cny, orderId, time, usd } from './basics.ts';
import { otherwise } from './otherwise.ts';
import { buyer, person, started, terms } from './placed.ts';

// The story that the specs play: a Shenzhen merchant sells two lines to a buyer in Portland.
export { buyer, cny, orderId, person, started, terms, time, usd };

const quote = {
  sell: usd(6300),
  buy: cny(44_730),
  midRate: '7.1200',
  bankRate: '7.1100',
  clientRate: '7.1000',
  bankBuy: cny(44_793),
  bankReference: 'LOCK-1',
  expiresAt: '2026-03-20T02:00:00.000Z',
};

const recorded = { caseId: 'case-1', documentVersion: 1 };
const parties = { orderNo: terms.orderNo, platform: terms.platform, merchant: terms.merchant };

const merchantPayment = { purpose: 'PURPOSE_MERCHANT', attempt: 1 } as const;

type AdviceTable = { readonly [Case in Advice['$case']]: Extract<Advice, { $case: Case }> };

/** One piece of each advice. */
export const advice: AdviceTable = {
  escrowOpened: {
    $case: 'escrowOpened',
    value: {
      escrowId: 'escrow-1',
      orderId,
      orderNo: 'SZ-1001',
      amount: usd(6500),
      commission: '0.03',
      due: '2026-03-05T01:00:00.000Z',
    },
  },
  escrowFunded: {
    $case: 'escrowFunded',
    value: {
      escrowId: 'escrow-1',
      orderId,
      fundsId: 'funds-1',
      amount: usd(6500),
      servicerReference: 'BK-77',
      bookedAt: '2026-03-02T03:00:00.000Z',
    },
  },
  parcelShort: {
    $case: 'parcelShort',
    value: { parcelId: 'parcel-1', orderId, shortages: [{ sku: 'EAR-1', wanted: 2n, available: 1n }] },
  },
  parcelReserved: { $case: 'parcelReserved', value: { parcelId: 'parcel-1', orderId, allocations: [] } },
  parcelPacked: {
    $case: 'parcelPacked',
    value: { parcelId: 'parcel-1', orderId, grossWeight: '0.520', packs: 1, allocations: [], emsNo: '' },
  },
  shipmentRegistered: {
    $case: 'shipmentRegistered',
    value: {
      shipmentId: 'shipment-1',
      orderId,
      orderNo: 'SZ-1001',
      parcelId: 'parcel-1',
      carrier: 'YANWEN',
      consignee: buyer,
      grossWeight: '0.520',
      packs: 1,
      declaredValue: usd(5900),
    },
  },
  labelIssued: {
    $case: 'labelIssued',
    value: {
      shipmentId: 'shipment-1',
      orderId,
      waybillNo: 'YW1',
      freight: usd(1310),
      issuedAt: '2026-03-02T05:00:00.000Z',
    },
  },
  labelRefused: {
    $case: 'labelRefused',
    value: { shipmentId: 'shipment-1', orderId, flaws: [{ field: 'status', reason: 'HTTP 422' }] },
  },
  handoverRefused: {
    $case: 'handoverRefused',
    value: { shipmentId: 'shipment-1', orderId, flaws: [{ field: 'status', reason: 'HTTP 404' }] },
  },
  statusUnknown: {
    $case: 'statusUnknown',
    value: { declarationId: 'declaration-1', status: '99', info: '' },
  },
  orderRecorded: {
    $case: 'orderRecorded',
    value: {
      ...recorded,
      kind: 'DOCUMENT_KIND_ORDER',
      document: { $case: 'order', value: { ...parties, goodsValue: usd(5900), freight: usd(600), lines: [] } },
    },
  },
  receiptRecorded: {
    $case: 'receiptRecorded',
    value: {
      ...recorded,
      kind: 'DOCUMENT_KIND_RECEIPT',
      document: {
        $case: 'receipt',
        value: {
          ...parties,
          institution: started.institution,
          payNo: 'BK-77',
          charge: usd(6500),
          bookedAt: '2026-03-02T03:00:00.000Z',
        },
      },
    },
  },
  waybillRecorded: {
    $case: 'waybillRecorded',
    value: {
      ...recorded,
      kind: 'DOCUMENT_KIND_WAYBILL',
      document: {
        $case: 'waybill',
        value: {
          orderNo: 'SZ-1001',
          carrier: started.carrier,
          waybillNo: 'YW1',
          merchant: terms.merchant,
          freight: usd(1310),
          insurance: usd(0),
          grossWeight: '0.520',
          packs: 1,
          goods: 'Earphones, Cable',
        },
      },
    },
  },
  caseMatched: { $case: 'caseMatched', value: { caseId: 'case-1', declarationId: 'declaration-1', checks: 61 } },
  caseMismatched: {
    $case: 'caseMismatched',
    value: {
      caseId: 'case-1',
      differences: [
        {
          rule: 'CHARGE',
          field: 'receipt.charge',
          expected: '65.00',
          actual: '60.00',
          owner: 'payment_institution',
          document: 'DOCUMENT_KIND_RECEIPT',
        },
      ],
    },
  },
  declarationReturned: {
    $case: 'declarationReturned',
    value: { declarationId: 'declaration-1', kind: 'MESSAGE_KIND_CEB505', status: '100', info: 'no such waybill' },
  },
  declarationReleased: {
    $case: 'declarationReleased',
    value: {
      declarationId: 'declaration-1',
      orderId,
      invtNo: 'I-9',
      releasedAt: time('2026-03-03T08:00:00.000Z'),
    },
  },
  dispatchAuthorised: {
    $case: 'dispatchAuthorised',
    value: { parcelId: 'parcel-1', orderId, declarationId: 'declaration-1', invtNo: 'I-9', ground: 'CUSTOMS_RELEASE' },
  },
  parcelDispatched: { $case: 'parcelDispatched', value: { parcelId: 'parcel-1', orderId, allocations: [] } },
  shipmentHandedOver: { $case: 'shipmentHandedOver', value: { shipmentId: 'shipment-1', orderId } },
  shipmentDelivered: {
    $case: 'shipmentDelivered',
    value: { shipmentId: 'shipment-1', orderId, deliveredAt: time('2026-03-12T17:00:00.000Z') },
  },
  inspectionStarted: {
    $case: 'inspectionStarted',
    value: { escrowId: 'escrow-1', orderId, endsAt: '2026-03-19T17:00:00.000Z' },
  },
  escrowReleased: {
    $case: 'escrowReleased',
    value: { escrowId: 'escrow-1', orderId, amount: usd(6500), fee: usd(200), net: usd(6300) },
  },
  quoteRequested: {
    $case: 'quoteRequested',
    value: { quoteId: 'quote-1', orderId, sell: usd(6300), buyCurrency: 'CNY', attempt: 1, orderNo: 'SZ-1001' },
  },
  quoteRefused: { $case: 'quoteRefused', value: { quoteId: 'quote-1', orderId, reason: 'MARKET_CLOSED' } },
  rateLocked: { $case: 'rateLocked', value: { quoteId: 'quote-1', orderId, terms: quote, attempt: 1 } },
  rateLockExpired: { $case: 'rateLockExpired', value: { quoteId: 'quote-1', orderId, attempt: 1 } },
  saleRequested: { $case: 'saleRequested', value: { quoteId: 'quote-1', orderId, terms: quote, attempt: 1 } },
  currencySold: {
    $case: 'currencySold',
    value: { quoteId: 'quote-1', orderId, terms: quote, dealReference: 'DEAL-1' },
  },
  payoutCreated: {
    $case: 'payoutCreated',
    value: {
      payoutId: 'payout-1',
      orderId,
      amount: cny(44_730),
      beneficiary: 'Hailun Electronics',
      messageId: 'M-1',
      endToEndId: 'E-1',
      executionDate: '2026-03-19',
      purpose: 'PURPOSE_MERCHANT',
      attempt: 1,
      fundsId: '',
      reference: '',
      orderNo: 'SZ-1001',
    },
  },
  payoutRejected: {
    $case: 'payoutRejected',
    value: {
      payoutId: 'payout-1',
      orderId,
      reason: 'AC04',
      additionalInformation: 'account closed',
      ...merchantPayment,
    },
  },
  payoutSettled: {
    $case: 'payoutSettled',
    value: {
      payoutId: 'payout-1',
      orderId,
      amount: cny(44_730),
      servicerReference: 'BK-99',
      valueDate: '2026-03-20',
      purpose: 'PURPOSE_MERCHANT',
      fundsId: '',
    },
  },
  ...otherwise,
};
