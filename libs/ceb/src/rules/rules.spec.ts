import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentFlaws } from '../check/message.ts';
import { tables } from '../messages.ts';
import { sampleOf } from '../rig/arbitrary.ts';
import type { Table } from '../table/table.ts';
import { invtNoShape, keyOf, preNoShape, rkdNoShape, versionFlaw } from './keys.ts';
import { linesPerPart, messagesOf, partsNeeded, partsOf } from './split.ts';
import { errorRange, infoOf, isFurther, statusOf, statusRows } from './statuses.ts';

const guid = '4F5CBF9A-0C5A-4A87-8D0B-2D7C0E1A9B11';
const guids = (many: number) => Array.from({ length: many }, () => guid);

describe('many documents', () => {
  test('go in messages of at most 100; an inbound detail goes alone', () => {
    const document = { head: {} as never, lines: [] };
    const sizes = (table: Table, many: number) =>
      messagesOf(table, Array.from({ length: many }, () => document) as never).map(({ length }) => length);
    expect(sizes(tables['603'], 250)).toEqual([100, 100, 50]);
    expect(sizes(tables['711'], 2)).toEqual([1, 1]);
    expect(sizes(tables['816'], 101)).toEqual([100, 1]);
    expect(sizes(tables['621'], 0)).toEqual([]);
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
        const needed = partsNeeded(departure, many, perPart);
        const parts = partsOf(departure, document(many), { guids: guids(needed), perPart });
        expect(parts).toHaveLength(needed);
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
    expect(partsOf(departure, document(2), { guids: [guid] })[0]?.head).toMatchObject({
      msgCount: 1,
      msgSeqNo: 1,
      guid,
    });
    const arrival = { head: sampleOf(tables['507']).documents[0]?.head as never, lines: [] };
    expect(partsOf(tables['507'], arrival, { guids: [guid] })[0]).toMatchObject({
      head: { msgCount: 1, msgSeqNo: 1 },
      lines: [],
    });
    expect([partsNeeded(departure, 0), partsNeeded(departure, linesPerPart + 1)]).toEqual([1, 2]);
  });
  test('is never parted where its message knows no parts, or without guids', () => {
    expect(() => partsOf(tables['621'], { head: {} as never, lines: [] }, { guids: [guid] })).toThrow(
      'never sent in parts',
    );
    expect(() => partsOf(departure, document(2), { guids: [], perPart: 1 })).toThrow('no guid');
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
  test('rank 1 < 2 < 3 < 120 < 300 < 500 < 399 < 800 < 899; outcomes have none', () => {
    const ranked = statusRows.filter(({ rank }) => rank !== undefined);
    const sorted = ranked.toSorted((one, other) => (one.rank ?? 0) - (other.rank ?? 0));
    expect(sorted.map(({ code }) => code)).toEqual(['1', '2', '3', '120', '300', '500', '399', '800', '899']);
    for (const code of ['4', '100', '501', '502', '503', '599', '505', '600', '700']) {
      expect(statusOf('622', code).rank).toBeUndefined();
    }
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
