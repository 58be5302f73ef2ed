import { readFileSync } from 'node:fs';
import type { Complete } from '@portolan/contracts';
import type { Flaw } from '@portolan/contracts/common/v1/types';
import { type ErrorDetail, XmlDocument, XmlLibError, XsdValidator } from 'libxml2-wasm';

/** Message types with a genuine schema; see schemas/README.md. */
export const withSchema = [
  ...['pain.001.001.09', 'pain.002.001.12', 'pacs.008.001.08'],
  ...['camt.029.001.14', 'camt.052.001.08', 'camt.053.001.08', 'camt.054.001.08', 'camt.056.001.12'],
] as const;

const folder = new URL('../../schemas/', import.meta.url);
const compiled = new Map<string, XsdValidator>();

/**
 * What the genuine schema of a message type says against a document; [] where it fits, and where there is no schema.
 * A schema is compiled at its first use and kept. Flaws name elements and rules, never what stood in them.
 * @param xml without a document type: nothing is expanded or fetched
 */
export function schemaFlaws(messageType: string, xml: Uint8Array | string): readonly Complete<Flaw>[] {
  if (!(withSchema as readonly string[]).includes(messageType)) return [];
  let document: XmlDocument | undefined;
  try {
    document = typeof xml === 'string' ? XmlDocument.fromString(xml) : XmlDocument.fromBuffer(xml);
    validatorOf(messageType).validate(document);
    return [];
  } catch (error) {
    if (!(error instanceof XmlLibError)) throw error;
    return error.details.map(flawOf);
  } finally {
    document?.dispose();
  }
}

function validatorOf(messageType: string): XsdValidator {
  const known = compiled.get(messageType);
  if (known !== undefined) return known;
  const schema = XmlDocument.fromBuffer(readFileSync(new URL(`${messageType}.xsd`, folder)));
  const validator = XsdValidator.fromDoc(schema);
  schema.dispose();
  compiled.set(messageType, validator);
  return validator;
}

// The library's messages repeat values, which may name people: only names of elements and rules are taken over.
function flawOf({ message }: ErrorDetail): Complete<Flaw> {
  const [, named = 'Document', attribute] =
    /^Element '(?:\{[^}]*\})?([\w.-]+)'(?:, attribute '([\w.-]+)')?/.exec(message) ?? [];
  const field = attribute === undefined ? named : `${named}/@${attribute}`;
  const expected = /Expected is (?:one of )?\( ([^)]*) \)/.exec(message)?.[1];
  const names = expected
    ?.replaceAll(/\{[^}]*\}/g, '')
    .replaceAll(/##\S*,?/g, '')
    .trim();
  const hint = names === undefined ? '' : `: expected is ${names}`;
  if (/Missing child element/.test(message)) return { field, reason: `lacks an element${hint}` };
  if (/is not expected/.test(message)) return { field, reason: `does not stand here${hint}` };
  const facet = /\[facet '(\w+)'\]/.exec(message)?.[1];
  if (facet !== undefined) return { field, reason: `breaks the ${facet} of its type` };
  if (/is required but missing/.test(message)) return { field, reason: 'lacks an attribute' };
  return { field, reason: 'is no value of its type' };
}
