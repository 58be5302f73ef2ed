import { given } from '@portolan/testkit';
import { describe, expect, it } from 'vitest';
import { inbound } from './inbound.ts';

const raw = { subject: 'm1', ciphertext: new Uint8Array([1]), hash: 'h' };
const flaws = [{ field: 'events[0].eventTime', reason: 'is no ISO 8601 time with an offset' }];
const scan = {
  scanId: 'LX202607010CN-EMA',
  waybillNo: 'LX202607010CN',
  code: 'EMA',
  milestone: 'MILESTONE_PICKED_UP',
  eventTime: {
    instant: '2026-03-05T02:00:00.000Z',
    original: '2026-03-05T10:00+08:00',
    offset: '+08:00',
    zoneSource: 'ZONE_SOURCE_STATED',
  },
  recordTime: '2026-03-05T02:00:00.000Z',
  location: 'Shenzhen',
  country: 'CN',
} as const;
const message = {
  messageId: 'm1',
  carrier: 'YANWEN',
  raw,
  scans: [scan],
  flaws: [],
};

describe('a message of a carrier', () => {
  it('is kept once, with what could not be read of it', () => {
    const event = { type: 'CarrierMessageReceived', data: { ...message, flaws } } as const;
    given(inbound, [])
      .when({ type: 'Receive', message: { ...message, flaws } })
      .then([event]);
    given(inbound, [event]).when({ type: 'Receive', message }).thenNothing();
  });

  it('is kept as refused where nothing of it could be read', () => {
    const refused = {
      type: 'CarrierMessageRefused',
      data: { messageId: 'm1', carrier: 'YANWEN', raw, flaws },
    } as const;
    given(inbound, [])
      .when({ type: 'Receive', message: { ...message, scans: [], flaws } })
      .then([refused]);
    expect(given(inbound, [refused]).state).toEqual({ received: 'unreadable', flaw: flaws[0], unmatched: [] });
  });

  it('names each scan that belongs to no shipment, once', () => {
    const received = { type: 'CarrierMessageReceived', data: message } as const;
    const unmatched = { type: 'ScanUnmatched', data: { messageId: 'm1', scan } } as const;
    const report = { type: 'ReportUnmatched', messageId: 'm1', scan } as const;
    given(inbound, [received]).when(report).then([unmatched]);
    given(inbound, [received, unmatched]).when(report).thenNothing();
  });
});
