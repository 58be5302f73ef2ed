export { xmlText } from './read.ts';
export { escapeXml, type Field, writeXml } from './write.ts';
