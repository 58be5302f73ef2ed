import { expect, it } from 'vitest';
import type { Complete } from '../complete.ts';
import type { Hold } from '../gen/portolan/orders/v1/types.ts';
import { holdTexts } from './holds.ts';

const refused = (data: Record<string, string>): Complete<Hold> => {
  const base = {
    code: 'STEP_REFUSED',
    owner: 'operations',
    rule: 'EVERY_STEP_ACCEPTED',
    since: '',
    due: '',
    costFrom: '',
    step: 'STEP_PLAN_PARCEL',
  } as const;
  return { ...base, data: { step: 'STEP_PLAN_PARCEL', ...data } };
};

it('says in words why a step was refused, as far as the hold knows', () => {
  const known = refused({ refusal: 'WAREHOUSE_NOT_FOUND', warehouseId: 'NOPE' });
  expect(holdTexts['STEP_REFUSED']?.en(known)).toBe(
    'A step of the order was refused (STEP_PLAN_PARCEL): There is no warehouse NOPE, or it is not yours to operate.',
  );
  expect(holdTexts['STEP_REFUSED']?.zh(known)).toContain('仓库 NOPE 不存在');
  expect(holdTexts['STEP_REFUSED']?.en(refused({ refusal: 'WAREHOUSE_NOT_FOUND' }))).toMatch(/WAREHOUSE_NOT_FOUND$/);
  expect(holdTexts['STEP_REFUSED']?.en(refused({ refusal: 'OF_A_NEWER_SERVICE' }))).toMatch(/OF_A_NEWER_SERVICE$/);
});
