import type { Complete } from '@portolan/contracts';
import type { Flaw } from '@portolan/contracts/common/v1/types';
import { xmlText } from '@portolan/xml';
import { XMLParser } from 'fast-xml-parser';

/** An element: children by local name, attributes as `@name`, text as `#text` where there are attributes. */
export type XmlNode = { readonly [name: string]: unknown };

/** A document of ISO 20022: its message type, such as camt.054.001.08, and the element below Document. */
export interface XmlDocument {
  readonly messageType: string;
  readonly root: XmlNode;
}

/** Collects what is wrong with a message. */
export type Flaws = Complete<Flaw>[];

const largest = 1024 * 1024;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  // Left alone, 1000.00 would become 1000 and 000123 become 123.
  parseTagValue: false,
  parseAttributeValue: false,
  removeNSPrefix: true,
  // For &#…; which many senders write. Entities of a DOCTYPE never get this far.
  htmlEntities: true,
});

/** Reads bytes as an ISO 20022 document. A DOCTYPE is refused: nothing is ever expanded or fetched. */
export function readXml(bytes: Uint8Array): XmlDocument | { readonly flaws: Flaws } {
  if (bytes.length > largest) return flawed('body', `is larger than ${largest} bytes`);
  const given = xmlText(bytes);
  return 'reason' in given ? flawed('body', given.reason) : documentIn(given.text);
}

function documentIn(text: string): XmlDocument | { readonly flaws: Flaws } {
  const messageType = messageTypeOf(text);
  if (messageType === undefined) return flawed('Document', 'is not in a namespace of ISO 20022');
  try {
    const document = one(parser.parse(text), 'Document');
    const [name] = Object.keys(document).filter((key) => !key.startsWith('@') && key !== '#text');
    const root = name === undefined ? {} : one(document, name);
    return { messageType, root };
  } catch {
    return flawed('body', 'cannot be read as XML');
  }
}

// The parser drops namespace declarations with the prefixes, so the start tag is asked.
function messageTypeOf(text: string): string | undefined {
  const [, prefix, attributes = ''] = /<(?:([\w.-]+):)?Document(\s[^>]*)>/.exec(text) ?? [];
  const declaration = prefix === undefined ? 'xmlns' : `xmlns:${prefix.replaceAll('.', '\\.')}`;
  const pattern = new RegExp(`\\s${declaration}\\s*=\\s*["']urn:iso:std:iso:20022:tech:xsd:([\\w.]+)["']`);
  return pattern.exec(attributes)?.[1];
}

function flawed(field: string, reason: string): { readonly flaws: Flaws } {
  return { flaws: [{ field, reason }] };
}

/** The element at a path; an empty one where it is missing or stands there more than once. */
export function one(node: XmlNode, ...path: readonly string[]): XmlNode {
  let found = node;
  for (const name of path) {
    const next = found[name];
    found = isNode(next) ? next : {};
  }
  return found;
}

/** All elements of this name; an element without children or attributes counts too. */
export function all(node: XmlNode, name: string): readonly XmlNode[] {
  const found = node[name];
  const items = Array.isArray(found) ? found : found === undefined ? [] : [found];
  return items.map((item) => (isNode(item) ? item : { '#text': item }));
}

/** Texts of all elements of this name. */
export function texts(node: XmlNode, name: string): readonly string[] {
  return all(node, name)
    .map((item) => item['#text'])
    .filter((text): text is string => typeof text === 'string' && text !== '');
}

/** The text at a path, trimmed; '' where there is none, or more than one. */
export function text(node: XmlNode, ...path: readonly string[]): string {
  const parent = one(node, ...path.slice(0, -1));
  const found = parent[path.at(-1) ?? ''];
  const value = isNode(found) ? found['#text'] : found;
  return typeof value === 'string' ? value.trim() : '';
}

function isNode(value: unknown): value is XmlNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
