import { anyHistory, flaw, holds, sealed } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { scanOf } from '../shipment/scan-samples.ts';
import { inbound, type ReceiveCarrierMessage, type ReportUnmatched } from './inbound.ts';

const scan = (code: string) => scanOf(code, '2026-03-02T09:00:00Z');
const code = fc.constantFrom('EMA', 'EMC', 'EMI');
const wild: fc.Arbitrary<ReceiveCarrierMessage | ReportUnmatched> = fc.oneof(
  code.map((each): ReportUnmatched => ({ type: 'ReportUnmatched', messageId: 'M1', scan: scan(each) })),
  fc.array(code, { maxLength: 2 }).map(
    (codes): ReceiveCarrierMessage => ({
      type: 'Receive',
      message: { messageId: 'M1', carrier: 'YANWEN', raw: sealed('M1'), scans: codes.map(scan), flaws: [flaw] },
    }),
  ),
);

it('a carrier’s message is read once, and each scan that is nobody’s is noted once', () => {
  anyHistory('tracking inbound', {
    service: 'tracking',
    aggregate: inbound,
    roads: [[]],
    wild,
    events: { CarrierMessageReceived: true, CarrierMessageRefused: true, ScanUnmatched: true },
    over: ({ received }) => (received === 'not' ? undefined : received),
    laws({ after: { unmatched } }) {
      holds(new Set(unmatched).size === unmatched.length, 'noted once', unmatched);
    },
  });
});
