import { largestMessage, tables } from '@portolan/ceb';
import { describe, expect, test } from 'vitest';
import { readReplies } from './ceb-read.ts';

const ns = 'http://www.chinaport.gov.cn/ceb';
const guid = '4F5CBF9A-0C5A-4A87-8D0B-2D7C0E1A9B11';
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'utf8'));
const read = (text: string) => readReplies(bytes(text), { agentCode: '4403180A21' });

const fields: Readonly<Record<string, string>> = {
  guid,
  agentCode: '4403180A21',
  copNo: 'declaration-1',
  preNo: 'B20260302000000001',
  invtNo: '53492026E000000001',
  ebcCode: '4403960XYZ',
  ebpCode: '4403160ABC',
  orderNo: 'SO-1',
  statisticsFlag: 'B',
  returnStatus: '800',
  returnTime: '20260302090203456',
  returnInfo: '[Code:2600;Desc:放行]',
};
const inner = (of: Readonly<Record<string, string | undefined>> = fields) =>
  Object.entries(of)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join('');
const list604 = (content = inner()) =>
  `<?xml version="1.0" encoding="UTF-8"?><CEB604Message xmlns="${ns}" guid="${guid}" version="1.0"><InventoryReturn>${content}</InventoryReturn></CEB604Message>`;
const wrapped = (text: string) =>
  `<DxpMsg xmlns="http://www.chinaport.gov.cn/dxp" ver="1.0"><TransInfo><CopMsgId>1</CopMsgId></TransInfo><Data>${Buffer.from(text).toString('base64')}</Data></DxpMsg>`;

const reply = {
  answers: 'MESSAGE_KIND_CEB603',
  guid,
  ownerCode: '4403180A21',
  key: 'declaration-1',
  preNo: 'B20260302000000001',
  invtNo: '53492026E000000001',
  status: '800',
  returnTime: {
    instant: '2026-03-02T01:02:03.456Z',
    original: '20260302090203456',
    offset: '+08:00',
    zoneSource: 'ZONE_SOURCE_INFERRED',
  },
  info: '[Code:2600;Desc:放行]',
};

