export { checkWhole, commitAt, plain, relayAll } from './commits.ts';
export { type DocumentStoreUnderTest, documentStoreConformance } from './document-store.ts';
export { type EventStoreUnderTest, eventStoreConformance } from './event-store.ts';
export { type LogUnderTest, logConformance } from './log.ts';
export type { BeforeWrite, CrashAdapter } from './scenarios.ts';
