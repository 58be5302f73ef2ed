/** What the simulated carriers are called, which numbers they print and where they go. */
export interface CarrierProfile {
  /** S10 service indicator, and country of the postal operator. */
  readonly service: string;
  readonly country: string;
  readonly lane: 'international' | 'china' | 'portland';
  /** Freight: a base, and so much for each 100 g begun. */
  readonly base: number;
  readonly perHundredGrams: number;
  readonly currency: 'USD' | 'CNY';
}

const carriers: Readonly<Record<string, CarrierProfile>> = {
  YANWEN: { service: 'LX', country: 'CN', lane: 'international', base: 6.5, perHundredGrams: 1.1, currency: 'USD' },
  YONGCHENG: { service: 'EY', country: 'CN', lane: 'china', base: 6, perHundredGrams: 0.2, currency: 'CNY' },
  CASCADE: { service: 'CC', country: 'US', lane: 'portland', base: 3.9, perHundredGrams: 0.35, currency: 'USD' },
};

/** Undefined for a carrier that is not simulated. */
export function carrierNamed(name: string): CarrierProfile | undefined {
  return Object.hasOwn(carriers, name) ? carriers[name] : undefined;
}

/** A UPU S10 number: service, eight digits, check digit (weights 8 6 4 2 3 5 9 7, mod 11), country. */
export function waybillNumber(serial: number, service = 'LX', country = 'CN'): string {
  const digits = String(serial).padStart(8, '0');
  const weights = [8, 6, 4, 2, 3, 5, 9, 7];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  const rest = 11 - (sum % 11);
  const check = rest === 10 ? 0 : rest === 11 ? 5 : rest;
  return `${service}${digits}${check}${country}`;
}
