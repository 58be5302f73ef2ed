import type { FxEvent } from '@portolan/contracts';
import { type Commands, following, type Reaction, type Recorded } from '@portolan/engine';
import { type EarlyFunds, nextEarly } from '../escrow/early-funds.ts';
import { type Escrow, escrow } from '../escrow/escrow.ts';
import { isOver } from '../escrow/state.ts';
import { funds } from '../funds/funds.ts';
import { escrowFunding, suspenseCleared } from '../ledger/postings.ts';
import { postAs } from './posting.ts';
import { carryOutReturn } from './returning.ts';

/**
 * Money that came before its order: when the escrow opens, what waits for it is taken or passed over, first come first.
 * Money may also come to wait just when the escrow opens, so both are looked at. They stand in one stream, hence one
 * after the other. What still waits when an escrow is over (a payment made twice, or of another amount), or comes to wait
 * for it later, goes back to its payer.
 */
export function earlyFunds(commands: Commands): Reaction<FxEvent> {
  return {
    name: 'fx.early-funds.v1',
    reads: ['fx'],
    on: {
      EscrowOpened: (event) => workOff(commands, event, event.data.escrowId),
      FundsSetAside: (event) => workOff(commands, event, event.data.escrowId),
      EscrowCancelled: (event) => workOff(commands, event, event.data.escrowId),
      EscrowRefunded: (event) => workOff(commands, event, event.data.escrowId),
      EscrowReleased: (event) => workOff(commands, event, event.data.escrowId),
    },
  };
}

async function workOff(commands: Commands, event: Recorded, id: string): Promise<void> {
  const { tenant } = event.meta;
  for (;;) {
    const { state } = await commands.load(escrow, tenant, id);
    const next = nextEarly(state);
    // After the last was passed over, and so also where it was over only since then.
    if (next === undefined) return isOver(state) ? sendAllBack(commands, event, state) : undefined;
    const { orderId, orderNo } = state;
    const { fundsId } = next.funds;
    const refused = next.take ? await take(commands, event, state, next.funds) : next.reason;
    if (refused === undefined) continue;
    // Before it is forgotten here: a second run would not find it any more.
    if (isOver(state)) await sendBack(commands, event, state, fundsId);
    const passOver = { type: 'PassFundsOver', orderNo, fundsId, reason: refused } as const;
    const passed = await commands.execute(
      escrow,
      id,
      passOver,
      following(event, { tenant, orderId }, 'pass-over', fundsId),
    );
    if (!passed.ok) throw new Error(`${fundsId} cannot be passed over: ${passed.refusal.refused}`);
  }
}

/**
 * The credit may name several orders, so it is claimed first: whoever matched it has it. From then on nothing can keep
 * it from the escrow, which lets no other money in while this waits. The books come before EscrowFunded. Answers the
 * code of a refusal where another escrow has it.
 */
async function take(
  commands: Commands,
  event: Recorded,
  state: Escrow,
  early: EarlyFunds,
): Promise<string | undefined> {
  const { tenant } = event.meta;
  const { escrowId: id, orderId, orderNo } = state;
  const { fundsId, amount } = early;
  const step = (name: string) => following(event, { tenant, orderId }, name, fundsId);
  const claim = { type: 'MatchFunds', fundsId, escrowId: id, orderId } as const;
  const claimed = await commands.execute(funds, fundsId, claim, step('match'));
  if (!claimed.ok) return claimed.refusal.refused;
  await postAs(commands, suspenseCleared(fundsId, tenant, amount), step('clear'));
  await postAs(commands, escrowFunding(id, tenant, amount, ''), step('fund'));
  const funded = await commands.execute(escrow, id, { type: 'FundEscrow', orderNo, ...early }, step('funded'));
  if (!funded.ok) throw new Error(`${fundsId} is matched but does not fund ${id}: ${funded.refusal.refused}`);
  return undefined;
}

async function sendAllBack(commands: Commands, event: Recorded, state: Escrow): Promise<void> {
  for (const fundsId of [...state.mismatched, ...state.spare]) await sendBack(commands, event, state, fundsId);
}

/** Back to its payer. Where another order has it, or it goes back already, there is nothing to do. */
async function sendBack(commands: Commands, event: Recorded, { orderId, orderNo, status }: Escrow, fundsId: string) {
  const { tenant } = event.meta;
  const reason = status === 'CANCELLED' ? 'ESCROW_CANCELLED' : 'ESCROW_OVER';
  const back = { type: 'ReturnFunds', fundsId, orderId, orderNo, reason } as const;
  const context = following(event, { tenant, orderId }, 'send-back', fundsId);
  const outcome = await commands.execute(funds, fundsId, back, context);
  const [requested] = outcome.ok ? outcome.events : [];
  if (requested?.type === 'FundsReturnRequested') await carryOutReturn(commands, event, requested.data);
}
