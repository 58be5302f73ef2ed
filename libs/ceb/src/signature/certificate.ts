import { createPublicKey, type KeyObject, sign, X509Certificate } from 'node:crypto';
import { bits, integer, nothing, objectId, sequence, set, tagged, utcTime, utf8 } from './der.ts';
import type { Certificate } from './signer.ts';
import { sm2PublicKey, sm2Sign } from './sm2.ts';

/** What a certificate of our own making says. */
export interface Subject {
  /** Hexadecimal serial number: what KeyName names. */
  readonly number: string;
  readonly name: string;
  /** yyyy-mm-dd */
  readonly from: string;
  readonly to: string;
}

const oids = {
  commonName: '2.5.4.3',
  ecPublicKey: '1.2.840.10045.2.1',
  sm2Curve: '1.2.156.10197.1.301',
  sm2WithSm3: '1.2.156.10197.1.501',
  sha1WithRsa: '1.2.840.113549.1.1.5',
} as const;

/** A self-signed SM2 certificate, for trials: the port trusts only those that the e-port gives out. */
export function sm2Certificate(privateKey: string, subject: Subject): Certificate {
  const point = Buffer.from(sm2PublicKey(privateKey), 'hex');
  const key = sequence(sequence(objectId(oids.ecPublicKey), objectId(oids.sm2Curve)), bits(point));
  const algorithm = sequence(objectId(oids.sm2WithSm3));
  return signed(subject, key, algorithm, (body) => {
    const value = sm2Sign(privateKey, body);
    return sequence(integer(value.subarray(0, 32)), integer(value.subarray(32)));
  });
}

/** A self-signed RSA certificate, for trials. */
export function rsaCertificate(privateKey: KeyObject, subject: Subject): Certificate {
  const key = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const algorithm = sequence(objectId(oids.sha1WithRsa), nothing());
  return signed(subject, key, algorithm, (body) => sign('sha1', body, privateKey));
}

/** A certificate as it is configured: PEM, or base64 of DER. @throws Error where it is none */
export function certificateFrom(text: string): Certificate {
  const base64 = text.replace(/-----(BEGIN|END) CERTIFICATE-----/g, '').replace(/\s+/g, '');
  const read = new X509Certificate(Buffer.from(base64, 'base64'));
  return { number: read.serialNumber.toLowerCase(), der: new Uint8Array(read.raw) };
}

/** The public key of a certificate, DER (SPKI); undefined where it cannot be read. */
export function publicKeyIn(der: Uint8Array): Buffer | undefined {
  try {
    return new X509Certificate(der).publicKey.export({ type: 'spki', format: 'der' });
  } catch {
    return undefined;
  }
}

/** True from the first to the last instant of a certificate (RFC 3339). */
export function holdsAt(der: Uint8Array, at: string): boolean {
  const { validFrom, validTo } = new X509Certificate(der);
  const now = Date.parse(at);
  return Date.parse(validFrom) <= now && now <= Date.parse(validTo);
}

function signed(
  { number, name, from, to }: Subject,
  key: Uint8Array,
  algorithm: Uint8Array,
  signature: (body: Uint8Array) => Uint8Array,
): Certificate {
  const who = sequence(set(sequence(objectId(oids.commonName), utf8(name))));
  const time = (day: string) => utcTime(`${day.replaceAll('-', '').slice(2)}000000Z`);
  const serial = integer(Buffer.from(number.padStart(number.length + (number.length % 2), '0'), 'hex'));
  const version3 = tagged(0, integer(Uint8Array.of(2)));
  const body = sequence(version3, serial, algorithm, who, sequence(time(from), time(to)), who, key);
  return { number, der: sequence(body, algorithm, bits(signature(body))) };
}
