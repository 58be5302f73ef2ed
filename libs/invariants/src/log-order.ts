import type { Breach, ObservedMeta } from './invariant.ts';

/** A record on the log, by what its envelope says, and where it was put. */
export type Sent = Pick<ObservedMeta, 'id' | 'service' | 'stream' | 'version' | 'position' | 'tenant' | 'time'> & {
  /** The partition that it lies in. */
  readonly shard: number;
  readonly correlation: string;
};

/** The answer that somebody got to a command: from then on its events must be there. */
export interface Acknowledged {
  readonly service: string;
  readonly tenant: string;
  readonly stream: string;
  /** Version of the stream after the command. */
  readonly version: number;
  readonly orderId: string;
  /** Business time. */
  readonly time: string;
}

interface Partition {
  /** Event ids by position: the first is position 1. */
  readonly ids: string[];
}

interface Stream {
  readonly service: string;
  readonly shard: number;
  readonly version: number;
}

/** What must hold of the log, beside what its events say. */
export interface LogOrder {
  committed(meta: ObservedMeta): void;
  sent(record: Sent): readonly Breach[];
  acknowledged(answer: Acknowledged): readonly Breach[];
  atEnd(): readonly Breach[];
}

/** What the invariants of the log and of the answers are called, and their sentences. */
export const logTexts = {
  'log-order': {
    holds: {
      en: 'Every event lies on the log once, in its own partition, at the next position, in the order of its stream.',
      zh: '每个事件在日志中只有一个位置：在其流所属的分区内，位置连续，并按流的版本顺序排列。',
    },
    flaws: {
      POSITION_SKIPPED: {
        en: '{event} was put at position {position} of {partition}, which had come to {last}: what lies between is missing.',
        zh: '{event} 写在 {partition} 的位置 {position}，而该分区此前只到 {last}，中间的事件缺失。',
      },
      POSITION_TAKEN: {
        en: 'Position {position} of {partition} was given to {first} and then to {event}.',
        zh: '{partition} 的位置 {position} 先后给了 {first} 和 {event}。',
      },
      SENT_BEFORE_STORED: {
        en: '{event} is on the log, but no store has it.',
        zh: '{event} 已在日志中，但没有任何存储保存它。',
      },
      STREAM_MOVED: {
        en: 'The stream of {event} lies in {expected}, yet the event was put into {partition}.',
        zh: '{event} 所属的流在 {expected}，该事件却写入了 {partition}。',
      },
      VERSION_OUT_OF_ORDER: {
        en: '{event} was put on the log after version {last} of its stream.',
        zh: '{event} 写入日志时，其流刚到版本 {last}，顺序不对。',
      },
      NOT_SENT: {
        en: 'Everything is at rest, and {event} never came onto the log.',
        zh: '一切已经静止，{event} 却始终没有进入日志。',
      },
    },
  },
  acknowledged: {
    holds: {
      en: 'Whoever was answered finds what the answer said.',
      zh: '凡已答复的命令，其事件都已保存。',
    },
    flaws: {
      ANSWER_LOST: {
        en: 'A command on {stream} was answered with version {version}, but the stream has come to {last} only.',
        zh: '{stream} 上的命令已答复版本 {version}，而该流只到版本 {last}。',
      },
    },
  },
} as const;

export function createLogOrder(): LogOrder {
  const partitions = new Map<string, Partition>();
  const streams = new Map<string, Stream>();
  /** Last version in a store, and the event that has it. */
  const stored = new Map<string, ObservedMeta>();

  const breach = (
    invariant: string,
    code: string,
    about: Pick<Sent, 'tenant' | 'stream' | 'time' | 'correlation'>,
    data: Readonly<Record<string, string>>,
    events: readonly string[],
  ): Breach => ({
    ...{ invariant, code, key: about.stream, tenant: about.tenant, orderId: about.correlation },
    ...{ stream: about.stream, time: about.time, data, events },
  });

  function sent(record: Sent): readonly Breach[] {
    const place = `${record.service}/${record.shard}`;
    const partition = partitions.get(place) ?? { ids: [] };
    partitions.set(place, partition);
    const first = partition.ids[record.position - 1];
    if (first === record.id) return [];
    const data = { event: record.id, partition: place, position: String(record.position) };
    const wrong = (code: string, more: Readonly<Record<string, string>>, events: readonly string[]) =>
      breach('log-order', code, record, { ...data, ...more }, events);
    if (first !== undefined) return [wrong('POSITION_TAKEN', { first }, [first, record.id])];
    const breaches: Breach[] = [];
    const last = partition.ids.length;
    if (record.position !== last + 1)
      breaches.push(wrong('POSITION_SKIPPED', { last: String(last) }, [...partition.ids.slice(-1), record.id]));
    partition.ids[record.position - 1] = record.id;
    breaches.push(...inItsStream(record, place, wrong));
    return breaches;
  }

  function inItsStream(
    record: Sent,
    partition: string,
    wrong: (code: string, more: Readonly<Record<string, string>>, events: readonly string[]) => Breach,
  ): readonly Breach[] {
    const breaches: Breach[] = [];
    const before = streams.get(record.stream);
    const known = stored.get(record.stream);
    if (known === undefined || known.version < record.version)
      breaches.push(wrong('SENT_BEFORE_STORED', {}, [record.id]));
    if (before !== undefined && (before.shard !== record.shard || before.service !== record.service)) {
      const expected = `${before.service}/${before.shard}`;
      breaches.push(wrong('STREAM_MOVED', { expected, partition }, [`${record.stream}@${before.version}`, record.id]));
    }
    if (record.version !== (before?.version ?? 0) + 1) {
      const last = String(before?.version ?? 0);
      breaches.push(wrong('VERSION_OUT_OF_ORDER', { last }, [`${record.stream}@${last}`, record.id]));
    }
    streams.set(record.stream, { service: record.service, shard: record.shard, version: record.version });
    return breaches;
  }

  return {
    sent,
    committed(meta) {
      stored.set(meta.stream, meta);
    },
    acknowledged({ tenant, stream, version, orderId, time }) {
      const last = stored.get(stream)?.version ?? 0;
      if (last >= version) return [];
      const data = { stream, version: String(version), last: String(last) };
      const about = { tenant, stream, time, correlation: orderId };
      return [breach('acknowledged', 'ANSWER_LOST', about, data, [`${stream}@${version}`])];
    },
    atEnd() {
      const breaches: Breach[] = [];
      // Whoever never showed what the log has is not asked for it.
      if (partitions.size === 0) return breaches;
      for (const meta of stored.values()) {
        if ((streams.get(meta.stream)?.version ?? 0) < meta.version)
          breaches.push(breach('log-order', 'NOT_SENT', meta, { event: meta.id }, [meta.id]));
      }
      return breaches;
    },
  };
}
