import { given } from '@portolan/testkit';
import { describe, expect, it } from 'vitest';
import { zoneMessage } from './zone-message.ts';

const raw = { subject: 'm1', ciphertext: new Uint8Array([1]), hash: 'h' };
const reply = {
  kind: 'INV201',
  messageNo: 'N1',
  number: 'QD310526I000000001',
  dealFlag: '0',
  checkInfo: '',
  time: {
    instant: '2026-03-02T02:15:00.000Z',
    original: '20260302101500000',
    offset: '+08:00',
    zoneSource: 'ZONE_SOURCE_INFERRED',
  },
  weight: '',
} as const;
const message = { messageId: 'm1', raw, replies: [reply] };
const received = { type: 'ZoneMessageReceived', data: message } as const;
const flaws = [{ field: 'body', reason: 'is no XML document' }];

describe('a message of the zone', () => {
  it('is kept once', () => {
    given(zoneMessage, [])
      .when({ type: 'Receive', message: { ...message, flaws: [] } })
      .then([received]);
    given(zoneMessage, [received])
      .when({ type: 'Receive', message: { ...message, flaws: [] } })
      .thenNothing();
  });

  it('is kept as refused where it could not be read', () => {
    const refused = { type: 'ZoneMessageRefused', data: { messageId: 'm1', raw, flaws } } as const;
    given(zoneMessage, [])
      .when({ type: 'Receive', message: { messageId: 'm1', raw, replies: [], flaws } })
      .then([refused]);
    expect(given(zoneMessage, [refused]).state).toEqual({ received: 'unreadable', flaw: flaws[0], unmatched: [] });
  });

  it('names each reply that answers nothing of ours, once', () => {
    const report = { type: 'ReportUnmatched', messageId: 'm1', reply } as const;
    const unmatched = { type: 'ZoneReplyUnmatched', data: { messageId: 'm1', reply } } as const;
    given(zoneMessage, [received]).when(report).then([unmatched]);
    given(zoneMessage, [received, unmatched]).when(report).thenNothing();
  });
});
