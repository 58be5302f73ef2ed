import { Purpose } from '@portolan/contracts/fx/v1/types';
import { type Commands, following, type Recorded } from '@portolan/engine';
import type { Money } from '@portolan/money';
import { funds } from '../funds/funds.ts';
import { suspensePartReturned } from '../ledger/collection.ts';
import { suspenseReturned } from '../ledger/payments.ts';
import type { CreatePayout } from '../payout/payout.ts';
import { partReturnId, returnId } from '../payout/references.ts';
import { pay } from './paying.ts';
import { postAs } from './posting.ts';

/** Money in suspense that goes back; order id and number are '' where it names none. */
export interface Returning {
  readonly fundsId: string;
  readonly amount: Money;
  readonly orderId: string;
  readonly orderNo: string;
}

/** Out of suspense, then back to its payer. @throws where the books do not hold it yet: it is tried again. */
export async function carryOutReturn(commands: Commands, event: Recorded, returning: Returning): Promise<void> {
  const { tenant } = event.meta;
  const { fundsId, amount, orderId, orderNo } = returning;
  const context = following(event, { tenant, orderId }, 'out of suspense', fundsId);
  await postAs(commands, suspenseReturned(fundsId, amount), context);
  const { state } = await commands.load(funds, tenant, fundsId);
  // Where it names no order, its payer knows it by the bank's reference.
  const reference = orderNo === '' ? (state.entry?.servicerReference ?? '') : '';
  await payBack(commands, event, { payoutId: returnId(tenant, fundsId), ...returning, reference });
}

/** The same of a part of a credit. @throws where the books do not hold it yet: it is tried again. */
export async function carryOutPartReturn(
  commands: Commands,
  event: Recorded,
  returning: Returning & { readonly part: number },
): Promise<void> {
  const { tenant } = event.meta;
  const { fundsId, amount, orderId, orderNo, part } = returning;
  const context = following(event, { tenant, orderId }, 'out of suspense', fundsId);
  await postAs(commands, suspensePartReturned(fundsId, part, amount), context);
  const { state } = await commands.load(funds, tenant, fundsId);
  const reference = orderNo === '' ? (state.entry?.servicerReference ?? '') : '';
  const payoutId = partReturnId(tenant, fundsId, part);
  await payBack(commands, event, { payoutId, fundsId, amount, orderId, orderNo, reference });
}

type Back = Pick<CreatePayout, 'payoutId' | 'orderId' | 'amount' | 'fundsId' | 'orderNo' | 'reference'>;

/** To the payer, in the currency that was paid. @throws where the books do not hold it yet: it is tried again. */
export async function payBack(commands: Commands, event: Recorded, back: Back): Promise<void> {
  const { tenant } = event.meta;
  const purpose = Purpose.PURPOSE_REFUND;
  const { currency } = back.amount;
  const create = { ...back, tenant, purpose, attempt: 1, beneficiary: '', currency };
  const context = following(event, { tenant, orderId: back.orderId }, 'pay-back', back.payoutId);
  const outcome = await pay(commands, create, context);
  if (!outcome.ok) throw new Error(`refund ${back.payoutId} is not created: ${outcome.refusal.refused}`);
}
