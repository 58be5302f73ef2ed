import { promisify } from 'node:util';
import { constants, zstdCompress, zstdDecompress } from 'node:zlib';
import kafkajs, { type IHeaders, type KafkaMessage, type Message } from 'kafkajs';
import type { LogRecord, ReceivedRecord } from '../log.ts';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);
const FASTEST = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

const zstd = {
  compress: (encoder: { readonly buffer: Buffer }): Promise<Buffer> => compress(encoder.buffer, FASTEST),
  decompress: (buffer: Buffer): Promise<Buffer> => decompress(buffer),
};

/** kafkajs knows gzip only. A consumer must know every codec that a producer may use. */
export function registerCodecs(): void {
  kafkajs.CompressionCodecs[kafkajs.CompressionTypes.ZSTD] = () => zstd;
}

const POSITION = 'ce_position';
/** The CloudEvents binding for Kafka carries `datacontenttype` under this name. */
const CONTENT_TYPE = 'content-type';
const PROTOBUF = 'application/protobuf';

/** A record as a Kafka message in CloudEvents' binary content mode. The caller names the partition. */
export function toMessage(partition: number, { key, position, headers, value }: LogRecord): Message {
  return {
    partition,
    key,
    headers: { ...headers, [POSITION]: String(position), [CONTENT_TYPE]: PROTOBUF },
    value: Buffer.from(value.buffer, value.byteOffset, value.byteLength),
  };
}

/** @throws where the message was not written by `toMessage`: it is nothing that may be passed over */
export function fromMessage({ key, offset, headers = {}, value }: KafkaMessage): ReceivedRecord {
  const { [POSITION]: position, [CONTENT_TYPE]: _, ...attributes } = texts(headers);
  if (key === null || position === undefined) throw new Error(`the record at offset ${offset} has no key or position`);
  return { key: key.toString(), position: Number(position), offset, headers: attributes, value: value ?? Buffer.of() };
}

function texts(headers: IHeaders): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of Object.keys(headers)) {
    const text = headers[name];
    if (text !== undefined) found[name] = String(text);
  }
  return found;
}
