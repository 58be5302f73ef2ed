import { expect, test } from 'vitest';
import { begin, hear, play } from '../rig/player.ts';
import { buyer, cny, orderId, started, terms, usd } from '../rig/story.ts';
import { happy, type Mode, startedOf } from '../rig/worlds.ts';
import { roads } from './roads.ts';
import type { StepRequest } from './state.ts';

/** What the whole road asks for, by step; every advice is there from the start. */
function requests(mode: Mode = '9610'): Readonly<Record<string, StepRequest>> {
  const { history } = play(...happy[mode].map(hear), begin(mode));
  return Object.fromEntries(
    history.flatMap((event) => (event.type === 'StepRequested' ? [[event.data.step, event.data.request]] : [])),
  );
}

/** The steps of a road that is not left, in their order. */
const stepsOf = (mode: Mode) =>
  roads[mode]?.map(({ step }) => step).filter((step) => !/DISPUTE|RETURN|REFUND|CLAIM|REVOKE/.test(step));

const { orderNo, platform, merchant } = terms;

test('each step asks exactly for this', () => {
  const asked = requests();
  expect(Object.keys(asked)).toEqual(stepsOf('9610'));
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
      value: {
        orderId,
        tradeMode: '9610',
        destination: 'US',
        netWeight: '',
        insurance: usd(0),
        emsNo: '',
        bookLines: [],
      },
    },
    STEP_AUTHORISE_DISPATCH: {
      $case: 'authoriseDispatch',
      value: { parcelId: 'parcel-1', declarationId: 'declaration-1', invtNo: 'I-9', ground: 'CUSTOMS_RELEASE' },
    },
    STEP_HAND_OVER: { $case: 'handOver', value: { shipmentId: 'shipment-1' } },
    STEP_START_INSPECTION: {
      $case: 'startInspection',
      value: { orderId, orderNo, deliveredAt: '2026-03-12T17:00:00.000Z' },
    },
    STEP_LOCK_RATE: { $case: 'lockRate', value: { orderId, orderNo, sell: usd(6300), buyCurrency: 'CNY' } },
    STEP_SELL: { $case: 'sell', value: { orderId, quoteId: 'quote-1' } },
    STEP_PAY_OUT: {
      $case: 'createPayout',
      value: { orderId, orderNo, amount: cny(44_730), purpose: 'PURPOSE_MERCHANT', attempt: 1 },
    },
  });
});

test('customs is told of the three documents', () => {
  const asked = requests();
  expect(asked.STEP_RECORD_ORDER).toMatchObject({
    $case: 'recordDocument',
    value: {
      orderId,
      kind: 'DOCUMENT_KIND_ORDER',
      tradeMode: '9610',
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
      tradeMode: '9610',
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
      tradeMode: '9610',
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

test.each(['9610', '1210', '9810', 'LOCAL'] as const)('%s asks for the steps of its road', (mode) => {
  expect(Object.keys(requests(mode))).toEqual(
    mode === '1210' ? stepsOf(mode)?.filter((step) => !/LOCK_RATE|SELL/.test(step)) : stepsOf(mode),
  );
});

test('a bonded import: tax apart, the payment and the people for customs, the lines of the account book', () => {
  const asked = requests('1210');
  const { buyer: person } = startedOf('1210');
  expect(asked).toMatchObject({
    STEP_OPEN_ESCROW: { value: { amount: cny(75_370), tax: cny(6370) } },
    STEP_RECORD_ORDER: {
      value: {
        document: {
          value: {
            goodsValue: cny(70_000),
            import: { discount: cny(1000), tax: cny(6370), paid: cny(75_370), buyer: person },
          },
        },
      },
    },
    STEP_RECORD_RECEIPT: {
      value: {
        kind: 'DOCUMENT_KIND_PAYMENT',
        document: { $case: 'payment', value: { transactionId: 'BK-77', payer: person, amount: cny(75_370) } },
      },
    },
    STEP_RECORD_WAYBILL: { value: { document: { value: { consignee: person } } } },
    STEP_DECLARE: {
      value: {
        tradeMode: '1210',
        destination: 'CN',
        emsNo: 'T3105W000293',
        bookLines: [{ line: 1, recordNo: '7' }],
        warehouseId: 'NGB-1',
      },
    },
    STEP_PAY_OUT: { value: { amount: cny(66_000), purpose: 'PURPOSE_MERCHANT' } },
    STEP_PAY_TAX: { value: { orderId, amount: cny(9100), purpose: 'PURPOSE_TAX', attempt: 1, reference: 'TAX-1' } },
  });
});

test('stock for an overseas warehouse: each SKU once, no payment', () => {
  const asked = requests('9810');
  expect(asked).toMatchObject({
    STEP_DECLARE: { value: { tradeMode: '9810', destination: 'US', emsNo: '', bookLines: [], warehouseId: '' } },
    STEP_EXPECT_GOODS: {
      value: {
        orderNo,
        warehouseId: 'PDX-1',
        lines: [
          { sku: 'EAR-1', lot: '', quantity: 2n },
          { sku: 'CAB-2', lot: '', quantity: 1n },
        ],
      },
    },
  });
});

test('a local sale leaves the warehouse without customs', () => {
  expect(requests('LOCAL').STEP_AUTHORISE_DISPATCH).toEqual({
    $case: 'authoriseDispatch',
    value: { parcelId: 'parcel-1', declarationId: '', invtNo: '', ground: 'FREE_CIRCULATION' },
  });
});
