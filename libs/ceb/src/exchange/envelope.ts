import {
  childElements,
  childrenOf,
  type Field,
  readXml,
  textOf,
  writeXml,
  type XmlElement,
  XmlFlaw,
} from '@portolan/xml';
import { CebFlaws } from '../flaw.ts';
import { envelopeFlaws } from './check.ts';
import type { AddInfo, Envelope, ServerEnvelope } from './model.ts';

export const dxpNamespace = 'http://www.chinaport.gov.cn/dxp';

/** Wraps a message for the exchange: DxpMsg of the terminal nodes, version 1.0. @throws CebFlaws */
export function wrap(message: string, envelope: Envelope): string {
  const flaws = envelopeFlaws(envelope);
  if (flaws.length > 0) throw new CebFlaws(flaws);
  const attributes = { 'xmlns:dxp': dxpNamespace, ver: '1.0' };
  return writeXml({ name: 'DxpMsg', prefix: 'dxp', attributes }, [
    [
      'TransInfo',
      [
        ['CopMsgId', envelope.copMsgId],
        ['SenderId', envelope.senderId],
        ['ReceiverIds', envelope.receiverIds.map((id): Field => ['ReceiverId', id])],
        // Spelt so in the specification.
        ['CreatTime', localTime(envelope.time)],
        ['MsgType', envelope.messageType],
      ],
    ],
    ['Data', Buffer.from(message, 'utf8').toString('base64')],
    ...addInfo(envelope.more),
  ]);
}

function addInfo(more: AddInfo | undefined): readonly Field[] {
  if (more === undefined) return [];
  const { fileName, icCard, keys = [] } = more;
  return [
    [
      'AddInfo',
      [
        ['FileName', fileName],
        ['IcCard', icCard],
        ['BizKey', keys.length === 0 ? undefined : keys.map((key): Field => ['Key', key])],
      ],
    ],
  ];
}

/** The form in which servers hand a message on: DxpMsgSv around a DxpMsg. */
export function wrapForServer(dxpMsg: string, { msgId, subMsgId, sendTime, endNode, staNode }: ServerEnvelope): string {
  const head = writeXml({ name: 'SvNo', prefix: 'dxp', attributes: { Ver: '1.0' } }, [
    ['MsgId', msgId],
    ['SubMsgId', subMsgId],
    ['SendTime', localTime(sendTime)],
    ['EndNode', endNode],
    ['StaNode', staNode],
  ]);
  const [declaration = ''] = /^<\?xml[^>]*\?>/.exec(dxpMsg) ?? [];
  const bare = (xml: string) => xml.replace(/^<\?xml[^>]*\?>/, '');
  return `${declaration}<dxp:DxpMsgSv xmlns:dxp="${dxpNamespace}" ver="1.0">${bare(head)}${bare(dxpMsg)}</dxp:DxpMsgSv>`;
}

/** What came off the exchange: the message inside, and what its envelope says where it has one. */
export interface Unwrapped {
  readonly envelope: Envelope | undefined;
  readonly message: XmlElement;
  /** The DxpMsg itself, for verifying its signature; undefined where there is none. */
  readonly terminal: XmlElement | undefined;
  /** The exact bytes of the message: what a signature covers. */
  readonly bytes: Uint8Array;
}

/**
 * The message inside: of a DxpMsg, or of the DxpMsg in a DxpMsgSv, its Data; anything else as it is.
 * @throws XmlFlaw
 */
export function unwrap(bytes: Uint8Array): Unwrapped {
  const root = readXml(bytes, 'body');
  if (root.namespace !== dxpNamespace) return { envelope: undefined, message: root, terminal: undefined, bytes };
  const terminal = root.name === 'DxpMsgSv' ? childrenOf(root, 'DxpMsg')[0] : root;
  if (terminal?.name !== 'DxpMsg') throw new XmlFlaw(root.name, 'is no message of the exchange');
  const data = text(terminal, 'Data').replace(/\s+/g, '');
  if (data === '') throw new XmlFlaw('DxpMsg.Data', 'is missing');
  if (data.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(data)) throw new XmlFlaw('DxpMsg.Data', 'is not base64');
  const inside = new Uint8Array(Buffer.from(data, 'base64'));
  return { envelope: envelopeOf(terminal), message: readXml(inside, 'DxpMsg.Data'), terminal, bytes: inside };
}

function envelopeOf(terminal: XmlElement): Envelope {
  const info = childrenOf(terminal, 'TransInfo')[0];
  const of = (name: string) => (info === undefined ? '' : text(info, name));
  const receivers = info === undefined ? undefined : childrenOf(info, 'ReceiverIds')[0];
  return {
    copMsgId: of('CopMsgId'),
    senderId: of('SenderId'),
    receiverIds: receivers === undefined ? [] : childElements(receivers).map(textOf),
    time: of('CreatTime').replace(/\D/g, '').slice(0, 14),
    messageType: of('MsgType'),
  };
}

function text(parent: XmlElement, name: string): string {
  const [child] = childrenOf(parent, name);
  return child === undefined ? '' : textOf(child).trim();
}

function localTime(time: string): string {
  return time.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6');
}
