import type { Commit, EventStore, WriteOutcome } from '@portolan/store';
import { describe, expect, it } from 'vitest';
import { createAppender } from './appender.ts';
import { nextTurn, virtualMachine } from './rig/machine.ts';

const quiet = () => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };

const commit = (stream: string): Commit => ({
  ...{ stream, version: 1, tenant: 'acme', shard: 0, time: '2026-03-02T01:00:00.000Z', commands: [] },
});

/** A store whose writes end when they are told to. */
function slowStore(writesAtOnce?: number) {
  const writes: { readonly streams: readonly string[]; end(outcome: WriteOutcome | Error): Promise<void> }[] = [];
  const events: Pick<EventStore, 'insert' | 'writesAtOnce'> = {
    ...(writesAtOnce === undefined ? {} : { writesAtOnce }),
    insert: (commits) =>
      new Promise((resolve, reject) => {
        writes.push({
          streams: commits.map(({ stream }) => stream),
          async end(outcome) {
            if (outcome instanceof Error) reject(outcome);
            else resolve(commits.map(() => outcome));
            await nextTurn();
            await nextTurn();
          },
        });
      }),
  };
  const appender = createAppender({
    events: events as EventStore,
    batch: 3,
    machine: virtualMachine(),
    log,
    written: quiet,
  });
  const append = async (...streams: readonly string[]) => {
    const outcomes = streams.map((stream) => appender.append(commit(stream)));
    await nextTurn();
    await nextTurn();
    return outcomes;
  };
  return { append, writes, streams: () => writes.map((write) => write.streams) };
}

describe('the appender', () => {
  it('writes together what was asked in one turn, and one write at a time', async () => {
    const { append, writes, streams } = slowStore();
    const first = await append('a', 'b');
    const second = await append('c');
    expect(streams()).toEqual([['a', 'b']]);
    await writes[0]?.end('ok');
    expect(streams()).toEqual([['a', 'b'], ['c']]);
    await writes[1]?.end('conflict');
    expect(await Promise.all([...first, ...second])).toEqual(['ok', 'ok', 'conflict']);
  });

  it('begins the next write beside one that is under way, where the store gains from that', async () => {
    const { append, writes, streams } = slowStore(2);
    const outcomes = [
      ...(await append('a', 'b')),
      ...(await append('c')),
      ...(await append('d')),
      ...(await append('e')),
    ];
    expect(streams()).toEqual([['a', 'b'], ['c']]);
    await writes[1]?.end('ok');
    expect(streams()).toEqual([['a', 'b'], ['c'], ['d', 'e']]);
    await writes[2]?.end('ok');
    await writes[0]?.end('ok');
    expect(new Set(await Promise.all(outcomes))).toEqual(new Set(['ok']));
  });

  it('takes no more than a batch at once', async () => {
    const { append, streams } = slowStore(2);
    await append('a', 'b', 'c', 'd', 'e', 'f', 'g');
    expect(streams()).toEqual([
      ['a', 'b', 'c'],
      ['d', 'e', 'f'],
    ]);
  });

  it('does not know how a write ended that the store threw at, and goes on', async () => {
    const { append, writes, streams } = slowStore();
    const first = await append('a');
    await append('b');
    await writes[0]?.end(new Error('closed'));
    expect(await Promise.all(first)).toEqual(['unknown']);
    expect(streams()).toEqual([['a'], ['b']]);
  });
});
