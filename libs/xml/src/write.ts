/** Content of an element: a text, or elements in their order. Undefined leaves the element out. */
type Content = string | number | undefined | readonly Field[];
export type Field = readonly [name: string, content: Content];

interface Root {
  readonly name: string;
  /** Of every element; without it nothing has a prefix. */
  readonly prefix?: string;
  /** Of the root, as it is written: namespaces are attributes, too. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** One XML document in UTF-8. Written byte for byte the same from the same fields. */
export function writeXml({ name, prefix, attributes }: Root, fields: readonly Field[]): string {
  const before = prefix === undefined ? '' : `${prefix}:`;
  const more = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
  const body = fields.map((field) => written(before, field)).join('');
  return `<?xml version="1.0" encoding="UTF-8"?><${before}${name}${more.join('')}>${body}</${before}${name}>`;
}

function written(before: string, [name, content]: Field): string {
  if (content === undefined) return '';
  const inside = Array.isArray(content)
    ? (content as readonly Field[]).map((field) => written(before, field)).join('')
    : escapeXml(String(content));
  return `<${before}${name}>${inside}</${before}${name}>`;
}

/** Text for element content and for attributes in double quotes. */
export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
