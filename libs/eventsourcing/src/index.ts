export * from './decider.ts';
export * from './ids.ts';
export * from './same-content.ts';
