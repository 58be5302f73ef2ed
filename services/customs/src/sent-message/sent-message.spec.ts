import { given } from '@portolan/testkit';
import { describe, expect, test } from 'vitest';
import { type KeepSigned, type SentMessageEvent, sentMessage } from './sent-message.ts';

const kept = {
  ...{ copMsgId: 'dxp-1', tenant: 'merchant', aboutId: 'declaration-1', orderId: 'order-1' },
  ...{ kind: 'MESSAGE_KIND_CEB603' as const, guid: 'G', ownerCode: '4403180A21', key: 'declaration-1' },
  ...{ certificate: '0300', sha256: 'ab', size: 5_000 },
  original: { subject: 'declaration-1', ciphertext: new Uint8Array([1]), hash: 'h' },
};
const keep: KeepSigned = { type: 'KeepSigned', ...kept };
const signed: SentMessageEvent = { type: 'MessageSigned', data: kept };

describe('a message that leaves', () => {
  test('is kept before it goes', () => given(sentMessage, []).when(keep).then([signed]));
  test('is kept once: a second writing changes nothing', () =>
    given(sentMessage, [signed])
      .when({ ...keep, sha256: 'cd' })
      .thenNothing());
  test('is seen by whose it is', () =>
    expect(sentMessage.audience(signed)).toEqual([{ tenant: 'merchant', role: 'merchant' }]));
});
