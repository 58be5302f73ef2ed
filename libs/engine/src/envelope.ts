import type { Catalogue, EventType } from '@portolan/contracts';
import { complete } from '@portolan/contracts';
import type { Audience } from '@portolan/contracts/common/v1/types';
import type { Envelope } from '@portolan/contracts/engine/v1/history';
import type { DomainEvent } from '@portolan/eventsourcing';
import type { LogRecord } from '@portolan/log';
import type { Commit, PositionedCommit, StoredCommand, StoredEvent } from '@portolan/store';
import type { Recorded } from './model.ts';

/** Thrown for a type that the catalogue does not hold: a consumer stops there rather than passing it over. */
export class UnknownType extends Error {
  constructor(type: string, where: string) {
    super(`${type} at ${where} is not in the catalogue`);
    this.name = 'UnknownType';
  }
}

export const COMMAND_REFUSED = 'CommandRefused';

export function eventCount(commit: Commit): number {
  let count = 0;
  for (const command of commit.commands) count += command.events.length;
  return count;
}

/** Events of a commit in order, each with its command and its version. */
export function* eventsOf(
  commit: Commit,
): Generator<{ readonly event: StoredEvent; readonly command: StoredCommand; readonly version: number }> {
  let version = commit.version;
  for (const command of commit.commands) {
    for (const event of command.events) {
      yield { event, command, version };
      version += 1;
    }
  }
}

/** A commit as envelopes; positions stay 0 where the relay has given none. */
export function envelopesOf(commit: PositionedCommit): Envelope[] {
  const envelopes: Envelope[] = [];
  for (const { event, command, version } of eventsOf(commit)) {
    envelopes.push({
      id: `${commit.stream}@${version}`,
      type: event.type,
      stream: commit.stream,
      version: BigInt(version),
      shard: commit.shard,
      position: BigInt(commit.position === 0 ? 0 : commit.position + version - commit.version),
      time: commit.time,
      tenant: commit.tenant,
      audience: [...event.audience],
      correlation: command.correlation,
      causation: command.causation,
      traceparent: command.traceparent,
      commandId: command.id,
      payload: event.payload,
    });
  }
  return envelopes;
}

/** An envelope as it goes onto the log: CloudEvents attributes in binary content mode, the payload untouched. */
export function toRecord(service: string, envelope: Envelope): LogRecord {
  return {
    key: envelope.stream,
    position: Number(envelope.position),
    headers: {
      ce_specversion: '1.0',
      ce_id: envelope.id,
      ce_source: `/portolan/${service}`,
      ce_type: envelope.type,
      ce_subject: envelope.stream,
      ce_time: envelope.time,
      ce_version: String(envelope.version),
      ce_tenant: envelope.tenant,
      ce_audience: JSON.stringify(envelope.audience),
      ce_correlation: envelope.correlation,
      ce_causation: envelope.causation,
      ce_traceparent: envelope.traceparent,
      ce_commandid: envelope.commandId,
    },
    value: envelope.payload,
  };
}

/** Every consumer of a process reads the same records: each is taken apart once, by the first. */
const taken = new WeakMap<LogRecord, Envelope>();
const decoded = new WeakMap<Envelope, Recorded>();

export function fromRecord(partition: number, record: LogRecord): Envelope {
  const known = taken.get(record);
  if (known !== undefined) return known;
  const { headers } = record;
  const envelope = {
    id: headers.ce_id ?? '',
    type: headers.ce_type ?? '',
    stream: record.key,
    version: BigInt(headers.ce_version ?? '0'),
    shard: partition,
    position: BigInt(record.position),
    time: headers.ce_time ?? '',
    tenant: headers.ce_tenant ?? '',
    audience: JSON.parse(headers.ce_audience ?? '[]') as Audience[],
    correlation: headers.ce_correlation ?? '',
    causation: headers.ce_causation ?? '',
    traceparent: headers.ce_traceparent ?? '',
    commandId: headers.ce_commandid ?? '',
    payload: record.value,
  };
  taken.set(record, envelope);
  return envelope;
}

/** @throws UnknownType */
export function typeOf(catalogue: Catalogue, fullName: string, where: string): EventType {
  const type = catalogue.byFullName.get(fullName);
  if (type === undefined) throw new UnknownType(fullName, where);
  return type;
}

/** @throws UnknownType, IncompleteMessage */
export function decodeEvent(catalogue: Catalogue, stored: StoredEvent, where: string): DomainEvent {
  const type = typeOf(catalogue, stored.type, where);
  return { type: type.name, data: complete(type.codec.decode(stored.payload)) };
}

/** Nobody may change what it answers: others get the same. @throws UnknownType, IncompleteMessage */
export function toRecorded(catalogue: Catalogue, envelope: Envelope): Recorded {
  const known = decoded.get(envelope);
  if (known !== undefined) return known;
  const type = typeOf(catalogue, envelope.type, envelope.id);
  const recorded = {
    type: type.name,
    data: complete(type.codec.decode(envelope.payload)),
    meta: {
      id: envelope.id,
      service: catalogue.service,
      fullType: envelope.type,
      stream: envelope.stream,
      version: Number(envelope.version),
      shard: envelope.shard,
      position: Number(envelope.position),
      time: envelope.time,
      tenant: envelope.tenant,
      audience: envelope.audience,
      correlation: envelope.correlation,
      causation: envelope.causation,
      traceparent: envelope.traceparent,
      commandId: envelope.commandId,
    },
  };
  decoded.set(envelope, recorded);
  return recorded;
}
