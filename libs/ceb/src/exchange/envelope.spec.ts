import { describe, expect, test } from 'vitest';
import { dxpNamespace, unwrap, wrap, wrapForServer } from './envelope.ts';
import type { Envelope } from './model.ts';

const envelope: Envelope = {
  copMsgId: 'message-1',
  senderId: 'DXPENTPORTOLAN01',
  receiverIds: ['DXPEDCCEB0000002'],
  time: '20260302090000',
  messageType: 'CEB603Message',
};
const message = '<?xml version="1.0" encoding="UTF-8"?><ceb:a xmlns:ceb="urn:ceb">海关</ceb:a>';
const bytes = (xml: string) => new Uint8Array(Buffer.from(xml, 'utf8'));
const server = {
  msgId: '00000001202603020900000000000001',
  sendTime: '20260302090001',
  endNode: '00000002',
  staNode: '00000001',
};

describe('the envelope of the exchange', () => {
  test('gives back what went in', () => {
    const out = unwrap(bytes(wrap(message, envelope)));
    expect(out.envelope).toEqual(envelope);
    expect(Buffer.from(out.bytes).toString('utf8')).toBe(message);
    expect(out.message).toMatchObject({ name: 'a', namespace: 'urn:ceb', content: ['海关'] });
  });
  test('says file, card and keys where it is told to', () => {
    const more = { fileName: 'a.xml', icCard: '8800000000001', keys: ['SO-1', 'SO-2'] };
    expect(wrap(message, { ...envelope, more })).toMatch(
      /<dxp:AddInfo><dxp:FileName>a\.xml<.*<dxp:IcCard>8800000000001<.*<dxp:BizKey><dxp:Key>SO-1<\/dxp:Key><dxp:Key>SO-2</,
    );
    expect(wrap(message, { ...envelope, more: { fileName: 'a.xml' } })).not.toContain('BizKey');
  });
  test('goes from server to server in another', () => {
    const handed = wrapForServer(wrap(message, envelope), server);
    expect(handed).toContain('<dxp:MsgId>00000001202603020900000000000001</dxp:MsgId>');
    expect(unwrap(bytes(handed))).toMatchObject({ envelope, message: { name: 'a' } });
  });
  test('what has none is read as it is', () => {
    expect(unwrap(bytes(message))).toMatchObject({ envelope: undefined, message: { name: 'a' } });
  });
  test.each<[string, Partial<Envelope>, string]>([
    ['no key', { copMsgId: '' }, 'TransInfo.CopMsgId'],
    ['a long sender', { senderId: 'S'.repeat(17) }, 'TransInfo.SenderId'],
    ['no receiver', { receiverIds: [] }, 'TransInfo.ReceiverIds'],
    ['six receivers', { receiverIds: ['1', '2', '3', '4', '5', '6'] }, 'TransInfo.ReceiverIds'],
    ['no moment', { time: '20260231090000' }, 'TransInfo.CreatTime'],
    ['a long key', { more: { keys: ['k'.repeat(65)] } }, 'AddInfo.BizKey.Key'],
    ['a long card number', { more: { icCard: '1'.repeat(14) } }, 'AddInfo.IcCard'],
  ])('is not written with %s', (_, change, field) =>
    expect(() => wrap(message, { ...envelope, ...change })).toThrow(field),
  );
  test.each<[string, string, string]>([
    ['another message of the exchange', `<DxpRep xmlns="${dxpNamespace}"/>`, 'is no message of the exchange'],
    ['no data', `<DxpMsg xmlns="${dxpNamespace}"/>`, 'is missing'],
    ['data that is no base64', `<DxpMsg xmlns="${dxpNamespace}"><Data>***</Data></DxpMsg>`, 'is not base64'],
    ['data that is no XML', `<DxpMsg xmlns="${dxpNamespace}"><Data>aGVsbG8=</Data></DxpMsg>`, 'is not well-formed'],
    ['a server envelope of nothing', `<DxpMsgSv xmlns="${dxpNamespace}"/>`, 'is no message of the exchange'],
  ])('is refused with %s', (_, xml, reason) => expect(() => unwrap(bytes(xml))).toThrow(reason));
});
