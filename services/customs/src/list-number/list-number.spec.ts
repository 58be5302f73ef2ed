import { given } from '@portolan/testkit';
import { describe, expect, test } from 'vitest';
import { type GiveNumber, type ListNumberEvent, listNumber, listNumberId } from './list-number.ts';

const give: GiveNumber = {
  type: 'GiveNumber',
  invtNo: '31052026I000000001',
  tenant: 'merchant',
  declarationId: 'declaration-1',
  orderId: 'order-1',
};
const { type: _type, ...data } = give;
const known: ListNumberEvent = { type: 'ListNumberGiven', data };

describe("customs' number of a list", () => {
  test('leads to its declaration', () => {
    given(listNumber, []).when(give).then([known]);
    expect(given(listNumber, [known]).state).toMatchObject({ tenant: 'merchant', declarationId: 'declaration-1' });
  });
  test('is given once', () => given(listNumber, [known]).when(give).thenNothing());
  test('names one list only', () =>
    given(listNumber, [known])
      .when({ ...give, declarationId: 'declaration-2' })
      .thenRefused('LIST_NUMBER_TAKEN', { invtNo: '31052026I000000001' }));
  test('makes the id of its stream', () => expect(listNumberId('1')).not.toBe(listNumberId('2')));
});
