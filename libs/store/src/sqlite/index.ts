export { type Database, makeOrCheck, OutcomeUnknown, openDatabase } from './database.ts';
export { groupCommit } from './group-commit.ts';
export { type Syncing, walSyncing, walSyncingInPlace } from './syncing.ts';
