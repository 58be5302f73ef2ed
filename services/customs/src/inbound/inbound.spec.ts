import { given } from '@portolan/testkit';
import { describe, test } from 'vitest';
import { type InboundCommand, type InboundEvent, inbound } from './inbound.ts';

const raw = { subject: 'message-1', ciphertext: new Uint8Array([1, 2, 3]), hash: 'abc' };
const reply = {
  answers: 'MESSAGE_KIND_CEB303',
  guid: '4F5CBF9A-0C5A-4A87-8D0B-2D7C0E1A9B11',
  ownerCode: '4403160ABC',
  key: 'SO-1001',
  preNo: '',
  invtNo: '',
  status: '120',
  returnTime: {
    instant: '2026-03-02T01:00:00.000Z',
    original: '20260302090000000',
    offset: '+08:00',
    zoneSource: 'ZONE_SOURCE_INFERRED',
  },
  info: '[Code:1800;Desc:逻辑校验通过]',
} as const;
const receive: InboundCommand = { type: 'Receive', messageId: 'message-1', raw, replies: [reply], taxNotices: [] };
const refuse: InboundCommand = {
  type: 'Refuse',
  messageId: 'message-1',
  raw,
  flaws: [{ field: 'body', reason: 'not XML' }],
};
const report: InboundCommand = { type: 'ReportUnmatched', messageId: 'message-1', reply };
const received: InboundEvent = {
  type: 'CustomsMessageReceived',
  data: { messageId: 'message-1', raw, replies: [reply], taxNotices: [], summaryResults: [], formatErrors: [] },
};
const refused: InboundEvent = {
  type: 'CustomsMessageRefused',
  data: { messageId: 'message-1', raw, flaws: [{ field: 'body', reason: 'not XML' }] },
};
const unmatched: InboundEvent = { type: 'ReplyUnmatched', data: { messageId: 'message-1', reply } };

describe('inbound message', () => {
  test('what can be read is received', () => given(inbound, []).when(receive).then([received]));
  test('the same bytes again are nothing new', () => given(inbound, [received]).when(receive).thenNothing());
  test('what nobody can read is kept all the same', () => given(inbound, []).when(refuse).then([refused]));
  test('unreadable bytes twice are kept once', () => given(inbound, [refused]).when(refuse).thenNothing());
  test('a reply without a declaration is raised', () => given(inbound, [received]).when(report).then([unmatched]));
  test('it is raised once', () => given(inbound, [received, unmatched]).when(report).thenNothing());
  test('a tax notice that names no list of ours is raised, once', () => {
    const notice = {
      ...{
        invtNo: '31052026I000000001',
        taxNo: 'T1',
        status: '2',
        entryDutyNo: '',
        lines: [],
        returnTime: reply.returnTime,
      },
    };
    const command: InboundCommand = { type: 'ReportUnmatchedNotice', messageId: 'message-1', notice };
    const raised: InboundEvent = { type: 'TaxNoticeUnmatched', data: { messageId: 'message-1', notice } };
    given(inbound, [received]).when(command).then([raised]);
    given(inbound, [received, raised]).when(command).thenNothing();
  });
  test('a summary result that names no request of ours is raised, once', () => {
    const result = {
      ...{ sumNo: 'S1', declSeqNo: 'D1', entryId: '', state: '1', agentCode: '4403180A21', invtNos: ['I1'] },
      returnTime: reply.returnTime,
    };
    const command: InboundCommand = { type: 'ReportUnmatchedResult', messageId: 'message-1', result };
    const raised: InboundEvent = { type: 'SummaryResultUnmatched', data: { messageId: 'message-1', result } };
    given(inbound, [received]).when(command).then([raised]);
    given(inbound, [received, raised]).when(command).thenNothing();
  });
  test('a format error about what we never sent is raised, once', () => {
    const error = {
      ...{ copMsgId: 'dxp-0', messageType: 'Unknown', guid: 'G', status: '-1001', info: '签名无效' },
      returnTime: reply.returnTime,
    };
    const command: InboundCommand = { type: 'ReportUnmatchedError', messageId: 'message-1', error };
    const raised: InboundEvent = { type: 'FormatErrorUnmatched', data: { messageId: 'message-1', error } };
    given(inbound, [received]).when(command).then([raised]);
    given(inbound, [received, raised]).when(command).thenNothing();
  });
});
