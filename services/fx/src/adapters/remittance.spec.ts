import { describe, expect, it } from 'vitest';
import { referencesIn } from './remittance.ts';

describe('references in a remittance', () => {
  it.each<[readonly string[], readonly string[], readonly string[]]>([
    [['RF18539007547034'], ['whatever'], ['RF18539007547034']],
    [[], ['SZ-2026-0001'], ['SZ-2026-0001']],
    [[], ['Payment of order 20260302001, thanks'], ['20260302001']],
    [[], ['货款 订单号：SZ20260001'], ['SZ20260001']],
    [['SZ-1'], ['order SZ-1'], ['SZ-1']],
    [[], ['order SO-1~customs-100'], ['SO-1~customs-100']],
    [[], ['SO-2026-0115~carrier-lost~bank-refund-AC04'], ['SO-2026-0115~carrier-lost~bank-refund-AC04']],
    [[], ['SO-1~bank-AM04 TB-2026-7'], ['SO-1~bank-AM04', 'TB-2026-7']],
    [[], [`SO-${'1'.repeat(57)}`, `SO-${'1'.repeat(58)}`], [`SO-${'1'.repeat(57)}`]],
    [[], ['CLAIM-GXWKVXRTZCFXKJWXHFXNXKYFNX', 'CLAIM-ANN'], ['CLAIM-GXWKVXRTZCFXKJWXHFXNXKYFNX']],
    [[], ['CLAIM-01ARZ3NDEKTSV4RRFFQ69G5FAV'], ['CLAIM-01ARZ3NDEKTSV4RRFFQ69G5FAV']],
    [[], [], []],
  ])('%j and %j are %j', (structured, unstructured, expected) => {
    expect(referencesIn(structured, unstructured)).toEqual(expected);
  });

  it('leaves people out: names, addresses of mail, telephone numbers', () => {
    expect(referencesIn([], ['Ann Neil', 'ann.neil7@example.com', '+1 415 555 0100', '13800138000'])).toEqual([]);
  });
});
