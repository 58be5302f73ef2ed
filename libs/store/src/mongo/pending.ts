import { type Collection, MaxKey } from 'mongodb';
import type { Commit } from '../event-store.ts';
import { type CommitDocument, commitOf } from './commit-document.ts';

/**
 * Commits without a position, of each stream from its first one on. What a stream has pending never waits for ever:
 * each call goes on behind the last stream of the call before, and around.
 */
export function pendingCommits(commits: Collection<CommitDocument>): (limit: number) => Promise<readonly Commit[]> {
  let behind = '';

  function find(streams: object, limit: number): Promise<CommitDocument[]> {
    return commits
      .find({ q: true, _id: streams } as object, { sort: { q: 1, _id: 1 }, limit, hint: 'pending' })
      .toArray();
  }

  return async (limit) => {
    const turn = { s: behind, v: new MaxKey() };
    const found = await find({ $gt: turn }, limit);
    if (found.length < limit && behind !== '') found.push(...(await find({ $lte: turn }, limit - found.length)));
    // Where all of it was found, nobody's turn comes first.
    behind = found.length < limit ? '' : (found[found.length - 1]?._id.s ?? '');
    return found.map(commitOf);
  };
}
