import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

// The two READMEs say the same: the Chinese one is kept in step with the English one, section by section.

const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
const english = read('README.md');
const chinese = read('README.zh-CN.md');

interface Section {
  readonly level: number;
  /** Inline code and code blocks without comments and output in words: what has to be the same in every language. */
  readonly code: readonly string[];
  readonly links: readonly string[];
  readonly tableRows: number;
}

/** A README as its sections, each with what does not depend on the language. */
function sectionsOf(markdown: string): readonly Section[] {
  return markdown.split(/^(?=#{1,3} )/m).map((part) => ({
    level: /^#+/.exec(part)?.[0].length ?? 0,
    code: commandsOf(part),
    links: [...part.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => inEnglish(target ?? '')).sort(),
    tableRows: part.split('\n').filter((line) => line.startsWith('|')).length,
  }));
}

/** The two READMEs link to each other: that counts as the same link. */
function inEnglish(target: string): string {
  return target === 'README.zh-CN.md' ? 'README.md' : target;
}

/** Commands of the fenced blocks, without their comments: `make demo`, `curl …`. */
function commandsOf(part: string): readonly string[] {
  const blocks = [...part.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block]) => block ?? '');
  return blocks
    .flatMap((block) => block.split('\n'))
    .filter((line) => /^(\$ )?(make|curl|LANGUAGE|SEED|git|node) /.test(line))
    .map((line) => line.replace(/\s+#.*$/, '').trim());
}

it('has the same sections, commands, links and tables in Chinese', () => {
  const sections = sectionsOf(english);
  expect(sections.length).toBeGreaterThan(6);
  expect(sections.flatMap(({ code }) => code).length).toBeGreaterThan(5);
  expect(sectionsOf(chinese)).toEqual(sections);
});

it('is Chinese where it is prose', () => {
  const prose = chinese.replace(/```[\s\S]*?```/g, '').replace(/`[^`]*`/g, '');
  const characters = prose.match(/[\u4e00-\u9fff]/g)?.length ?? 0;
  const words = prose.match(/[A-Za-z]{4,}/g)?.length ?? 0;
  expect(characters).toBeGreaterThan(words * 3);
});
