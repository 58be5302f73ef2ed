import type { Complete } from '@portolan/contracts';
import type {
  DecideDisputeRequest,
  DisputeRequest,
  GetDisputeRequest,
  GiveEvidenceRequest,
  ListDisputesRequest,
  OfferSplitRequest,
  RaiseDisputeRequest,
} from '@portolan/contracts/fx/v1/escrows';
import { isRefusal } from '@portolan/eventsourcing';
import { answered, type Call, paged, RefusedError, type Runtime } from '@portolan/service';
import { type Dispute, type DisputeCommand, dispute, disputeId } from '../dispute/dispute.ts';
import type { Days } from '../dispute/state.ts';
import { feeIn } from '../disputes-config.ts';
import { freezePart } from '../escrow/freezing.ts';
import type { Windows } from '../escrow/state.ts';
import { settledRefunds } from '../processes/holding.ts';
import type { FoldedDocument } from '../projections/folded.ts';
import { known } from './amounts.ts';
import { disputeView } from './escrow-views.ts';
import { evidencePack } from './evidence-pack.ts';
import { contextOf, located, operationsOnly, sideOf } from './located.ts';
import { escrowOf, listedBy } from './milestones.ts';
import type { Rules } from './rules.ts';

/** What is configured of disputes. */
export interface Terms {
  readonly days: Days;
  readonly windows: Windows;
  /** What the issuer takes for a chargeback, by currency. */
  readonly fees: Readonly<Record<string, string>>;
}

/**
 * Opens a dispute over the money of an escrow; its part is frozen right after. What the escrow would refuse now is refused
 * here. @throws RefusedError FUNDS_OPERATIONS_ONLY, ESCROW_NOT_FOUND, ESCROW_DISPUTE_AMOUNT, ESCROW_DISPUTE_LATE …
 */
export function raiseDispute({ commands, clock }: Runtime, rules: Rules, { days, windows, fees }: Terms) {
  return async (request: Complete<RaiseDisputeRequest>, call: Call) => {
    operationsOnly(call);
    const { escrowId, reason } = request;
    const amount = known(request.amount);
    const kind = request.kind === 'CHARGEBACK' ? ('CHARGEBACK' as const) : ('CLAIM' as const);
    const { tenant, state } = await escrowOf({ commands }, rules, escrowId, call);
    const { orderId, orderNo } = state;
    const id = disputeId(tenant, call.context.commandId);
    const refundsSettled = await settledRefunds(commands, tenant, state);
    const freezing = { orderNo, holdId: id, kind, amount, refundsSettled, windows } as const;
    const { state: before } = await commands.load(dispute, tenant, id);
    const flaw = freezePart(freezing, state, { at: clock.now(), id: () => '' });
    const passes = before.status !== 'NONE' || !isRefusal(flaw) || flaw.refused === 'ESCROW_RELEASE_PENDING';
    if (isRefusal(flaw) && !passes) throw new RefusedError(flaw);
    const fee = kind === 'CHARGEBACK' ? feeIn(fees, amount.currency) : undefined;
    const opened = { disputeId: id, escrowId, orderId, orderNo, kind, amount, reason, days };
    const command = { type: 'OpenDispute', ...opened, ...(fee === undefined ? {} : { fee }) } as const;
    return answered(await commands.execute(dispute, id, command, contextOf(call, tenant, orderId)), id);
  };
}

/** The caller's disputes, the latest first; to operations those of every tenant. */
export function listDisputes({ documents }: Runtime) {
  return async ({ state, orderNo, page }: Complete<ListDisputesRequest>, { caller: { tenant } }: Call) => {
    const { shown, nextCursor } = await paged(page, (reach) =>
      documents.find<FoldedDocument<Dispute>>({
        ...{ collection: 'disputes', tenant, descending: true, ...listedBy(state, orderNo), ...reach },
      }),
    );
    const disputes = shown
      .filter(({ document }) => state === '' || document.state === state)
      .map(({ document }) => disputeView(document.tenant, document.folded));
    return { disputes, nextCursor };
  };
}

/** @throws RefusedError DISPUTE_NOT_FOUND */
export function getDispute({ commands }: Runtime, rules: Rules) {
  return async ({ id }: Complete<GetDisputeRequest>, call: Call) => {
    const { tenant, state } = await disputeOf({ commands }, rules, id, call);
    return disputeView(tenant, state);
  };
}

function disputeOf({ commands }: Pick<Runtime, 'commands'>, rules: Rules, id: string, call: Call) {
  return located(commands, rules, dispute, id, call, { refused: 'DISPUTE_NOT_FOUND', data: { dispute: id } });
}

/** What an issuer or an arbiter is shown. @throws RefusedError DISPUTE_NOT_FOUND */
export function getEvidencePack({ commands }: Runtime, rules: Rules) {
  return async ({ id }: Complete<GetDisputeRequest>, call: Call) => {
    const { tenant, state } = await disputeOf({ commands }, rules, id, call);
    return evidencePack(commands, tenant, state);
  };
}

export function giveEvidence(runtime: Runtime, rules: Rules) {
  return async ({ id, kind, document, sha256 }: Complete<GiveEvidenceRequest>, call: Call) =>
    tell(runtime, rules, id, call, { type: 'GiveEvidence', by: sideOf(call), kind, document, sha256 });
}

export function offerSplit(runtime: Runtime, rules: Rules) {
  return async ({ id, toBuyer }: Complete<OfferSplitRequest>, call: Call) =>
    tell(runtime, rules, id, call, { type: 'Offer', by: sideOf(call), toBuyer: known(toBuyer) });
}

export function acceptDispute(runtime: Runtime, rules: Rules) {
  return async ({ id }: Complete<DisputeRequest>, call: Call) =>
    tell(runtime, rules, id, call, { type: 'Accept', by: sideOf(call) });
}

export function escalateDispute(runtime: Runtime, rules: Rules, { days }: Terms) {
  return async ({ id }: Complete<DisputeRequest>, call: Call) =>
    tell(runtime, rules, id, call, { type: 'Escalate', by: sideOf(call), days });
}

/** @throws RefusedError FUNDS_OPERATIONS_ONLY */
export function decideDispute(runtime: Runtime, rules: Rules) {
  return async ({ id, toBuyer, reason }: Complete<DecideDisputeRequest>, call: Call) => {
    operationsOnly(call);
    return tell(runtime, rules, id, call, { type: 'Decide', toBuyer: known(toBuyer), reason });
  };
}

/** @throws RefusedError FUNDS_OPERATIONS_ONLY */
export function cancelDispute(runtime: Runtime, rules: Rules) {
  return async ({ id, reason }: Complete<DisputeRequest>, call: Call) => {
    operationsOnly(call);
    return tell(runtime, rules, id, call, { type: 'Cancel', reason });
  };
}

/** @throws RefusedError FUNDS_OPERATIONS_ONLY */
export function reverseChargeback(runtime: Runtime, rules: Rules) {
  return async ({ id }: Complete<DisputeRequest>, call: Call) => {
    operationsOnly(call);
    return tell(runtime, rules, id, call, { type: 'Reverse' });
  };
}

async function tell({ commands }: Runtime, rules: Rules, id: string, call: Call, command: DisputeCommand) {
  const { tenant, state } = await disputeOf({ commands }, rules, id, call);
  return answered(await commands.execute(dispute, id, command, contextOf(call, tenant, state.orderId)), id);
}
