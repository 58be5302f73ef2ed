import { given } from '@portolan/testkit';
import { describe, expect, it } from 'vitest';
import { zoneNumber, zoneNumberId } from './zone-number.ts';

const claimed = { messageNo: 'N1', tenant: 'operator-ningbo', kind: 'gate-pass', id: 'G1' };
const event = { type: 'ZoneNumberClaimed', data: claimed } as const;

describe('a number of a message to the zone', () => {
  it('is claimed once and leads to what it was claimed for', () => {
    given(zoneNumber, []).when({ type: 'Claim', claimed }).then([event]);
    given(zoneNumber, [event]).when({ type: 'Claim', claimed }).thenNothing();
    expect(given(zoneNumber, [event]).state).toEqual({ id: 'G1', kind: 'gate-pass', tenant: 'operator-ningbo' });
    expect(zoneNumber.audience(event)).toEqual([{ tenant: 'operator-ningbo', role: 'zone_operator' }]);
    expect(zoneNumberId('N1')).not.toBe(zoneNumberId('N2'));
  });
});
