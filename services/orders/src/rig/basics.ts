/** The order that the specs play. */
export const orderId = 'order-1';

export const usd = (minor: number) => ({ minor: BigInt(minor), currency: 'USD' });
export const cny = (minor: number) => ({ minor: BigInt(minor), currency: 'CNY' });

export const time = (instant: string) =>
  ({ instant, original: instant, offset: '+00:00', zoneSource: 'ZONE_SOURCE_STATED' }) as const;
