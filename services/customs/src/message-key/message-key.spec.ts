import { given } from '@portolan/testkit';
import { describe, expect, test } from 'vitest';
import { type ClaimKey, type MessageKeyEvent, messageKey, messageKeyId } from './message-key.ts';

const claim: ClaimKey = {
  type: 'ClaimKey',
  kind: 'MESSAGE_KIND_CEB303',
  ownerCode: '4403160ABC',
  key: 'SO-1001',
  tenant: 'merchant',
  declarationId: 'declaration-1',
  orderId: 'order-1',
};
const { type: _type, ...data } = claim;
const claimed: MessageKeyEvent = { type: 'MessageKeyClaimed', data };

describe('message key', () => {
  test('a free key is claimed', () => given(messageKey, []).when(claim).then([claimed]));
  test('claiming it again changes nothing', () => given(messageKey, [claimed]).when(claim).thenNothing());
  test('a key leads to one declaration only', () =>
    given(messageKey, [claimed])
      .when({ ...claim, tenant: 'other', declarationId: 'declaration-2' })
      .thenRefused('MESSAGE_KEY_TAKEN', { key: 'SO-1001', ownerCode: '4403160ABC' }));
  test('it tells whose declaration it is', () =>
    expect(given(messageKey, [claimed]).state).toEqual({
      tenant: 'merchant',
      declarationId: 'declaration-1',
      orderId: 'order-1',
    }));
  test('the same number of two platforms makes two keys', () =>
    expect(messageKeyId('MESSAGE_KIND_CEB303', 'A', '1')).not.toBe(messageKeyId('MESSAGE_KIND_CEB303', 'B', '1')));
});
