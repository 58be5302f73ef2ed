import type { Caller } from '@portolan/service';

/** One look at something; the next goes on from where it stopped. Throws what its calls throw. */
export type Look = () => Promise<void>;

/** The checker asks as a service of the suite does. */
export const asService: Caller = { tenant: 'portolan', role: 'service' };
