import { Milestone } from '@portolan/contracts/tracking/v1/types';
import { facts, given } from '@portolan/testkit';
import { describe, expect, it } from 'vitest';
import { milestoneOf } from './emsevt.ts';
import { scanOf, waybillNo } from './scan-samples.ts';
import type { Scan } from './scans.ts';
import { type Registration, type ShipmentCommand, type ShipmentEvent, shipment } from './shipment.ts';

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
const cancelled: ShipmentEvent = { type: 'ShipmentCancelled', data: { ...ids, reason: 'BUYER' } };
const onItsWay = [registered, labelled, handedOver, confirmed];
const now = facts('2026-03-20T00:00:00.000Z');

const record = (scan: Scan): ShipmentCommand => ({ type: 'RecordScan', shipmentId: 'S1', scan });
const recorded = (scan: Scan, late = false): ShipmentEvent => ({
  type: 'ScanRecorded',
  data: { shipmentId: 'S1', scan, late, suspect: false },
});
const reached = ({ milestone, eventTime }: Scan): ShipmentEvent => ({
  type: 'MilestoneReached',
  data: { ...ids, milestone, reachedAt: eventTime },
});
const ended = (type: 'ShipmentLost' | 'ShipmentDamaged', { eventTime }: Scan): ShipmentEvent => ({
  type,
  data: { ...ids, carrier: 'YANWEN', reportedAt: eventTime },
});
const delivered = ({ eventTime }: Scan): ShipmentEvent => ({
  type: 'ShipmentDelivered',
  data: { ...ids, deliveredAt: eventTime },
});

const posted = scanOf('EMA', '2026-03-05T10:00:00+08:00');
const lost = scanOf('EXCEPTION_013', '2026-03-12T09:00:00-06:00');
const damaged = scanOf('EXCEPTION_012', '2026-03-12T09:00:00-06:00');
const final = scanOf('EMI', '2026-03-13T12:41:00-08:00');

describe('a parcel that the carrier gives up', () => {
  it.each([
    ['ShipmentLost', lost],
    ['ShipmentDamaged', damaged],
  ] as const)('is told once: %s', (type, scan) => {
    given(shipment, onItsWay)
      .when(record(scan), now)
      .then([recorded(scan), reached(scan), ended(type, scan)]);
    const again = { ...scan, scanId: 'again' };
    given(shipment, [...onItsWay, recorded(scan), reached(scan), ended(type, scan)])
      .when(record(again), now)
      .then([recorded(again)]);
  });

  it('opens nothing again when a scan comes late, a delivery among them', () => {
    const history = [...onItsWay, recorded(lost), reached(lost), ended('ShipmentLost', lost)];
    given(shipment, history)
      .when(record(posted), now)
      .then([recorded(posted, true)]);
    given(shipment, history)
      .when(record(final), now)
      .then([recorded(final)]);
  });

  it('was not lost where it had been delivered', () => {
    const history = [...onItsWay, recorded(final), reached(final), delivered(final)];
    const later = { ...lost, eventTime: scanOf('EMI', '2026-03-14T12:00:00Z').eventTime };
    given(shipment, history)
      .when(record(later), now)
      .then([recorded(later)]);
  });

  it('was with the carrier: what is told before counts from the hand-over on', () => {
    const packed = [registered, labelled];
    given(shipment, packed)
      .when(record(lost), now)
      .then([recorded(lost), reached(lost)]);
    given(shipment, [...packed, recorded(lost), reached(lost), recorded(final), reached(final)])
      .when({ type: 'HandOver', shipmentId: 'S1' })
      .then([handedOver, ended('ShipmentLost', lost)]);
  });

  it('may be on its way back instead, which is a milestone and no ending', () => {
    const back = scanOf('EXCEPTION_011', '2026-03-12T09:00:00-06:00');
    given(shipment, onItsWay)
      .when(record(back), now)
      .then([recorded(back), reached(back)]);
  });

  it('is named by codes that configuration gives; EMSEVT has none for it', () => {
    expect(milestoneOf('LOSS', { LOSS: Milestone.MILESTONE_LOST })).toBe('MILESTONE_LOST');
    expect(milestoneOf('EXCEPTION_013', {})).toBe('MILESTONE_UNSPECIFIED');
    expect(milestoneOf('EMI', { EMI: Milestone.MILESTONE_LOST })).toBe('MILESTONE_DELIVERED');
    expect(milestoneOf('constructor')).toBe('MILESTONE_UNSPECIFIED');
  });
});

