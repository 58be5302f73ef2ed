export { type MongoDocumentStoreOptions, openMongoDocumentStore } from './document-store.ts';
export { type MongoEventStoreOptions, openMongoEventStore } from './event-store.ts';
