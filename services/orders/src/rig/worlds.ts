import type { Complete } from '@portolan/contracts';
import type { SealedPerson } from '@portolan/contracts/common/v1/types';
import type { Advice, Started } from '../fulfilment/state.ts';
import type { Terms } from '../order/flaws.ts';
import type { Warehouse } from '../order/modes.ts';
import { advice, buyer, cny, started, terms, usd } from './story.ts';

/** The installation that the specs play in. */
export const offered = {
  carriers: ['YANWEN', 'YONGCHENG', 'CASCADE'],
  warehouses: [
    { id: 'SZ-1', kind: 'forwarder', country: 'CN' },
    { id: 'NGB-1', kind: 'bonded', country: 'CN' },
    { id: 'PDX-1', kind: 'overseas', country: 'US' },
  ] satisfies readonly Warehouse[],
};

const chineseBuyer: Complete<SealedPerson> = {
  ...buyer,
  country: 'CN',
  idNumber: { subject: 'buyer-1', ciphertext: new Uint8Array([3]), hash: 'hash of idNumber' },
};

const milk = {
  line: 1,
  sku: 'NZ-MILK-900',
  name: 'Infant formula',
  hsCode: '1901101000',
  origin: 'NZ',
  quantity: { value: '2', unit: 'C62' },
  price: cny(35_000),
  total: cny(70_000),
};

/** Terms of one order per mode. */
export const termsOf = {
  '9610': terms,
  '1210': {
    ...terms,
    mode: '1210',
    warehouseId: 'NGB-1',
    carrier: 'YONGCHENG',
    lines: [milk],
    goodsValue: cny(70_000),
    freight: cny(0),
    tax: cny(6370),
    discount: cny(1000),
    total: cny(75_370),
  },
  '9810': { ...terms, mode: '9810', destinationWarehouseId: 'PDX-1' },
  LOCAL: { ...terms, mode: 'LOCAL', warehouseId: 'PDX-1', carrier: 'CASCADE' },
} as const satisfies Readonly<Record<string, Terms>>;

export type Mode = keyof typeof termsOf;

export const startedOf = (mode: Mode): Started => ({
  ...started,
  terms: termsOf[mode],
  ...(mode === '1210' ? { buyer: chineseBuyer } : {}),
  storageCostPerDay: mode === 'LOCAL' ? usd(35) : cny(50),
});

const bucket = { warehouseId: 'NGB-1', owner: 'hailun', sku: 'NZ-MILK-900', lot: 'L2026-01' };

/** The happy advice of each mode, in the order in which it comes. */
export const happy: Readonly<Record<Mode, readonly Advice[]>> = {
  '9610': happyRoad('9610'),
  '1210': happyRoad('1210'),
  '9810': happyRoad('9810'),
  LOCAL: happyRoad('LOCAL'),
};

function happyRoad(mode: Mode): readonly Advice[] {
  const { total } = termsOf[mode];
  const bonded = mode === '1210';
  const packed: Advice = bonded
    ? {
        $case: 'parcelPacked',
        value: {
          ...advice.parcelPacked.value,
          emsNo: 'T3105W000293',
          allocations: [{ bucket, quantity: 2n, recordNo: '7' }],
        },
      }
    : advice.parcelPacked;
  const paid: readonly Advice[] = [
    advice.escrowOpened,
    { $case: 'escrowFunded', value: { ...advice.escrowFunded.value, amount: total } },
  ];
  const parcel: readonly Advice[] = [advice.parcelReserved, packed, advice.shipmentRegistered, advice.labelIssued];
  const cleared: readonly Advice[] = [
    advice.orderRecorded,
    ...(mode === '9810' ? [] : [advice.receiptRecorded]),
    advice.waybillRecorded,
    advice.caseMatched,
    advice.declarationReleased,
  ];
  const way: readonly Advice[] = [
    advice.dispatchAuthorised,
    advice.parcelDispatched,
    advice.shipmentHandedOver,
    advice.shipmentDelivered,
  ];
  const net = bonded ? cny(66_000) : usd(6300);
  const inspected: readonly Advice[] = [
    advice.inspectionStarted,
    { $case: 'escrowReleased', value: { ...advice.escrowReleased.value, amount: total, net } },
  ];
  const sold: readonly Advice[] = [advice.quoteRequested, advice.rateLocked, advice.saleRequested, advice.currencySold];
  const settled: readonly Advice[] = [advice.payoutCreated, advice.payoutSettled];
  const taxed: readonly Advice[] = [advice.taxBillAggregated, advice.taxPaymentCreated, advice.taxPaymentSettled];
  switch (mode) {
    case '9610':
      return [...paid, ...parcel, ...cleared, ...way, ...inspected, ...sold, ...settled];
    case '1210':
      return [...paid, ...parcel, ...cleared, ...way, ...inspected, ...settled, ...taxed];
    case '9810':
      return [...parcel, ...cleared, ...way, advice.goodsExpected, advice.goodsCounted];
    case 'LOCAL':
      return [...paid, ...parcel, ...way, ...inspected, ...sold, ...settled];
  }
}
