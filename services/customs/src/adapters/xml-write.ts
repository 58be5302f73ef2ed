/** Content of an element: a text, or elements in their order. Undefined leaves the element out. */
export type Content = string | number | undefined | readonly Field[];
export type Field = readonly [name: string, content: Content];

/** One XML document in UTF-8, every element under one prefix. Written byte for byte the same from the same fields. */
export function writeXml(
  prefix: string,
  namespace: string,
  root: string,
  attributes: Readonly<Record<string, string>>,
  fields: readonly Field[],
): string {
  const more = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`);
  const tag = `${prefix}:${root}`;
  const body = fields.map((field) => written(prefix, field)).join('');
  return `<?xml version="1.0" encoding="UTF-8"?><${tag} xmlns:${prefix}="${namespace}"${more.join('')}>${body}</${tag}>`;
}

function written(prefix: string, [name, content]: Field): string {
  if (content === undefined) return '';
  const inside = Array.isArray(content)
    ? (content as readonly Field[]).map((field) => written(prefix, field)).join('')
    : escaped(String(content));
  return `<${prefix}:${name}>${inside}</${prefix}:${name}>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
