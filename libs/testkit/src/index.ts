export { faultyDocumentStore, rerunning } from './faults/document-store.ts';
export { faultyEventStore } from './faults/event-store.ts';
export * from './faults/faults.ts';
export { faultyLog } from './faults/log.ts';
export * from './given.ts';
export { eventually, machineTime } from './machine-time.ts';
