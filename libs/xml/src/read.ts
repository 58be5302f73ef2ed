import { XMLValidator } from 'fast-xml-parser';

/** The text of an XML document, safe to parse; or why the bytes are none. */
export type XmlText = { readonly text: string } | { readonly reason: string };

/**
 * Looks bytes from outside over: UTF-8, well-formed, without a document type or entities of the sender's own, so that
 * nothing is ever expanded or fetched. A reason never repeats what stood in them.
 */
export function xmlText(bytes: Uint8Array): XmlText {
  const text = decoded(bytes);
  if (text === undefined) return { reason: 'is not UTF-8 text' };
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) return { reason: 'declares a document type, which is not accepted' };
  const valid = XMLValidator.validate(text);
  if (valid !== true) return { reason: `is not well-formed XML at line ${valid.err.line}` };
  return { text };
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
