import type { XmlAttribute, XmlElement } from './tree.ts';

export interface Canonical {
  /** Declares only the namespaces that an element itself uses (exclusive canonical form). */
  readonly exclusive?: boolean;
  /** Namespaces in scope outside the element, by prefix: the inclusive form repeats them on it. */
  readonly scope?: Readonly<Record<string, string>>;
  /** Left out with all it contains: the signature of what is signed. */
  readonly without?: XmlElement;
}

type Namespaces = Readonly<Record<string, string>>;

/**
 * Canonical XML 1.0 without comments of an element (http://www.w3.org/TR/2001/REC-xml-c14n-20010315), or its exclusive
 * form. Processing instructions and `xml:` attributes of ancestors are not kept.
 */
export function canonicalXml(element: XmlElement, { exclusive = false, scope = {}, without }: Canonical = {}): string {
  return written(element, scope, {});

  function written(node: XmlElement, outer: Namespaces, rendered: Namespaces): string {
    const inside = { ...outer, ...node.declared };
    const shown = exclusive ? picked(inside, used(node)) : inside;
    const fresh = Object.entries(shown).filter(([prefix, uri]) => (rendered[prefix] ?? '') !== uri);
    const known = { ...rendered, ...Object.fromEntries(fresh) };
    const name = node.prefix === '' ? node.name : `${node.prefix}:${node.name}`;
    const declarations = fresh
      .toSorted(([one], [other]) => compare(one, other))
      .map(([prefix, uri]) => ` xmlns${prefix === '' ? '' : `:${prefix}`}="${attributeText(uri)}"`);
    const attributes = node.attributes
      .toSorted(byNamespace)
      .map(({ prefix, name, value }) => ` ${prefix === '' ? '' : `${prefix}:`}${name}="${attributeText(value)}"`);
    const content = node.content.map((child) => {
      if (typeof child === 'string') return contentText(child);
      return child === without ? '' : written(child, inside, known);
    });
    return `<${name}${declarations.join('')}${attributes.join('')}>${content.join('')}</${name}>`;
  }
}

function used({ prefix, attributes }: XmlElement): readonly string[] {
  return [prefix, ...attributes.map((attribute) => attribute.prefix).filter((each) => each !== '')];
}

function picked(namespaces: Namespaces, prefixes: readonly string[]): Namespaces {
  return Object.fromEntries(prefixes.filter((each) => each !== 'xml').map((each) => [each, namespaces[each] ?? '']));
}

function byNamespace(one: XmlAttribute, other: XmlAttribute): number {
  return compare(one.namespace, other.namespace) || compare(one.name, other.name);
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

function contentText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#xD;');
}

function attributeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\t', '&#x9;')
    .replaceAll('\n', '&#xA;')
    .replaceAll('\r', '&#xD;');
}
