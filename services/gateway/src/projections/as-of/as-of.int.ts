import type { Recorded } from '@portolan/engine';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { gatewayUnderTest } from '../../rig/gateway-under-test.ts';
import { hold } from '../../rig/sample-views.ts';
import { event, take } from '../../rig/stand-ins.ts';

let gateway: Awaited<ReturnType<typeof gatewayUnderTest>>;
beforeAll(async () => {
  gateway = await gatewayUnderTest({ now: '2026-03-20T00:00:00.000Z' });
  await take(gateway.documents, story());
});
afterAll(() => gateway.stop());

const merchant = 'merchant-shenzhen';
const usd = (minor: bigint) => ({ minor, currency: 'USD' });
const about = { orderId: 'order-1' };
const zoned = (instant: string) => ({ instant, original: instant, offset: '+00:00', zoneSource: 'ZONE_SOURCE_STATED' });

/** OrderPlaced stands at 2026-03-02T01:00:00Z; one event an hour from there. */
function story(): readonly Recorded[] {
  const versions = new Map<string, number>([['order/order-1', 1]]);
  return told.map(([place, service, type, data], index) => {
    const version = (versions.get(place) ?? 0) + 1;
    versions.set(place, version);
    const time = new Date(Date.parse('2026-03-02T01:00:00.000Z') + (index + 1) * 3_600_000).toISOString();
    return event(type, data, { stream: `${merchant}/${place}`, version, service, time });
  });
}

const escrow = { escrowId: 'escrow-1', ...about };
const parcel = { parcelId: 'parcel-1', ...about };
const shipment = { shipmentId: 'shipment-1', ...about };
const declaration = { declarationId: 'declaration-1', ...about };
const payout = { payoutId: 'payout-1', ...about };
const entries = [
  { accountId: '2000.USD.merchant-shenzhen', side: 'SIDE_DEBIT', amount: usd(9180n) },
  { accountId: '2100.USD.escrow-1', side: 'SIDE_CREDIT', amount: usd(9180n) },
];
const posted = { transactionId: 't1', type: 'ESCROW_FUNDING', businessReference: 'escrow-1', effectiveAt: '', entries };
const reserved = { ...parcel, allocations: [] };
const notice = { taxNo: 'T1', duty: usd(0n), valueAddedTax: usd(100n), consumptionTax: usd(7n), returnTime: zoned('') };
const owed = { claimId: 'claim-1', ...about, orderNo: 'TN-1', debtor: 'YANWEN', reason: 'LOST', reference: 'CLAIM-1' };

type Line = readonly [place: string, service: string, type: string, data: object];
const told: readonly Line[] = [
  [
    'escrow/escrow-1',
    'fx',
    'EscrowOpened',
    { ...escrow, orderNo: 'TN-1', amount: usd(9180n), due: '2026-03-05T00:00:00Z' },
  ],
  ['fulfilment/order-1', 'orders', 'HoldPlaced', { ...about, hold }],
  ['escrow/escrow-1', 'fx', 'EscrowFunded', { ...escrow, fundsId: 'funds-1', amount: usd(9180n) }],
  ['ledger/main', 'fx', 'TransactionPosted', posted],
  ['fulfilment/order-1', 'orders', 'HoldCleared', { ...about, code: hold.code }],
  ['order/order-1', 'orders', 'OrderPaid', { ...about, amount: usd(9180n) }],
  [
    'parcel/parcel-1',
    'warehouse',
    'ParcelPlanned',
    { ...parcel, orderNo: 'TN-1', warehouseId: 'SZX-FWD-1', lines: [] },
  ],
  ['parcel/parcel-1', 'warehouse', 'ParcelReserved', reserved],
  ['shipment/shipment-1', 'tracking', 'ShipmentRegistered', { ...shipment, parcelId: 'parcel-1', carrier: 'YANWEN' }],
  ['shipment/shipment-1', 'tracking', 'LabelIssued', { ...shipment, waybillNo: 'LV1', freight: usd(0n) }],
  ['declaration/declaration-1', 'customs', 'DeclarationDrafted', declaration],
  ['declaration/declaration-1', 'customs', 'DeclarationReleased', { ...declaration, invtNo: 'I1' }],
  ['declaration/declaration-1', 'customs', 'TaxBillGenerated', { ...declaration, notice }],
  ['shipment/shipment-1', 'tracking', 'ShipmentHandedOver', shipment],
  ['shipment/shipment-1', 'tracking', 'MilestoneReached', { ...shipment, milestone: 'MILESTONE_PICKED_UP' }],
  ['shipment/shipment-1', 'tracking', 'ShipmentLost', { ...shipment, carrier: 'YANWEN', reportedAt: zoned('') }],
  ['fulfilment/order-1', 'orders', 'EndingDecided', { ...about, ending: 'ENDING_LOST', reason: 'LOST' }],
  ['escrow/escrow-1', 'fx', 'EscrowRefunded', { ...escrow, amount: usd(9180n), left: usd(0n), reason: 'LOST' }],
  ['payout/payout-1', 'fx', 'PayoutCreated', { ...payout, amount: usd(9180n), purpose: 'PURPOSE_REFUND', attempt: 1 }],
  ['payout/payout-1', 'fx', 'PayoutRejected', { ...payout, reason: 'AC04', purpose: 'PURPOSE_REFUND', attempt: 1 }],
  ['payout/payout-1', 'fx', 'PayoutCreated', { ...payout, amount: usd(9180n), purpose: 'PURPOSE_REFUND', attempt: 2 }],
  ['payout/payout-1', 'fx', 'PayoutSettled', { ...payout, amount: usd(9180n), purpose: 'PURPOSE_REFUND' }],
  ['claim/claim-1', 'fx', 'ClaimOpened', { ...owed, amount: usd(7980n) }],
  ['claim/claim-1', 'fx', 'ClaimSettled', { ...owed, amount: usd(7980n) }],
  ['order/order-1', 'orders', 'OrderRefunded', { ...about, ending: 'ENDING_LOST', amount: usd(9180n) }],
  ['fulfilment/order-1', 'orders', 'FulfilmentCompleted', about],
];

