import { anyHistory, flaw, sealed } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { type InboundCommand, inbound } from './inbound.ts';

const raw = sealed('M1');
const received: InboundCommand = {
  type: 'ReceiveMessage',
  message: { messageId: 'M1', raw, kind: 'camt.054', statuses: [], entries: [] },
};
const refused: InboundCommand = { type: 'RefuseMessage', message: { messageId: 'M1', raw, flaws: [flaw] } };
const unmatched: InboundCommand = { type: 'ReportUnmatched', messageId: 'M1', reference: 'E1', reason: 'UNKNOWN' };

it('a message of the bank is read once, whatever comes of it', () => {
  anyHistory('fx inbound', {
    service: 'fx',
    aggregate: inbound,
    roads: [[received, unmatched], [refused]],
    wild: fc.constantFrom(received, refused, unmatched),
    events: { BankMessageReceived: true, BankMessageRefused: true, BankReportUnmatched: true },
    over: ({ known, flaw: first }) => (known ? (first?.reason ?? 'readable') : undefined),
    counts: ({ type }) => type === 'ReportUnmatched',
  });
});
