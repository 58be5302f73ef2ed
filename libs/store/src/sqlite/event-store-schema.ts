/**
 * Streams are known by number inside the file: names are long, and they would stand in two more indexes.
 * `last` and `last_position` are version and position of a commit's last event, so "ends at or after n" is one seek.
 */
export const eventStoreSchema = `
  CREATE TABLE streams (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
  ) STRICT;

  CREATE TABLE commits (
    sequence INTEGER PRIMARY KEY,
    stream INTEGER NOT NULL,
    version INTEGER NOT NULL,
    last INTEGER NOT NULL,
    shard INTEGER NOT NULL,
    last_position INTEGER,
    head TEXT NOT NULL,
    payloads BLOB NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX commits_by_version ON commits (stream, last);
  CREATE UNIQUE INDEX commits_by_position ON commits (shard, last_position)
    WHERE last_position IS NOT NULL;
  CREATE INDEX commits_pending ON commits (sequence) WHERE last_position IS NULL;

  CREATE TABLE commands (
    stream INTEGER NOT NULL,
    key INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (stream, key)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE heads (
    shard INTEGER PRIMARY KEY,
    epoch INTEGER NOT NULL,
    position INTEGER NOT NULL,
    published INTEGER NOT NULL
  ) STRICT;
`;

const columns = `s.name AS stream, c.version, c.last, c.shard, c.last_position, c.head, c.payloads`;
const source = 'commits c JOIN streams s ON s.id = c.stream';

export const eventStoreSql = {
  streamId: 'SELECT id FROM streams WHERE name = ?',
  addStream: 'INSERT INTO streams (name) VALUES (?)',
  lastVersion: 'SELECT max(last) AS last FROM commits WHERE stream = ?',
  addCommit: 'INSERT INTO commits (stream, version, last, shard, head, payloads) VALUES (?, ?, ?, ?, ?, ?)',
  addCommand: 'INSERT INTO commands (stream, key, last) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  dropCommand: 'DELETE FROM commands WHERE stream = ? AND key = ?',
  commandKey: 'SELECT last FROM commands WHERE stream = ? AND key = ?',
  commitEndingAt: 'SELECT head, payloads FROM commits WHERE stream = ? AND last = ?',

  readStream: `SELECT ${columns} FROM ${source} WHERE s.name = ? AND c.last >= ? ORDER BY c.last LIMIT ?`,
  pending: `SELECT ${columns} FROM ${source} WHERE c.last_position IS NULL ORDER BY c.sequence LIMIT ?`,
  readShard: `SELECT ${columns} FROM ${source} WHERE c.shard = ? AND c.last_position >= ?
    ORDER BY c.last_position LIMIT ?`,

  head: 'SELECT epoch, position, published FROM heads WHERE shard = ?',
  takeOver: 'UPDATE heads SET epoch = epoch + 1 WHERE shard = ?',
  advance: 'UPDATE heads SET position = ? WHERE shard = ? AND epoch = ?',
  stamp: `UPDATE commits SET last_position = ?
    WHERE stream = (SELECT id FROM streams WHERE name = ?) AND last = ? AND shard = ? AND last_position IS NULL`,
  publish: 'UPDATE heads SET published = max(published, ?) WHERE shard = ? AND epoch = ?',
} as const;
