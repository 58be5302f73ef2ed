import type { Complete } from '@portolan/contracts';
import type { CommandReply } from '@portolan/contracts/common/v1/types';
import type { PlaceOrderRequest } from '@portolan/contracts/orders/v1/orders';
import type { CommandContext, Outcome } from '@portolan/engine';
import { madeId } from '@portolan/eventsourcing';
import { answered, RefusedError, type Runtime, sealPerson } from '@portolan/service';
import { buyerFlaw } from '../order/buyer.ts';
import type { Flaw } from '../order/flaws.ts';
import { order, orderId as orderIdOf } from '../order/order.ts';
import { type Offered, termsFlaw } from '../order/terms.ts';
import { hasLapsed, orderNumber, orderNumberId } from '../order-number/order-number.ts';

type Needs = Pick<Runtime, 'commands' | 'vault' | 'clock'>;

/**
 * Places an order under the id that its command makes.
 * @throws RefusedError for every flaw of the order, and ORDER_NUMBER_TAKEN
 */
export async function placeOrder(
  runtime: Needs,
  offered: Offered,
  request: Complete<PlaceOrderRequest>,
  caller: CommandContext,
): Promise<CommandReply> {
  const orderId = orderIdOf(caller.tenant, caller.commandId);
  return answered(await placeUnder(orderId, runtime, offered, request, caller), orderId);
}

/** The first thing that is wrong with an order by itself, whatever other orders there are. */
export function requestFlaw(offered: Offered, { terms, buyer }: Complete<PlaceOrderRequest>): Flaw {
  return termsFlaw(terms, buyer.address.country, offered) ?? buyerFlaw(buyer, terms.mode);
}

/**
 * Places an order: looks it over, claims the merchant's number, seals the buyer, places. Nothing is written for a
 * faulty order; after a crash in between, the same command carries on where it stood.
 * @throws RefusedError for every flaw of the order, and ORDER_NUMBER_TAKEN
 */
export async function placeUnder(
  orderId: string,
  runtime: Needs,
  offered: Offered,
  request: Complete<PlaceOrderRequest>,
  caller: CommandContext,
): Promise<Outcome> {
  const { tenant } = caller;
  const { terms, buyer } = request;
  const context = { ...caller, correlation: orderId };
  const flaw = requestFlaw(offered, request);
  if (flaw !== undefined) throw new RefusedError(flaw);
  // A repeated command must not claim the number of another body before it is recognised as repeated.
  const { state } = await runtime.commands.load(order, tenant, orderId);
  if (!state.reached.includes('PLACED')) await claim(runtime, terms.orderNo, orderId, context);
  const sealed = await sealPerson(runtime.vault, tenant, madeId('buyer', orderId), buyer);
  const command = { type: 'PlaceOrder', orderId, terms, buyer: sealed, offered } as const;
  return runtime.commands.execute(order, orderId, command, context);
}

async function claim(runtime: Needs, orderNo: string, orderId: string, context: CommandContext): Promise<void> {
  const { commands } = runtime;
  const number = orderNumberId(context.tenant, orderNo);
  const command = { type: 'ClaimOrderNumber', orderNo, orderId, inPlaceOf: '' } as const;
  const claimed = await commands.execute(orderNumber, number, command, context);
  if (claimed.ok) return;
  // The engine has a "no" of its own (COMMAND_ID_REUSED), which no taking over mends.
  const refused: string = claimed.refusal.refused;
  if (refused !== 'ORDER_NUMBER_TAKEN') throw new RefusedError(claimed.refusal);

  // Somebody has it. Where no order followed that claim the order is given up for good, so that only one of the two
  // can be placed; a claim just made is left alone, since its order is on its way.
  const { state } = await commands.load(orderNumber, context.tenant, number);
  if (!hasLapsed(state, runtime.clock.now())) throw new RefusedError(claimed.refusal);
  const later = (role: string) => ({ ...context, commandId: madeId('command', context.commandId, role) });
  const other = state.orderId;
  const gaveUp = await commands.execute(
    order,
    other,
    { type: 'AbandonOrder', orderId: other, orderNo },
    { ...later('abandon'), correlation: other },
  );
  if (!gaveUp.ok) throw new RefusedError(gaveUp.refusal);
  const taken = await commands.execute(orderNumber, number, { ...command, inPlaceOf: other }, later('take over'));
  if (!taken.ok) throw new RefusedError(taken.refusal);
}
