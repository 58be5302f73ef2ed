import { Milestone } from '@portolan/contracts/tracking/v1/types';
import { fold, isRefusal } from '@portolan/eventsourcing';
import { facts } from '@portolan/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanOf, waybillNo } from './scan-samples.ts';
import { delivery, furthest, inOrder, type Scan } from './scans.ts';
import { type Shipment, type ShipmentEvent, shipment, stateOf } from './shipment.ts';

const sealed = { subject: 'buyer', ciphertext: new Uint8Array(), hash: '' };
const start: Shipment = {
  ...shipment.initial,
  waybillNo,
  handedOver: true,
  registration: {
    shipmentId: 'S1',
    orderId: 'O1',
    orderNo: 'NO-1',
    parcelId: 'P1',
    carrier: 'YANWEN',
    consignee: { name: sealed, phone: sealed, email: sealed, address: sealed, country: 'US' },
    grossWeight: '1',
    packs: 1,
    declaredValue: { minor: 1n, currency: 'USD' },
  },
};
const now = facts('2026-03-20T00:00:00.000Z');

const hour = (at: number) => new Date(Date.UTC(2026, 2, 1 + Math.floor(at / 24), at % 24)).toISOString();

// Few ids and few hours, so that duplicates, corrections and ties are common; hour 600 lies ahead of now.
const scans: fc.Arbitrary<Scan> = fc
  .record({
    scanId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    code: fc.constantFrom('EMA', 'EMC', 'EMD', 'EMF', 'EDG', 'EME', 'EMI'),
    at: fc.constantFrom(1, 2, 3, 4, 600),
    recorded: fc.constantFrom(5, 6, 7),
    location: fc.constantFrom('Shenzhen', 'Portland OR'),
  })
  .map(({ scanId, code, at, recorded, location }) =>
    scanOf(code, hour(at), { scanId, location, recordTime: hour(recorded) }),
  );

function play(told: readonly Scan[]) {
  const events: ShipmentEvent[] = [];
  let state = start;
  for (const scan of told) {
    const decision = shipment.decide({ type: 'RecordScan', shipmentId: 'S1', scan }, state, now);
    if (isRefusal(decision)) throw new Error(decision.refused);
    events.push(...decision);
    state = fold(shipment, state, decision);
  }
  return { state, events };
}

/** What a reader sees, without how it came about: versions and lateness tell of the order of arrival. */
function seen({ scans: known }: Shipment) {
  return {
    scans: inOrder(known).map(({ scan, suspect }) => ({ scan, suspect })),
    milestone: furthest(known),
    state: stateOf(true, true, known),
    delivered: delivery(known)?.eventTime.original,
  };
}

describe('scans in any order of arrival', () => {
  it('show the same', () => {
    const arrivals = fc.array(scans, { minLength: 1, maxLength: 12 }).chain((told) =>
      fc.record({
        told: fc.constant(told),
        again: fc.shuffledSubarray([...told, ...told], { minLength: told.length * 2 }),
      }),
    );
    fc.assert(
      fc.property(arrivals, ({ told, again }) => {
        expect(seen(play(again).state)).toEqual(seen(play(told).state));
      }),
      { numRuns: 500 },
    );
  });

  it('tell each milestone once and deliver at most once', () => {
    fc.assert(
      fc.property(fc.array(scans, { maxLength: 20 }), (told) => {
        const { events } = play(told);
        const milestones = events.flatMap((event) => (event.type === 'MilestoneReached' ? [event.data.milestone] : []));
        expect(new Set(milestones).size).toBe(milestones.length);
        const deliveries = events.filter((event) => event.type === 'ShipmentDelivered').length;
        expect(deliveries).toBe(milestones.includes(Milestone.MILESTONE_DELIVERED) ? 1 : 0);
      }),
    );
  });

  it('are shown by event time, then milestone, then record time', () => {
    const minute = '2026-03-05T10:00:00+08:00';
    const late = { recordTime: '2026-03-06T00:00:00.000Z' };
    const told = [
      scanOf('EMI', minute),
      scanOf('EMA', minute, { scanId: 'second', ...late }),
      scanOf('EMA', minute, { scanId: 'first' }),
      scanOf('EMC', '2026-03-05T01:59:00Z'),
    ];
    const shown = inOrder(play(told).state.scans).map(({ scan }) => scan.scanId);
    expect(shown).toEqual(['EMC', 'first', 'second', 'EMI']);
  });
});
