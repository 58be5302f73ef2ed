export { cursorOf, type Placed, placeOf } from './cursor.ts';
export * from './document-store.ts';
export * from './event-store.ts';
export { findAll, found } from './found.ts';
export { openSqliteDocumentStore } from './sqlite/document-store.ts';
export { openSqliteEventStore } from './sqlite/event-store.ts';
export { OutcomeUnknown, StoreAway } from './trouble.ts';
