/** Offsets are dense per partition and start at 0. */
export const logSchema = `
  CREATE TABLE topics (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
  ) STRICT;

  CREATE TABLE records (
    topic INTEGER NOT NULL,
    partition INTEGER NOT NULL,
    "offset" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    position INTEGER NOT NULL,
    headers TEXT NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (topic, partition, "offset")
  ) STRICT, WITHOUT ROWID;
`;

const topic = '(SELECT id FROM topics WHERE name = ?)';

export const logSql = {
  declare: 'INSERT INTO topics (name) VALUES (?) ON CONFLICT DO NOTHING',
  topicId: 'SELECT id FROM topics WHERE name = ?',
  end: 'SELECT ifnull(max("offset") + 1, 0) AS "end" FROM records WHERE topic = ? AND partition = ?',
  append: `INSERT INTO records (topic, partition, "offset", "key", position, headers, value)
    VALUES (?, ?, ?, ?, ?, ?, ?)`,
  read: `SELECT "offset", "key", position, headers, value FROM records
    WHERE topic = ${topic} AND partition = ? AND "offset" >= ? ORDER BY "offset" LIMIT ?`,
} as const;
