import { madeUuid } from '@portolan/eventsourcing';
import { element } from '../xml.ts';
import { formOf, type Kind } from './kinds.ts';
import type { Kept } from './messages.ts';

export interface Verdict {
  readonly status: string;
  readonly info: string;
  /** Instant the reply bears. */
  readonly at: string;
  readonly preNo?: string;
  readonly invtNo?: string;
}

/** A reply as the port sends it: default namespace, no prefix, no BaseTransfer, China time; in the exchange envelope. */
export function replyXml(kind: Kind, kept: Kept, verdict: Verdict): string {
  const { message, root, keys } = formOf(kind).reply;
  const numbers: Readonly<Record<string, string>> = { ...kept.fields, ...given(verdict) };
  const guid = madeUuid('reply', kind, kept.key, verdict.status, verdict.at).toUpperCase();
  const body =
    `<?xml version="1.0" encoding="UTF-8"?><${message} xmlns="http://www.chinaport.gov.cn/ceb" guid="${guid}" version="1.0">` +
    `<${root}>${element('guid', kept.guid)}${keys.map((name) => element(name, numbers[name])).join('')}` +
    element('returnStatus', verdict.status) +
    element('returnTime', returnTime(verdict.at)) +
    `${element('returnInfo', verdict.info)}</${root}></${message}>`;
  return exchanged(message, guid, body, verdict.at);
}

/** A message in the exchange's envelope, on its way from the window to the suite. `at` is RFC 3339. */
export function exchanged(messageType: string, copMsgId: string, body: string, at: string): string {
  return (
    `<?xml version="1.0" encoding="UTF-8"?><DxpMsg xmlns="http://www.chinaport.gov.cn/dxp" ver="1.0"><TransInfo>` +
    `${element('CopMsgId', copMsgId)}${element('SenderId', 'SINGLEWINDOW')}<ReceiverIds>${element('ReceiverId', 'PORTOLAN')}</ReceiverIds>` +
    `${element('CreatTime', localTime(at))}${element('MsgType', messageType)}</TransInfo>` +
    `<Data>${Buffer.from(body).toString('base64')}</Data></DxpMsg>`
  );
}

// Only numbers that this reply gives; those that the message brought stay.
function given({ preNo, invtNo }: Verdict): Record<string, string> {
  return { ...(preNo === undefined ? {} : { preNo }), ...(invtNo === undefined ? {} : { invtNo }) };
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
