import { Milestone } from '@portolan/contracts/tracking/v1/types';
import { anyHistory, holds, type Step, sealed } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { scanOf, waybillNo } from './scan-samples.ts';
import { delivery, isGivenUp, rank, type Scan } from './scans.ts';
import { type Registration, type Shipment, type ShipmentCommand, type ShipmentEvent, shipment } from './shipment.ts';
import { stateOf } from './state.ts';

const id = { shipmentId: 'S1' } as const;
const consignee = { name: sealed('n'), phone: sealed('p'), email: sealed('e'), address: sealed('a'), country: 'US' };
const registration: Registration = {
  ...{ ...id, orderId: 'O1', orderNo: 'SO-1', parcelId: 'P1', carrier: 'YANWEN', consignee },
  ...{ grossWeight: '1.5', packs: 1, declaredValue: { minor: 5_900n, currency: 'USD' } },
};
const freight = { minor: 980n, currency: 'USD' };
const flaws = [{ field: 'weight', reason: 'too heavy' }];
const register: ShipmentCommand = { type: 'Register', registration };
const label: ShipmentCommand = { type: 'IssueLabel', ...id, waybillNo, freight };
const handOver: ShipmentCommand = { type: 'HandOver', ...id };
const confirm: ShipmentCommand = { type: 'ConfirmHandover', ...id, manifestNo: 'M1' };
const cancel: ShipmentCommand = { type: 'Cancel', ...id, reason: 'BUYER' };
const tell = (scan: Scan): ShipmentCommand => ({ type: 'RecordScan', ...id, scan });
const scanAt = (code: string, hour: number) => tell(scanOf(code, `2026-03-0${1 + (hour % 3)}T1${hour % 9}:00:00Z`));

const codes = ['EMA', 'EMC', 'EMD', 'EDG', 'EME', 'EMI', 'PACKAGE_LOST', 'PACKAGE_DAMAGED', 'RETURN_TO_SENDER'];
const scans = fc
  .record({
    scanId: fc.constantFrom('a', 'b', 'c', 'd'),
    code: fc.constantFrom(...codes),
    // Before the label, on the way, and far ahead of any clock.
    when: fc.constantFrom('2025-12-01', '2026-03-01', '2026-03-02', '2026-03-03', '2031-01-01'),
    recordTime: fc.constantFrom('2026-03-04T00:00:00.000Z', '2026-03-05T00:00:00.000Z'),
    number: fc.constantFrom(waybillNo, waybillNo, waybillNo, 'LX000000000CN'),
  })
  .map(({ code, when, scanId, recordTime, number }) =>
    tell(scanOf(code, `${when}T09:00:00Z`, { scanId, recordTime, waybillNo: number })),
  );
const attempt = fc.constantFrom(1, 2, 3);
const wild: fc.Arbitrary<ShipmentCommand> = fc.oneof(
  { weight: 3, arbitrary: scans },
  fc.constantFrom(register, label, handOver, confirm, cancel),
  fc.constantFrom<ShipmentCommand>(
    { ...label, waybillNo: 'LX000000000CN' },
    { type: 'Register', registration: { ...registration, packs: 0 } },
    { type: 'Register', registration: { ...registration, grossWeight: '2' } },
    { type: 'RefuseLabel', ...id, flaws },
    { type: 'RefuseHandover', ...id, flaws },
  ),
  fc
    .tuple(fc.constantFrom('RetryLabel', 'RetryHandover'), attempt)
    .map(([type, times]) => ({ type, ...id, attempt: times })),
);
const refusedAndRetried: readonly ShipmentCommand[] = [
  { type: 'RefuseLabel', ...id, flaws },
  { type: 'RetryLabel', ...id, attempt: 1 },
];
const manifestRetried: readonly ShipmentCommand[] = [
  { type: 'RefuseHandover', ...id, flaws },
  { type: 'RetryHandover', ...id, attempt: 1 },
];

