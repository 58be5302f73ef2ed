import type { Sealed } from '@portolan/contracts/common/v1/types';

/** Seals and opens people's data. One key per subject, kept by the service that owns the datum, wrapped by a master key. */
export interface Vault {
  /** Bound to tenant, subject and field. The hash is keyed per tenant over the trimmed, lower-cased, NFKC text. */
  seal(tenant: string, subject: string, field: string, text: string): Promise<Sealed>;
  /** The same for raw bytes, such as a message from outside. */
  sealBytes(tenant: string, subject: string, field: string, bytes: Uint8Array): Promise<Sealed>;
  /** @throws Forgotten where the subject's key was deleted. */
  open(tenant: string, field: string, sealed: Sealed): Promise<string>;
  /** The hash that `sealBytes` gives, alone: tells whether two are equal without keeping either. */
  hash(tenant: string, bytes: Uint8Array): string;
  openBytes(tenant: string, field: string, sealed: Sealed): Promise<Uint8Array>;
  /** Deletes the subject's key: what was sealed under it can never be read again. */
  forget(tenant: string, subject: string): Promise<void>;
}

/** Thrown where a subject was forgotten. */
export class Forgotten extends Error {
  constructor(subject: string) {
    super(`the key of ${subject} was deleted`);
    this.name = 'Forgotten';
  }
}
