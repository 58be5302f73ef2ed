import { given } from '@portolan/testkit';
import { describe, it } from 'vitest';
import { inbound } from './inbound.ts';

const raw = { subject: 'm', ciphertext: new Uint8Array([1]), hash: 'h' };
const message = { messageId: 'm', kind: 'camt.054.001.08', raw, entries: [], statuses: [] };
const broken = { messageId: 'm', raw, flaws: [{ field: 'body', reason: 'is not UTF-8' }] };
const received = { type: 'BankMessageReceived' as const, data: message };
const refused = { type: 'BankMessageRefused' as const, data: broken };

describe('a message of the bank', () => {
  it('is kept once, readable or not', () => {
    given(inbound, []).when({ type: 'ReceiveMessage', message }).then([received]);
    given(inbound, []).when({ type: 'RefuseMessage', message: broken }).then([refused]);
    given(inbound, [received]).when({ type: 'ReceiveMessage', message }).thenNothing();
    given(inbound, [refused]).when({ type: 'RefuseMessage', message: broken }).thenNothing();
    given(inbound, [refused]).when({ type: 'ReceiveMessage', message }).thenNothing();
  });

  it('reports what belongs to nothing', () => {
    const data = { messageId: 'm', reference: 'CR1', reason: 'ACCOUNT_UNKNOWN' };
    given(inbound, [received])
      .when({ type: 'ReportUnmatched', ...data })
      .then([{ type: 'BankReportUnmatched', data }]);
  });
});
