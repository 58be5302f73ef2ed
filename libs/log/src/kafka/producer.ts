import { setImmediate as nextTurn } from 'node:timers/promises';
import kafkajs, { type Producer as KafkaProducer, type Message, type RecordMetadata } from 'kafkajs';
import type { LogRecord } from '../log.ts';
import { reason } from '../machine.ts';
import { type Brokers, type Client, openClient, retries } from './client.ts';
import { toMessage } from './codec.ts';

export interface Producer {
  append(topic: string, partition: number, records: readonly LogRecord[]): Promise<'ok' | 'unknown'>;
  close(): Promise<void>;
}

export interface ProducerOptions extends Brokers {
  /** Of batches that are worth it. */
  readonly compression: 'none' | 'zstd';
  /** Told the offset after the last record of a partition, as the broker answered. */
  appended(topic: string, partition: number, end: number): void;
}

/** After this an answer is lost; the brokers give up waiting for their copies a little earlier. */
const ANSWER_WITHIN_MS = 5_000;
const COPIED_WITHIN_MS = 4_000;
/** Of one partition in one batch, before compression: below what brokers take by default. */
const PARTITION_BYTES = 900_000;
const ROUND_BYTES = 8_000_000;
const WORTH_COMPRESSING = 4_096;

/** A piece of an append that fits into one batch. */
interface Piece {
  readonly topic: string;
  readonly partition: number;
  readonly messages: readonly Message[];
  readonly bytes: number;
  resolve(answer: 'ok' | 'unknown'): void;
}

/**
 * One batch in flight, whatever is asked meanwhile goes with the next one; acknowledged by all copies; not `idempotent`,
 * which with kafkajs loses acknowledged records. After a failed send its producer is thrown away with its connections:
 * what waits behind it in the same partition fails with it, and all of it is the caller's to send again.
 */
export function createProducer({ compression, appended, ...brokers }: ProducerOptions): Producer {
  let queue: Piece[] = [];
  let current: { readonly client: Client; readonly producer: KafkaProducer } | undefined;
  let working: Promise<void> | undefined;

  async function connected(): Promise<KafkaProducer> {
    if (current !== undefined) return current.producer;
    const client = openClient(brokers, ANSWER_WITHIN_MS);
    const producer = client.kafka.producer({
      idempotent: false,
      allowAutoTopicCreation: false,
      maxInFlightRequests: 1,
      retry: retries(0),
      createPartitioner:
        () =>
        ({ message }) =>
          message.partition ?? 0,
    });
    current = { client, producer };
    await producer.connect();
    return producer;
  }

  async function send(round: readonly Piece[]): Promise<void> {
    const bytes = round.reduce((sum, piece) => sum + piece.bytes, 0);
    const packed = compression === 'zstd' && bytes > WORTH_COMPRESSING;
    const producer = await connected();
    const answers = await producer.sendBatch({
      acks: -1,
      timeout: COPIED_WITHIN_MS,
      compression: packed ? kafkajs.CompressionTypes.ZSTD : kafkajs.CompressionTypes.None,
      topicMessages: [...Map.groupBy(round, ({ topic }) => topic)].map(([topic, pieces]) => ({
        topic,
        messages: pieces.flatMap(({ messages }) => messages),
      })),
    });
    for (const answer of answers) tell(answer, round);
  }

  function tell({ topicName, partition, baseOffset }: RecordMetadata, round: readonly Piece[]): void {
    if (baseOffset === undefined) return;
    const pieces = round.filter((piece) => piece.topic === topicName && piece.partition === partition);
    const count = pieces.reduce((sum, { messages }) => sum + messages.length, 0);
    appended(topicName, partition, Number(baseOffset) + count);
  }

  async function discard(): Promise<void> {
    const failed = current;
    current = undefined;
    failed?.client.destroy();
  }

  async function work(): Promise<void> {
    // What is appended in one turn goes together.
    await nextTurn();
    while (queue.length > 0) {
      const round = take();
      try {
        await send(round);
        for (const piece of round) piece.resolve('ok');
      } catch (error) {
        await discard();
        const places = new Set(round.map(placeOf));
        const failed = [...round, ...queue.filter((piece) => places.has(placeOf(piece)))];
        queue = queue.filter((piece) => !places.has(placeOf(piece)));
        brokers.log.warn({ error: reason(error), partitions: [...places] }, 'a send failed or was not answered');
        for (const piece of failed) piece.resolve('unknown');
      }
    }
    working = undefined;
  }

  /** The next round: first come first, each partition in order and within its bounds. */
  function take(): readonly Piece[] {
    const bytes = new Map<string, number>();
    const round: Piece[] = [];
    const rest: Piece[] = [];
    let total = 0;
    for (const piece of queue) {
      const place = placeOf(piece);
      const before = bytes.get(place) ?? 0;
      const fits = total === 0 || (total + piece.bytes <= ROUND_BYTES && before + piece.bytes <= PARTITION_BYTES);
      // What comes later in a partition must not overtake what did not fit.
      bytes.set(place, fits ? before + piece.bytes : Number.POSITIVE_INFINITY);
      (fits ? round : rest).push(piece);
      if (fits) total += piece.bytes;
    }
    queue = rest;
    return round;
  }

  function enqueue(topic: string, partition: number, messages: readonly Message[], bytes: number) {
    const { promise, resolve } = Promise.withResolvers<'ok' | 'unknown'>();
    queue.push({ topic, partition, messages, bytes, resolve });
    working ??= work();
    return promise;
  }

  return {
    async append(topic, partition, records) {
      const pieces = piecesOf(records).map(({ records: some, bytes }) =>
        enqueue(
          topic,
          partition,
          some.map((record) => toMessage(partition, record)),
          bytes,
        ),
      );
      const answers = await Promise.all(pieces);
      return answers.includes('unknown') ? 'unknown' : 'ok';
    },
    async close() {
      await working;
      const last = current;
      current = undefined;
      await last?.producer.disconnect().catch(() => undefined);
      last?.client.destroy();
    },
  };
}

const placeOf = ({ topic, partition }: Piece): string => `${topic}/${partition}`;

function sizeOf({ key, headers, value }: LogRecord): number {
  let bytes = value.byteLength + key.length + 64;
  for (const name of Object.keys(headers)) bytes += name.length + (headers[name]?.length ?? 0) + 2;
  return bytes;
}

function piecesOf(records: readonly LogRecord[]): { readonly records: readonly LogRecord[]; readonly bytes: number }[] {
  const pieces: { records: LogRecord[]; bytes: number }[] = [];
  for (const record of records) {
    const bytes = sizeOf(record);
    const last = pieces.at(-1);
    if (last === undefined || last.bytes + bytes > PARTITION_BYTES) pieces.push({ records: [record], bytes });
    else {
      last.records.push(record);
      last.bytes += bytes;
    }
  }
  return pieces;
}
