import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
const configFile = `${root}.dependency-cruiser.cjs`;
const rules = (createRequire(import.meta.url)(configFile) as { forbidden: { name: string }[] }).forbidden;

interface Report {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly {
      readonly rule: { readonly name: string };
      readonly from: string;
      readonly to: string;
    }[];
  };
}

async function cruise(cwd: string, folders: readonly string[]): Promise<Report['summary']> {
  const args = ['--config', configFile, '--output-type', 'json', ...folders];
  // It exits with the number of violations; the report is on stdout either way.
  const { stdout } = await run(`${root}node_modules/.bin/depcruise`, args, { cwd, maxBuffer: 256 * 1024 * 1024 }).catch(
    (error: { stdout: string }) => error,
  );
  return (JSON.parse(stdout) as Report).summary;
}

describe('directions of imports', () => {
  it('hold in the whole suite, and something was looked at', async () => {
    const summary = await cruise(root, ['libs', 'services', 'deploy']);
    expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
    expect(summary.totalCruised).toBeGreaterThan(100);
  });

  it.each(rules.map(({ name }) => name))('%s fires on its fixture', async (name) => {
    const summary = await cruise(`${root}e2e/boundaries/fixtures/${name}`, ['.']);
    expect(summary.violations.map(({ rule }) => rule.name)).toContain(name);
  });
});