const told = (history: readonly ShipmentEvent[], type: ShipmentEvent['type']) =>
  history.some((event) => event.type === type);
const ofShipment = ({ waybillNo: no, handedOver, scans: known }: Shipment) => stateOf(no !== '', handedOver, known);

function wayLaws({ before, after, events, history }: Step<Shipment, ShipmentCommand, ShipmentEvent>): void {
  const told1 = history.flatMap((event) => (event.type === 'MilestoneReached' ? [event.data.milestone] : []));
  holds(new Set(told1).size === told1.length, 'a milestone is told once', told1);
  holds(!before.delivered || after.delivered, 'delivered is never undone', events);
  const outcomes = ['ShipmentDelivered', 'ShipmentLost', 'ShipmentDamaged', 'ShipmentCancelled'] as const;
  holds(outcomes.filter((type) => told(history, type)).length <= 1, 'a way has one end', history);
  for (const type of outcomes) holds(history.filter((event) => event.type === type).length <= 1, 'told once', type);
  if (after.delivered || after.ended === 'LOST' || after.ended === 'DAMAGED')
    holds(told(history, 'ShipmentHandedOver'), 'what no carrier has is neither delivered nor lost', history);
}

function scanLaws({ before, after, command }: Step<Shipment, ShipmentCommand, ShipmentEvent>): void {
  const ids = after.scans.map(({ scan }) => scan.scanId);
  holds(new Set(ids).size === ids.length, 'a scan stands there once', ids);
  if (command.type === 'RecordScan' && before.waybillNo !== '')
    holds(command.scan.waybillNo === before.waybillNo, 'it is of this parcel', command);
  const all = [...after.scans].reverse();
  holds(
    delivery(all)?.scanId === delivery(after.scans)?.scanId,
    'when it was delivered does not depend on the order in which it was told',
    after,
  );
  holds(ofShipment({ ...after, scans: all }) === ofShipment(after), 'nor does where it stands', after);
  for (const { suspect, scan } of after.scans)
    if (suspect) holds(delivery(after.scans) !== scan, 'what cannot have happened delivers nothing', scan);
}

it('a parcel’s way is told once, has one end, and what is delivered stays delivered', () => {
  anyHistory('tracking shipment', {
    service: 'tracking',
    aggregate: shipment,
    roads: [
      [register, ...refusedAndRetried, label, handOver, confirm, scanAt('EMA', 1), scanAt('EMC', 2), scanAt('EMI', 4)],
      [register, label, handOver, ...manifestRetried, confirm, scanAt('EMA', 1), scanAt('PACKAGE_LOST', 5)],
      [register, label, scanAt('PACKAGE_DAMAGED', 2), handOver],
      [register, label, cancel, scanAt('EMI', 4)],
    ],
    wild,
    events: {
      ...{ ShipmentRegistered: true, LabelIssued: true, LabelRefused: true, LabelRetried: true },
      ...{ ShipmentHandedOver: true, HandoverConfirmed: true, HandoverRefused: true, HandoverRetried: true },
      ...{ ScanRecorded: true, ScanCorrected: true, MilestoneReached: true, ShipmentDelivered: true },
      ...{ ShipmentLost: true, ShipmentDamaged: true, ShipmentCancelled: true },
    },
    over: ({ delivered, ended }) => (delivered ? 'DELIVERED' : ended),
    // The carrier says no each time that it is asked.
    counts: ({ type }) => type === 'RefuseLabel' || type === 'RefuseHandover',
    laws(step) {
      wayLaws(step);
      scanLaws(step);
    },
  });
});

it('ranks of milestones grow along the way, and what ends it without delivery is none of them', () => {
  const way = Object.values(Milestone).filter((each) => !isGivenUp(each) && each !== Milestone.UNRECOGNIZED);
  const ranks = way.map(rank);
  holds(new Set(ranks).size === ranks.length, 'each has its own', ranks);
});
