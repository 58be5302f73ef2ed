export { OutcomeUnknown } from '../trouble.ts';
export { type Database, makeOrCheck, openDatabase } from './database.ts';
export { groupCommit } from './group-commit.ts';
export { type Syncing, walSyncing, walSyncingInPlace } from './syncing.ts';
