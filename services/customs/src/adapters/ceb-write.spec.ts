import { readFileSync } from 'node:fs';
import { cebNamespace, dxpNamespace, unwrap } from '@portolan/ceb';
import { softwareSigner, verifySignature } from '@portolan/ceb/signature';
import { childElements, childrenOf, readXml, textOf, type XmlElement } from '@portolan/xml';
import { describe, expect, test } from 'vitest';
import { papers, receipt as sampleReceipt } from '../rig/story.ts';
import { cebMessage, type QueuedMessage, type Transfer } from './ceb-write.ts';
import { codesOn } from './codes.ts';
import { declarationWriter, writer } from './single-window.ts';

const transfer: Transfer = {
  copCode: '4403180A21',
  copName: '深圳罗盘报关有限公司',
  dxpId: 'DXPENTPORTOLAN01',
  wrapType: '2',
};
const queued = (kind: QueuedMessage['kind']): QueuedMessage => ({
  declarationId: 'declaration-1',
  kind,
  guid: '4F5CBF9A-0C5A-4A87-8D0B-2D7C0E1A9B11',
  copMsgId: 'message-1',
  appTime: '20260302090000',
  appType: '1',
});
const cancellation = { copNo: 'cancel-1', reason: 'called off', invtNo: '53492026E000000001' };
const contents = { papers, cancellation };
const kinds = ['CEB303', 'CEB403', 'CEB505', 'CEB603'] as const;
const bytes = (text: string) => new Uint8Array(Buffer.from(text));
const signer = softwareSigner({ algorithm: 'SM2-SM3', key: 'a trial', certificate: '', name: transfer.copName });
const write = declarationWriter(writer({ transfer, receiverId: 'DXPEDCCEB0000002', signer }), transfer.wrapType);
const nobody = () => Promise.reject(new Error('nobody is named'));

async function sent(name: (typeof kinds)[number]): Promise<Uint8Array> {
  const written = await write(queued(`MESSAGE_KIND_${name}`), structuredClone(contents), nobody);
  if ('taken' in written) throw new Error(written.status);
  return written.bytes;
}

function fixture(name: string): string {
  return readFileSync(new URL(`fixtures/${name.toLowerCase()}.xml`, import.meta.url), 'utf8').replaceAll('\n', '');
}

function leaves(element: XmlElement, path = ''): string[] {
  const here = `${path}/${element.name}`;
  const children = childElements(element);
  return children.length === 0 ? [`${here}=${textOf(element)}`] : children.flatMap((child) => leaves(child, here));
}

describe('writing CEB messages', () => {
  test.each(kinds)('%s is the message written by hand', (name) =>
    expect(cebMessage(queued(`MESSAGE_KIND_${name}`), contents, transfer)).toBe(fixture(name)),
  );
  test.each(kinds)('%s comes out of the envelope as it went in, and signed', async (name) => {
    const { message } = unwrap(await sent(name));
    const said = leaves(message).filter((leaf) => !leaf.includes('/Signature/'));
    expect(said).toEqual(leaves(readXml(bytes(fixture(name)), 'fixture')));
    expect(verifySignature(message)).toMatchObject({ valid: true, algorithm: 'SM2-SM3' });
  });
  test('a message says by which key it will be answered, and with which certificate it is signed', async () =>
    expect(await write(queued('MESSAGE_KIND_CEB303'), contents, nobody)).toMatchObject({
      ...{ ownerCode: papers.order.platform.code, key: papers.order.orderNo, certificate: '0300000000000001' },
    }));
  test('the envelope names message, sender, receiver and time', async () => {
    const out = readXml(await sent('CEB603'), 'b');
    expect([out.namespace, out.name]).toEqual([dxpNamespace, 'DxpMsg']);
    expect(leaves(out).slice(0, -1)).toEqual([
      '/DxpMsg/TransInfo/CopMsgId=message-1',
      '/DxpMsg/TransInfo/SenderId=DXPENTPORTOLAN01',
      '/DxpMsg/TransInfo/ReceiverIds/ReceiverId=DXPEDCCEB0000002',
      '/DxpMsg/TransInfo/CreatTime=2026-03-02T09:00:00',
      '/DxpMsg/TransInfo/MsgType=CEB603Message',
    ]);
  });
  test('built again it has the same bytes, signature and all', async () =>
    expect(await sent('CEB303')).toEqual(await sent('CEB303')));
  test('characters of XML in a text stay text', () => {
    const name = 'A&B <"C"> \'D\'';
    const order = { ...papers.order, merchant: { ...papers.order.merchant, name } };
    const root = readXml(
      bytes(cebMessage(queued('MESSAGE_KIND_CEB303'), { ...contents, papers: { ...papers, order } }, transfer)),
      'b',
    );
    const [head] = childrenOf(root, 'Order').flatMap((each) => childrenOf(each, 'OrderHead'));
    expect(root.namespace).toBe(cebNamespace);
    expect(head && childrenOf(head, 'ebcName').map(textOf)).toEqual([name]);
  });
  test('an institution without a code leaves the field out', () => {
    const receipt = { ...sampleReceipt, institution: { code: '', name: '现金支付', country: 'CN' }, payNo: '' };
    const text = cebMessage(queued('MESSAGE_KIND_CEB403'), { ...contents, papers: { ...papers, receipt } }, transfer);
    expect(text).not.toMatch(/payCode|payNo/);
  });
});

describe('what does not fit its table', () => {
  const long = { ...papers.order, merchant: { ...papers.order.merchant, name: 'x'.repeat(101) } };
  test('is never sent: it is said which field breaks which rule', async () => {
    expect(
      await write(queued('MESSAGE_KIND_CEB303'), { ...contents, papers: { ...papers, order: long } }, nobody),
    ).toEqual({
      taken: false,
      status: 'FORM Order.OrderHead.ebcName TOO_LONG',
    });
  });
});

describe("customs' numbers", () => {
  const codes = codesOn('2026-03-02');
  test('are never shared between tables', () => {
    expect([codes.country('CN'), codes.currency('CNY')]).toEqual(['142', '142']);
    expect([codes.country('GB'), codes.currency('GBP')]).toEqual(['303', '303']);
    expect(() => codes.unit('142')).toThrow('unit');
  });
  test('are not ISO', () => {
    expect(() => codes.country('156')).toThrow('country');
    expect(() => codes.currency('US')).toThrow('currency');
  });
  test('do not hold before their day', () => expect(() => codesOn('2018-01-01').country('US')).toThrow('country'));
});
