import { facts, given } from '@portolan/testkit';
import { describe, expect, it } from 'vitest';
import { scanOf, waybillNo } from './scan-samples.ts';
import type { Scan } from './scans.ts';
import { type Registration, type ShipmentCommand, type ShipmentEvent, shipment, shipmentId } from './shipment.ts';

const sealed = { subject: 'buyer', ciphertext: new Uint8Array([1]), hash: 'h' };
const registration: Registration = {
  shipmentId: 'S1',
  orderId: 'O1',
  orderNo: 'NO-1',
  parcelId: 'P1',
  carrier: 'YANWEN',
  consignee: { name: sealed, phone: sealed, email: sealed, address: sealed, country: 'US' },
  grossWeight: '1.25',
  packs: 1,
  declaredValue: { minor: 12_345n, currency: 'USD' },
};
const ids = { shipmentId: 'S1', orderId: 'O1' };
const freight = { minor: 2100n, currency: 'USD' };
const registered: ShipmentEvent = { type: 'ShipmentRegistered', data: registration };
const labelled: ShipmentEvent = { type: 'LabelIssued', data: { ...ids, waybillNo, freight, issuedAt: facts().at } };
const handedOver: ShipmentEvent = { type: 'ShipmentHandedOver', data: ids };
const confirmed: ShipmentEvent = { type: 'HandoverConfirmed', data: { shipmentId: 'S1', manifestNo: 'M1' } };
const onItsWay = [registered, labelled, handedOver, confirmed];
const now = facts('2026-03-20T00:00:00.000Z');

const record = (scan: Scan): ShipmentCommand => ({ type: 'RecordScan', shipmentId: 'S1', scan });
const recorded = (scan: Scan, late = false): ShipmentEvent => ({
  type: 'ScanRecorded',
  data: { shipmentId: 'S1', scan, late, suspect: false },
});
const corrected = (scan: Scan, before: Scan, scanVersion = 2): ShipmentEvent => ({
  type: 'ScanCorrected',
  data: { shipmentId: 'S1', scan, scanVersion, correctsRecordTime: before.recordTime, suspect: false },
});
const reached = ({ milestone, eventTime }: Scan): ShipmentEvent => ({
  type: 'MilestoneReached',
  data: { ...ids, milestone, reachedAt: eventTime },
});
const delivered = ({ eventTime }: Scan): ShipmentEvent => ({
  type: 'ShipmentDelivered',
  data: { ...ids, deliveredAt: eventTime },
});

const posted = scanOf('EMA', '2026-03-05T10:00:00+08:00');
const departed = scanOf('EMC', '2026-03-06T23:30:00+08:00');
const arrived = scanOf('EMD', '2026-03-09T04:12:00-06:00', { location: 'Chicago ISC', country: 'US' });
const final = scanOf('EMI', '2026-03-12T12:41:00-08:00', { location: 'Portland OR', country: 'US' });

describe('registering a shipment', () => {
  const register: ShipmentCommand = { type: 'Register', registration };

  it('happens once, whatever the sealed bytes', () => {
    given(shipment, []).when(register).then([registered]);
    const again = { ...registration, consignee: { ...registration.consignee, name: { ...sealed, hash: 'h2' } } };
    given(shipment, [registered]).when({ type: 'Register', registration: again }).thenNothing();
  });

  it('is refused for another content', () => {
    given(shipment, [registered])
      .when({ type: 'Register', registration: { ...registration, packs: 2 } })
      .thenRefused('SHIPMENT_EXISTS', { orderNo: 'NO-1' });
  });

  it.each([
    ['orderNo', { orderNo: '' }],
    ['carrier', { carrier: '' }],
    ['grossWeight', { grossWeight: '0' }],
    ['grossWeight', { grossWeight: '1.2345' }],
    ['packs', { packs: 0 }],
    ['declaredValue', { declaredValue: { minor: 0n, currency: 'USD' } }],
  ])('names a wrong %s', (field, change) => {
    given(shipment, [])
      .when({ type: 'Register', registration: { ...registration, ...change } })
      .thenRefused('SHIPMENT_INVALID', { field });
  });

  it('is the first thing that can happen to it', () => {
    given(shipment, []).when({ type: 'HandOver', shipmentId: 'S1' }).thenRefused('SHIPMENT_NOT_FOUND');
    expect(shipmentId('t', 'P1')).toBe(shipmentId('t', 'P1'));
  });
});

describe('label and hand-over', () => {
  const issue = { type: 'IssueLabel', shipmentId: 'S1', waybillNo, freight } as const;

  it('come in this order, each once', () => {
    given(shipment, [registered]).when(issue).then([labelled]);
    given(shipment, [registered, labelled]).when(issue).thenNothing();
    given(shipment, [registered, labelled]).when({ type: 'HandOver', shipmentId: 'S1' }).then([handedOver]);
    given(shipment, onItsWay).when({ type: 'HandOver', shipmentId: 'S1' }).thenNothing();
    const confirm = { type: 'ConfirmHandover', shipmentId: 'S1', manifestNo: 'M1' } as const;
    given(shipment, [registered, labelled, handedOver]).when(confirm).then([confirmed]);
    given(shipment, onItsWay).when(confirm).thenNothing();
    given(shipment, [registered, labelled]).when(confirm).thenRefused('SHIPMENT_NOT_HANDED_OVER');
  });

  it('are refused where they do not fit', () => {
    given(shipment, [registered, labelled])
      .when({ ...issue, waybillNo: 'EE473124829CN' })
      .thenRefused('LABEL_EXISTS', { shipmentId: 'S1', waybillNo });
    given(shipment, [registered])
      .when({ type: 'HandOver', shipmentId: 'S1' })
      .thenRefused('SHIPMENT_NOT_LABELLED', { shipmentId: 'S1' });
  });

  it('keep what a carrier refused, and go on when it thinks better of it', () => {
    const flaws = [{ field: 'status', reason: 'HTTP 422' }];
    const refusedLabel: ShipmentEvent = { type: 'LabelRefused', data: { ...ids, flaws } };
    given(shipment, [registered]).when({ type: 'RefuseLabel', shipmentId: 'S1', flaws }).then([refusedLabel]);
    given(shipment, [registered, labelled]).when({ type: 'RefuseLabel', shipmentId: 'S1', flaws }).thenNothing();
    given(shipment, [registered, refusedLabel]).when(issue).then([labelled]);
  });
});

