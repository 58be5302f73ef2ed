import { anyHistory, flaw, sealed } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { type FurtherEvent, type InboundCommand, inbound } from './inbound.ts';

const raw = sealed('M1');
const money = { minor: 1n, currency: 'CNY' };
const statement = {
  kind: 'camt.053.001.08',
  account: 'A',
  statementId: 'S',
  sequence: 1n,
  from: '',
  to: '',
  entries: [],
};
const returned = {
  ...{ originalMessageId: 'M', originalEndToEndId: 'E', originalUetr: '', amount: money, returnId: 'R' },
  info: { reason: 'AC04', additionalInformation: '' },
};
const answer = { recallId: 'C', originalEndToEndId: 'E', status: 'CNCL', reason: '', additionalInformation: '' };
const request = { recallId: 'C', originalEndToEndId: 'E', originalUetr: '', amount: money, reason: 'DUPL' };
const transfer = {
  ...{ messageId: 'P', endToEndId: 'E', uetr: '', settled: money, settlementDate: '2026-03-02', exchangeRate: '' },
  ...{ chargeBearer: 'DEBT', charges: { taken: [] }, creditorAccount: 'A' },
};
const further: readonly FurtherEvent[] = [
  { type: 'BankStatementRead', data: { messageId: 'M1', statement } },
  { type: 'PaymentReturnRead', data: { messageId: 'M1', returned } },
  { type: 'RecallAnswerRead', data: { messageId: 'M1', answer } },
  { type: 'RecallRequestRead', data: { messageId: 'M1', request } },
  { type: 'CreditTransferRead', data: { messageId: 'M1', transfer } },
];
const received: InboundCommand = {
  type: 'ReceiveMessage',
  message: { messageId: 'M1', raw, kind: 'camt.054', statuses: [], entries: [] },
};
const full: InboundCommand = { ...received, further };
const refused: InboundCommand = { type: 'RefuseMessage', message: { messageId: 'M1', raw, flaws: [flaw] } };
const unmatched: InboundCommand = { type: 'ReportUnmatched', messageId: 'M1', reference: 'E1', reason: 'UNKNOWN' };

it('a message of the bank is read once, whatever comes of it', () => {
  anyHistory('fx inbound', {
    service: 'fx',
    aggregate: inbound,
    roads: [[received, unmatched], [full], [refused]],
    wild: fc.constantFrom(received, full, refused, unmatched),
    events: {
      ...{ BankMessageReceived: true, BankMessageRefused: true, BankReportUnmatched: true, BankStatementRead: true },
      ...{ PaymentReturnRead: true, RecallAnswerRead: true, RecallRequestRead: true, CreditTransferRead: true },
    },
    over: ({ known, flaw: first }) => (known ? (first?.reason ?? 'readable') : undefined),
    counts: ({ type }) => type === 'ReportUnmatched',
  });
});
