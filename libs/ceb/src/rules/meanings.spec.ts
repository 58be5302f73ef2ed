import { describe, expect, test } from 'vitest';
import { meanings, meantBy } from './meanings.ts';

const day = '2026-03-02';

describe('what a status means', () => {
  test('ranks stand as the trade has them: 1 < 2 < 3 < 120 < 300 < 500 < 399 < 800 < 899', () => {
    const codes = ['1', '2', '3', '120', '300', '500', '399', '800', '899'];
    const ranks = codes.map((code) => meantBy('MESSAGE_KIND_CEB603', code, day)?.rank ?? 0);
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    expect(new Set(ranks).size).toBe(codes.length);
  });
  test('120 accepts a document and stores a list', () => {
    expect(meantBy('MESSAGE_KIND_CEB403', '120', day)?.meaning).toBe('accepted');
    expect(meantBy('MESSAGE_KIND_CEB603', '120', day)?.meaning).toBe('stored');
  });
  test.each(['300', '800', '899'])('%s is no status of a document', (code) =>
    expect(meantBy('MESSAGE_KIND_CEB303', code, day)).toBeUndefined(),
  );
  test.each(['-1', '-304001', '100', '4'])('%s sends any message back', (code) =>
    expect(meantBy('MESSAGE_KIND_CEB505', code, day)?.meaning).toBe('returned'),
  );
  test.each(['99', '700', '', '--1', '1200'])('%j is not known', (code) =>
    expect(meantBy('MESSAGE_KIND_CEB603', code, day)).toBeUndefined(),
  );
  test('a row does not hold before its day', () =>
    expect(meantBy('MESSAGE_KIND_CEB603', '800', '2018-06-29')).toBeUndefined());
  test('no code means two things for one message', () => {
    const marks = meanings.flatMap(({ code, answers }) => answers.map((each) => `${each} ${code}`));
    expect(new Set(marks).size).toBe(marks.length);
  });
});
