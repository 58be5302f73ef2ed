import { writeXml } from '@portolan/xml';
import { type Element, parseXml, textOf, XmlFlaw } from './xml.ts';

export const dxpNamespace = 'http://www.chinaport.gov.cn/dxp';

/** What the exchange's envelope says about the message inside. */
export interface Envelope {
  readonly copMsgId: string;
  readonly senderId: string;
  readonly receiverId: string;
  /** yyyyMMddHHmmss, China time; written as yyyy-MM-ddTHH:mm:ss. */
  readonly time: string;
  /** CEB303Message */
  readonly messageType: string;
}

/** Wraps a message for the exchange: DxpMsg of the terminal nodes, version 1.0. */
export function wrap(message: string, envelope: Envelope): string {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(envelope.time) ?? [];
  const attributes = { 'xmlns:dxp': dxpNamespace, ver: '1.0' };
  return writeXml({ name: 'DxpMsg', prefix: 'dxp', attributes }, [
    [
      'TransInfo',
      [
        ['CopMsgId', envelope.copMsgId],
        ['SenderId', envelope.senderId],
        ['ReceiverIds', [['ReceiverId', envelope.receiverId]]],
        ['CreatTime', `${year}-${month}-${day}T${hour}:${minute}:${second}`],
        ['MsgType', envelope.messageType],
      ],
    ],
    ['Data', Buffer.from(message, 'utf8').toString('base64')],
  ]);
}

/**
 * The message inside: of a DxpMsg its Data, anything else as it is.
 * @throws XmlFlaw
 */
export function unwrap(bytes: Uint8Array): Element {
  const root = parseXml(bytes, 'body');
  if (root.namespace !== dxpNamespace) return root;
  if (root.name !== 'DxpMsg') throw new XmlFlaw(root.name, 'is no message of the exchange');
  const data = (textOf(root, 'Data') ?? '').replace(/\s+/g, '');
  if (data === '') throw new XmlFlaw('DxpMsg.Data', 'is missing');
  if (data.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(data)) throw new XmlFlaw('DxpMsg.Data', 'is not base64');
  return parseXml(Buffer.from(data, 'base64'), 'DxpMsg.Data');
}
