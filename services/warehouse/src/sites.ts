/** A warehouse, and the organisation (tenant) that operates it. */
export interface Site {
  readonly id: string;
  readonly operator: string;
  readonly name: string;
  /** IANA zone in which its day runs. */
  readonly zone: string;
}

/** Answers who operates a warehouse; undefined where there is no such warehouse. */
export type OperatorOf = (warehouseId: string) => string | undefined;

export function operators(sites: readonly Site[]): OperatorOf {
  const known = new Map(sites.map((site) => [site.id, site.operator]));
  return (warehouseId) => known.get(warehouseId);
}
