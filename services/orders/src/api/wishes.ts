import type { Complete } from '@portolan/contracts';
import type { CommandReply } from '@portolan/contracts/common/v1/types';
import type { PutDocumentRequest } from '@portolan/contracts/orders/v1/orders';
import { type Refusal, refuse } from '@portolan/eventsourcing';
import { answered, type Call, RefusedError, type Runtime } from '@portolan/service';
import { announcement } from '../announcement/announcement.ts';
import type { Wish } from '../fulfilment/commands.ts';
import { fulfilment } from '../fulfilment/fulfilment.ts';
import { isInInspection } from '../fulfilment/returns.ts';
import { order } from '../order/order.ts';
import type { Clients } from '../processes/steps.ts';

type Needs = Pick<Runtime, 'commands'>;
type Asking = Pick<Call, 'caller' | 'context'>;

/**
 * Takes what people want of an order that is under way to its fulfilment.
 * @param owner tenant of the merchant whose order it is
 * @throws RefusedError ORDER_NOT_FOUND, and whatever fulfilment refuses
 */
export async function wish(
  { commands }: Needs,
  { context }: Asking,
  wanted: Wish,
  owner = context.tenant,
): Promise<CommandReply> {
  const { orderId } = wanted;
  await mustExist({ commands }, owner, orderId);
  const asOwner = { ...context, tenant: owner, correlation: orderId };
  return answered(await commands.execute(fulfilment, orderId, wanted, asOwner), orderId);
}

async function mustExist({ commands }: Needs, tenant: string, id: string): Promise<void> {
  const { state } = await commands.load(order, tenant, id);
  if (!state.reached.includes('PLACED')) throw notFound(id);
}

const notFound = (id: string) => new RefusedError(refuse('ORDER_NOT_FOUND', { id }));

/**
 * Puts another version of a document: a merchant any of its own order, a platform the order itself of an order that was
 * announced to it.
 * @throws RefusedError ORDER_NOT_FOUND (also where it is another platform's), and whatever fulfilment refuses
 */
export async function putDocument(
  runtime: Needs,
  { orderId, document }: Complete<PutDocumentRequest>,
  call: Asking,
): Promise<CommandReply> {
  const { tenant: by, role } = call.caller;
  const wanted = { type: 'PutDocument', orderId, document, by } as const;
  if (role !== 'platform') return wish(runtime, call, wanted);
  const { state } = await runtime.commands.load(announcement, by, orderId);
  if (state.owner === '' || document.$case !== 'order') throw notFound(orderId);
  return wish(runtime, call, wanted, state.owner);
}

/**
 * The buyer is content before the inspection period ends: fx releases the escrow, and its event moves the order on.
 * @throws RefusedError ORDER_NOT_FOUND, ORDER_NOT_IN_INSPECTION, ORDER_RETURNED_ALREADY, and whatever fx refuses
 */
export async function acceptOrder(
  runtime: Needs,
  { fx }: Pick<Clients, 'fx'>,
  orderId: string,
  { context }: Asking,
): Promise<CommandReply> {
  await mustExist(runtime, context.tenant, orderId);
  const { state } = await runtime.commands.load(fulfilment, context.tenant, orderId);
  const flaw = acceptanceFlaw(state, orderId);
  if (flaw !== undefined) throw new RefusedError(flaw);
  const orderNo = state.started?.terms.orderNo ?? '';
  return fx.acceptEscrow({ orderId, orderNo }, { ...context, correlation: orderId });
}

function acceptanceFlaw(state: Parameters<typeof isInInspection>[0], orderId: string): Refusal | undefined {
  if (!isInInspection(state)) return refuse('ORDER_NOT_IN_INSPECTION', { orderId });
  const { returning, known } = state;
  const underWay = returning !== undefined && known.refundSettled === undefined;
  return underWay ? refuse('ORDER_RETURNED_ALREADY', { orderId }) : undefined;
}
