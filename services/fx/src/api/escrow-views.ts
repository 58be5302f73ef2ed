import type {
  DisputeView,
  EscrowView,
  MilestoneView,
  SecurityView,
  WithholdingView,
} from '@portolan/contracts/fx/v1/escrows';
import { actorOf, type Dispute } from '../dispute/dispute.ts';
import { nextActor, shownAs } from '../escrow/shown.ts';
import { type Escrow, type Milestone, sumsOf } from '../escrow/state.ts';
import type { Security } from '../security/security.ts';
import type { Withholding } from '../withholding/withholding.ts';

/** An escrow as it is shown: where every cent is, which steps and deadlines there are, who acts next. */
export function escrowView(tenant: string, state: Escrow): EscrowView {
  const { escrowId: id, orderId, orderNo, amount, commission, parts, milestones, frozen, endsAt, due } = state;
  const one = Object.entries(state.proposed).find(() => milestones.length === 0);
  return {
    ...{ id, tenant, orderId, orderNo, state: shownAs(state), amount, ...sumsOf(state), commission, fee: parts.fee },
    ...{ paymentDue: state.status === 'AWAITING_FUNDING' ? due : '', inspectionEnds: endsAt },
    milestones: milestones.map((milestone) => milestoneView(milestone, state)),
    ...{ proposedBy: one?.[0] ?? '', proposed: (one?.[1] ?? []).map((milestone) => milestoneView(milestone, state)) },
    frozen: frozen.map(({ holdId, kind, amount: part }) => ({ id: holdId, kind, amount: part })),
    next: nextActor(state),
  };
}

function milestoneView(milestone: Milestone, { proven, milestonesReleased }: Escrow): MilestoneView {
  const { number } = milestone;
  const state = milestonesReleased.includes(number) ? 'RELEASED' : proven.includes(number) ? 'PROVEN' : 'PENDING';
  return { ...milestone, state };
}

/** A dispute as it is shown. */
export function disputeView(tenant: string, state: Dispute): DisputeView {
  const { disputeId: id, escrowId, orderId, orderNo, kind, stage, status, amount, reason, held, due, offers } = state;
  return {
    ...{ id, tenant, escrowId, orderId, orderNo, kind, stage, state: status, amount, reason, held, due },
    evidence: [...state.evidence],
    ...(offers.SELLER === undefined ? {} : { sellerOffers: offers.SELLER }),
    ...(offers.BUYER === undefined ? {} : { buyerOffers: offers.BUYER }),
    ...(state.toBuyer === undefined ? {} : { toBuyer: state.toBuyer }),
    next: actorOf(state),
  };
}

/** Proceeds that are held back, as they are shown. */
export function withholdingView(tenant: string, { status, withholdingId: id, ...rest }: Withholding): WithholdingView {
  return { id, tenant, ...rest, state: status };
}

/** What secures a merchant, as it is shown. */
export function securityView(id: string, tenant: string, { deposit, owed, due, overdue }: Security): SecurityView {
  const currency = deposit.minor === 0n ? owed.currency : deposit.currency;
  return { id, tenant, deposit: { ...deposit, currency }, owed: { ...owed, currency }, due, overdue };
}
