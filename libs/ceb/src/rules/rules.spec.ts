import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentFlaws } from '../check/message.ts';
import { tables } from '../messages.ts';
import { sampleOf } from '../rig/arbitrary.ts';
import type { Table } from '../table/table.ts';
import { buildMessage } from '../write.ts';
import { invtNoShape, keyOf, preNoShape, rkdNoShape, versionFlaw } from './keys.ts';
import { bytesPerMessage, linesPerPart, messagesOf, partsOf } from './split.ts';
import { errorRange, infoOf, isFurther, rankOf, statusOf, statusRows, takenRank } from './statuses.ts';

const guid = '4F5CBF9A-0C5A-4A87-8D0B-2D7C0E1A9B11';
const numbered = { guid: (part: number) => `${guid.slice(0, -4)}${String(part).padStart(4, '0')}` };

describe('many documents', () => {
  test('go in messages of at most 100; an inbound detail goes alone', () => {
    const document = { head: {} as never, lines: [] };
    const sizes = (table: Table, many: number, mostBytes?: number) =>
      messagesOf(table, Array.from({ length: many }, () => document) as never, mostBytes).map(({ length }) => length);
    expect(sizes(tables['603'], 250)).toEqual([100, 100, 50]);
    expect(sizes(tables['711'], 2)).toEqual([1, 1]);
    expect(sizes(tables['816'], 101)).toEqual([100, 1]);
    expect(sizes(tables['621'], 0)).toEqual([]);
  });

  test('go in more messages where their bytes are too many, each document in exactly one', () => {
    const documents = Array.from({ length: 12 }, (_, seed) => sampleOf(tables['603'], seed + 1).documents[0] as never);
    const transfer = { copCode: '1', copName: 'n', dxpId: 'd' };
    const messages = messagesOf(tables['603'], documents, 20_000);
    expect(messages.flat()).toEqual(documents);
    expect(messages.length).toBeGreaterThan(1);
    for (const message of messages) {
      const bytes = Buffer.byteLength(buildMessage(tables['603'], { guid, documents: message, transfer } as never));
      expect(message.length === 1 || bytes < 20_500).toBe(true);
    }
    const [alone] = documents;
    expect(messagesOf(tables['603'], [alone, alone] as never, 10).map(({ length }) => length)).toEqual([1, 1]);
  });
});

describe('a long document', () => {
  const departure = tables['509'];
  const head = sampleOf(departure).documents[0]?.head as never;
  const document = (many: number) => ({
    head,
    lines: Array.from({ length: many }, (_, index) => ({ gnum: index + 1, logisticsNo: `YW${index}` })),
  });
  test('goes in parts that say how many they are and which they are, each line in exactly one', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 350 }), fc.integer({ min: 4, max: 100 }), (many, perPart) => {
        const needed = Math.ceil(many / perPart);
        const parts = partsOf(departure, document(many), { ...numbered, perPart });
        expect(parts).toHaveLength(needed);
        expect(new Set(parts.map((part) => part.head.guid)).size).toBe(needed);
        expect(parts.map((part) => [part.head.msgCount, part.head.msgSeqNo])).toEqual(
          parts.map((_, index) => [needed, index + 1]),
        );
        expect(parts.flatMap(({ lines }) => lines.map(({ logisticsNo }) => logisticsNo))).toEqual(
          document(many).lines.map(({ logisticsNo }) => logisticsNo),
        );
        const transfer = { copCode: '1', copName: 'n', dxpId: 'd' };
        expect(contentFlaws(departure, { guid, documents: parts, transfer } as never)).toEqual([]);
      }),
      { numRuns: 20 },
    ));
  test('that is short is part 1 of 1; an arrival may have no lines at all', () => {
    expect(partsOf(departure, document(2), numbered)[0]?.head).toMatchObject({
      msgCount: 1,
      msgSeqNo: 1,
      guid: numbered.guid(1),
    });
    const arrival = { head: sampleOf(tables['507']).documents[0]?.head as never, lines: [] };
    expect(partsOf(tables['507'], arrival, numbered)[0]).toMatchObject({
      head: { msgCount: 1, msgSeqNo: 1 },
      lines: [],
    });
    const lines = document(linesPerPart + 1).lines.map(({ gnum }) => ({ gnum, logisticsNo: 'YW' }));
    expect(partsOf(tables['607'], { head, lines } as never, numbered)).toHaveLength(2);
  });
  test('goes in as many parts as its bytes need, whatever its lines', () => {
    const parts = partsOf(departure, document(300), { ...numbered, mostBytes: 8_000 });
    expect(parts.flatMap(({ lines }) => lines)).toHaveLength(300);
    const transfer = { copCode: '1', copName: 'n', dxpId: 'd' };
    const sizes = parts.map((part) =>
      Buffer.byteLength(buildMessage(departure, { guid, documents: [part], transfer } as never)),
    );
    expect(Math.max(...sizes)).toBeLessThan(8_500);
    expect(Math.min(...sizes.slice(0, -1))).toBeGreaterThan(7_500);
    expect(bytesPerMessage * (4 / 3)).toBeLessThan(1_000_000);
  });
  test('is never parted where its message knows no parts', () => {
    expect(() => partsOf(tables['621'], { head: {} as never, lines: [] }, numbered)).toThrow('never sent in parts');
  });
});

