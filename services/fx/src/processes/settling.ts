import type { FxEvent, Only } from '@portolan/contracts';
import { type Commands, following, type Recorded, type Requests } from '@portolan/engine';
import { add } from '@portolan/money';
import { due, sharesOf } from '../due/due.ts';
import { escrow } from '../escrow/escrow.ts';
import { escrowRefundShared, suspenseReleased } from '../ledger/collection.ts';
import { escrowRefund } from '../ledger/payments.ts';
import { refundId } from '../payout/references.ts';
import { postAs } from './posting.ts';
import { carryOutRelease } from './releasing.ts';
import { carryOutPartReturn, carryOutReturn, payBack } from './returning.ts';

/**
 * What follows from a person's decision about money that is held, repeated until the books hold what it takes: what is
 * given back is booked as owed to its payer and then paid. What a deadline or another event decided is carried out
 * there.
 */
export function settling(commands: Commands): Requests<FxEvent> {
  return {
    name: 'fx.settling.v1',
    on: {
      ReleaseDecided: async ({ data: { escrowId, reason }, meta }) => {
        if (reason === 'ACCEPTED') await carryOutRelease(commands, meta.tenant, escrowId, meta.id);
      },
      EscrowRefunded: (event) => refund(commands, event),
      FundsReturnRequested: async (event) => {
        if (event.data.reason === 'OPERATIONS') await carryOutReturn(commands, event, event.data);
      },
      FundsPartReturnRequested: (event) => carryOutPartReturn(commands, event, event.data),
      FundsReleased: (event) => {
        const { fundsId, part, amount } = event.data;
        const { tenant } = event.meta;
        const books = following(event, { tenant, orderId: '' }, 'books');
        return postAs(commands, suspenseReleased(fundsId, part, tenant, amount), books);
      },
    },
  };
}

async function refund(commands: Commands, event: Recorded<Only<FxEvent, 'EscrowRefunded'>>): Promise<void> {
  const { tenant, time, id: causation } = event.meta;
  const { escrowId: id, orderId, amount, left, fundsId } = event.data;
  const about = { tenant, orderId };
  const { state: paid } = await commands.load(due, tenant, id);
  const several = paid.parts.length > 1;
  const shares = several ? sharesOf(paid.parts, add(left, amount), amount) : [{ fundsId, amount }];
  const books = several ? escrowRefundShared(id, shares, amount, left) : escrowRefund(id, fundsId, amount, left);
  await postAs(commands, books, following(event, about, 'books'));
  const { state } = await commands.load(escrow, tenant, id);
  const { orderNo, status, endsAt } = state;
  for (const share of shares) {
    const payoutId = refundId(tenant, share.fundsId, left);
    await payBack(commands, event, { payoutId, orderId, ...share, orderNo, reference: '' });
  }
  // Where the inspection is over, its timer has fired in vain: the rest is released now.
  const over = (status === 'INSPECTION' || status === 'RELEASING') && endsAt <= time;
  if (!over || state.disputed) return;
  await commands.execute(escrow, id, { type: 'EndInspection', orderNo }, following(event, about, 'rest'));
  await carryOutRelease(commands, tenant, id, causation);
}
