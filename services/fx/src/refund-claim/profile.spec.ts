import { given } from '@portolan/testkit';
import { describe, it } from 'vitest';
import { refundProfile } from './profile.ts';

const set = (method: string) => ({ type: 'SetRefundProfile', method }) as const;

describe('how a merchant is refunded', () => {
  it('is set, and changed', () => {
    const trader = { type: 'RefundProfileSet' as const, data: { method: 'TRADER' } };
    given(refundProfile, []).when(set('TRADER')).then([trader]);
    given(refundProfile, [trader]).when(set('TRADER')).thenNothing();
    given(refundProfile, [trader])
      .when(set('NONE'))
      .then([{ type: 'RefundProfileSet', data: { method: 'NONE' } }]);
    given(refundProfile, []).when(set('none')).thenRefused('REFUND_METHOD_UNKNOWN', { method: 'none' });
  });
});
