import type { Complete } from '@portolan/contracts';
import type { Reply, TaxNotice } from '@portolan/contracts/customs/v1/types';
import { anyHistory, flaw, holds, sealed, zoned } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { type InboundCommand, type InboundEvent, inbound } from './inbound.ts';

const messageId = 'M1';
const raw = sealed('M1');
const returnTime = zoned('2026-03-02T02:00:00.000Z');
const reply = (status: string): Complete<Reply> => ({
  ...{ answers: 'MESSAGE_KIND_CEB603', guid: 'G', ownerCode: 'C', key: 'K', preNo: '', invtNo: '', status, info: '' },
  returnTime,
});
const notice = (taxNo: string): Complete<TaxNotice> => ({
  ...{ invtNo: 'I1', taxNo, status: '2', returnTime, entryDutyNo: '', lines: [] },
});
const status = fc.constantFrom('120', '399', '800');
const wild: fc.Arbitrary<InboundCommand> = fc.oneof(
  fc
    .array(status, { maxLength: 2 })
    .map((all): InboundCommand => ({ type: 'Receive', messageId, raw, replies: all.map(reply), taxNotices: [] })),
  fc.constant<InboundCommand>({ type: 'Refuse', messageId, raw, flaws: [flaw] }),
  status.map((each): InboundCommand => ({ type: 'ReportUnmatched', messageId, reply: reply(each) })),
  fc
    .constantFrom('T1', 'T2')
    .map((each): InboundCommand => ({ type: 'ReportUnmatchedNotice', messageId, notice: notice(each) })),
);

it('a message of the window is read once, and what of it is nobody’s is noted once', () => {
  anyHistory('customs inbound', {
    service: 'customs',
    aggregate: inbound,
    roads: [[]],
    wild,
    events: {
      ...{ CustomsMessageReceived: true, CustomsMessageRefused: true, ReplyUnmatched: true, TaxNoticeUnmatched: true },
    } as Record<InboundEvent['type'], true>,
    over: ({ known, flaw: first }) => (known ? (first?.reason ?? 'readable') : undefined),
    laws({ after: { unmatched } }) {
      holds(new Set(unmatched).size === unmatched.length, 'noted once', unmatched);
    },
  });
});
