import { type KeyObject, verify, X509Certificate } from 'node:crypto';
import { canonicalXml, childElements, textOf, type XmlElement } from '@portolan/xml';
import { digestOf } from './digest.ts';
import {
  algorithmNames,
  canonicalization,
  envelopedTransform,
  type SignatureAlgorithm,
  signatureNamespace,
} from './signer.ts';
import { sm2Verify } from './sm2.ts';

/** Why a signature does not hold. */
export type SignatureFlaw =
  | 'NO_SIGNATURE'
  /** Its form, or an algorithm that is not ours. */
  | 'MALFORMED'
  /** The message was changed after it was signed. */
  | 'DATA_CHANGED'
  /** The value does not fit the key. */
  | 'INVALID';

export type Verdict =
  | {
      readonly valid: true;
      readonly algorithm: SignatureAlgorithm;
      /** KeyName: who signed says which of its certificates it used. Whether it is trusted is for the caller to say. */
      readonly keyName: string;
      readonly certificate: Uint8Array;
    }
  | { readonly valid: false; readonly flaw: SignatureFlaw };

/** Verifies the enveloped signature of a message over exactly the tree that was read. Never throws for what came in. */
export function verifySignature(root: XmlElement): Verdict {
  const wrong = (flaw: SignatureFlaw): Verdict => ({ valid: false, flaw });
  const signature = childElements(root).find(
    ({ name, namespace }) => name === 'Signature' && namespace === signatureNamespace,
  );
  if (signature === undefined) return wrong('NO_SIGNATURE');
  const parts = partsOf(signature);
  if (parts === undefined) return wrong('MALFORMED');
  const { algorithm, digest, value, certificate, keyName, signedInfo } = parts;
  if (digestOf(algorithm, canonicalXml(root, { without: signature })) !== digest) return wrong('DATA_CHANGED');
  const scope = { ...root.declared, ...signature.declared };
  const bytes = Buffer.from(canonicalXml(signedInfo, { scope }), 'utf8');
  return fits(algorithm, certificate, bytes, value)
    ? { valid: true, algorithm, keyName, certificate }
    : wrong('INVALID');
}

interface Parts {
  readonly algorithm: SignatureAlgorithm;
  readonly digest: string;
  readonly value: Uint8Array;
  readonly certificate: Uint8Array;
  readonly keyName: string;
  readonly signedInfo: XmlElement;
}

function partsOf(signature: XmlElement): Parts | undefined {
  const signedInfo = at(signature, 'SignedInfo');
  const reference = at(signature, 'SignedInfo', 'Reference');
  const transforms = at(signature, 'SignedInfo', 'Reference', 'Transforms');
  const algorithm = algorithmOf(
    named(at(signature, 'SignedInfo', 'SignatureMethod')),
    named(at(signature, 'SignedInfo', 'Reference', 'DigestMethod')),
  );
  const whole =
    signedInfo !== undefined &&
    algorithm !== undefined &&
    reference?.attributes.find(({ name }) => name === 'URI')?.value === '' &&
    named(at(signature, 'SignedInfo', 'CanonicalizationMethod')) === canonicalization &&
    childElements(transforms ?? signature)
      .map(named)
      .join() === envelopedTransform;
  if (!whole) return undefined;
  return {
    algorithm,
    signedInfo,
    digest: packed(at(signature, 'SignedInfo', 'Reference', 'DigestValue')),
    value: bytesOf(at(signature, 'SignatureValue')),
    certificate: bytesOf(at(signature, 'KeyInfo', 'X509Data', 'X509Certificate')),
    keyName: packed(at(signature, 'KeyInfo', 'KeyName')),
  };
}

/** The only child of each name on the way; undefined where one is missing or doubled. */
function at(from: XmlElement, ...path: readonly string[]): XmlElement | undefined {
  let element: XmlElement | undefined = from;
  for (const name of path) {
    const found: readonly XmlElement[] = childElements(element).filter(
      (child) => child.name === name && child.namespace === signatureNamespace,
    );
    if (found.length !== 1) return undefined;
    element = found[0] as XmlElement;
  }
  return element;
}

const named = (element: XmlElement | undefined): string =>
  element?.attributes.find(({ name }) => name === 'Algorithm')?.value ?? '';

const packed = (element: XmlElement | undefined): string =>
  element === undefined ? '' : textOf(element).replace(/\s+/g, '');

const bytesOf = (element: XmlElement | undefined): Uint8Array => new Uint8Array(Buffer.from(packed(element), 'base64'));

function algorithmOf(signature: string, digest: string): SignatureAlgorithm | undefined {
  return (Object.keys(algorithmNames) as SignatureAlgorithm[]).find(
    (each) => algorithmNames[each].signature === signature && algorithmNames[each].digest === digest,
  );
}

// Certificates from outside may be anything: what cannot be read fits nothing.
function fits(algorithm: SignatureAlgorithm, der: Uint8Array, bytes: Uint8Array, value: Uint8Array): boolean {
  try {
    const key = keyIn(der);
    if (algorithm === 'RSA-SHA1') return key.asymmetricKeyType === 'rsa' && verify('sha1', bytes, key, value);
    const point = key.export({ type: 'spki', format: 'der' }).subarray(-65);
    return point[0] === 4 && sm2Verify(point.toString('hex'), bytes, value);
  } catch {
    return false;
  }
}

// Few sign, and often.
const mostKeys = 16;
const keys = new Map<string, KeyObject>();

function keyIn(der: Uint8Array): KeyObject {
  const name = Buffer.from(der).toString('base64');
  const before = keys.get(name);
  if (before !== undefined) return before;
  const key = new X509Certificate(der).publicKey;
  const [oldest] = keys.keys();
  if (keys.size >= mostKeys && oldest !== undefined) keys.delete(oldest);
  keys.set(name, key);
  return key;
}
