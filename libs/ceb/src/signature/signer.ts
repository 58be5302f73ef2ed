export type SignatureAlgorithm = 'SM2-SM3' | 'RSA-SHA1';

/** Who signs: the number of the certificate (KeyName) and the certificate itself, DER. */
export interface Certificate {
  readonly number: string;
  readonly der: Uint8Array;
}

/** What signs: a card, a device or, for trials, software. */
export interface Signer {
  readonly algorithm: SignatureAlgorithm;
  readonly certificate: Certificate;
  /** Signs exactly these bytes. SM2: r and s, 32 bytes each; RSA: PKCS #1 v1.5. */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

/** The names of an algorithm in a signature (edition 202205, section 6.2). */
export const algorithmNames: Readonly<
  Record<SignatureAlgorithm, { readonly signature: string; readonly digest: string }>
> = {
  'SM2-SM3': {
    signature: 'http://www.chinaport.gov.cn/2022/04/xmldsig#sm2-sm3',
    digest: 'http://www.chinaport.gov.cn/2022/04/xmldsig#sm3',
  },
  'RSA-SHA1': {
    signature: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
    digest: 'http://www.w3.org/2000/09/xmldsig#sha1',
  },
};

export const canonicalization = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
export const envelopedTransform = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
export const signatureNamespace = 'http://www.w3.org/2000/09/xmldsig#';
