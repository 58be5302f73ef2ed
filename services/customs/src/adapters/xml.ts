import { xmlText } from '@portolan/xml';
import { XMLParser } from 'fast-xml-parser';

/** An element as its namespace names it, whatever prefix the sender uses. */
export interface Element {
  readonly namespace: string;
  readonly name: string;
  readonly children: readonly Element[];
  /** Its text, entities resolved, trimmed. */
  readonly text: string;
}

/** Thrown for bytes that are no XML we take. `field` says where, the message says why. */
export class XmlFlaw extends Error {
  readonly field: string;

  constructor(field: string, reason: string) {
    super(reason);
    this.name = 'XmlFlaw';
    this.field = field;
  }
}

const deepest = 16;

// Entities stay as they are written: only the five of XML and numbers are resolved, by us, in text.
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  cdataPropName: '#cdata',
});

/**
 * Parses one XML document (UTF-8). Document types and entities of the sender's own are refused.
 * @throws XmlFlaw
 */
export function parseXml(bytes: Uint8Array, field: string): Element {
  const given = xmlText(bytes);
  if ('reason' in given) throw new XmlFlaw(field, given.reason);
  const roots = elements(parsed(given.text, field), new Map(), 0, field);
  const [root] = roots;
  if (root === undefined || roots.length !== 1) throw new XmlFlaw(field, 'has not exactly one root element');
  return root;
}

/** Children of that name in the same namespace as their parent. */
export function childrenOf(parent: Element, name: string): readonly Element[] {
  return parent.children.filter((child) => child.name === name && child.namespace === parent.namespace);
}

/** Text of the first such child; undefined where there is none. */
export function textOf(parent: Element, name: string): string | undefined {
  return childrenOf(parent, name)[0]?.text;
}

// The parser throws for names and depths that it takes for an attack.
function parsed(text: string, field: string): unknown {
  try {
    return parser.parse(text);
  } catch {
    throw new XmlFlaw(field, 'cannot be parsed');
  }
}

type Scope = ReadonlyMap<string, string>;
type Raw = Readonly<Record<string, unknown>>;

function elements(nodes: unknown, scope: Scope, depth: number, field: string): Element[] {
  if (depth > deepest) throw new XmlFlaw(field, `is nested deeper than ${deepest} elements`);
  const found: Element[] = [];
  for (const node of list(nodes)) {
    const tag = Object.keys(node).find((key) => key !== ':@' && !key.startsWith('#'));
    if (tag !== undefined) found.push(element(tag, node, scope, depth, field));
  }
  return found;
}

function element(tag: string, node: Raw, outer: Scope, depth: number, field: string): Element {
  const scope = new Map(outer);
  for (const [name, value] of Object.entries((node[':@'] ?? {}) as Raw)) {
    if (name === '@xmlns') scope.set('', resolved(String(value), field));
    else if (name.startsWith('@xmlns:')) scope.set(name.slice('@xmlns:'.length), resolved(String(value), field));
  }
  const [prefix, name] = tag.includes(':') ? (tag.split(':', 2) as [string, string]) : ['', tag];
  const namespace = scope.get(prefix);
  if (namespace === undefined && prefix !== '') throw new XmlFlaw(field, `uses the prefix ${prefix} of no namespace`);
  return {
    namespace: namespace ?? '',
    name,
    children: elements(node[tag], scope, depth + 1, field),
    text: list(node[tag])
      .map((part) => textPart(part, field))
      .join('')
      .trim(),
  };
}

function textPart(part: Raw, field: string): string {
  if ('#text' in part) return resolved(String(part['#text']), field);
  return list(part['#cdata'])
    .map((inner) => String(inner['#text'] ?? ''))
    .join('');
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function resolved(text: string, field: string): string {
  return text.replace(/&([^;\s]{0,12});?/g, (whole, entity: string) => {
    const character = whole.endsWith(';') ? (named[entity] ?? numbered(entity)) : undefined;
    if (character === undefined) throw new XmlFlaw(field, 'uses an entity that XML does not define');
    return character;
  });
}

function numbered(entity: string): string | undefined {
  const [, hex, dec] = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(entity) ?? [];
  const point = hex !== undefined ? Number.parseInt(hex, 16) : dec !== undefined ? Number(dec) : -1;
  const allowed = point === 9 || point === 10 || point === 13 || (point >= 32 && point <= 0x10ffff);
  return allowed && !(point >= 0xd800 && point <= 0xdfff) ? String.fromCodePoint(point) : undefined;
}

function list(nodes: unknown): readonly Raw[] {
  return Array.isArray(nodes) ? (nodes as readonly Raw[]) : [];
}
