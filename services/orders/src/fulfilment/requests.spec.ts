import { fold, isRefusal } from '@portolan/eventsourcing';
import { facts } from '@portolan/testkit';
import { expect, test } from 'vitest';
import { advice, buyer, orderId, started, terms, usd } from '../rig/story.ts';
import { type FulfilmentCommand, type FulfilmentEvent, fulfilment } from './fulfilment.ts';
import { type Advice, initialState, type StepRequest } from './state.ts';
import { steps } from './steps.ts';

/** What the whole road asks for, by step; every advice is there from the start. */
function requests(): Readonly<Record<string, StepRequest>> {
  const early: readonly Advice[] = Object.values(advice).filter(
    ({ $case }) => !/Short|Mismatched|Returned|Refused|Expired|Rejected/.test($case),
  );
  const commands: FulfilmentCommand[] = [
    ...early.map((told) => ({ type: 'TakeAdvice', orderId, advice: told }) as const),
    { type: 'Start', started },
  ];
  const history: FulfilmentEvent[] = [];
  for (const command of commands) {
    const decision = fulfilment.decide(command, fold(fulfilment, initialState, history), facts());
    if (!isRefusal(decision)) history.push(...decision);
  }
  return Object.fromEntries(
    history.flatMap((event) => (event.type === 'StepRequested' ? [[event.data.step, event.data.request]] : [])),
  );
}

const { orderNo, platform, merchant } = terms;

test('each step asks exactly for this', () => {
  const asked = requests();
  expect(Object.keys(asked)).toEqual(steps.map(({ step }) => step));
  expect(asked).toMatchObject({
    STEP_OPEN_ESCROW: { $case: 'openEscrow', value: { orderId, orderNo, amount: usd(6500) } },
    STEP_PLAN_PARCEL: {
      $case: 'planParcel',
      value: {
        orderId,
        orderNo,
        warehouseId: 'SZ-1',
        lines: [
          { line: 1, sku: 'EAR-1', quantity: 2n },
          { line: 2, sku: 'CAB-2', quantity: 1n },
        ],
      },
    },
    STEP_REGISTER_SHIPMENT: {
      $case: 'registerShipment',
      value: {
        orderId,
        orderNo,
        parcelId: 'parcel-1',
        carrier: 'YANWEN',
        consignee: buyer,
        grossWeight: '0.520',
        packs: 1,
        declaredValue: usd(5900),
      },
    },
    STEP_DECLARE: {
      $case: 'declare',
      value: { orderId, tradeMode: '9610', destination: 'US', netWeight: '', insurance: usd(0) },
    },
    STEP_AUTHORISE_DISPATCH: {
      $case: 'authoriseDispatch',
      value: { parcelId: 'parcel-1', declarationId: 'declaration-1', invtNo: 'I-9' },
    },
    STEP_HAND_OVER: { $case: 'handOver', value: { shipmentId: 'shipment-1' } },
    STEP_START_INSPECTION: {
      $case: 'startInspection',
      value: { orderId, orderNo, deliveredAt: '2026-03-12T17:00:00.000Z' },
    },
    STEP_LOCK_RATE: { $case: 'lockRate', value: { orderId, sell: usd(6300), buyCurrency: 'CNY' } },
    STEP_SELL: { $case: 'sell', value: { orderId, quoteId: 'quote-1' } },
    STEP_PAY_OUT: { $case: 'createPayout', value: { orderId, amount: { minor: 44_730n, currency: 'CNY' } } },
  });
});

test('customs is told of the three documents', () => {
  const asked = requests();
  expect(asked.STEP_RECORD_ORDER).toMatchObject({
    $case: 'recordDocument',
    value: {
      orderId,
      kind: 'DOCUMENT_KIND_ORDER',
      document: {
        $case: 'order',
        value: {
          orderNo,
          platform,
          merchant,
          goodsValue: usd(5900),
          freight: usd(600),
          lines: [{ line: 1 }, { line: 2 }],
        },
      },
    },
  });
  expect(asked.STEP_RECORD_RECEIPT).toEqual({
    $case: 'recordDocument',
    value: {
      orderId,
      kind: 'DOCUMENT_KIND_RECEIPT',
      document: {
        $case: 'receipt',
        value: {
          orderNo,
          platform,
          merchant,
          institution: started.institution,
          payNo: 'BK-77',
          charge: usd(6500),
          bookedAt: '2026-03-02T03:00:00.000Z',
        },
      },
    },
  });
  expect(asked.STEP_RECORD_WAYBILL).toEqual({
    $case: 'recordDocument',
    value: {
      orderId,
      kind: 'DOCUMENT_KIND_WAYBILL',
      document: {
        $case: 'waybill',
        value: {
          orderNo,
          carrier: started.carrier,
          waybillNo: 'YW1',
          merchant,
          freight: usd(1310),
          insurance: usd(0),
          grossWeight: '0.520',
          packs: 1,
          goods: 'Earphones, Cable',
        },
      },
    },
  });
});