describe('reading replies', () => {
  test('by namespace, without a prefix', () => expect(read(list604())).toEqual({ replies: [reply], taxNotices: [] }));
  test('by namespace, under any prefix', () => {
    const prefixed = list604()
      .replace('xmlns=', 'xmlns:x=')
      .replace(/<(\/?)(?=[A-Za-z])/g, '<$1x:');
    expect(read(prefixed)).toEqual({ replies: [reply], taxNotices: [] });
  });
  test("an import list's reply that leaves the declarant out is about ours", () => {
    const { guid, copNo, preNo, returnStatus, returnTime, returnInfo } = fields;
    const of = inner({ guid, copNo, preNo, returnStatus, returnTime, returnInfo });
    const text = `<CEB622Message xmlns="${ns}" guid="${guid}" version="1.0"><InventoryReturn>${of}</InventoryReturn></CEB622Message>`;
    expect(read(text)).toMatchObject({
      replies: [{ answers: 'MESSAGE_KIND_CEB621', ownerCode: '4403180A21', invtNo: '' }],
    });
  });
  test("in the exchange's envelope", () =>
    expect(read(wrapped(list604()))).toEqual({ replies: [reply], taxNotices: [] }));
  test('numbers stay the texts they are', () => {
    const text = list604(inner({ ...fields, copNo: '0010', invtNo: '1e3' }));
    expect(read(text)).toMatchObject({ replies: [{ key: '0010', invtNo: '1e3' }] });
  });
  test('entities of XML, character numbers and CDATA are text', () => {
    const text = list604(inner({ ...fields, returnInfo: 'a &lt;&amp;&gt; &#25918;&#x884C; <![CDATA[<b> &amp;]]>' }));
    expect(read(text)).toMatchObject({ replies: [{ info: 'a <&> 放行 <b> &amp;' }] });
  });
  test('several replies in one message', () => {
    const two = list604().replace(/(<InventoryReturn>.*<\/InventoryReturn>)/, '$1$1');
    expect(read(two)).toEqual({ replies: [reply, reply], taxNotices: [] });
  });
  test.each([
    ['CEB304Message', 'OrderReturn', 'ebpCode', 'orderNo', 'MESSAGE_KIND_CEB303'],
    ['CEB404Message', 'ReceiptsReturn', 'ebcCode', 'orderNo', 'MESSAGE_KIND_CEB403'],
    ['CEB506Message', 'LogisticsReturn', 'logisticsCode', 'logisticsNo', 'MESSAGE_KIND_CEB505'],
    ['CEB606Message', 'InvtCancelReturn', 'agentCode', 'copNo', 'MESSAGE_KIND_CEB605'],
    ['CEB312Message', 'OrderReturn', 'ebpCode', 'orderNo', 'MESSAGE_KIND_CEB311'],
    ['CEB412Message', 'PaymentReturn', 'payCode', 'payTransactionId', 'MESSAGE_KIND_CEB411'],
    ['CEB512Message', 'LogisticsReturn', 'logisticsCode', 'logisticsNo', 'MESSAGE_KIND_CEB511'],
    ['CEB622Message', 'InventoryReturn', 'agentCode', 'copNo', 'MESSAGE_KIND_CEB621'],
    ['CEB624Message', 'InvtCancelReturn', 'agentCode', 'copNo', 'MESSAGE_KIND_CEB623'],
  ])('%s', (root, element, owner, key, answers) => {
    const known: Readonly<Record<string, string>> = { ...fields, [owner]: 'OWNER', [key]: 'KEY', invtNo: '' };
    const table = tables[root.slice(3, 6) as '304'];
    const mandatory = Object.entries(table.fields).filter(([name, { need }]) => need === 'mandatory' || name === owner);
    const content = inner(Object.fromEntries(mandatory.map(([name]) => [name, known[name] ?? 'X'])));
    const text = `<${root} xmlns="${ns}" guid="${guid}" version="1.0"><${element}>${content}</${element}></${root}>`;
    expect(read(text)).toMatchObject({ replies: [{ answers, ownerCode: 'OWNER', key: 'KEY', invtNo: '' }] });
  });
  test("customs' number may still be empty", () =>
    expect(read(list604(inner({ ...fields, invtNo: '' })))).toMatchObject({
      replies: [{ preNo: 'B20260302000000001', invtNo: '' }],
    }));
});

test('a format error names the message that the port could not read', () =>
  expect(read(format900)).toMatchObject({
    replies: [],
    formatErrors: [{ copMsgId: '', messageType: 'Unknown', guid, status: '-2', info: '' }],
  }));

const bomb = `<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>`;
const reply506 = `<CEB506Message xmlns="${ns}" guid="${guid}" version="1.0"><LogisticsReturn/></CEB506Message>`;
const format900 =
  `<CEB900Message xmlns="${ns}" guid="${guid}" version="1.0"><MessageReturn><guid>${guid}</guid>` +
  '<returnStatus>-2</returnStatus><returnInfo/><returnTime>20260302090203456</returnTime><oriCopMsgId/>' +
  '<oriMessageType>Unknown</oriMessageType><oriBizMessage/></MessageReturn></CEB900Message>';
const without = (name: string) =>
  list604(inner(Object.fromEntries(Object.entries(fields).filter(([n]) => n !== name))));
const with_ = (name: string, value: string) => list604(inner({ ...fields, [name]: value }));