describe('calling a shipment off', () => {
  const cancel: ShipmentCommand = { type: 'Cancel', shipmentId: 'S1', reason: 'BUYER' };

  it('is possible until the carrier has it, once', () => {
    for (const history of [[registered], [registered, labelled]]) {
      given(shipment, history).when(cancel).then([cancelled]);
    }
    given(shipment, [registered, labelled, cancelled]).when(cancel).thenNothing();
    given(shipment, [registered, labelled, handedOver])
      .when(cancel)
      .thenRefused('SHIPMENT_HANDED_OVER', { shipmentId: 'S1' });
    given(shipment, [...onItsWay, recorded(lost), reached(lost), ended('ShipmentLost', lost)])
      .when(cancel)
      .thenRefused('SHIPMENT_HANDED_OVER');
  });

  it('is the end of it: no hand-over, no other label, no milestone', () => {
    const history = [registered, labelled, cancelled];
    given(shipment, history)
      .when({ type: 'HandOver', shipmentId: 'S1' })
      .thenRefused('SHIPMENT_CANCELLED', { shipmentId: 'S1' });
    given(shipment, [registered, cancelled])
      .when({ type: 'RetryLabel', shipmentId: 'S1', attempt: 2 })
      .thenRefused('SHIPMENT_CANCELLED');
    given(shipment, history)
      .when(record(posted), now)
      .then([recorded(posted)]);
  });

  it('keeps a label that comes after it, since it must be voided, and no refusal', () => {
    const issue = { type: 'IssueLabel', shipmentId: 'S1', waybillNo, freight } as const;
    given(shipment, [registered, cancelled]).when(issue).then([labelled]);
    given(shipment, [registered, cancelled]).when({ type: 'RefuseLabel', shipmentId: 'S1', flaws: [] }).thenNothing();
  });
});

describe('asking the carrier again', () => {
  const flaws = [{ field: 'status', reason: 'HTTP 422' }];
  const refusedLabel: ShipmentEvent = { type: 'LabelRefused', data: { ...ids, flaws } };
  const retriedLabel = (attempt: number): ShipmentEvent => ({ type: 'LabelRetried', data: { ...ids, attempt } });
  const retriedHandover = (attempt: number): ShipmentEvent => ({ type: 'HandoverRetried', data: { ...ids, attempt } });

  it('for a label happens once per attempt, until there is one', () => {
    const retry = (attempt: number) => ({ type: 'RetryLabel', shipmentId: 'S1', attempt }) as const;
    const history = [registered, refusedLabel, retriedLabel(1)];
    given(shipment, [registered, refusedLabel])
      .when(retry(1))
      .then([retriedLabel(1)]);
    given(shipment, history).when(retry(1)).thenNothing();
    given(shipment, history)
      .when(retry(2))
      .then([retriedLabel(2)]);
    given(shipment, [registered, labelled]).when(retry(2)).thenNothing();
  });

  it('for a place on the manifest likewise', () => {
    const retry = (attempt: number) => ({ type: 'RetryHandover', shipmentId: 'S1', attempt }) as const;
    given(shipment, [registered, labelled, handedOver])
      .when(retry(1))
      .then([retriedHandover(1)]);
    given(shipment, [registered, labelled, handedOver, retriedHandover(1)])
      .when(retry(1))
      .thenNothing();
    given(shipment, onItsWay).when(retry(1)).thenNothing();
    given(shipment, [registered, labelled]).when(retry(1)).thenRefused('SHIPMENT_NOT_HANDED_OVER');
  });
});
