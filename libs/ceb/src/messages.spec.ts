import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentFlaws } from './check/message.ts';
import { type MessageNumber, tables } from './messages.ts';
import { readMessage } from './read.ts';
import { contentOf, sampleOf } from './rig/arbitrary.ts';
import type { Fields } from './table/field.ts';
import type { AnyContent, Content, Table, Values } from './table/table.ts';
import { buildMessage } from './write.ts';

const all = Object.entries(tables) as [MessageNumber, Table][];
const build = (table: Table, content: AnyContent) => buildMessage(table, content as Content<Table>);
const read = (xml: string) => readMessage(Buffer.from(xml, 'utf8'), { unsigned: true });
const flawsOf = (xml: string) => {
  const reading = read(xml);
  return 'flaws' in reading ? reading.flaws.map(({ field, rule }) => `${field} ${rule}`) : [];
};

describe.each(all)('CEB%s', (number, table) => {
  test('comes back as it was built, and is built again byte for byte', () =>
    fc.assert(
      fc.property(contentOf(table), (content) => {
        const xml = build(table, content);
        const reading = read(xml);
        expect(reading).toMatchObject({ message: { number, signed: false } });
        expect('message' in reading && reading.message.content).toEqual(content);
        expect(build(table, structuredClone(content))).toBe(xml);
      }),
      { numRuns: 8, seed: Number(number) },
    ));

  test('is read by namespace: the prefix is the sender’s own', () => {
    const content = sampleOf({ ...table, direction: 'received' } as Table);
    const xml = build({ ...table, direction: 'received' } as Table, content);
    const prefixed = xml.replace('xmlns=', 'xmlns:any=').replace(/<(\/?)(?=[A-Za-z])/g, '<$1any:');
    if (table.direction === 'received') expect(read(prefixed)).toEqual(withPrefix(read(xml)));
    else expect(flawsOf(prefixed)).toEqual(['BaseTransfer MISSING']);
  });

  test('keeps to its fields, one by one', () => {
    for (const { at, fields, set } of elementsOf(table)) {
      for (const [name, field] of Object.entries(fields)) {
        const tag = `${at}.${field.tag ?? name}`;
        const broken = (value: string | number | undefined) =>
          contentFlaws(table, set({ [name]: value }))
            .filter((flaw) => flaw.field === tag)
            .map(({ rule }) => rule);
        if (field.need === 'mandatory') expect([tag, broken(undefined)]).toEqual([tag, ['MISSING']]);
        const long = field.type === 'text' ? '中'.repeat(field.most + 1) : '9'.repeat(field.most + 1);
        if (field.modes === undefined && field.most < 10_000) expect([tag, broken(long)]).toEqual([tag, ['TOO_LONG']]);
        if (field.type !== 'text') expect([tag, broken('1e3')]).toEqual([tag, ['TYPE']]);
        if (field.type === 'decimal') expect([tag, broken('0.123456')]).toEqual([tag, ['TOO_LONG']]);
        if (field.shape !== undefined) {
          const wrong = field.shape === 'status' ? 'x' : '~'.repeat(field.most);
          expect([tag, broken(wrong)]).toEqual([tag, ['TYPE']]);
        }
        if (field.values !== undefined) expect([tag, broken('~'.repeat(field.least))]).toEqual([tag, ['VALUE']]);
      }
    }
  });

  test('refuses fields that are unknown, doubled or out of order', () => {
    const content = sampleOf(table);
    const xml = build(table, { ...content, documents: content.documents.slice(0, 1) });
    const at = table.head === undefined ? table.business : `${table.business}.${table.head}`;
    const guid = /<((?:ceb:)?guid)>[^<]*<\/\1>/.exec(xml)?.[0] ?? '';
    expect(flawsOf(xml.replace(guid, guid + guid))).toEqual([`${at}.guid DOUBLED`]);
    expect(flawsOf(xml.replace(guid, guid + guid.replaceAll('guid', 'guide')))).toEqual([`${at}.guide UNKNOWN`]);
    const swapped = xml.replace(new RegExp(`(${guid})(<(?:ceb:)?(\\w+)>[^<]*</[^>]*>)`), '$2$1');
    expect(swapped).not.toBe(xml);
    expect(flawsOf(swapped)).toEqual([`${at}.guid ORDER`]);
    expect(flawsOf(xml.replace(guid, `${guid}text`))).toEqual([`${at} UNKNOWN`]);
    expect(flawsOf(xml.replace(guid, guid.replace(/>.*</, '><b/><')))).toContain(`${at}.guid TYPE`);
  });

  test('carries no more documents and lines than it may', () => {
    const content = sampleOf(table);
    const [document] = content.documents;
    const counted = (some: AnyContent) =>
      contentFlaws(table, some)
        .filter(({ rule }) => rule === 'COUNT')
        .map(({ field }) => field);
    expect(counted({ ...content, documents: [] })).toEqual([table.business]);
    if (document === undefined) return;
    if (table.mostDocuments !== undefined) {
      const many = Array.from({ length: table.mostDocuments + 1 }, () => document);
      expect(counted({ ...content, documents: many })).toEqual([table.business]);
    }
    if (table.lines === undefined) return;
    const { element, least, most } = table.lines;
    if (least === 1)
      expect(counted({ ...content, documents: [{ ...document, lines: [] }] })).toEqual([
        `${table.business}.${element}`,
      ]);
    if (most === undefined) return;
    const lines = Array.from({ length: most + 1 }, () => document.lines?.[0] ?? {});
    expect(counted({ ...content, documents: [{ ...document, lines }] })).toEqual([`${table.business}.${element}`]);
  });
});

interface Place {
  readonly at: string;
  readonly fields: Fields;
  /** The sample with other values in this element. */
  set(values: Values): AnyContent;
}

function elementsOf(table: Table): readonly Place[] {
  const content = sampleOf(table);
  const [first] = content.documents;
  if (first === undefined) throw new Error('no document');
  const { lines } = table;
  const line = first.lines?.[0] ?? (lines === undefined ? {} : sampleLine(table));
  const document = lines === undefined ? first : { ...first, lines: [line] };
  const head: Place = {
    at: table.head === undefined ? table.business : `${table.business}.${table.head}`,
    fields: table.fields,
    set: (values) => ({ ...content, documents: [{ ...document, head: { ...document.head, ...values } }] }),
  };
  if (lines === undefined) return [head];
  const row: Place = {
    at: `${table.business}.${lines.element}`,
    fields: lines.fields,
    set: (values) => ({ ...content, documents: [{ ...document, lines: [{ ...line, ...values }] }] }),
  };
  return [head, row];
}

function sampleLine(table: Table): Values {
  for (let seed = 1; seed < 50; seed += 1) {
    const line = sampleOf(table, seed).documents[0]?.lines?.[0];
    if (line !== undefined) return line;
  }
  throw new Error('no line was made');
}

function withPrefix(reading: ReturnType<typeof read>) {
  return 'message' in reading ? { message: { ...reading.message, root: expect.anything() } } : reading;
}
