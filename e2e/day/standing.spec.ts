import { expect, it } from 'vitest';
import { isUnseen, type Standing } from './standing.ts';
import { reportOf } from './table.ts';

const held: Standing = {
  ...{ orderNo: 'DAY-00001', mode: '9610', mishap: undefined, state: 'SUBMITTED', end: 'UNDER_WAY', completed: false },
  ...{ hold: 'CUSTOMS_SILENT', owner: 'operations', call: 'merchant: POST /v1/orders/o/retry', text: 'No answer.' },
};
const nothing = { hold: '', owner: '', call: '', text: '' };

it.each<readonly [string, Partial<Standing>, boolean]>([
  ['held, with who acts and by which call', {}, false],
  ['held by nothing', nothing, true],
  ['held without a call', { call: '' }, true],
  ['held by nobody', { owner: '' }, true],
  ['held without words', { text: '' }, true],
  ['called off, and over', { ...nothing, end: 'CANCELLED', completed: true }, false],
  ['released, its parcel waiting for nobody', { ...nothing, end: 'RELEASED' }, true],
  ['returned, its order over', { ...nothing, end: 'RETURNED', completed: true }, true],
])('%s', (_, change, unseen) => {
  expect(isUnseen({ ...held, ...change })).toBe(unseen);
});

it('is named where it is not where it should be', () => {
  const standings = [held, { ...held, ...nothing, orderNo: 'DAY-00002' }, { ...held, end: 'RELEASED' as const }];
  const day = { ...{ declarations: 3, share: 0, seed: '', seconds: 1, businessDays: 1 }, phases: [], breaches: [] };
  const { failures, byEnd } = reportOf({ ...day, standings });
  expect(failures).toEqual([
    'DAY-00001 (9610, nothing goes wrong): SUBMITTED, RELEASED was wanted; CUSTOMS_SILENT, merchant: POST /v1/orders/o/retry: No answer.',
    'DAY-00002 (9610, nothing goes wrong): SUBMITTED, stuck unseen; nothing holds it',
  ]);
  expect(byEnd).toMatchObject({ RELEASED: 1, UNDER_WAY: 2 });
});