const ask = (at: string, as = merchant) => gateway.ask({ path: `/v1/orders/order-1?at=${at}&lang=zh`, as });
const after = async (hours: number) =>
  (await ask(new Date(Date.parse('2026-03-02T01:00:00Z') + hours * 3_600_000).toISOString())).json;

it('shows an order as it had just been placed: nothing else had come about', async () => {
  expect(await after(0)).toMatchObject({
    ...{ id: 'order-1', orderNo: 'TN-1', at: '2026-03-02T01:00:00.000Z', state: 'PLACED', version: '1' },
    ...{ completed: false, ending: null, holds: [], payouts: [], ledger: [] },
    ...{ declaration: null, taxBill: null, parcel: null, shipment: null, escrow: null, claim: null },
  });
});

it('shows what held it then in words, with the call that would have cleared it', async () => {
  const held = await after(2);
  expect(held).toMatchObject({
    holds: [{ code: 'AWAITING_PAYMENT', what: '等待买家付款', costPerDay: { amount: '0.50', currency: 'USD' } }],
    escrow: { state: 'OPEN', amount: { amount: '91.80' }, held: { amount: '0.00' }, due: '2026-03-05T00:00:00Z' },
  });
  expect(await after(5)).toMatchObject({ holds: [] });
});

it('shows what the escrow held and what was booked, and nothing of later', async () => {
  expect(await after(3)).toMatchObject({
    state: 'PLACED',
    escrow: { state: 'FUNDED', held: { amount: '91.80' } },
    ledger: [],
  });
  expect(await after(4)).toMatchObject({
    ledger: [{ type: 'ESCROW_FUNDING', entries: [{ side: 'DEBIT' }, { side: 'CREDIT', amount: { amount: '91.80' } }] }],
  });
  expect(await after(6)).toMatchObject({ state: 'PAID', parcel: null });
});

it('shows the parcel, the shipment and the declaration where they stood', async () => {
  expect(await after(8)).toMatchObject({ parcel: { state: 'RESERVED' }, shipment: null });
  expect(await after(10)).toMatchObject({ shipment: { state: 'LABELLED', waybillNo: 'LV1' }, declaration: null });
  expect(await after(12)).toMatchObject({ declaration: { state: 'RELEASED', invtNo: 'I1' }, taxBill: null });
  expect(await after(13)).toMatchObject({ taxBill: { taxNo: 'T1', state: 'GENERATED', total: { amount: '1.07' } } });
  expect(await after(14)).toMatchObject({ shipment: { state: 'HANDED_OVER' } });
  expect(await after(15)).toMatchObject({ shipment: { state: 'IN_TRANSIT', milestone: 'PICKED_UP' } });
  expect(await after(16)).toMatchObject({ shipment: { state: 'LOST' }, ending: null });
});

it('shows how it was made good', async () => {
  expect(await after(18)).toMatchObject({ ending: 'LOST', escrow: { state: 'REFUNDED', held: { amount: '0.00' } } });
  expect(await after(20)).toMatchObject({ payouts: [{ purpose: 'REFUND', attempt: 1, state: 'REJECTED' }] });
  expect(await after(22)).toMatchObject({ payouts: [{ attempt: 2, state: 'SETTLED' }], claim: null });
  expect(await after(23)).toMatchObject({ claim: { state: 'OPEN', debtor: 'YANWEN', amount: { amount: '79.80' } } });
  expect(await after(26)).toMatchObject({ state: 'REFUNDED', completed: true, claim: { state: 'SETTLED' } });
});

it('takes a time with its offset, and one whose plus sign became a space', async () => {
  for (const at of ['2026-03-02T09:00:00%2B08:00', '2026-03-02T09:00:00+08:00', '2026-03-01T17:00:00-08:00'])
    expect((await ask(at)).json.at, at).toBe('2026-03-02T01:00:00.000Z');
});

it('says when the order begins, refuses what has not come yet, and what is no instant', async () => {
  const early = await ask('2026-03-02T00:59:59.999Z');
  expect([early.status, early.json.code]).toEqual([404, 'ORDER_NOT_YET']);
  expect(early.json.detail).toContain('2026-03-02T01:00:00.000Z');
  const late = await ask('2026-03-20T00:00:00.001Z');
  expect([late.status, late.json.code, late.json.field]).toEqual([422, 'INSTANT_AHEAD', 'at']);
  for (const at of ['yesterday', '2026-03-02', '2026-03-02T09:00:00', '2026-02-30T09:00:00Z']) {
    const { status, json } = await ask(at);
    expect([status, json.code, json.field], at).toEqual([422, 'INVALID_REQUEST', 'at']);
  }
});

it('is told to nobody else', async () => {
  const { status, json } = await ask('2026-03-03T00:00:00Z', 'merchant-other');
  expect([status, json.code]).toEqual([404, 'ORDER_NOT_FOUND']);
});
