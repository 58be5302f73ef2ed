import { type Refusal, refuse } from '@portolan/eventsourcing';
import { add, allocate, compare, formatMoney, type Money, money, multiply, subtract } from '@portolan/money';
import { against } from './course/against.ts';
import {
  type Answer,
  type Escrow,
  type EscrowEvent,
  type EscrowRefusal,
  heldOf,
  type Milestone,
  type ProposeMilestones,
  type ProveMilestone,
  type Side,
} from './state.ts';

/** By which a milestone is reached: a proof that the buyer takes, or the end of the inspection. */
const triggers: readonly string[] = ['PROOF', 'DELIVERY'];

/** What the two agree on before the buyer pays: in which steps the money is released. */
export function proposeMilestones({ by, milestones }: ProposeMilestones, state: Escrow): Answer {
  const { escrowId, orderId, orderNo, amount } = state;
  const stop = against('ProposeMilestones', state);
  if (stop !== undefined) return stop;
  const flaw = flawOf(milestones, orderNo);
  if (flaw !== undefined) return flaw;
  const parts = allocate(
    amount,
    milestones.map(({ percent }) => BigInt(percent)),
  );
  const plan = milestones.map((milestone, index) => ({
    ...{ number: index + 1, ...milestone },
    amount: parts[index] ?? money(0n, amount.currency),
  }));
  if (samePlan(state.proposed[by], plan)) return [];
  const proposed: EscrowEvent = { type: 'MilestonesProposed', data: { escrowId, orderId, by, milestones: plan } };
  const other: Side = by === 'SELLER' ? 'BUYER' : 'SELLER';
  if (!samePlan(state.proposed[other], plan)) return [proposed];
  return [proposed, { type: 'MilestonesAgreed', data: { escrowId, orderId, milestones: plan } }];
}

function flawOf(milestones: ProposeMilestones['milestones'], orderNo: string): Refusal<EscrowRefusal> | undefined {
  const total = milestones.reduce((sum, { percent }) => sum + percent, 0);
  const isWrong = milestones.some(
    ({ percent, trigger }) => !Number.isInteger(percent) || percent <= 0 || !triggers.includes(trigger),
  );
  return isWrong || total !== 100 ? refuse('ESCROW_MILESTONES_INVALID', { orderNo, total: String(total) }) : undefined;
}

function samePlan(known: readonly Milestone[] | undefined, plan: readonly Milestone[]): boolean {
  const said = (of: readonly Milestone[]) =>
    JSON.stringify(of.map(({ name, trigger, percent }) => [name, trigger, percent]));
  return known !== undefined && said(known) === said(plan);
}

export function proveMilestone({ number, document, sha256 }: ProveMilestone, state: Escrow): Answer {
  const { escrowId, orderId } = state;
  const stop = against('ProveMilestone', state) ?? notByProof(number, state);
  if (stop !== undefined) return stop;
  if (state.proven.includes(number)) return [];
  return [{ type: 'MilestoneProven', data: { escrowId, orderId, number, document, sha256 } }];
}

/** Its part is the seller's, at once and for good. */
export function releaseMilestone(number: number, state: Escrow): Answer {
  const { orderNo } = state;
  const stop = against('ReleaseMilestone', state) ?? notByProof(number, state);
  if (stop !== undefined) return stop;
  if (state.milestonesReleased.includes(number)) return [];
  if (!state.proven.includes(number)) return refuse('ESCROW_MILESTONE_UNPROVEN', { orderNo, number: String(number) });
  if (state.disputed) return refuse('ESCROW_DISPUTED', { orderNo });
  const { amount } = state.milestones.find((one) => one.number === number) ?? state;
  const held = heldOf(state);
  if (compare(amount, held) > 0) {
    return refuse('ESCROW_REFUND_INVALID', { orderNo, amount: formatMoney(amount), left: formatMoney(held) });
  }
  return [partOf(state, amount, 'MILESTONE', number)];
}

function notByProof(number: number, { orderNo, milestones }: Escrow): Refusal<EscrowRefusal> | undefined {
  const found = milestones.find((one) => one.number === number);
  return found?.trigger === 'PROOF'
    ? undefined
    : refuse('ESCROW_MILESTONE_UNKNOWN', { orderNo, number: String(number) });
}

/**
 * A part that is released before the rest. Its tax is allocated on what is left, its commission is what the commission on
 * all that was released grows by: together with the last part, nothing is lost and nothing is left over.
 */
export function partOf(state: Escrow, amount: Money, reason: string, milestone: number): EscrowEvent {
  const { escrowId, orderId, left, commission, parts } = state;
  const tax = taxOf(state, amount);
  const own = subtract(amount, tax);
  const fee = subtract(multiply(add(parts.own, own), commission), parts.fee);
  const data = {
    ...{ escrowId, orderId, part: parts.count + 1, amount, fee, net: subtract(own, fee) },
    ...(tax.minor === 0n ? {} : { tax }),
    ...{ left: subtract(left, amount), reason, milestone },
  };
  return { type: 'EscrowPartReleased', data };
}

function taxOf({ left, tax, parts }: Escrow, amount: Money): Money {
  const none = money(0n, amount.currency);
  const due = tax === undefined ? none : subtract(tax, parts.tax);
  const possible = compare(due, left) > 0 ? left : due;
  const [share = none] = allocate(possible, [amount.minor, left.minor - amount.minor]);
  return share;
}
