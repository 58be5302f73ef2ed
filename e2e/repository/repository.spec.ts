import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).trim().split('\n');
const read = (file: string) => readFileSync(root + file, 'utf8');

describe('generated code', () => {
  it('is what proto/ makes today', { timeout: 60_000 }, () => {
    const fresh = mkdtempSync(join(tmpdir(), 'portolan-generate-'));
    try {
      execFileSync(`${root}node_modules/.bin/buf`, ['generate', '-o', fresh], { cwd: root, stdio: 'pipe' });
      const folder = join(fresh, 'libs/contracts/src/gen');
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
      expect(files.length).toBeGreaterThan(15);
      const stale = files.filter(
        (file) => readFileSync(join(folder, file), 'utf8') !== read(`libs/contracts/src/gen/${file}`),
      );
      expect(stale).toEqual([]);
    } finally {
      rmSync(fresh, { recursive: true, force: true });
    }
  });
});

// Business time, machine time and chance come in from outside, or simulation could not steer them.
const fromTheAir = /\b(Date\.now|Math\.random|randomUUID|setTimeout|setInterval)\(|new Date\(\)/;
const mayAsk = [
  /\/main\.ts$/,
  /^libs\/service\/src\/clock\/machine\.ts$/,
  /^libs\/testkit\//,
  /\.(spec|int|real|bench)\.ts$/,
  /\/gen\//,
];

describe('time and chance', () => {
  it('are taken from the machine in one place only', () => {
    const sources = tracked.filter(
      (file) => /^(libs|services)\/.*\.ts$/.test(file) && !mayAsk.some((may) => may.test(file)),
    );
    expect(sources.length).toBeGreaterThan(100);
    expect(sources.filter((file) => fromTheAir.test(read(file)))).toEqual([]);
  });

  it('would be noticed', () => {
    expect(fromTheAir.test('const now = Date.now();')).toBe(true);
    expect(fromTheAir.test('const now = new Date();')).toBe(true);
    expect(fromTheAir.test('const at = new Date(instant);')).toBe(false);
  });
});

describe('the repository', () => {
  it('locks no download addresses', () => {
    expect(read('pnpm-lock.yaml')).not.toMatch(/(tarball|resolved):|https?:\/\//);
  });

  it('names no folder of one machine', () => {
    const texts = tracked.filter((file) => !/\.binpb$/.test(file));
    expect(texts.filter((file) => /(^|[\s"'`(=])\/(work|root|home)\/\w/m.test(read(file)))).toEqual([]);
  });

  it('has no skipped or singled-out test', () => {
    const tests = tracked.filter((file) => /\.(spec|int|real|e2e)\.ts$/.test(file));
    expect(tests.length).toBeGreaterThan(20);
    expect(tests.filter((file) => /\b(it|test|describe)\.(skip|todo|only|skipIf|runIf)\b/.test(read(file)))).toEqual(
      [],
    );
  });

  it('has a README page for every service', () => {
    for (const service of readdirSync(`${root}services`))
      expect(read(`services/${service}/README.md`), service).toMatch(/^# /);
  });
});
