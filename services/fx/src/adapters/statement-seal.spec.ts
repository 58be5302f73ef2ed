import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Statement } from '../signed-statement/pages.ts';
import { statementSeal } from './statement-seal.ts';
import { flawsOf } from './verify-statement.ts';

const fact = (amount: string) => ({
  ...{ day: '2026-03-02', type: 'FundsReceived', orderNo: 'SO-1', reference: 'REF-1', amount, currency: 'USD' },
  ...{ event: 'm/funds/f@1', position: '0/7', sha256: 'ab' },
});
const statement: Statement = {
  ...{ id: 's', kind: 'receipts', account: '', merchant: { id: 'm', name: '深圳海伦电子' } },
  ...{ recipient: { kind: 'BANK', name: 'Bank of Qianhai' }, period: { from: '2026-03-01', until: '2026-03-31' } },
  ...{ asOf: '2026-04-01T00:00:00.000Z', discloses: ['orderNo', 'amount'], facts: [fact('450.00'), fact('12.00')] },
  totals: [{ type: 'FundsReceived', currency: 'USD', count: 2, amount: '462.00' }],
};
const seal = statementSeal('a secret of this test', []);
const { document } = seal.seal(statement);
const { keys } = seal;

describe('a signed statement', () => {
  it('is genuine as it was handed over, also with the line end that a shell adds', () => {
    expect(flawsOf(document, keys)).toEqual([]);
    expect(flawsOf(`${document}\n`, keys)).toEqual([]);
    expect(seal.seal(statement).document).toBe(document);
  });

  it('names what was altered', () => {
    const change = (from: string, to: string) => flawsOf(document.replace(from, to), keys);
    expect(change('"amount":"450.00"', '"amount":"950.00"')).toEqual(['fact 1 was altered']);
    expect(change('"amount":"462.00"', '"amount":"962.00"')).toEqual(['totals was altered']);
    expect(change('"name":"Bank of Qianhai"', '"name":"Bank of Baoan"')).toEqual(['head was altered']);
    expect(change('# 收款证明', '# 付款证明')).toEqual(['page zh was altered']);
    expect(change('{"digests"', '{ "digests"')).toEqual(['the text of the file was altered']);
    const { facts, ...rest } = JSON.parse(document).statement;
    const shorter = JSON.stringify({ ...JSON.parse(document), statement: { ...rest, facts: facts.slice(0, 1) } });
    expect(flawsOf(shorter, keys)).toEqual(['fact 2 was taken out']);
    expect(flawsOf('{"a":1}', keys)).toEqual(['a part of the document is missing']);
    expect(flawsOf('no', keys)).toEqual(['the file is no JSON']);
  });

  it('is checked by keys that were published, each until the day on which it was retired', () => {
    const other = statementSeal('another secret', []);
    expect(flawsOf(document, other.keys)).toEqual([expect.stringContaining('nobody published a key')]);
    const [key] = keys;
    const retired = (retiredOn: string) =>
      statementSeal('another secret', [{ publicKey: key?.publicKey ?? '', retiredOn }]);
    expect(flawsOf(document, retired('2026-05-01').keys)).toEqual([]);
    expect(flawsOf(document, retired('2026-03-31').keys)).toEqual([
      expect.stringContaining('was retired on 2026-03-31'),
    ]);
    const forged = [{ ...(key ?? { keyId: '', retiredOn: '' }), publicKey: other.keys[0]?.publicKey ?? '' }];
    expect(flawsOf(document, forged)).toEqual(['the signature, or what it stands under, was altered']);
  });

  it('shows every byte that was changed', () => {
    const bytes = Buffer.from(document);
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ by;
        const text = changed.toString('utf8');
        // What is no UTF-8 any more reads as other text, or is told as such.
        expect(flawsOf(text, keys).length).toBeGreaterThan(0);
      }),
      { numRuns: 1_000, seed: 8 },
    );
  });

  it('is checked by one file and Node, which ends in an error where something was altered', () => {
    const folder = mkdtempSync(join(tmpdir(), 'statement-'));
    const [good, bad, published] = ['good.json', 'bad.json', 'keys.json'].map((name) => join(folder, name));
    writeFileSync(good ?? '', document);
    writeFileSync(bad ?? '', document.replace('450.00', '950.00'));
    writeFileSync(published ?? '', JSON.stringify({ keys }));
    const script = join(import.meta.dirname, 'verify-statement.ts');
    const run = (file = '') =>
      execFileSync(process.execPath, [script, file, published ?? ''], { stdio: 'pipe' }).toString();
    expect(run(good)).toContain('GENUINE');
    expect(() => run(bad)).toThrow(/ALTERED: (fact 1|page en) was altered/);
    rmSync(folder, { recursive: true });
  });
});
