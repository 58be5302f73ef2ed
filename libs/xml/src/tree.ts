import { XMLParser } from 'fast-xml-parser';
import { resolveEntities } from './entities.ts';
import { XmlFlaw } from './flaw.ts';
import { xmlText } from './read.ts';

export interface XmlAttribute {
  readonly prefix: string;
  readonly name: string;
  readonly namespace: string;
  readonly value: string;
}

/** An element as its namespace names it, whatever prefix the sender uses. */
export interface XmlElement {
  readonly prefix: string;
  readonly namespace: string;
  readonly name: string;
  /** Namespaces that it declares, by prefix; '' is the default one. */
  readonly declared: Readonly<Record<string, string>>;
  readonly attributes: readonly XmlAttribute[];
  /** Elements and texts in their order, entities resolved, nothing trimmed. */
  readonly content: readonly (XmlElement | string)[];
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
 * Reads one XML document (UTF-8) as a tree. Document types and entities of the sender's own are refused.
 * @param field what flaws of the document as a whole name
 * @throws XmlFlaw
 */
export function readXml(bytes: Uint8Array, field: string): XmlElement {
  const given = xmlText(bytes);
  if ('reason' in given) throw new XmlFlaw(field, given.reason);
  const nodes = parsed(given.text.replace(/\r\n?/g, '\n'), field);
  const roots = contentOf(nodes, new Map(), 0, field).filter((node) => typeof node !== 'string');
  const [root] = roots;
  if (root === undefined || roots.length !== 1) throw new XmlFlaw(field, 'has not exactly one root element');
  return root;
}

/** The elements inside, without the text between them. */
export function childElements({ content }: XmlElement): readonly XmlElement[] {
  return content.filter((node) => typeof node !== 'string');
}

/** Children of that name in the same namespace as their parent. */
export function childrenOf(parent: XmlElement, name: string): readonly XmlElement[] {
  return childElements(parent).filter((child) => child.name === name && child.namespace === parent.namespace);
}

/** The text that stands directly inside. */
export function textOf({ content }: XmlElement): string {
  return content.filter((node) => typeof node === 'string').join('');
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

function contentOf(nodes: unknown, scope: Scope, depth: number, field: string): (XmlElement | string)[] {
  if (depth > deepest) throw new XmlFlaw(field, `is nested deeper than ${deepest} elements`);
  return list(nodes).flatMap((node): (XmlElement | string)[] => {
    const tag = Object.keys(node).find((key) => key !== ':@' && !key.startsWith('#'));
    if (tag !== undefined) return [elementOf(tag, node, scope, depth, field)];
    const text = textIn(node, field);
    return text === '' ? [] : [text];
  });
}

function elementOf(tag: string, node: Raw, outer: Scope, depth: number, field: string): XmlElement {
  const given = Object.entries((node[':@'] ?? {}) as Raw).map(([name, value]): [string, string] => [
    name.slice(1),
    resolveEntities(String(value).replace(/[\t\n]/g, ' '), field),
  ]);
  const declared = Object.fromEntries(
    given.filter(([name]) => isDeclaration(name)).map(([name, value]) => [name.slice('xmlns:'.length), value]),
  );
  const scope = new Map([...outer, ...Object.entries(declared)]);
  const attributes = given
    .filter(([name]) => !isDeclaration(name))
    .map(([qualified, value]): XmlAttribute => {
      const { prefix, name } = split(qualified);
      return { prefix, name, namespace: prefix === '' ? '' : namespaceOf(prefix, scope, field), value };
    });
  const { prefix, name } = split(tag);
  const namespace = namespaceOf(prefix, scope, field);
  return { prefix, name, namespace, declared, attributes, content: contentOf(node[tag], scope, depth + 1, field) };
}

const isDeclaration = (name: string): boolean => name === 'xmlns' || name.startsWith('xmlns:');

function split(qualified: string): { readonly prefix: string; readonly name: string } {
  const colon = qualified.indexOf(':');
  return { prefix: qualified.slice(0, Math.max(colon, 0)), name: qualified.slice(colon + 1) };
}

function namespaceOf(prefix: string, scope: Scope, field: string): string {
  const namespace = prefix === 'xml' ? 'http://www.w3.org/XML/1998/namespace' : scope.get(prefix);
  if (namespace === undefined && prefix !== '') throw new XmlFlaw(field, `uses the prefix ${prefix} of no namespace`);
  return namespace ?? '';
}

function textIn(node: Raw, field: string): string {
  if ('#text' in node) return resolveEntities(String(node['#text']), field);
  return list(node['#cdata'])
    .map((inner) => String(inner['#text'] ?? ''))
    .join('');
}

function list(nodes: unknown): readonly Raw[] {
  return Array.isArray(nodes) ? (nodes as readonly Raw[]) : [];
}
