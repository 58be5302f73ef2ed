// Checks a signed statement, offline, with nothing but Node and this file:
//   node verify-statement.ts statement.json keys.json
// `statement.json` is the document that was handed over, `keys.json` the answer of GET /statement-keys.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Parts = Readonly<Record<string, Json>>;

/** A public key that the suite publishes: Ed25519, 32 bytes in base64url; `retiredOn` '' while it signs. */
interface PublishedKey {
  readonly keyId: string;
  readonly publicKey: string;
  readonly retiredOn: string;
}

/** One text for a value: keys in order of their code units, no blanks, whole numbers. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = value as Parts;
  const fields = Object.keys(parts).sort();
  return `{${fields.map((key) => `${JSON.stringify(key)}:${canonical(parts[key] ?? null)}`).join(',')}}`;
}

export const digestOf = (value: Json): string => createHash('sha256').update(canonical(value)).digest('hex');

/** Every part of a statement by its name, each of which has a digest of its own under the signature. */
export function partsOf(statement: Parts, pages: Parts): Parts {
  const { facts, totals, ...head } = statement;
  const listed = Array.isArray(facts) ? facts.map((fact, index) => [`fact ${index + 1}`, fact] as const) : [];
  const read = Object.entries(pages).map(([language, page]) => [`page ${language}`, page] as const);
  return Object.fromEntries([['head', head], ['totals', totals ?? null], ...listed, ...read]);
}

/** What is signed. */
export const signedText = (digests: Json, keyId: string): string =>
  canonical({ format: 'portolan-statement/1', digests, keyId });

/** What was altered, in words; [] where nothing was. */
export function flawsOf(text: string, keys: readonly PublishedKey[]): readonly string[] {
  const document = read(text);
  if (document === undefined) return ['the file is no JSON'];
  const { statement, pages, digests, signature } = document;
  if (![statement, pages, digests, signature].every(isParts)) return ['a part of the document is missing'];
  const { keyId, value, alg } = signature as Parts;
  const key = keys.find((one) => one.keyId === keyId);
  if (alg !== 'Ed25519' || typeof keyId !== 'string' || typeof value !== 'string') return ['the signature was altered'];
  if (key === undefined) return [`nobody published a key ${keyId}`];
  const flaws = altered(statement as Parts, pages as Parts, digests as Parts);
  if (!signs(key, signedText(digests ?? null, keyId), value))
    flaws.push('the signature, or what it stands under, was altered');
  if (key.retiredOn !== '' && String((statement as Parts)['asOf']).slice(0, 10) > key.retiredOn) {
    flaws.push(`key ${keyId} was retired on ${key.retiredOn}`);
  }
  // Blanks, the order of fields, fields that nobody reads: one text alone is right.
  const { format, ...rest } = document;
  const fields = Object.keys(rest).sort().join();
  const formed = format === 'portolan-statement/1' && fields === 'digests,pages,signature,statement';
  const exact =
    formed && canonical(document) === text.replace(/\n$/, '') && Object.keys(signature as Parts).length === 3;
  return flaws.length > 0 || exact ? flaws : ['the text of the file was altered'];
}

function altered(statement: Parts, pages: Parts, digests: Parts): string[] {
  const parts = partsOf(statement, pages);
  const names = [...new Set([...Object.keys(parts), ...Object.keys(digests)])];
  return names
    .filter((name) => parts[name] === undefined || digestOf(parts[name]) !== digests[name])
    .map((name) =>
      digests[name] === undefined ? `${name} was added` : `${name} was ${name in parts ? 'altered' : 'taken out'}`,
    );
}

function signs({ publicKey }: PublishedKey, text: string, value: string): boolean {
  const bytes = Buffer.from(value, 'base64url');
  if (bytes.toString('base64url') !== value) return false;
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
    return verify(null, Buffer.from(text), key, bytes);
  } catch {
    return false;
  }
}

function read(text: string): Parts | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isParts(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isParts(value: unknown): value is Parts {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function main(file: string | undefined, keyFile: string | undefined): void {
  if (file === undefined || keyFile === undefined) {
    console.error('Usage: node verify-statement.ts <statement.json> <keys.json>');
    process.exitCode = 2;
    return;
  }
  const bytes = readFileSync(file);
  const text = bytes.toString('utf8');
  const { keys } = JSON.parse(readFileSync(keyFile, 'utf8')) as { readonly keys: readonly PublishedKey[] };
  const flaws = Buffer.from(text).equals(bytes) ? flawsOf(text, keys) : ['the file is no UTF-8'];
  for (const flaw of flaws) console.error(`ALTERED: ${flaw}`);
  if (flaws.length === 0)
    console.log(`GENUINE: ${file}, SHA-256 ${createHash('sha256').update(text.replace(/\n$/, '')).digest('hex')}`);
  process.exitCode = flaws.length === 0 ? 0 : 1;
}

// Bundled into a service it is no program.
if (import.meta.main && import.meta.filename.includes('verify-statement')) main(process.argv[2], process.argv[3]);
