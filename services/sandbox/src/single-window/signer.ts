import { type Signer, softwareSigner } from '@portolan/ceb/signature';

/** What the single window signs its envelopes with. */
export function windowSigner(key: string): Signer {
  return softwareSigner({ algorithm: 'SM2-SM3', key, certificate: '', name: 'Sandbox single window' });
}

/** Its certificate, base64 of DER: what whoever wants to check the window's signatures trusts. */
export function windowCertificate(key: string): string {
  return Buffer.from(windowSigner(key).certificate.der).toString('base64');
}
