import { XmlFlaw } from './flaw.ts';

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Puts characters for the five entities of XML and for numbers. @throws XmlFlaw for any other */
export function resolveEntities(text: string, field: string): string {
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
