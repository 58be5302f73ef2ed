import type { FxEvent, Only } from '@portolan/contracts';
import { type Commands, following, type Recorded, type Requests } from '@portolan/engine';
import { escrow } from '../escrow/escrow.ts';
import { escrowRefund } from '../ledger/payments.ts';
import { refundId } from '../payout/references.ts';
import { postAs } from './posting.ts';
import { carryOutRelease } from './releasing.ts';
import { carryOutReturn, payBack } from './returning.ts';

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
    },
  };
}

async function refund(commands: Commands, event: Recorded<Only<FxEvent, 'EscrowRefunded'>>): Promise<void> {
  const { tenant, time, id: causation } = event.meta;
  const { escrowId: id, orderId, amount, left, fundsId } = event.data;
  const about = { tenant, orderId };
  await postAs(commands, escrowRefund(id, fundsId, amount, left), following(event, about, 'books'));
  const { state } = await commands.load(escrow, tenant, id);
  const { orderNo, status, endsAt } = state;
  const payoutId = refundId(tenant, fundsId, left);
  await payBack(commands, event, { payoutId, orderId, amount, fundsId, orderNo, reference: '' });
  // Where the inspection is over, its timer has fired in vain: the rest is released now.
  const over = (status === 'INSPECTION' || status === 'RELEASING') && endsAt <= time;
  if (!over || state.disputed) return;
  await commands.execute(escrow, id, { type: 'EndInspection', orderNo }, following(event, about, 'rest'));
  await carryOutRelease(commands, tenant, id, causation);
}
