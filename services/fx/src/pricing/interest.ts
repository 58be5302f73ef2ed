/** What a currency earns for a year, and how many days its market counts in one. From a day on. */
interface Interest {
  readonly currency: string;
  readonly from: string;
  /** A decimal: 0.042 is 4.2 %. */
  readonly yearly: string;
  readonly basis: 360 | 365;
  readonly source: string;
  /** False: a figure to work with, not a market's. */
  readonly checked: boolean;
}

const indicative = { from: '2020-01-01', source: 'indicative; the bank publishes its own', checked: false } as const;

/** Money-market rates for forward prices. A later row of a currency replaces an earlier from its day on. */
const interest: readonly Interest[] = [
  { currency: 'CNY', yearly: '0.016', basis: 360, ...indicative },
  { currency: 'USD', yearly: '0.042', basis: 360, ...indicative },
  { currency: 'EUR', yearly: '0.021', basis: 360, ...indicative },
  { currency: 'GBP', yearly: '0.041', basis: 365, ...indicative },
  { currency: 'JPY', yearly: '0.005', basis: 360, ...indicative },
  { currency: 'HKD', yearly: '0.038', basis: 365, ...indicative },
  { currency: 'CAD', yearly: '0.0275', basis: 365, ...indicative },
  { currency: 'AUD', yearly: '0.039', basis: 365, ...indicative },
  { currency: 'NZD', yearly: '0.033', basis: 365, ...indicative },
  { currency: 'CHF', yearly: '0.0025', basis: 360, ...indicative },
];

export interface Earning {
  readonly yearly: string;
  readonly basis: number;
}

/** Nothing for a currency that no row names. */
export function interestOf(currency: string, day: string): Earning {
  const found = interest.filter((row) => row.currency === currency && row.from <= day).at(-1);
  return found ?? { yearly: '0', basis: 360 };
}
