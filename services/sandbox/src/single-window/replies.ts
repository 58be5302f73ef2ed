import { buildMessage, type Content, messageName, type Table, tables, wrap } from '@portolan/ceb';
import { madeUuid } from '@portolan/eventsourcing';
import { formOf, type Kind } from './kinds.ts';
import type { Kept } from './messages.ts';

export interface Verdict {
  readonly status: string;
  readonly info: string;
  /** Instant the reply bears. */
  readonly at: string;
  readonly preNo?: string;
  readonly invtNo?: string;
  /** Of a summary request. */
  readonly sumNo?: string;
}

/**
 * A reply as the port sends it: default namespace, no prefix, no BaseTransfer, China time; in the exchange's envelope.
 * Its fields and their order are those of its table.
 */
export function replyXml(kind: Kind, kept: Kept, verdict: Verdict): string {
  const { status, info, at } = verdict;
  const table: Table = tables[formOf(kind).reply];
  const guid = madeUuid('reply', kind, kept.key, status, at).toUpperCase();
  const said: Readonly<Record<string, string>> = {
    ...{ ...kept.fields, ...numbersOf(kind, kept, verdict) },
    ...{ guid: kept.guid, returnStatus: status, returnTime: returnTime(at), returnInfo: info },
  };
  const head = Object.entries(table.fields).map(
    ([name, { need }]) => [name, need === 'optional' ? said[name] || undefined : (said[name] ?? '')] as const,
  );
  const body = buildMessage(table, {
    guid,
    documents: [{ head: Object.fromEntries(head) }],
  } as unknown as Content<Table>);
  return exchanged(messageName(table), guid, body, at);
}

/** A message in the exchange's envelope, on its way from the window to the suite. `at` is RFC 3339. */
export function exchanged(messageType: string, copMsgId: string, body: string, at: string): string {
  const parties = { senderId: 'SINGLEWINDOW', receiverIds: ['PORTOLAN'] };
  return wrap(body, { copMsgId, ...parties, time: chinaTime(at), messageType });
}

/**
 * Numbers that a reply gives; those that the message brought stay. The port has given one to everything that it answers;
 * a cancellation may leave out its own, its reply may not.
 */
function numbersOf(
  kind: Kind,
  { owner, key, fields }: Kept,
  { preNo, invtNo, sumNo, at }: Verdict,
): Record<string, string> {
  const made = BigInt(`0x${madeUuid('preNo', kind, owner, key).replaceAll('-', '')}`) % 1_000_000_000n;
  return {
    preNo: preNo || fields['preNo'] || `B${chinaTime(at).slice(0, 8)}${String(made).padStart(9, '0')}`,
    copNo: fields['copNo'] || (fields['invtNo'] ?? ''),
    ...(invtNo === undefined ? {} : { invtNo }),
    ...(sumNo === undefined ? {} : { sumNo }),
  };
}

/** 2026-03-02T09:00:00 in China. */
function localTime(at: string): string {
  return new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 19);
}

/** 20260302090000 in China. */
export function chinaTime(at: string): string {
  return localTime(at).replace(/[-:T]/g, '');
}

/** 20260302090000125 in China: with milliseconds, as replies bear it. */
export function returnTime(at: string): string {
  return `${chinaTime(at)}${at.slice(20, 23)}`;
}
