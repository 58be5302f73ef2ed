import { describe, expect, it } from 'vitest';
import { child, parseXml, text } from '../xml.ts';
import { keep, readExchange } from './messages.ts';
import { chinaTime, replyXml } from './replies.ts';

const hash = (text: string) => `#${text.length}`;
const guid = '4CDE1CFD-EDED-46B1-946C-B8022E42FC94';

function exchanged(ceb: string): string {
  const data = Buffer.from(ceb).toString('base64');
  return `<DxpMsg xmlns="http://www.chinaport.gov.cn/dxp" ver="1.0"><TransInfo><CopMsgId>M1</CopMsgId><SenderId>S</SenderId></TransInfo><Data>${data}</Data></DxpMsg>`;
}

const order = `<ceb:CEB303Message xmlns:ceb="http://www.chinaport.gov.cn/ceb" guid="${guid}" version="1.0"><ceb:Order><ceb:OrderHead><ceb:guid>${guid}</ceb:guid><ceb:orderNo>SO-1</ceb:orderNo><ceb:ebpCode>4403960002</ceb:ebpCode><ceb:ebcCode>4403960XYZ</ceb:ebcCode><ceb:goodsValue>142.05</ceb:goodsValue></ceb:OrderHead><ceb:OrderList><ceb:gnum>1</ceb:gnum><ceb:qty>2</ceb:qty></ceb:OrderList></ceb:Order><ceb:BaseTransfer><ceb:copCode>1</ceb:copCode></ceb:BaseTransfer></ceb:CEB303Message>`;

describe('what the window reads', () => {
  it('is the message inside the envelope, by namespace and not by prefix', () => {
    const prefixed = readExchange(exchanged(order));
    const plain = readExchange(exchanged(order.replaceAll('ceb:', '').replace('xmlns:ceb', 'xmlns')));
    expect(keep(prefixed, hash)).toEqual(keep(plain, hash));
    expect(keep(prefixed, hash)).toMatchObject({
      owner: '4403960002',
      key: 'SO-1',
      guid,
      lines: [{ gnum: '1', qty: '2' }],
    });
  });

  it.each([
    ['no envelope', order],
    ['another namespace', exchanged(order.replace('chinaport.gov.cn/ceb', 'example.com'))],
    ['a message of another kind', exchanged(order.replaceAll('CEB303', 'CEB701'))],
    ['a guid in lower case', exchanged(order.replaceAll(guid, guid.toLowerCase()))],
    ['no BaseTransfer', exchanged(order.replace(/<ceb:BaseTransfer>.*<\/ceb:BaseTransfer>/, ''))],
    ['a document type', `<!DOCTYPE a [<!ENTITY b "c">]>${exchanged(order)}`],
    ['a truncated message', exchanged(order).slice(0, 80)],
  ])('is refused with %s', (_what, body) => {
    expect(() => readExchange(body)).toThrow();
  });
});

describe('what the window keeps', () => {
  it('needs the company whose number it is', () => {
    const anonymous = readExchange(exchanged(order.replace(/<ceb:ebpCode>.*<\/ceb:ebpCode>/, '')));
    expect(() => keep(anonymous, hash)).toThrow(expect.objectContaining({ field: 'ebpCode' }));
  });
});

describe('what the window answers', () => {
  it('is a reply in the default namespace with China time to the millisecond', () => {
    const kept = keep(readExchange(exchanged(order)), hash);
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
