import type { Complete } from '@portolan/contracts';
import type { Flaw, Money, Person } from '@portolan/contracts/common/v1/types';

/** A carrier as tracking needs one. Both may be repeated: the shipment id is the Idempotency-Key. */
export interface Carrier {
  /** @throws where there was no answer, or none that can be read: ask again. */
  issueLabel(request: LabelRequest): Promise<LabelAnswer>;
  /** @throws where there was no answer, or none that can be read: ask again. */
  takeManifest(shipmentId: string, waybillNo: string): Promise<ManifestAnswer>;
}

export interface LabelRequest {
  readonly shipmentId: string;
  /** The merchant's order number. */
  readonly reference: string;
  readonly consignee: Complete<Person>;
  /** Kilograms, decimal. */
  readonly grossWeight: string;
  readonly packs: number;
  readonly declaredValue: Money;
}

/** The carrier's "no" for good. */
export interface Refused {
  readonly kind: 'refused';
  readonly flaws: readonly Flaw[];
}

export type LabelAnswer = { readonly kind: 'issued'; readonly waybillNo: string; readonly freight: Money } | Refused;

export type ManifestAnswer = { readonly kind: 'taken'; readonly manifestNo: string } | Refused;
