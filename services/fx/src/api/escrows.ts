import type { Complete } from '@portolan/contracts';
import type {
  AcceptEscrowRequest,
  OpenDisputeRequest,
  OpenEscrowRequest,
  RefundEscrowRequest,
  StartInspectionRequest,
} from '@portolan/contracts/fx/v1/fx';
import { answered, type Call, Outage, type Runtime } from '@portolan/service';
import { commissionOf } from '../escrow/commission.ts';
import { type EscrowCommand, escrow, escrowId } from '../escrow/escrow.ts';
import { known } from './amounts.ts';
import type { Rules } from './rules.ts';

/** The rate of commission is what the ladder, or the configuration, says now: it holds for this escrow to its end. */
export function openEscrow(runtime: Runtime, { commission: otherwise, ladder, paymentHours }: Rules) {
  return async ({ orderId, orderNo, amount, tax }: Complete<OpenEscrowRequest>, call: Call) => {
    const id = escrowId(call.context.tenant, orderNo);
    const withheld = tax === undefined ? {} : { tax: known(tax) };
    const order = { amount: known(amount), category: '', at: runtime.clock.now() };
    const commission = commissionOf(ladder, order, otherwise);
    const terms = { orderId, orderNo, amount: known(amount), ...withheld, commission, paymentHours };
    return tell(runtime, call, { type: 'OpenEscrow', escrowId: id, ...terms });
  };
}

export function startInspection(runtime: Runtime, { inspectionDays: days }: Rules) {
  return async ({ orderId, orderNo, deliveredAt }: StartInspectionRequest, call: Call) =>
    tell(runtime, call, { type: 'StartInspection', orderId, orderNo, deliveredAt, days });
}

export function openDispute(runtime: Runtime) {
  return async ({ orderId, orderNo, amount, reason }: Complete<OpenDisputeRequest>, call: Call) =>
    tell(runtime, call, { type: 'OpenDispute', orderId, orderNo, amount: known(amount), reason });
}

/** @throws Outage while money is on its way into the escrow: asked again, it is known what there is to give back. */
export function refundEscrow(runtime: Runtime) {
  return async ({ orderId, orderNo, amount, reason }: Complete<RefundEscrowRequest>, call: Call) => {
    const part = amount === undefined ? {} : { amount: known(amount) };
    return tell(runtime, call, { type: 'RefundEscrow', orderId, orderNo, ...part, reason });
  };
}

export function acceptEscrow(runtime: Runtime) {
  return async ({ orderId, orderNo }: AcceptEscrowRequest, call: Call) =>
    tell(runtime, call, { type: 'AcceptEscrow', orderId, orderNo });
}

async function tell({ commands }: Runtime, { context }: Call, command: EscrowCommand) {
  const id = escrowId(context.tenant, command.orderNo);
  const outcome = await commands.execute(escrow, id, command, context);
  if (!outcome.ok && outcome.refusal.refused === 'ESCROW_FUNDS_WAITING') throw new Outage('fx', 'UNAVAILABLE');
  return answered(outcome, id);
}
