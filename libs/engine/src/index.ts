export { createAppender } from './appender.ts';
export { EngineStopped } from './commands.ts';
export { createEngine } from './create.ts';
export * from './engine.ts';
export { envelopesOf, fromRecord, toRecord, toRecorded, UnknownType } from './envelope.ts';
export type { EngineLimits } from './limits.ts';
export { usualLimits } from './limits.ts';
export * from './model.ts';
export { shardOf, streamName } from './sharding.ts';
