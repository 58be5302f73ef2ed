import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { cruise, type IConfiguration, type ICruiseResult } from 'dependency-cruiser';
import { describe, expect, it } from 'vitest';

const root = dirname(dirname(import.meta.dirname));
const { forbidden = [], options = {} } = createRequire(import.meta.url)(
  `${root}/.dependency-cruiser.cjs`,
) as IConfiguration;

/** Cruises folders below `baseDir` under the repository's own rules. */
async function cruised(baseDir: string, folders: readonly string[]): Promise<ICruiseResult['summary']> {
  const { output } = await cruise(
    [...folders],
    { ...options, baseDir, validate: true, ruleSet: { forbidden } },
    options.enhancedResolveOptions,
  );
  if (typeof output === 'string') throw new Error('the result is a text');
  return output.summary;
}

describe('directions of imports', () => {
  it('hold in the whole suite, and something was looked at', async () => {
    const { violations, totalCruised } = await cruised(root, ['libs', 'services', 'deploy']);
    expect(violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
    expect(totalCruised).toBeGreaterThan(100);
  });

  it.each(forbidden.map(({ name }) => String(name)))('%s fires on its fixture', async (name) => {
    const { violations } = await cruised(`${root}/e2e/boundaries/fixtures/${name}`, ['.']);
    expect(violations.map(({ rule }) => rule.name)).toContain(name);
  });
});
