import { anyHistory, flaw, holds, sealed, zoned } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { type ZoneMessageCommand, zoneMessage } from './zone-message.ts';

const raw = sealed('M1');
const time = zoned('2026-03-02T02:00:00.000Z');
const reply = (messageNo: string) => ({
  ...{ kind: 'INV201', messageNo, number: 'QD1', dealFlag: '0', checkInfo: '', weight: '', time },
});
const messageNo = fc.constantFrom('N1', 'N2', 'N3');
const wild: fc.Arbitrary<ZoneMessageCommand> = fc.oneof(
  messageNo.map((no): ZoneMessageCommand => ({ type: 'ReportUnmatched', messageId: 'M1', reply: reply(no) })),
  fc.tuple(fc.array(messageNo, { maxLength: 2 }), fc.boolean()).map(
    ([numbers, readable]): ZoneMessageCommand => ({
      type: 'Receive',
      message: { messageId: 'M1', raw, replies: numbers.map(reply), flaws: readable ? [] : [flaw] },
    }),
  ),
);

it('a message of the zone is read once, and each reply that is nobody’s is noted once', () => {
  anyHistory('warehouse zone message', {
    service: 'warehouse',
    aggregate: zoneMessage,
    roads: [[]],
    wild,
    events: { ZoneMessageReceived: true, ZoneMessageRefused: true, ZoneReplyUnmatched: true },
    over: ({ received }) => (received === 'not' ? undefined : received),
    laws({ after }) {
      holds(new Set(after.unmatched).size === after.unmatched.length, 'noted once', after);
    },
  });
});
