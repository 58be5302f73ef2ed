import type { FxEvent, Only } from '@portolan/contracts';
import { Purpose } from '@portolan/contracts/fx/v1/types';
import { type Commands, following, type Recorded, type Requests } from '@portolan/engine';
import { releaseOf } from '../escrow/ending.ts';
import { escrow } from '../escrow/escrow.ts';
import { funds } from '../funds/funds.ts';
import { escrowRefund, suspenseReturned } from '../ledger/payments.ts';
import { escrowRelease } from '../ledger/postings.ts';
import type { CreatePayout } from '../payout/payout.ts';
import { refundId, returnId } from '../payout/references.ts';
import { pay } from './paying.ts';
import { postAs } from './posting.ts';

type Event<Type extends FxEvent['type']> = Recorded<Only<FxEvent, Type>>;

/**
 * What follows from a decision about money that is held, repeated until the books hold what it takes: a release is
 * booked before EscrowReleased, so whoever hears of that finds the money there; what is given back is booked as owed to
 * its payer and then paid.
 */
export function settling(commands: Commands): Requests<FxEvent> {
  return {
    name: 'fx.settling.v1',
    on: {
      ReleaseDecided: (event) => release(commands, event),
      EscrowRefunded: (event) => refund(commands, event),
      FundsReturnRequested: (event) => sendBack(commands, event),
    },
  };
}

async function release(commands: Commands, event: Event<'ReleaseDecided'>): Promise<void> {
  const { tenant } = event.meta;
  const { escrowId: id, orderId, amount } = event.data;
  const about = { tenant, orderId };
  const { state } = await commands.load(escrow, tenant, id);
  const division = releaseOf(amount, state.commission, state.tax);
  await postAs(commands, escrowRelease(id, tenant, amount, division), following(event, about, 'books'));
  const record = { type: 'RecordRelease', orderNo: state.orderNo } as const;
  await commands.execute(escrow, id, record, following(event, about, 'released'));
}

async function refund(commands: Commands, event: Event<'EscrowRefunded'>): Promise<void> {
  const { tenant, time } = event.meta;
  const { escrowId: id, orderId, amount, left, fundsId } = event.data;
  const about = { tenant, orderId };
  await postAs(commands, escrowRefund(id, fundsId, amount, left), following(event, about, 'books'));
  const { state } = await commands.load(escrow, tenant, id);
  const payoutId = refundId(tenant, fundsId, left);
  await payBack(commands, event, { payoutId, orderId, amount, fundsId, orderNo: state.orderNo, reference: '' });
  // Where the inspection is over, its timer has fired in vain: the rest is released now.
  const over = state.status === 'INSPECTION' && !state.disputed && state.endsAt <= time;
  const end = { type: 'EndInspection', orderNo: state.orderNo } as const;
  if (over) await commands.execute(escrow, id, end, following(event, about, 'rest'));
}

async function sendBack(commands: Commands, event: Event<'FundsReturnRequested'>): Promise<void> {
  const { tenant } = event.meta;
  const { fundsId, amount, orderId, orderNo } = event.data;
  await postAs(commands, suspenseReturned(fundsId, amount), following(event, { tenant, orderId }, 'books'));
  const { state } = await commands.load(funds, tenant, fundsId);
  // Where it names no order, its payer knows it by the bank's reference.
  const reference = orderNo === '' ? (state.entry?.servicerReference ?? '') : '';
  const payoutId = returnId(tenant, fundsId);
  await payBack(commands, event, { payoutId, orderId, amount, fundsId, orderNo, reference });
}

type Back = Pick<CreatePayout, 'payoutId' | 'orderId' | 'amount' | 'fundsId' | 'orderNo' | 'reference'>;

/** To the payer, in the currency that was paid. @throws where the books do not hold it yet: it is tried again. */
async function payBack(commands: Commands, event: Recorded, back: Back): Promise<void> {
  const { tenant } = event.meta;
  const purpose = Purpose.PURPOSE_REFUND;
  const { currency } = back.amount;
  const create = { ...back, tenant, purpose, attempt: 1, beneficiary: '', currency };
  const context = following(event, { tenant, orderId: back.orderId }, 'pay-back', back.payoutId);
  const outcome = await pay(commands, create, context);
  if (!outcome.ok) throw new Error(`refund ${back.payoutId} is not created: ${outcome.refusal.refused}`);
}
