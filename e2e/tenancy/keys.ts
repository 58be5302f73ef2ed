/** What a key may see of the things of all roads (see things.ts), by name. Whatever is not named here must not show. */
export interface Sight {
  readonly tenant: string;
  /** Names of things that may stand in what it reads. */
  readonly sees: RegExp;
  /** Paths, each with the name of the thing in it, that are its own to ask for: `/v1/parcels/{id} bonded.parcel`. */
  readonly asks: RegExp;
  /** Amounts of contracts that are none of its business. */
  readonly prices: readonly string[];
}

const nothing = /(?!)/;
const inShenzhen = ['29.90', '45.50', '142.05', '9.95', '152.00', '480.00', '1066.77'];
const inPortland = ['8.00', '12.25', '24.50', '4.50', '29.00', '480.00', '16.00'];
const inNingbo = ['268.00', '536.00', '12.00', '548.00', '49.87', '597.87', '587.87', '529.93'];
const everywhere = [...inShenzhen, ...inPortland, ...inNingbo];

export const sights: readonly Sight[] = [
  { tenant: 'merchant-other', sees: nothing, asks: nothing, prices: everywhere },
  {
    tenant: 'merchant-shenzhen',
    sees: /^(direct|bulk|nearby|imported)\./,
    asks: / (direct|bulk|nearby|imported)\./,
    prices: inNingbo.filter((price) => price !== '12.00'),
  },
  {
    tenant: 'merchant-ningbo',
    sees: /^bonded\./,
    asks: / bonded\./,
    prices: [...inShenzhen, ...inPortland],
  },
  {
    tenant: 'operator',
    // A case's id stands in the cause of its declaration's events, and opens nothing.
    sees: /^(direct|bulk)\.(order|no|parcel|declaration|pre|invt|case\d?)$/,
    asks: /^\/v1\/parcels\/\S+ (direct|bulk)\.parcel$/,
    prices: everywhere,
  },
  {
    tenant: 'operator-ningbo',
    sees: /^bonded\.(order|no|parcel|declaration|pre|invt|list\d?|pass\d?)$/,
    asks: /^\/v1\/parcels\/\S+ bonded\.parcel$/,
    prices: everywhere,
  },
  {
    tenant: 'operator-portland',
    sees: /^(nearby\.(order|no|parcel|return)|bulk\.(order|no|inbound))$/,
    asks: /^\/v1\/(parcels\/\S+ nearby\.parcel|returns\/\S+ nearby\.return|inbounds\/\S+ bulk\.inbound)$/,
    prices: everywhere,
  },
  {
    tenant: 'platform-yongjiang',
    sees: /^bonded\.(order|no)$/,
    asks: /documents\/order bonded\.order$/,
    prices: everywhere,
  },
  {
    tenant: 'customs-3105',
    sees: /^bonded\.(order|no|declaration|waybill|pre|invt)$/,
    asks: nothing,
    prices: everywhere,
  },
];
