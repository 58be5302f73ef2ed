import { describe, expect, it } from 'vitest';
import type { Refusals } from '../language.ts';
import * as tables from './index.ts';

const { allRefusals, ...each } = tables;
const services = Object.values(each as Readonly<Record<string, Refusals>>);
const blanks = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

describe('refusals', () => {
  it('have one meaning each in the whole suite', () => {
    const codes = services.flatMap((table) => Object.keys(table));
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
    expect(Object.keys(allRefusals).sort()).toEqual(codes.sort());
  });

  it.each(Object.entries(allRefusals))('%s says the same in both languages, and what to do next', (code, text) => {
    expect(code).toMatch(/^[A-Z][A-Z0-9_]+$/);
    expect(new Set(blanks(text.zh))).toEqual(new Set(blanks(text.en)));
    expect(new Set(blanks(text.next.zh))).toEqual(new Set(blanks(text.next.en)));
    for (const sentence of [text.en, text.next.en]) expect(sentence).toMatch(/[.?]$/);
    for (const sentence of [text.zh, text.next.zh]) expect(sentence).toMatch(/[\u4e00-\u9fff]/);
  });
});
