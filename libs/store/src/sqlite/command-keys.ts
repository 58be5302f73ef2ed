import { decodeCommit } from '../commit-codec.ts';
import type { Commit } from '../event-store.ts';
import type { Database } from './database.ts';
import { eventStoreSql } from './event-store-schema.ts';

/**
 * Where a stream's commands are found: under a number made from the id, or the next free one behind it. The ids
 * themselves stand in the commits; a second copy, scattered over an index, would be half of what a commit writes.
 */
export interface CommandKeys {
  /** Claims the ids of a commit that ends at `last`; false, and nothing claimed, where one is taken. */
  claim(stream: number, commit: Commit, last: number): boolean;
  /** Version of the last event of the commit that holds this command. */
  find(stream: number, id: string): number | undefined;
}

const KEYS = 2 ** 32;

export function commandKeys(database: Database): CommandKeys {
  const add = database.prepare(eventStoreSql.addCommand);
  const drop = database.prepare(eventStoreSql.dropCommand);
  const holder = database.prepare(eventStoreSql.commandKey);
  const commitEndingAt = database.prepare(eventStoreSql.commitEndingAt);

  function holds(stream: number, last: number, id: string): boolean {
    const row = commitEndingAt.get(stream, last);
    if (row === undefined) return false;
    const { commands } = decodeCommit({ head: String(row.head), payloads: row.payloads as Uint8Array });
    return commands.some((command) => command.id === id);
  }

  function find(stream: number, id: string): number | undefined {
    for (let key = keyOf(id); ; key = (key + 1) % KEYS) {
      const row = holder.get(stream, key);
      if (row === undefined) return undefined;
      const last = Number(row.last);
      if (holds(stream, last, id)) return last;
    }
  }

  /** The key that was claimed; undefined where the stream has carried out this command already. */
  function claimOne(stream: number, id: string, last: number): number | undefined {
    for (let key = keyOf(id); ; key = (key + 1) % KEYS) {
      if (add.run(stream, key, last).changes === 1) return key;
      const taken = Number(holder.get(stream, key)?.last);
      if (taken !== last && holds(stream, taken, id)) return undefined;
    }
  }

  return {
    find,
    claim(stream, commit, last) {
      const { commands } = commit;
      if (commands.length > 1 && new Set(commands.map(({ id }) => id)).size < commands.length) return false;
      const claimed: number[] = [];
      for (const { id } of commands) {
        const key = claimOne(stream, id, last);
        if (key === undefined) {
          for (const mine of claimed) drop.run(stream, mine);
          return false;
        }
        claimed.push(key);
      }
      return true;
    },
  };
}

/** FNV-1a over UTF-16 units: 32 bits, which SQLite keeps in a few bytes. */
function keyOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index++) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
