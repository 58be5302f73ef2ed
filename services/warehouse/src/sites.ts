/** What a warehouse is: on the way out of the country, under customs' account book, or abroad. */
export type SiteKind = 'forwarder' | 'bonded' | 'overseas';

/** A warehouse, and the organisation (tenant) that operates it. */
export interface Site {
  readonly id: string;
  readonly operator: string;
  readonly name: string;
  /** IANA zone in which its day runs. */
  readonly zone: string;
  readonly kind: SiteKind;
  /** Bonded: number of its account book (账册), else empty as the three below. */
  readonly emsNo: string;
  /** Customs office (关区), 4 digits. */
  readonly customsOffice: string;
  /** Area company (区内企业): 10 digits, and its name. */
  readonly companyCode: string;
  readonly companyName: string;
}

/** Answers what is known of a warehouse; undefined where there is no such warehouse. */
export type SiteOf = (warehouseId: string) => Site | undefined;

/** Answers who operates a warehouse; undefined where there is no such warehouse. */
export type OperatorOf = (warehouseId: string) => string | undefined;

export function sitesOf(sites: readonly Site[]): SiteOf {
  const known = new Map(sites.map((site) => [site.id, site]));
  return (warehouseId) => known.get(warehouseId);
}