describe('messages that nobody can read', () => {
  test.each<[what: string, body: string, field: string, reason: string]>([
    ['nothing', '', 'body', 'well-formed'],
    ['no XML', 'hello', 'body', 'well-formed'],
    ['JSON', '{"a":1}', 'body', 'well-formed'],
    ['truncated', list604().slice(0, -30), 'body', 'well-formed'],
    ['crossed tags', '<a><b></a></b>', 'body', 'well-formed'],
    ['two roots', `${list604()}<more/>`, 'body', ''],
    ['a document type', bomb + list604(), 'body', 'document type'],
    ['an entity bomb in the data', wrapped(bomb + list604()), 'DxpMsg.Data', 'document type'],
    ['an entity of its own', with_('returnInfo', '&lol;'), 'body', 'entity'],
    ['a character that XML forbids', with_('returnInfo', '&#0;'), 'body', 'entity'],
    ['an ampersand alone', with_('returnInfo', 'a & b'), 'body', ''],
    ['too deep', `${'<a>'.repeat(40)}${'</a>'.repeat(40)}`, 'body', ''],
    [
      'a prefix of no namespace',
      list604()
        .replace('<InventoryReturn>', '<y:InventoryReturn>')
        .replace('</InventoryReturn>', '</y:InventoryReturn>'),
      'body',
      'prefix',
    ],
    ['another namespace', list604().replace(ns, 'http://example.com/ceb'), 'CEB604Message', 'namespace'],
    ['no namespace', list604().replace(` xmlns="${ns}"`, ''), 'CEB604Message', 'namespace'],
    ['a reply to what was never sent', reply506.replaceAll('CEB506', 'CEB216'), 'LogisticsReturn', 'no part'],
    ['our own message', list604().replaceAll('CEB604', 'CEB603'), 'InventoryReturn', 'no part'],
    [
      'no business element',
      `<CEB604Message xmlns="${ns}" guid="${guid}" version="1.0"/>`,
      'InventoryReturn',
      '1 to 100',
    ],
    ['another message of the exchange', '<DxpRep xmlns="http://www.chinaport.gov.cn/dxp"/>', 'DxpRep', 'no message'],
    ['an envelope without data', '<DxpMsg xmlns="http://www.chinaport.gov.cn/dxp"/>', 'DxpMsg.Data', 'missing'],
    ['data that is no base64', wrapped('x').replace(/<Data>.*<\/Data>/, '<Data>***</Data>'), 'DxpMsg.Data', 'base64'],
    ['data that is no XML', wrapped('hello'), 'DxpMsg.Data', 'well-formed'],
    ['no guid', without('guid'), 'InventoryReturn.guid', 'missing'],
    ['no key', without('copNo'), 'InventoryReturn.copNo', 'missing'],
    ['no status', without('returnStatus'), 'InventoryReturn.returnStatus', 'missing'],
    ['no time', without('returnTime'), 'InventoryReturn.returnTime', 'missing'],
    ['a guid of the wrong shape', with_('guid', '~'.repeat(36)), 'InventoryReturn.guid', 'shape'],
    ['a key too long', with_('copNo', 'X'.repeat(31)), 'InventoryReturn.copNo', 'longer than 30'],
    ['a customs number too long', with_('invtNo', '1'.repeat(21)), 'InventoryReturn.invtNo', 'longer than 20'],
    ['a text too long', with_('returnInfo', '字'.repeat(1001)), 'InventoryReturn.returnInfo', 'longer than 1000'],
    ['a status in letters', with_('returnStatus', 'OK'), 'InventoryReturn.returnStatus', 'shape'],
    ['a status with decimals', with_('returnStatus', '120.0'), 'InventoryReturn.returnStatus', 'shape'],
    ['a time of 14 digits', with_('returnTime', '20260302090203'), 'InventoryReturn.returnTime', 'shorter'],
    ['a 31 June', with_('returnTime', '20260631090203000'), 'InventoryReturn.returnTime', 'shape'],
  ])('%s', (_what, body, field, reason) => {
    const reading = read(body);
    expect(reading).toHaveProperty('flaws');
    const [flaw] = 'flaws' in reading ? reading.flaws : [];
    expect(flaw?.field).toBe(field);
    expect(flaw?.reason).toContain(reason);
  });
  test('bytes that are no UTF-8', () =>
    expect(readReplies(new Uint8Array([0xff, 0xfe, 0x3c]), { agentCode: '' })).toEqual({
      flaws: [{ field: 'body', reason: 'is not UTF-8 text (XML)' }],
    }));
  test('more bytes than the limit', () =>
    expect(readReplies(new Uint8Array(largestMessage + 1), { agentCode: '' })).toMatchObject({
      flaws: [{ field: 'body' }],
    }));
  test('every flaw is named', () => {
    const reading = read(list604(inner({ ...fields, guid: 'x', returnStatus: 'y' })));
    expect(reading).toMatchObject({
      flaws: [{ field: 'InventoryReturn.guid' }, { field: 'InventoryReturn.returnStatus' }],
    });
  });
  test('names that attack the parser change nothing', () => {
    const reading = read(list604(`${inner()}<__proto__><polluted>1</polluted></__proto__>`));
    expect(reading).toBeDefined();
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});
