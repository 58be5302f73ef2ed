export { type Meaning, type Meant, meantBy } from './meanings.ts';
export { rankOf, statusOf, takenRank } from './statuses.ts';
