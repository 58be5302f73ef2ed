import { XMLParser } from 'fast-xml-parser';

/** Text made safe for element content and attributes. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

/** `<name>text</name>`, or nothing where there is no text. */
export function element(name: string, text: string | undefined): string {
  return text === undefined || text === '' ? '' : `<${name}>${escapeXml(text)}</${name}>`;
}

/** A parsed element: children by local name. Texts stay texts: 1000.00 is not 1000. */
export type Node = { readonly [name: string]: unknown };

const parser = new XMLParser({
  removeNSPrefix: true,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
});

/** Parses XML; a document type is refused, since no partner may send entities. @throws SyntaxError */
export function parseXml(body: string): Node {
  if (body.includes('<!DOCTYPE')) throw new SyntaxError('a document type is not accepted');
  return parser.parse(body, true) as Node;
}

export function child(node: Node | undefined, ...path: readonly string[]): Node | undefined {
  let current: unknown = node;
  for (const name of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = (current as Node)[name];
    if (Array.isArray(current)) current = current[0];
  }
  return typeof current === 'object' && current !== null ? (current as Node) : undefined;
}

/** Text of an element, '' where it is missing. */
export function text(node: Node | undefined, ...path: readonly string[]): string {
  const last = path.at(-1) ?? '';
  const value = child(node, ...path.slice(0, -1))?.[last] ?? (path.length === 1 ? node?.[last] : undefined);
  const first = Array.isArray(value) ? value[0] : value;
  if (typeof first === 'string') return first;
  const inner = typeof first === 'object' && first !== null ? (first as Node)['#text'] : undefined;
  return typeof inner === 'string' ? inner : '';
}

/** All elements of that name, also where there is only one. */
export function all(node: Node | undefined, name: string): readonly Node[] {
  const value = node?.[name];
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]) as readonly Node[];
}