describe('keys', () => {
  test('a reply bears the key of what it answers', () => {
    const reply = sampleOf(tables['622']).documents[0] as never;
    const head = { agentCode: 'A', copNo: 'L-1' };
    expect(keyOf(tables['622'], { head } as never)).toEqual({
      message: '621',
      parts: [
        ['agentCode', 'A'],
        ['copNo', 'L-1'],
      ],
    });
    expect(keyOf(tables['621'], { head, lines: [] } as never)).toEqual(keyOf(tables['622'], { head } as never));
    expect(keyOf(tables['622'], reply).message).toBe('621');
  });
  test('every key is made of fields of its table, in every reply as in what it answers', () => {
    for (const table of Object.values(tables) as Table[]) {
      for (const field of table.key) expect(Object.keys(table.fields)).toContain(field);
      const answered = (tables as Readonly<Record<string, Table>>)[table.answers ?? table.number];
      expect(answered?.key).toEqual(table.key);
    }
  });
  test('a version follows with a new guid and a later time', () => {
    const before = { guid, appTime: '20260302090000' };
    expect(versionFlaw(before, { guid: `${guid.slice(0, -1)}2`, appTime: '20260302090001' })).toBeUndefined();
    expect(versionFlaw(before, { guid, appTime: '20260302090001' })).toBe('SAME_GUID');
    expect(versionFlaw(before, { guid: `${guid.slice(0, -1)}2`, appTime: '20260302090000' })).toBe('NOT_LATER');
  });
  test('numbers of port and customs have their shapes', () => {
    expect('B20260302000000001').toMatch(preNoShape);
    expect('53492026E00000000001').toMatch(invtNoShape);
    expect('31052026I000000001').toMatch(invtNoShape);
    expect('31052026I0000000001').not.toMatch(invtNoShape);
    expect('310520260302000001').toMatch(rkdNoShape);
  });
});

describe('statuses', () => {
  test('rank 1 < 2 < 3 < 120 < 300 < 500 < detained < 399 < 800 < 899; outcomes have none', () => {
    const ranked = statusRows.filter(({ rank }) => rank !== undefined);
    const sorted = ranked.toSorted((one, other) => (one.rank ?? 0) - (other.rank ?? 0));
    const detained = ['501', '502', '503', '599'];
    const codes = ['1', '2', '3', '120', '300', '500', ...detained, '399', '800', '899'];
    expect(sorted.map(({ code }) => code)).toEqual(codes);
    expect(new Set(detained.map(rankOf)).size).toBe(1);
    expect(rankOf('120')).toBe(takenRank);
    for (const code of ['4', '100', '505', '600', '700', '-1', '99']) expect(rankOf(code)).toBeUndefined();
  });
  test('none is lost: unknown codes and codes on other replies are kept and marked', () => {
    expect(statusOf('312', '99')).toEqual({ code: '99', standing: 'unknown', expected: false });
    expect(statusOf('312', '800')).toMatchObject({ standing: 'released', expected: false });
    expect(statusOf('604', '800')).toMatchObject({ standing: 'released', expected: true });
    expect(statusOf('514', '120').expected).toBe(false);
    expect(statusOf('622', '-621010')).toEqual({ code: '-621010', standing: 'error', expected: true });
  });
  test('an older "2" does not move back what is released; of one rank the later counts', () => {
    const released = { rank: 8, returnTime: '20260302090000000' };
    expect(isFurther({ rank: 2, returnTime: '20260303090000000' }, released)).toBe(false);
    expect(isFurther({ rank: 8, returnTime: '20260302090000001' }, released)).toBe(true);
    expect(isFurther({ returnTime: '20260303090000000' }, released)).toBe(true);
  });
  test('what customs writes is taken apart', () => {
    expect(infoOf('[Code:1800;Desc:逻辑校验通过]')).toEqual({ code: '1800', text: '逻辑校验通过' });
    expect(infoOf('新增申报成功')).toBeUndefined();
  });
  test('an error of the port says what it is about', () => {
    expect([errorRange('-621005')?.en, errorRange('1001')?.zh, errorRange('-7777777')]).toEqual([
      'import list',
      '报文安全错误',
      undefined,
    ]);
  });
});
