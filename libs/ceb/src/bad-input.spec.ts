import { describe, expect, test } from 'vitest';
import { tables } from './messages.ts';
import { readMessage } from './read.ts';
import { sampleOf } from './rig/arbitrary.ts';
import type { AnyContent, Table } from './table/table.ts';
import { buildMessage } from './write.ts';

const list: Table = tables['621'];
const modeOf = ({ documents: [document] }: AnyContent) => document?.head['tradeMode'];
const made = Array.from({ length: 20 }, (_, seed) => sampleOf(list, seed)).find((each) => modeOf(each) === '1210');
const bonded = (): AnyContent => {
  if (made === undefined) throw new Error('no bonded list was made');
  return { ...made, documents: made.documents.slice(0, 1) };
};
const changed = (
  head: Record<string, string | undefined>,
  line: Record<string, string | undefined> = {},
): AnyContent => {
  const content = bonded();
  return {
    ...content,
    documents: content.documents.map((each) => ({
      head: { ...each.head, ...head },
      lines: each.lines?.slice(0, 1).map((row) => ({ ...row, ...line })),
    })),
  };
};
const rulesOf = (content: AnyContent, lengths: 'schema' | 'text' = 'schema') => {
  try {
    buildMessage(list, content as never, { lengths });
    return [];
  } catch (error) {
    return (error as { flaws: { field: string; rule: string }[] }).flaws.map(({ field, rule }) => `${field} ${rule}`);
  }
};
const xml = buildMessage(list, bonded() as never);
const read = (text: string, options = {}) => {
  const reading = readMessage(Buffer.from(text, 'utf8'), { unsigned: true, ...options });
  return 'flaws' in reading ? reading.flaws.map(({ field, rule }) => `${field} ${rule}`) : [];
};

describe('content that no message may carry', () => {
  test.each<[string, Record<string, string | undefined>, string]>([
    ['no account book in a bonded list', { emsNo: undefined }, 'Inventory.InventoryHead.emsNo MODE_NEEDS'],
    ['a vehicle in a bonded list', { trafNo: 'CA123' }, 'Inventory.InventoryHead.trafNo MODE_FORBIDS'],
    ['another currency', { currency: '502' }, 'Inventory.InventoryHead.currency VALUE'],
    ['another document of identity', { buyerIdType: '2' }, 'Inventory.InventoryHead.buyerIdType VALUE'],
    ['a mode of the other direction', { tradeMode: '9710' }, 'Inventory.InventoryHead.tradeMode VALUE'],
    ['a negative amount', { freight: '-1.00' }, 'Inventory.InventoryHead.freight TYPE'],
    ['15 digits before the point', { freight: '100000000000000' }, 'Inventory.InventoryHead.freight TOO_LONG'],
    ['the 31st of February', { declTime: '20260231' }, 'Inventory.InventoryHead.declTime TYPE'],
    ['a guid in small letters', { guid: '4f5cbf9a-0c5a-4a87-8d0b-2d7c0e1a9b11' }, 'Inventory.InventoryHead.guid TYPE'],
    ['half a character', { buyerName: '\ud842' }, 'Inventory.InventoryHead.buyerName CHARACTERS'],
    ['a control character', { buyerName: 'a\u0007' }, 'Inventory.InventoryHead.buyerName CHARACTERS'],
    ['a character of private use', { buyerName: '\ue000' }, 'Inventory.InventoryHead.buyerName CHARACTERS'],
    ['a character that nobody has assigned', { buyerName: '\u0378' }, 'Inventory.InventoryHead.buyerName CHARACTERS'],
    ['a field of another message', { sumNo: '1' }, 'Inventory.InventoryHead.sumNo UNKNOWN'],
  ])('%s', (_, head, flaw) => expect(rulesOf(changed(head))).toContain(flaw));

  test('lengths are those of the schema, or of the text where it is told so', () => {
    const long = changed({}, { itemNo: 'x'.repeat(25) });
    expect(rulesOf(long)).toEqual(['Inventory.InventoryList.itemNo TOO_LONG']);
    expect(rulesOf(long, 'text')).toEqual([]);
    expect(rulesOf(changed({}, { itemNo: 'x'.repeat(31) }), 'text')).toEqual([
      'Inventory.InventoryList.itemNo TOO_LONG',
    ]);
  });
  test('a character counts as one, however many bytes it takes', () =>
    expect(rulesOf(changed({ buyerName: '𠮷'.repeat(60) }))).toEqual([]));
  test('half of a second quantity', () =>
    expect(rulesOf(changed({}, { qty2: '1', unit2: undefined }))).toEqual(['Inventory.InventoryList.qty2 PAIR']));
  test('lines that are not numbered from 1', () => {
    const [first] = bonded().documents;
    const lines = [first?.lines?.[0] ?? {}, first?.lines?.[0] ?? {}];
    const doubled = { ...bonded(), documents: [{ head: first?.head ?? {}, lines }] };
    expect(rulesOf(doubled)).toEqual(['Inventory.InventoryList[2].gnum NUMBERING']);
  });
});

