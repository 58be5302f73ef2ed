import type { Flaw, Sealed, ZonedTime } from '@portolan/contracts/common/v1/types';

/** Bytes that nobody opens here. */
export const sealed = (subject: string): Sealed => ({ subject, ciphertext: new Uint8Array([1, 2, 3]), hash: subject });

/** A time from outside that names its zone. */
export const zoned = (instant: string): ZonedTime => ({
  ...{ instant, original: instant, offset: '+00:00', zoneSource: 'ZONE_SOURCE_STATED' },
});

export const flaw: Flaw = { field: '/Root', reason: 'is not readable' };
