import type { Complete } from '@portolan/contracts';
import type { Flaw, Money, Person } from '@portolan/contracts/common/v1/types';

/** A carrier as tracking needs one. Each call may be repeated: under one key the carrier does it once. */
export interface Carrier {
  /** @throws where there was no answer, or none that can be read: ask again. */
  issueLabel(key: string, request: LabelRequest): Promise<LabelAnswer>;
  /** @throws where there was no answer, or none that can be read: ask again. */
  takeManifest(key: string, shipmentId: string, waybillNo: string): Promise<ManifestAnswer>;
  /** Makes a label void. Over when the carrier knows it no more. @throws where it did not say so: ask again. */
  voidLabel(key: string, waybillNo: string): Promise<void>;
}

/** The carriers that are connected, by the name that orders use; undefined for any other. */
export type Carriers = (name: string) => Carrier | undefined;

export interface LabelRequest {
  readonly shipmentId: string;
  /** The merchant's order number. */
  readonly reference: string;
  /** Without an identity number: no carrier needs one. */
  readonly consignee: Consignee;
  /** Kilograms, decimal. */
  readonly grossWeight: string;
  readonly packs: number;
  readonly declaredValue: Money;
}

export type Consignee = Pick<Complete<Person>, 'name' | 'phone' | 'email' | 'address'>;

/** The carrier's "no" for good. */
export interface Refused {
  readonly kind: 'refused';
  readonly flaws: readonly Flaw[];
}

export type LabelAnswer = { readonly kind: 'issued'; readonly waybillNo: string; readonly freight: Money } | Refused;

export type ManifestAnswer = { readonly kind: 'taken'; readonly manifestNo: string } | Refused;
