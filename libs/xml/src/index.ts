export { canonicalXml } from './canonical.ts';
export { XmlFlaw } from './flaw.ts';
export { xmlText } from './read.ts';
export { childElements, childrenOf, readXml, textOf, type XmlElement } from './tree.ts';
export { escapeXml, type Field, writeXml } from './write.ts';
