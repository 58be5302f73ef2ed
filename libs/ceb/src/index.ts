export { XmlFlaw } from '@portolan/xml';
export type { CheckOptions } from './check/message.ts';
export { contentFlaws } from './check/message.ts';
export type { Lengths } from './check/value.ts';
export { type DocumentedField, type DocumentedMessage, documentationOf, pageOf } from './documentation.ts';
export { dxpNamespace, type Unwrapped, unwrap, wrap, wrapForServer } from './exchange/envelope.ts';
export type { AddInfo, Envelope, ServerEnvelope } from './exchange/model.ts';
export { type CebFlaw, CebFlaws, type Rule } from './flaw.ts';
export { type MessageNumber, type Tables, tables } from './messages.ts';
export { largestMessage, type Message, messageIn, type Reading, type ReadOptions, readMessage } from './read.ts';
export {
  type DocumentKey,
  invtNoShape,
  keyOf,
  preNoShape,
  rkdNoShape,
  type Version,
  versionFlaw,
} from './rules/keys.ts';
export { bytesPerMessage, linesPerPart, messagesOf, type Parting, partsOf } from './rules/split.ts';
export {
  errorRange,
  errorRanges,
  infoOf,
  isFurther,
  type Ranked,
  type Standing,
  type Status,
  type StatusRow,
  statusOf,
  statusRows,
} from './rules/statuses.ts';
export {
  type Content,
  type DocumentOf,
  type Extension,
  messageName,
  type Subscription,
  type Table,
  type Transfer,
} from './table/table.ts';
export { buildMessage, cebNamespace } from './write.ts';
