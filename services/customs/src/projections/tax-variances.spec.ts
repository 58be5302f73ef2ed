import type { Complete } from '@portolan/contracts';
import type { TaxLine, TaxNotice } from '@portolan/contracts/customs/v1/types';
import type { Recorded, View } from '@portolan/engine';
import { zoned } from '@portolan/testkit/properties';
import { describe, expect, test } from 'vitest';
import { papers, yuan } from '../rig/bonded.ts';
import { taxVariances } from './tax-variances.ts';

const [tenant, declarationId, orderId] = ['merchant', 'declaration-1', 'order-1'];
const row = (duty: bigint, vat: bigint, line = 1): Complete<TaxLine> => ({
  ...{ line, hsCode: '1901101000', taxableValue: yuan(54_800n) },
  ...{ duty: yuan(duty), valueAddedTax: yuan(vat), consumptionTax: yuan(0n) },
});
const notice = (lines: readonly Complete<TaxLine>[], vat = 4_987n): Complete<TaxNotice> => ({
  ...{ invtNo: 'I1', taxNo: 'T1', status: '1', entryDutyNo: '', returnTime: zoned('2026-03-03T01:00:00.000Z') },
  ...{ duty: yuan(0n), valueAddedTax: yuan(vat), consumptionTax: yuan(0n), lines: [...lines] },
});

/** What stands there after the declaration was drafted, taxed with 49.87, and its bill came. */
async function billed(...notices: readonly Complete<TaxNotice>[]) {
  const kept = new Map<string, Readonly<Record<string, unknown>>>();
  const view = {
    get: async (...place: readonly string[]) => kept.get(place.join(' ')),
    put: async (collection: string, owner: string, id: string, document: Readonly<Record<string, unknown>>) =>
      void kept.set([collection, owner, id].join(' '), document),
  } as unknown as View;
  const on = taxVariances.on as Readonly<Record<string, (event: Recorded, view: View) => Promise<void>>>;
  const meta = { tenant, time: '2026-03-03T17:00:00.000Z' };
  const named = { declarationId, orderId };
  const take = (type: string, data: object) => on[type]?.({ type, data, meta } as unknown as Recorded, view);
  await take('DeclarationDrafted', { ...named, ...papers });
  for (const one of notices) await take('TaxBillGenerated', { ...named, notice: one, differs: false });
  return {
    variance: kept.get(`tax_variances ${tenant} ${declarationId}/T1`),
    score: kept.get(`tax_scores ${tenant} 2026-03-04/3105/1210`),
  };
}

describe('a bill of customs against what was assessed here', () => {
  test('to the cent', async () => {
    const { variance, score } = await billed(notice([row(0n, 4_987n)]));
    expect(variance).toMatchObject({
      verdict: 'EXACT',
      assessed: yuan(4_987n),
      billed: yuan(4_987n),
      orderNo: 'YJ-2026-0001',
    });
    expect(score).toMatchObject({ bills: 1, lines: 1, off: 0n, verdicts: { EXACT: 1, DIFFERENT: 0 } });
  });
  test('within a cent of every tax it is rounding', async () => {
    const { variance } = await billed(notice([row(0n, 4_988n)], 4_988n));
    expect(variance).toMatchObject({ verdict: 'ROUNDING', difference: yuan(1n) });
  });
  test('taxes that outweigh each other differ all the same', async () => {
    const { variance, score } = await billed(notice([row(500n, 4_487n)]));
    expect(variance).toMatchObject({ verdict: 'DIFFERENT', difference: yuan(0n) });
    expect(variance?.['lines']).toMatchObject([{ hsCode: '1901101000', duty: yuan(500n), valueAddedTax: yuan(-500n) }]);
    expect(score).toMatchObject({ off: 1_000n, assessed: 4_987n, billed: 4_987n });
  });
  test('a line that only customs has is missing here', async () => {
    const { variance, score } = await billed(notice([row(0n, 4_987n), row(0n, 100n, 2)]));
    expect(variance).toMatchObject({ verdict: 'MISSING', billed: yuan(5_087n) });
    expect(score).toMatchObject({ lines: 2, verdicts: { EXACT: 1, MISSING: 1 } });
  });
  test('a bill without lines is compared as a whole', async () => {
    const { variance } = await billed(notice([], 5_000n));
    expect(variance).toMatchObject({ verdict: 'DIFFERENT', difference: yuan(13n), lines: [{ line: 0, hsCode: '' }] });
  });
});
