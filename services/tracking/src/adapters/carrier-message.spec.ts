import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCarrierMessage } from './carrier-message.ts';

const event = {
  eventId: 'LX202607010CN-EMI',
  waybillNo: 'LX 2026 0701 0 CN',
  code: 'EMI',
  eventTime: '2026-03-12T12:41:00-08:00',
  recordTime: '2026-03-12T20:45:00Z',
  location: 'Portland OR',
  country: 'US',
};
const read = (body: unknown) =>
  readCarrierMessage(new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)));

describe('what a carrier pushes', () => {
  it('is read, without who signed for it', () => {
    const { scans, flaws } = read({ delivery: 'x', events: [{ ...event, signedBy: 'Zoe Quimby' }] });
    expect(flaws).toEqual([]);
    expect(scans).toEqual([
      {
        scanId: 'LX202607010CN-EMI',
        waybillNo: 'LX202607010CN',
        code: 'EMI',
        milestone: 'MILESTONE_DELIVERED',
        eventTime: {
          instant: '2026-03-12T20:41:00.000Z',
          original: '2026-03-12T12:41:00-08:00',
          offset: '-08:00',
          zoneSource: 'ZONE_SOURCE_STATED',
        },
        recordTime: '2026-03-12T20:45:00.000Z',
        location: 'Portland OR',
        country: 'US',
      },
    ]);
  });

  it('loses only its bad events, and says which without repeating what they say', () => {
    const { scans, flaws } = read({
      events: [
        { ...event, eventTime: 'Zoe Quimby' },
        event,
        { ...event, code: undefined },
        'Zoe Quimby',
        { ...event, recordTime: '2026-03-12T20:45' },
      ],
    });
    expect(scans).toHaveLength(1);
    expect(flaws.map(({ field }) => field)).toEqual([
      'events[0].eventTime',
      'events[2].code',
      'events[3]',
      'events[4].recordTime',
    ]);
    expect(JSON.stringify(flaws)).not.toContain('Zoe');
  });

  it.each([
    ['body', ''],
    ['body', '{"events":'],
    ['body', '[]'],
    ['body', { events: 'none' }],
    ['events', { events: [] }],
  ])('is unreadable in its %s for %j', (field, body) => {
    const { scans, flaws } = read(body);
    expect(scans).toEqual([]);
    expect(flaws[0]?.field).toBe(field);
  });

  it('never throws, whatever the bytes', () => {
    const bytes = fc.oneof(
      fc.uint8Array(),
      fc.json().map((text) => new TextEncoder().encode(text)),
      fc.array(fc.jsonValue()).map((events) => new TextEncoder().encode(JSON.stringify({ events }))),
    );
    fc.assert(
      fc.property(bytes, (body) => {
        const { scans, flaws } = readCarrierMessage(body);
        expect(scans.length + flaws.length).toBeGreaterThan(0);
      }),
    );
  });
});
