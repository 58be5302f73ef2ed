export { type EmbeddedLogOptions, openEmbeddedLog } from './embedded/embedded-log.ts';
export * from './log.ts';
