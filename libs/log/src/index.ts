export { type EmbeddedLogOptions, openEmbeddedLog } from './embedded/embedded-log.ts';
export * from './log.ts';
export type { LogLogger, MachineTime } from './machine.ts';
