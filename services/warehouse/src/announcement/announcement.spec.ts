import { given } from '@portolan/testkit';
import { describe, expect, it } from 'vitest';
import { announcement } from './announcement.ts';

const announced = {
  parcelId: 'P1',
  warehouseId: 'SZX-FWD-1',
  owner: 'merchant',
  orderId: 'O1',
  orderNo: 'NO-1',
};

describe('announcement', () => {
  it('tells the operator once whose parcel it is', () => {
    const event = { type: 'ParcelAnnounced', data: announced } as const;
    given(announcement, []).when({ type: 'Announce', announced: event }).then([event]);
    given(announcement, [event]).when({ type: 'Announce', announced: event }).thenNothing();
    expect(given(announcement, [event]).state).toEqual({ owner: 'merchant', orderId: 'O1' });
    expect(announcement.audience(event)).toEqual([{ tenant: 'merchant', role: 'merchant' }]);
  });

  it('tells of returns in the same way', () => {
    const { parcelId: returnId, ...order } = announced;
    const event = { type: 'ReturnAnnounced', data: { ...order, returnId } } as const;
    given(announcement, []).when({ type: 'Announce', announced: event }).then([event]);
    expect(given(announcement, [event]).state.owner).toBe('merchant');
  });
});
