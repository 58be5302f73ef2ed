export * from './decider.ts';
export * from './ids.ts';