const ns = 'http://www.chinaport.gov.cn/ceb';

describe('bytes that are no message', () => {
  test('the message itself is one', () => expect(read(xml)).toEqual([]));
  test.each<[string, string, string]>([
    ['nothing', '', 'body XML'],
    ['a bomb of entities', `<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]>${xml}`, 'body XML'],
    ['an entity from outside', `<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>${xml}`, 'body XML'],
    ['an entity that XML does not know', xml.replace('</ceb:guid>', '&b;</ceb:guid>'), 'body XML'],
    ['cut off', xml.slice(0, -9), 'body XML'],
    ['another namespace', xml.replace(ns, `${ns}/2`), 'CEB621Message NAMESPACE'],
    ['no namespace', xml.replaceAll('ceb:', '').replace(/ xmlns:?ceb="[^"]*"/, ''), 'CEB621Message NAMESPACE'],
    ['another message', xml.replaceAll('CEB621Message', 'CEB620Message'), 'CEB620Message MESSAGE'],
    ['a name of every object', `<toString xmlns="${ns}"/>`, '__toString MESSAGE'],
    ['another version', xml.replace('version="1.0">', 'version="2.0">'), 'version VALUE'],
    ['no guid of the message', xml.replace(/ guid="[^"]*"/, ''), 'guid TOO_SHORT'],
    ['no transfer', xml.replace(/<ceb:BaseTransfer>.*<\/ceb:BaseTransfer>/s, ''), 'BaseTransfer MISSING'],
    ['two transfers', xml.replace(/(<ceb:BaseTransfer>.*<\/ceb:BaseTransfer>)/s, '$1$1'), 'BaseTransfer DOUBLED'],
    ['a transfer by other means', xml.replace('>DXP<', '>FTP<'), 'BaseTransfer.dxpMode VALUE'],
    ['no head', xml.replace(/<ceb:InventoryHead>.*<\/ceb:InventoryHead>/s, ''), 'Inventory.InventoryHead MISSING'],
    [
      'a field of another namespace',
      xml.replace('<ceb:orderNo>', '<orderNo>').replace('</ceb:orderNo>', '</orderNo>'),
      'Inventory.InventoryHead.orderNo UNKNOWN',
    ],
    ['text beside the documents', xml.replace('<ceb:BaseTransfer>', 'text<ceb:BaseTransfer>'), 'CEB621Message UNKNOWN'],
  ])('%s', (_, text, flaw) => expect(read(text)).toContain(flaw));

  test('too many of them, before anything is parsed', () => {
    const reading = readMessage(new Uint8Array(50_000_000));
    expect(reading).toMatchObject({ flaws: [{ field: 'body', rule: 'TOO_LARGE' }] });
    expect(read(xml, { largest: 100 })).toEqual(['body TOO_LARGE']);
  });
  test('a list without the signature that it needs', () =>
    expect(read(xml, { unsigned: false })).toEqual(['Signature SIGNATURE']));
  test('what stood there is never repeated', () => {
    const reading = readMessage(Buffer.from(xml.replace(/(<ceb:buyerIdNumber>)[^<]*/, `$1${'secret'.repeat(20)}`)), {
      unsigned: true,
    });
    expect(JSON.stringify(reading)).toContain('buyerIdNumber');
    expect(JSON.stringify(reading)).not.toContain('secret');
  });
});
