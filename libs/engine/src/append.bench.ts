import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { madeId } from '@portolan/eventsourcing';
import type { Commit } from '@portolan/store';
import { openSqliteEventStore } from '@portolan/store';
import { createAppender } from './appender.ts';
import { virtualMachine } from './rig/machine.ts';
import { shardOf, streamName } from './sharding.ts';

/** A line of the bench's table: how two speeds of one run compare. */
export interface Measure {
  readonly measure: string;
  readonly ratio: number;
  readonly better: 'higher' | 'lower';
  readonly must: number;
  readonly goal: number;
  readonly detail: string;
  readonly runs: number;
}

const callers = 256;
const commitsPerCaller = 120;
const rowsPerTransaction = 500;
const runs = 5;
const shards = 8;

const quiet = () => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };

/** Appends through group commit with 256 callers ÷ bare rows of the same bytes, as a median of interleaved runs. */
export async function measureAppend(): Promise<Measure> {
  const folder = mkdtempSync(join(tmpdir(), 'append-'));
  try {
    const commits = Array.from({ length: callers }, (_, caller) => commitsOf(caller));
    const rows = inTurns(commits).map(rowOf);
    const ratios: number[] = [];
    const speeds: string[] = [];
    for (let run = 0; run <= runs; run++) {
      const bare = bareRows(join(folder, `bare-${run}.db`), rows);
      const appended = await groupCommit(join(folder, `events-${run}.db`), commits);
      if (run === 0) continue;
      ratios.push(appended / bare);
      speeds.push(`${Math.round(appended)}/${Math.round(bare)}`);
    }
    const [ratio = 0] = ratios.toSorted((a, b) => a - b).slice(runs >> 1);
    return {
      measure: 'append on the embedded store, 256 callers ÷ bare node:sqlite rows in transactions of 500',
      ratio: Math.round(ratio * 1000) / 1000,
      better: 'higher',
      must: 0.3,
      goal: 0.7,
      runs,
      detail: `commits/s ÷ rows/s, ${commits.flat().length} each of about 400 bytes, runs: ${speeds.join(' ')}`,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Each caller has a stream of its own. */
function commitsOf(caller: number): Commit[] {
  const stream = streamName('acme', 'order', madeId('order', 'acme', caller));
  return Array.from({ length: commitsPerCaller }, (_, index) => ({
    stream,
    version: index + 1,
    tenant: 'acme',
    shard: shardOf(stream, shards),
    time: '2026-03-02T01:00:00.000Z',
    commands: [
      {
        id: madeId('command', stream, index),
        requestHash: '',
        correlation: madeId('order', 'acme', caller),
        causation: `${stream}@${index}`,
        traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
        events: [{ type: 'portolan.orders.v1.OrderPlaced', audience: [], payload: new Uint8Array(200).fill(index) }],
      },
    ],
  }));
}

/** The order in which callers that wait for each other's answers get their turn. */
function inTurns(commits: readonly (readonly Commit[])[]): Commit[] {
  return Array.from({ length: commitsPerCaller }, (_, index) => commits.flatMap((own) => own[index] ?? [])).flat();
}

interface BareRow {
  readonly id: string;
  readonly head: string;
  readonly payload: Uint8Array;
}

function rowOf(commit: Commit): BareRow {
  const [command] = commit.commands;
  const { id, correlation, causation, traceparent } = command ?? {
    id: '',
    correlation: '',
    causation: '',
    traceparent: '',
  };
  return {
    id: `${commit.stream}@${commit.version}`,
    head: [id, correlation, causation, traceparent, commit.time].join(),
    payload: command?.events[0]?.payload ?? new Uint8Array(0),
  };
}

/** Rows per second of a table with one unique key, as fast as node:sqlite writes them durably. */
function bareRows(file: string, rows: readonly BareRow[]): number {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -8000');
  database.exec('CREATE TABLE rows (id TEXT NOT NULL UNIQUE, head TEXT NOT NULL, payload BLOB NOT NULL) STRICT');
  const add = database.prepare('INSERT INTO rows (id, head, payload) VALUES (?, ?, ?)');
  const began = performance.now();
  for (let from = 0; from < rows.length; from += rowsPerTransaction) {
    database.exec('BEGIN IMMEDIATE');
    for (const { id, head, payload } of rows.slice(from, from + rowsPerTransaction)) add.run(id, head, payload);
    database.exec('COMMIT');
  }
  const seconds = (performance.now() - began) / 1000;
  database.close();
  return rows.length / seconds;
}

/** Commits per second of callers that each wait for an answer before they ask again. */
async function groupCommit(file: string, commits: readonly (readonly Commit[])[]): Promise<number> {
  const events = openSqliteEventStore({ file, shards });
  const appender = createAppender({ events, batch: 500, machine: virtualMachine(), log, written: quiet });
  const began = performance.now();
  await Promise.all(
    commits.map(async (own) => {
      for (const commit of own) {
        const outcome = await appender.append(commit);
        if (outcome !== 'ok') throw new Error(`${commit.stream}@${commit.version} ended ${outcome}`);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  await events.close();
  return commits.flat().length / seconds;
}
