export { type Asked, anyHistory, holds, type Lawful, type Step } from './any-history.ts';
export { plain } from './plain.ts';
export { flaw, sealed, zoned } from './samples.ts';
export { thorough } from './thorough.ts';
