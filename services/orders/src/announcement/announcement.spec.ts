import { given } from '@portolan/testkit';
import { expect, test } from 'vitest';
import { announcement } from './announcement.ts';

const announced = { orderId: 'order-1', orderNo: 'NB-1', owner: 'merchant', platformCode: '3302960005' };

test('a platform is told once whose order it is', () => {
  const event = { type: 'OrderAnnounced', data: announced } as const;
  given(announcement, []).when({ type: 'Announce', announced }).then([event]);
  given(announcement, [event]).when({ type: 'Announce', announced }).thenNothing();
  expect(given(announcement, [event]).state).toEqual({ owner: 'merchant' });
});
