import type { Log } from '@portolan/log';
import type { DocumentStore, EventStore, Transaction } from '@portolan/store';
import { describe, expect, it } from 'vitest';
import { type CrashPoint, crashPoints, dyingAt } from './crash-points.ts';

/** Ports that note what was really done; each step of a service is one call of these. */
function ports() {
  const done: string[] = [];
  const note = (what: string, answer?: unknown) => async () => {
    done.push(what);
    return answer;
  };
  const transaction = { put: async () => undefined, delete: async () => undefined, advance: async () => undefined };
  const documents = {
    async transact(work: (inside: Transaction) => Promise<unknown>) {
      const answer = await work(transaction as unknown as Transaction);
      done.push('transact');
      return answer;
    },
  };
  const events = { shards: 1, insert: note('append'), stamp: note('stamp'), markPublished: note('mark') };
  return {
    done,
    stores: { events: events as unknown as EventStore, documents: documents as unknown as DocumentStore },
    eventLog: { partitions: 1, append: note('send') } as unknown as Log,
  };
}

type Ports = Pick<ReturnType<typeof ports>, 'stores' | 'eventLog'>;

const steps: Readonly<Record<string, readonly [done: string, take: (ports: Ports) => Promise<unknown>]>> = {
  append: ['append', ({ stores }) => stores.events.insert([])],
  stamp: ['stamp', ({ stores }) => stores.events.stamp(0, 1, [])],
  send: ['send', ({ eventLog }) => eventLog.append('topic', 0, [])],
  mark: ['mark', ({ stores }) => stores.events.markPublished(0, 1, 1)],
  apply: ['transact', inTransaction((inside) => inside.advance('c', 'p', before, before))],
  request: ['transact', inTransaction((inside) => inside.delete('engine_requests', 'engine', '1'))],
  timer: ['transact', inTransaction((inside) => inside.delete('engine_timers', 'engine', '1'))],
  feed: ['transact', inTransaction((inside) => inside.put('feed', 'merchant', '1', {}))],
};

const before = { position: 0, offset: '' };

function inTransaction(work: (inside: Transaction) => Promise<void>) {
  return ({ stores }: Ports) => stores.documents.transact(work);
}

class Dead extends Error {}
const die = async (): Promise<never> => {
  throw new Dead();
};

describe('crash points', () => {
  it('stand before and after each durable step', () => {
    expect(crashPoints).toHaveLength(18);
    expect(crashPoints.filter((point) => point.endsWith('-send'))).toEqual(['before-send', 'after-send']);
  });

  const inPorts = crashPoints.filter((point) => !point.endsWith('-outside'));
  it.each(inPorts)('%s: dies there at the second time, and nowhere else', async (point: CrashPoint) => {
    const [side = '', step = ''] = point.split('-');
    for (const [name, [done, take]] of Object.entries(steps)) {
      const own = ports();
      const dying = dyingAt(`${point}:2`, own, die);
      await take(dying);
      if (name === step) await expect(take(dying)).rejects.toThrow(Dead);
      else await take(dying);
      expect(own.done).toEqual(name === step && side === 'before' ? [done] : [done, done]);
    }
  });

  it.each(['before', 'after'])('%s-outside stands around a call of fetch', async (side) => {
    const real = globalThis.fetch;
    let called = 0;
    globalThis.fetch = async () => {
      called += 1;
      return new Response('');
    };
    try {
      dyingAt(`${side}-outside:1`, ports(), die);
      await expect(fetch('http://127.0.0.1:1')).rejects.toThrow(Dead);
      expect(called).toBe(side === 'before' ? 0 : 1);
    } finally {
      globalThis.fetch = real;
    }
  });

  it('a timer that an event cancels is none that fired', async () => {
    const dying = dyingAt('before-timer:1', ports(), die);
    const cancels = inTransaction(async (inside) => {
      await inside.delete('engine_timers', 'engine', '1');
      await inside.advance('c', 'p', before, before);
    });
    await cancels(dying);
  });

  it.each(['nowhere:1', 'before-append', 'before-append:0', ''])("'%s' is refused", (setting) => {
    expect(() => dyingAt(setting, ports(), die)).toThrow(RangeError);
  });
});