describe('a manifest that the carrier refuses', () => {
  const flaws = [{ field: 'status', reason: 'HTTP 422' }];
  const refuse = { type: 'RefuseHandover', shipmentId: 'S1', flaws } as const;
  const refusedHandover: ShipmentEvent = { type: 'HandoverRefused', data: { ...ids, flaws } };

  it('is told, and scans go on all the same', () => {
    const history = [registered, labelled, handedOver];
    given(shipment, history).when(refuse).then([refusedHandover]);
    given(shipment, onItsWay).when(refuse).thenNothing();
    given(shipment, [...history, refusedHandover])
      .when(record(posted), now)
      .then([recorded(posted), reached(posted)]);
  });
});

describe('scans', () => {
  it('reach a milestone once', () => {
    given(shipment, onItsWay)
      .when(record(posted), now)
      .then([recorded(posted), reached(posted)]);
    const second = scanOf('EMA', '2026-03-05T11:00:00+08:00', { scanId: 'EMA-2' });
    given(shipment, [...onItsWay, recorded(posted), reached(posted)])
      .when(record(second), now)
      .then([recorded(second)]);
  });

  it('are of this waybill', () => {
    given(shipment, onItsWay)
      .when(record({ ...posted, waybillNo: 'EE473124829CN' }), now)
      .thenRefused('SCAN_OF_ANOTHER_WAYBILL', { waybillNo: 'EE473124829CN' });
    const atOnce = facts('2026-03-05T03:00:00.000Z');
    given(shipment, [registered])
      .when(record(posted), atOnce)
      .then([recorded(posted), reached(posted)]);
  });

  it('count once when they are told twice', () => {
    given(shipment, [...onItsWay, recorded(posted)])
      .when(record(posted), now)
      .thenNothing();
  });

  it('are marked where they come late, and do not take the parcel back', () => {
    const history = [...onItsWay, recorded(arrived), reached(arrived)];
    given(shipment, history)
      .when(record(departed), now)
      .then([recorded(departed, true), reached(departed)]);
    const after = [...onItsWay, recorded(final), reached(final), delivered(final)];
    given(shipment, after)
      .when(record(arrived), now)
      .then([recorded(arrived, true), reached(arrived)]);
  });

  it('are corrected by the same id with a later record time, never by an earlier one', () => {
    const better = scanOf('EMA', '2026-03-05T09:25:00+08:00', { recordTime: '2026-03-05T03:00:00.000Z' });
    const history = [...onItsWay, recorded(posted), reached(posted)];
    given(shipment, history)
      .when(record(better), now)
      .then([corrected(better, posted)]);
    given(shipment, [...history, corrected(better, posted)])
      .when(record(posted), now)
      .thenNothing();
    const best = { ...better, recordTime: '2026-03-05T04:00:00.000Z' };
    given(shipment, [...history, corrected(better, posted)])
      .when(record(best), now)
      .then([corrected(best, better, 3)]);
  });

  it('deliver nothing that no carrier has, until it has it', () => {
    const packed = [registered, labelled];
    given(shipment, packed)
      .when(record(final), now)
      .then([recorded(final), reached(final)]);
    given(shipment, [...packed, recorded(final), reached(final)])
      .when({ type: 'HandOver', shipmentId: 'S1' })
      .then([handedOver, delivered(final)]);
  });

  it('deliver once, also when the time of delivery is corrected', () => {
    given(shipment, onItsWay)
      .when(record(final), now)
      .then([recorded(final), reached(final), delivered(final)]);
    const better = { ...final, eventTime: arrived.eventTime, recordTime: '2026-03-13T00:00:00.000Z' };
    given(shipment, [...onItsWay, recorded(final), reached(final), delivered(final)])
      .when(record(better), now)
      .then([corrected(better, final)]);
  });

  it.each([
    ['ahead by more than a day', '2026-03-21T00:01:00Z'],
    ['before 2000', '1999-12-31T23:59:00Z'],
    ['before the label by more than a day, so of an earlier parcel of that number', '2025-03-12T12:41:00-08:00'],
  ])('that lie %s are kept and move nothing', (_, when) => {
    const odd = scanOf('EMI', when);
    given(shipment, onItsWay)
      .when(record(odd), now)
      .then([{ type: 'ScanRecorded', data: { shipmentId: 'S1', scan: odd, late: false, suspect: true } }]);
  });

  it('of a code that is no milestone are kept', () => {
    const held = scanOf('EME', '2026-03-10T12:00:00-06:00');
    given(shipment, onItsWay)
      .when(record(held), now)
      .then([recorded(held)]);
  });
});
