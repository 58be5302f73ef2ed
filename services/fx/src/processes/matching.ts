import type { FxEvent, Only } from '@portolan/contracts';
import { type Commands, following, type Reaction, type Recorded } from '@portolan/engine';
import { madeId } from '@portolan/eventsourcing';
import { equal } from '@portolan/money';
import { due } from '../due/due.ts';
import { type Escrow, escrow, escrowId } from '../escrow/escrow.ts';
import { funds } from '../funds/funds.ts';
import { orderNumbersOf } from '../funds/order-number.ts';
import { isWhole, type Line, leftOf } from '../funds/state.ts';
import { chargesOf } from '../matching/charges.ts';
import { type Expected, exactly, type MatchingPolicy, matchReceipt } from '../matching/rules.ts';
import { bookedAtOf } from './credits.ts';
import { bringToOrder, withdrawFrom } from './parts.ts';

/** What is agreed with a merchant on payments that are not exact. */
export type PolicyOf = (tenant: string) => MatchingPolicy;

/**
 * Receipts that are not exactly what an order expects. Where a merchant's policy says so, the rules keep parts of them for
 * orders; what is kept, by rules or by a person, is brought to its order, which is funded when nothing is open any more.
 * Where an order ends otherwise its parts are free again.
 */
export function matching(commands: Commands, policyOf: PolicyOf): Reaction<FxEvent> {
  const paidOtherwise = async (event: Recorded<Only<FxEvent, 'EscrowFunded'>>) => {
    const { escrowId: id, fundsId } = event.data;
    const { state } = await commands.load(due, event.meta.tenant, id);
    const byParts = state.parts[0]?.fundsId === fundsId;
    if (!byParts) await withdrawFrom(commands, event, id, 'ESCROW_ALREADY_FUNDED', false);
  };
  return {
    name: 'fx.matching.v1',
    reads: ['fx'],
    on: {
      PaymentMismatched: (event) => matchNamed(commands, policyOf, event, event.data.fundsId),
      FundsAllotted: (event) => bringToOrder(commands, policyOf(event.meta.tenant), event),
      FundsCleared: async (event) => {
        const isExact = await offerAgain(commands, event);
        if (!isExact) await matchNamed(commands, policyOf, event, event.data.fundsId);
      },
      EscrowFunded: paidOtherwise,
      EscrowCancelled: (event) => withdrawFrom(commands, event, event.data.escrowId, 'ESCROW_CANCELLED', true),
      PaymentOverdue: async (event) => {
        if (policyOf(event.meta.tenant).under !== 'REFUND_AT_EXPIRY') return;
        await withdrawFrom(commands, event, event.data.escrowId, 'PAYMENT_OVERDUE', true, true);
      },
    },
  };
}

async function matchNamed(commands: Commands, policyOf: PolicyOf, event: Recorded, fundsId: string): Promise<void> {
  const { tenant } = event.meta;
  const policy = policyOf(tenant);
  if (policy === exactly) return;
  const { state } = await commands.load(funds, tenant, fundsId);
  if (state.entry === undefined || state.status !== 'UNMATCHED' || state.held !== undefined) return;
  const open = await openOrders(commands, tenant, orderNumbersOf(state.entry, state.cameTo));
  const receipt = { left: leftOf(state), charges: chargesOf(state.entry, isWhole(state)) };
  const matched = matchReceipt(receipt, open, policy);
  if (matched.rule === undefined) return;
  const lines = matched.lines.flatMap((line): Line[] => {
    const order = open.find(({ orderNo }) => orderNo === line.orderNo);
    if (order === undefined) return [];
    const { escrowId: id, orderId } = order;
    return [{ lineId: madeId('line', fundsId, id), escrowId: id, orderId, ...line }];
  });
  const said = { fundsId, lines, rule: matched.rule, reason: '', decidedBy: '' };
  const context = following(event, { tenant, orderId: lines[0]?.orderId ?? '' }, 'allot', fundsId);
  // Refused where somebody else was quicker: then there is nothing to do here.
  await commands.execute(funds, fundsId, { type: 'AllotFunds', ...said }, context);
}

interface OpenOrder extends Expected {
  readonly escrowId: string;
  readonly orderId: string;
}

/** Orders of these numbers that await money, in the same order, and what they still expect. */
export async function openOrders(
  commands: Commands,
  tenant: string,
  numbers: readonly string[],
): Promise<readonly OpenOrder[]> {
  const open: OpenOrder[] = [];
  for (const orderNo of numbers) {
    const id = escrowId(tenant, orderNo);
    const { state } = await commands.load(escrow, tenant, id);
    if (state.status !== 'AWAITING_FUNDING') continue;
    open.push({ orderNo, escrowId: id, orderId: state.orderId, open: await stillOpen(commands, tenant, state) });
  }
  return open;
}

async function stillOpen(commands: Commands, tenant: string, { escrowId: id, amount }: Escrow) {
  const { state } = await commands.load(due, tenant, id);
  return state.open ?? amount;
}

/** What was held is offered to the orders that it names, as when it came. Answers whether one expects exactly it. */
async function offerAgain(commands: Commands, event: Recorded<Only<FxEvent, 'FundsCleared'>>): Promise<boolean> {
  const { tenant } = event.meta;
  const { fundsId } = event.data;
  const { state } = await commands.load(funds, tenant, fundsId);
  if (state.entry === undefined || !isWhole(state)) return false;
  const { amount, servicerReference } = state.entry;
  const early = { fundsId, amount, servicerReference, bookedAt: bookedAtOf(state.entry) };
  const numbers = orderNumbersOf(state.entry, state.cameTo);
  const open = await openOrders(commands, tenant, numbers);
  for (const orderNo of numbers) {
    const id = escrowId(tenant, orderNo);
    const orderId = open.find((order) => order.escrowId === id)?.orderId ?? '';
    const command = { type: 'SetFundsAside', escrowId: id, orderNo, ...early } as const;
    await commands.execute(escrow, id, command, following(event, { tenant, orderId }, 'offer', orderNo));
  }
  return open.some((order) => equal(order.open, amount));
}
