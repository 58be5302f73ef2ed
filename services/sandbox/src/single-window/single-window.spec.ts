import { describe, expect, it } from 'vitest';
import { exchanged, unsigned } from '../rig/ceb.ts';
import { child, parseXml, text } from '../xml.ts';
import { type Incoming, keep, readExchange } from './messages.ts';
import { chinaTime, replyXml } from './replies.ts';

const hash = (text: string) => `#${text.length}`;
const now = '2026-03-02T01:00:00.000Z';
const head = { orderType: 'E', orderNo: 'SO-1', ebpCode: '4403960002', ebcCode: '4403960XYZ', goodsValue: '142.05' };
const order = unsigned('303', 'M1', head, [{ gnum: '1', qty: '2' }]);
const guid = /<ceb:guid>([^<]*)/.exec(order)?.[1] ?? '';

function read(message: string): Incoming {
  const incoming = readExchange(exchanged('303', 'M1', message), now);
  if ('flaws' in incoming) throw new Error(incoming.flaws.join());
  return incoming;
}

describe('what the window reads', () => {
  it('is the message inside the envelope, by namespace and not by prefix', () => {
    const prefixed = read(order);
    const plain = read(order.replaceAll('ceb:', '').replace('xmlns:ceb', 'xmlns'));
    expect(keep(prefixed, hash)).toEqual(keep(plain, hash));
    expect(keep(prefixed, hash)).toMatchObject({
      owner: '4403960002',
      key: 'SO-1',
      guid,
      lines: [{ gnum: '1', qty: '2' }],
    });
  });

  it.each([
    ['another namespace', order.replace('chinaport.gov.cn/ceb', 'example.com'), 2],
    ['a message of another kind', order.replaceAll('CEB303', 'CEB999'), 3],
    ['a guid in lower case', order.replaceAll(guid, guid.toLowerCase()), 10],
    ['no BaseTransfer', order.replace(/<ceb:BaseTransfer>.*<\/ceb:BaseTransfer>/, ''), 10],
    ['no company whose number it is', order.replace(/<ceb:ebpCode>.*?<\/ceb:ebpCode>/, ''), 10],
  ])('is misshapen with %s', (_what, message, code) =>
    expect(readExchange(exchanged('303', 'M1', message), now)).toMatchObject({ copMsgId: 'M1', code }),
  );

  it.each([
    ['no envelope', order],
    ['a document type', `<!DOCTYPE a [<!ENTITY b "c">]>${exchanged('303', 'M1', order)}`],
    ['a truncated message', exchanged('303', 'M1', order).slice(0, 80)],
  ])('is no message of the exchange with %s', (_what, body) => expect(() => readExchange(body, now)).toThrow());
});

describe('what the window answers', () => {
  it('is a reply in the default namespace with China time to the millisecond', () => {
    const kept = keep(read(order), hash);
    const at = '2026-03-02T17:30:00.125Z';
    const envelope = child(
      parseXml(replyXml('303', kept, { status: '120', info: '[Code:1800;Desc:ok]', at })),
      'DxpMsg',
    );
    const inner = Buffer.from(text(envelope, 'Data'), 'base64').toString();
    const reply = child(parseXml(inner), 'CEB304Message', 'OrderReturn');
    expect(inner).toContain('<CEB304Message xmlns="http://www.chinaport.gov.cn/ceb"');
    expect(text(reply, 'returnTime')).toBe('20260303013000125');
    expect(text(reply, 'orderNo')).toBe('SO-1');
    expect(text(reply, 'returnStatus')).toBe('120');
    expect(chinaTime(at)).toBe('20260303013000');
  });
});
