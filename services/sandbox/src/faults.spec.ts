import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bears, type Fault, faults, reasonIn } from './faults.ts';
import { readme, withTable } from './faults-readme.ts';

describe('suffixes of an order number', () => {
  it('are obeyed one by one and together', () => {
    expect(bears('SO-1~customs-100', 'customs-100')).toBe(true);
    expect(bears('SO-1', 'customs-100')).toBe(false);
    expect(bears('SO-1~customs-1000', 'customs-100')).toBe(false);
    const both = 'SO-1~customs-500~bank-AM04~carrier-lost';
    expect(bears(both, 'customs-500') && bears(both, 'carrier-lost')).toBe(true);
    expect(reasonIn(both, 'bank')).toBe('AM04');
  });

  it('keep refunds and other payments apart, and an expired rate is no reason', () => {
    expect(reasonIn('Refund SO-1~bank-refund-AC04', 'bank-refund')).toBe('AC04');
    expect(reasonIn('SO-1~bank-refund-AC04', 'bank')).toBe('');
    expect(reasonIn('SO-1~bank-expired', 'bank')).toBe('');
    expect(reasonIn('SO-1~bank-AC04', 'bank-refund')).toBe('');
  });

  it('are each in the table under their own name', () => {
    for (const [name, { suffix }] of Object.entries(faults as Readonly<Record<string, Fault>>)) {
      expect(suffix.replace('-<reason>', '')).toBe(`~${name}`);
    }
  });
});

describe('the README', () => {
  it('shows the table of the code: node services/sandbox/src/faults-readme.ts --write', () => {
    const text = readFileSync(readme, 'utf8');
    expect(text).toBe(withTable(text));
  });

  it('needs both marks', () => {
    expect(() => withTable('# nothing')).toThrow('README');
  });
});
