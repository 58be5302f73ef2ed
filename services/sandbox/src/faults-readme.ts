import { readFileSync, writeFileSync } from 'node:fs';
import { faultsTable } from './faults.ts';

// Writes the table of faults into the README: `node services/sandbox/src/faults-readme.ts --write`.

const begin = '<!-- faults: written by src/faults-readme.ts -->';
const end = '<!-- /faults -->';

export const readme = new URL('../README.md', import.meta.url);

/** The README with the table of the code between its two marks. @throws where the marks are missing */
export function withTable(text: string): string {
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`the README has no ${begin} … ${end}`);
  return `${before}${begin}\n\n${faultsTable()}\n\n${end}${after}`;
}

if (process.argv.includes('--write')) writeFileSync(readme, withTable(readFileSync(readme, 'utf8')));
