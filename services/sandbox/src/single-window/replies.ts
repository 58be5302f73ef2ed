import { madeUuid } from '@portolan/eventsourcing';
import { element } from '../xml.ts';
import type { Kept, Kind } from './messages.ts';

export interface Verdict {
  readonly status: string;
  readonly info: string;
  /** Instant the reply bears. */
  readonly at: string;
  readonly preNo?: string;
  readonly invtNo?: string;
}

const answers: Readonly<Record<Kind, { readonly message: string; readonly root: string }>> = {
  '303': { message: 'CEB304Message', root: 'OrderReturn' },
  '403': { message: 'CEB404Message', root: 'ReceiptsReturn' },
  '505': { message: 'CEB506Message', root: 'LogisticsReturn' },
  '603': { message: 'CEB604Message', root: 'InventoryReturn' },
};

/** A reply as the port sends it: default namespace, no prefix, no BaseTransfer, China time; in the exchange envelope. */
export function replyXml(kind: Kind, kept: Kept, verdict: Verdict): string {
  const { message, root } = answers[kind];
  const guid = madeUuid('reply', kind, kept.key, verdict.status, verdict.at).toUpperCase();
  const body =
    `<?xml version="1.0" encoding="UTF-8"?><${message} xmlns="http://www.chinaport.gov.cn/ceb" guid="${guid}" version="1.0">` +
    `<${root}>${element('guid', kept.guid)}${keys(kind, kept, verdict)}` +
    element('returnStatus', verdict.status) +
    element('returnTime', `${chinaTime(verdict.at)}${verdict.at.slice(20, 23)}`) +
    `${element('returnInfo', verdict.info)}</${root}></${message}>`;
  return (
    `<?xml version="1.0" encoding="UTF-8"?><DxpMsg xmlns="http://www.chinaport.gov.cn/dxp" ver="1.0"><TransInfo>` +
    `${element('CopMsgId', guid)}${element('SenderId', 'SINGLEWINDOW')}<ReceiverIds>${element('ReceiverId', 'PORTOLAN')}</ReceiverIds>` +
    `${element('CreatTime', localTime(verdict.at))}${element('MsgType', message)}</TransInfo>` +
    `<Data>${Buffer.from(body).toString('base64')}</Data></DxpMsg>`
  );
}

function keys(kind: Kind, { fields }: Kept, verdict: Verdict): string {
  const field = (name: string) => element(name, fields[name]);
  switch (kind) {
    case '303':
      return field('ebpCode') + field('ebcCode') + field('orderNo');
    case '403':
      return field('ebpCode') + field('ebcCode') + field('orderNo') + field('payCode') + field('payNo');
    case '505':
      return field('logisticsCode') + field('logisticsNo');
    case '603':
      return (
        field('customsCode') +
        field('ebpCode') +
        field('ebcCode') +
        field('agentCode') +
        field('copNo') +
        element('preNo', verdict.preNo) +
        element('invtNo', verdict.invtNo)
      );
  }
}

/** 2026-03-02T09:00:00 in China. */
function localTime(at: string): string {
  return new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 19);
}

/** 20260302090000 in China. */
export function chinaTime(at: string): string {
  return localTime(at).replace(/[-:T]/g, '');
}
