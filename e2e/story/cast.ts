import { type Api, connect } from './api.ts';

/** Who plays: each with a key of its own, as in the world. */
export interface Cast {
  /** Sells from Shenzhen by direct mail, and from stock in Portland. */
  readonly merchant: Api;
  /** Sells New Zealand milk powder from the bonded zone in Ningbo. */
  readonly importer: Api;
  /** The platform on which the importer sells. */
  readonly platform: Api;
  /** Of the forwarding warehouse in Shenzhen, the bonded one in Ningbo, and the overseas one in Portland. */
  readonly operator: Api;
  readonly zoneOperator: Api;
  readonly overseasOperator: Api;
  readonly customsOffice: Api;
  /** Of the suite itself. */
  readonly operations: Api;
  /** The world outside: payers and their banks. */
  readonly outside: Api;
}

/** Where a suite is, and the keys that it printed, by their tenants. */
export interface Addresses {
  readonly gatewayUrl: string;
  readonly sandboxUrl: string;
  readonly keys: Readonly<Record<string, string>>;
}

/** The cast of a suite. `patienceMs`: how long each tries again while nobody answers. */
export function castOf(
  { gatewayUrl, sandboxUrl, keys }: Addresses,
  patienceMs: number,
  language: 'en' | 'zh' = 'en',
): Cast {
  const as = (tenant: string) => connect({ baseUrl: () => gatewayUrl, key: keys[tenant] ?? '', patienceMs, language });
  return castOn(as, connect({ baseUrl: () => sandboxUrl, key: '', patienceMs }));
}

/** The same, however they reach the suite. */
export function castOn(as: (tenant: string) => Api, outside: Api): Cast {
  return {
    merchant: as('merchant-shenzhen'),
    importer: as('merchant-ningbo'),
    platform: as('platform-yongjiang'),
    operator: as('operator'),
    zoneOperator: as('operator-ningbo'),
    overseasOperator: as('operator-portland'),
    customsOffice: as('customs-3105'),
    operations: as('portolan'),
    outside,
  };
}
