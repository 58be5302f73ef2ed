import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diagramOf, tableOf } from './diagram.ts';
import { listMode, tradeModes } from './modes.ts';
import { after } from './moving.ts';
import { type Course, courses, type Move, type Position, positions, type Sign, signs, standings } from './table.ts';

const all = Object.keys(courses) as Course[];
const everySign = Object.keys(signs) as Sign[];
const movesOf = (course: Course): readonly Move[] => courses[course];
const ends: readonly Position[] = ['CANCELLED', 'ENTERED'];

/** How far each position is; where a declaration was sent back, or ended, it is nowhere on the way. */
const way: readonly Position[] = [
  ...['NONE', 'DRAFTED', 'DOCUMENTS_SENT', 'SUBMITTED', 'STORED', 'UNDER_REVIEW'],
  ...['INSPECTION', 'DETAINED', 'RELEASED', 'CLOSED', 'SUMMARISED', 'ENTERED'],
] as Position[];

describe.each(all)('course %s', (course) => {
  test('from every position, every sign leads to one place or to none', () => {
    for (const position of positions) {
      for (const sign of everySign) {
        const rows = movesOf(course).filter((move) => move.sign === sign && move.from.includes(position));
        expect(rows.length, `${position} ${sign}`).toBeLessThan(2);
        expect(after(course, position, sign)).toBe(rows[0]?.to);
      }
    }
  });

  test('whatever is reached leads on, is ended, or waits for somebody', () => {
    for (const { to } of movesOf(course)) {
      const leads = movesOf(course).some(({ from }) => from.includes(to));
      if (ends.includes(to)) expect(leads, to).toBe(false);
      else expect(leads || to === 'CLOSED', to).toBe(true);
      expect(standings[to].owner === undefined, to).toBe(ends.includes(to));
    }
  });

  test('every start of a move can be reached', () => {
    const reached = new Set<Position>(['NONE', ...movesOf(course).map(({ to }) => to)]);
    for (const { sign, from } of movesOf(course)) {
      expect(
        from.filter((position) => !reached.has(position)),
        sign,
      ).toEqual([]);
    }
  });

  test('its diagram and its table stand in the README', () => {
    const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
    const squeezed = (text: string) => text.replace(/[ -]+/g, ' ');
    expect(squeezed(readme)).toContain(squeezed(diagramOf(course)));
    expect(squeezed(readme)).toContain(squeezed(tableOf(course)));
  });
});

test.each(['EXPORT_LIST', 'IMPORT_LIST'] as const)('of %s, no sign of customs moves a list back', (course) => {
  const signed = fc.array(fc.constantFrom(...everySign), { maxLength: 30 });
  fc.assert(
    fc.property(signed, (signsOf) => {
      let position: Position = 'NONE';
      for (const sign of signsOf) {
        const next = after(course, position, sign);
        if (next === undefined) continue;
        const [before, now] = [way.indexOf(position), way.indexOf(next)];
        if (before >= 0 && now >= 0) expect(now, `${position} ${sign}`).toBeGreaterThanOrEqual(before);
        if (ends.includes(position)) expect(next).toBe(position);
        position = next;
      }
    }),
    { numRuns: 1_000 },
  );
});

describe('the modes', () => {
  test('each code, direction and course stands once', () => {
    const keys = tradeModes.map(({ code, direction, course }) => `${code} ${direction} ${course}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(tradeModes.map(({ code }) => code))).toEqual(
      new Set(['9610', '1210', '1239', '9710', '9810', '0110']),
    );
  });

  test('a list is declared under its mode and direction only', () => {
    expect(listMode('9810', 'E').course).toBe('EXPORT_LIST');
    expect(() => listMode('9810', 'I')).toThrow('9810 I');
    expect(() => listMode('0110', 'E')).toThrow('0110 E');
  });
});
