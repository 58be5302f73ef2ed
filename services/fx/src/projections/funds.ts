import { type FxEvent, outside } from '@portolan/contracts';
import type { Projection, View } from '@portolan/engine';
import { type Money, money } from '@portolan/money';
import { returnId } from '../payout/references.ts';

/** A credit by its id, of whatever tenant: the list is the operator's. */
export interface FundsDocument {
  readonly [field: string]: unknown;
  readonly amount: Money;
  readonly orderNo: string;
  /** SUSPENSE, RETURNING, RETURN_REJECTED, RETURNED, MATCHED; '' until it was dealt with. */
  readonly state: string;
  readonly reason: string;
  readonly bookedAt: string;
}

// Events of a credit's own stream come in order, those of an escrow or a payout beside them, in any. How far a credit
// has come only grows.
const states = ['', 'SUSPENSE', 'MATCHED', 'RETURNING', 'RETURN_REJECTED', 'RETURNED'];

/** By the id of the payout that sends a credit back: which credit that is. */
interface ReturnDocument {
  readonly [field: string]: unknown;
  readonly fundsId: string;
  /** Why it went back; '' until the credit's own stream has told. */
  readonly reason: string;
  /** It was created: once more means that it is sent again. */
  readonly created: boolean;
}

/** Every credit and what became of it. */
export const funds: Projection<FxEvent> = {
  name: 'fx.funds.v1',
  reads: ['fx'],
  collections: { funds: { indexes: { byTime: ['bookedAt'], byState: ['state', 'bookedAt'] } }, funds_returns: {} },
  on: {
    FundsReceived: ({ data: { fundsId, entry, orderNo }, meta }, view) => {
      const bookedAt = entry.bookingDate.includes('T') ? entry.bookingDate : entry.reportedAt || meta.time;
      const named = orderNo === '' ? {} : { orderNo };
      return note(view, fundsId, { amount: entry.amount, bookedAt, ...named });
    },
    FundsUnmatched: ({ data: { fundsId, reason } }, view) => note(view, fundsId, { state: 'SUSPENSE', reason }),
    FundsMatched: ({ data: { fundsId } }, view) => note(view, fundsId, { state: 'MATCHED', reason: '' }),
    // Its payout may have been told of before, and be through: why it went back is known only now.
    FundsReturnRequested: async ({ data: { fundsId, reason }, meta }, view) => {
      const payoutId = returnId(meta.tenant, fundsId);
      const created = (await view.get<ReturnDocument>('funds_returns', outside, payoutId))?.created ?? false;
      await view.put('funds_returns', outside, payoutId, { fundsId, reason, created });
      const isThrough = (await view.get<FundsDocument>('funds', outside, fundsId))?.state === 'RETURNED';
      await note(view, fundsId, { state: isThrough ? 'RETURNED' : 'RETURNING', reason });
    },
    // Its escrow may have opened after it had come.
    PaymentMismatched: ({ data: { fundsId, orderNo } }, view) => note(view, fundsId, { orderNo }),
    // What is refunded out of an escrow stays matched. Sent again, it is on its way again.
    PayoutCreated: async ({ data: { payoutId, fundsId }, meta }, view) => {
      if (payoutId !== returnId(meta.tenant, fundsId)) return;
      const before = await view.get<ReturnDocument>('funds_returns', outside, payoutId);
      const reason = before?.reason ?? '';
      await view.put('funds_returns', outside, payoutId, { fundsId, reason, created: true });
      await note(view, fundsId, { state: 'RETURNING', reason }, before?.created === true);
    },
    PayoutRejected: async ({ data: { payoutId, reason } }, view) => {
      const returned = await view.get<ReturnDocument>('funds_returns', outside, payoutId);
      if (returned !== undefined) await note(view, returned.fundsId, { state: 'RETURN_REJECTED', reason });
    },
    PayoutSettled: async ({ data: { payoutId, fundsId }, meta }, view) => {
      if (payoutId === returnId(meta.tenant, fundsId)) await note(view, fundsId, { state: 'RETURNED' });
    },
  },
};

async function note(view: View, id: string, told: Partial<FundsDocument>, again = false): Promise<void> {
  const none = { amount: money(0n, 'USD'), orderNo: '', state: '', reason: '', bookedAt: '' };
  const before = (await view.get<FundsDocument>('funds', outside, id)) ?? none;
  const { state, reason } = before;
  const late = !again && told.state !== undefined && states.indexOf(told.state) < states.indexOf(state);
  await view.put('funds', outside, id, { ...before, ...told, ...(late ? { state, reason } : {}) });
}
