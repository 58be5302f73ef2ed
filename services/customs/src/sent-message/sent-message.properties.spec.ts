import { anyHistory, holds, sealed } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { type KeepSigned, sentMessage } from './sent-message.ts';

const wild: fc.Arbitrary<KeepSigned> = fc
  .record({ sha256: fc.constantFrom('aa', 'bb'), certificate: fc.constantFrom('0300', '0301') })
  .map((written) => ({
    ...{ type: 'KeepSigned', copMsgId: 'dxp-1', tenant: 'merchant', aboutId: 'D1', orderId: 'O1' },
    ...{ kind: 'MESSAGE_KIND_CEB603', guid: 'G', ownerCode: 'C', key: 'D1', size: 5_000, original: sealed('D1') },
    ...written,
  }));

it('what customs was told stays as it was signed first', () => {
  anyHistory('customs sent message', {
    service: 'customs',
    aggregate: sentMessage,
    roads: [[]],
    wild,
    events: { MessageSigned: true },
    over: (kept) => kept && `${kept.sha256} ${kept.certificate}`,
    laws: ({ history }) => holds(history.length === 1, 'once', history),
  });
});
