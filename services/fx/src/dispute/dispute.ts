import { type Decider, type Facts, madeId, type Refusal, refuse } from '@portolan/eventsourcing';
import { compare, equal, formatMoney, isZero, type Money, money, subtract } from '@portolan/money';
import { following, moveOf } from './course/table.ts';
import type {
  Answer,
  Days,
  Dispute,
  DisputeCommand,
  DisputeEvent,
  DisputeRefusal,
  OpenDispute,
  Side,
} from './state.ts';

export type { Dispute, DisputeCommand, DisputeEvent } from './state.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** One per command that opens it: an order can be disputed again, for something else. */
export function disputeId(tenant: string, commandId: string): string {
  return madeId('dispute', tenant, commandId);
}

/**
 * A dispute over the money of an order (争议): at which stage it is, how it stands there, and in the end who gets what. It
 * moves no money: its escrow freezes the part, and divides it as was resolved.
 */
export const dispute: Decider<Dispute, DisputeCommand, DisputeEvent, DisputeRefusal> & { readonly name: 'dispute' } = {
  name: 'dispute',
  initial: {
    ...{ status: 'NONE', stage: 'INQUIRY', kind: 'CLAIM' },
    ...{ disputeId: '', escrowId: '', orderId: '', orderNo: '' },
    ...{ amount: money(0n, 'USD'), reason: '', due: '', held: false, evidence: [], offers: {} },
  },

  decide(command, state, facts) {
    if (command.type === 'OpenDispute') return state.status === 'NONE' ? open(command, facts) : [];
    if (state.status === 'NONE') return refuse('DISPUTE_NOT_FOUND', { dispute: state.disputeId });
    const isLate = command.type === 'MissDeadline' && (facts.at < command.due || command.due !== state.due);
    if (isLate || isRepeated(command, state)) return [];
    const move = moveOf(command.type, state.kind, state.stage, state.status);
    if (move === undefined) return command.type === 'MissDeadline' ? [] : notNow(state);
    return move.event === 'DisputeResolved' && !state.held && command.type !== 'RefuseHold'
      ? refuse('DISPUTE_NOT_HELD')
      : decideMove(command, state, facts);
  },

  evolve(state, event) {
    switch (event.type) {
      case 'DisputeOpened': {
        const { kind, stage, ...opened } = event.data;
        return {
          ...state,
          ...opened,
          kind: kind as Dispute['kind'],
          stage: stage as Dispute['stage'],
          status: 'OPENED',
        };
      }
      case 'DisputeHeld':
        return { ...state, held: true };
      case 'DisputeEvidenceGiven': {
        const { disputeId: _, orderId: __, ...evidence } = event.data;
        const status = evidence.by === 'SELLER' ? 'CHALLENGED' : state.status;
        return { ...state, status, evidence: [...state.evidence, evidence] };
      }
      case 'DisputeOffered':
        return { ...state, offers: { ...state.offers, [event.data.by]: event.data.toBuyer } };
      case 'DisputeEscalated':
        return { ...state, stage: event.data.stage as Dispute['stage'], due: event.data.due, status: 'OPENED' };
      case 'DisputeResolved':
        return { ...state, status: event.data.status as Dispute['status'], due: '', toBuyer: event.data.toBuyer };
      case 'DisputeReversed':
        return { ...state, stage: 'REVERSAL', status: 'WON' };
    }
  },
};

function open(command: OpenDispute, { at }: Facts): Answer {
  const { kind, days, fee, ...rest } = command;
  const stage = kind === 'CLAIM' ? 'INQUIRY' : 'DISPUTE';
  const due = later(at, kind === 'CLAIM' ? days.negotiation : days.evidence);
  const { disputeId: id, escrowId, orderId, orderNo, amount, reason } = rest;
  const data = { disputeId: id, escrowId, orderId, orderNo, kind, stage, amount, reason };
  return [{ type: 'DisputeOpened', data: { ...data, ...(fee === undefined ? {} : { fee }), due } }];
}

type Moving = Exclude<DisputeCommand, { type: 'OpenDispute' }>;

function decideMove(command: Moving, state: Dispute, facts: Facts): Answer {
  const { disputeId: id, orderId, escrowId, orderNo, amount } = state;
  switch (command.type) {
    case 'RecordHold':
      return [{ type: 'DisputeHeld', data: { disputeId: id, orderId, amount, clawed: command.clawed } }];
    case 'RefuseHold':
      return resolved(state, 'CANCELLED', nothingOf(amount), command.reason, nothingOf(amount));
    case 'GiveEvidence': {
      const { type: _, ...evidence } = command;
      return [{ type: 'DisputeEvidenceGiven', data: { disputeId: id, orderId, ...evidence } }];
    }
    case 'Offer':
      return offer(command.by, command.toBuyer, state);
    case 'Accept':
      return accept(command.by, state);
    case 'Escalate':
      return early(command.days, state, facts) ?? [escalated(state, command.by, command.days, facts)];
    case 'MissDeadline':
      return state.stage === 'INQUIRY'
        ? [escalated(state, 'TIME', command.days, facts)]
        : resolved(state, 'EXPIRED', amount, 'NO_EVIDENCE');
    case 'Decide':
      return (
        shareFlaw(command.toBuyer, state) ??
        resolved(state, isZero(command.toBuyer) ? 'WON' : 'LOST', command.toBuyer, command.reason)
      );
    case 'Cancel':
      return resolved(state, 'CANCELLED', nothingOf(amount), command.reason);
    case 'Reverse': {
      const { toBuyer = nothingOf(amount) } = state;
      const about = { disputeId: id, escrowId, orderId, orderNo };
      return isZero(toBuyer) ? notNow(state) : [{ type: 'DisputeReversed', data: { ...about, amount: toBuyer } }];
    }
  }
}

// What was said once is not said again; what is over stays as it ended.
function isRepeated(command: Moving, { held, evidence, offers, stage, status }: Dispute): boolean {
  if (command.type === 'RecordHold') return held;
  if (command.type === 'RefuseHold') return held || status === 'CANCELLED';
  if (command.type === 'Reverse') return stage === 'REVERSAL';
  if (command.type === 'Cancel') return status === 'CANCELLED';
  if (command.type === 'Accept') return status === 'ACCEPTED';
  if (command.type === 'Offer') {
    const known = offers[command.by];
    return known !== undefined && equal(known, command.toBuyer) && status !== 'ACCEPTED';
  }
  if (command.type !== 'GiveEvidence') return false;
  return evidence.some(({ by, sha256 }) => by === command.by && sha256 === command.sha256);
}

function offer(by: Side, toBuyer: Money, state: Dispute): Answer {
  const { disputeId: id, orderId, offers } = state;
  const flaw = shareFlaw(toBuyer, state);
  if (flaw !== undefined) return flaw;
  const offered: DisputeEvent = { type: 'DisputeOffered', data: { disputeId: id, orderId, by, toBuyer } };
  const other = offers[otherOf(by)];
  if (other === undefined || !equal(other, toBuyer)) return [offered];
  return state.held ? [offered, resolution(state, 'ACCEPTED', toBuyer, 'MUTUAL')] : refuse('DISPUTE_NOT_HELD');
}

function accept(by: Side, state: Dispute): Answer {
  const toBuyer = state.offers[otherOf(by)] ?? (by === 'SELLER' ? state.amount : undefined);
  return toBuyer === undefined ? refuse('DISPUTE_NOTHING_OFFERED') : resolved(state, 'ACCEPTED', toBuyer, 'MUTUAL');
}

const otherOf = (side: Side): Side => (side === 'SELLER' ? 'BUYER' : 'SELLER');
const nothingOf = ({ currency }: Money) => money(0n, currency);
const later = (at: string, days: number) => new Date(Date.parse(at) + days * dayMs).toISOString();

// Whoever goes on at once has not talked.
function early({ negotiation, early: first }: Days, { stage, due }: Dispute, { at }: Facts) {
  const from = new Date(Date.parse(due) - (negotiation - first) * dayMs).toISOString();
  return stage === 'INQUIRY' && at < from ? refuse('DISPUTE_EARLY', { from }) : undefined;
}

function escalated(state: Dispute, by: Side | 'TIME', { evidence }: Days, { at }: Facts): DisputeEvent {
  const { disputeId: id, orderId, stage } = state;
  const data = { disputeId: id, orderId, stage: following(stage), by, due: later(at, evidence) };
  return { type: 'DisputeEscalated', data };
}

function shareFlaw(toBuyer: Money, { amount }: Dispute): Refusal<DisputeRefusal> | undefined {
  const possible = toBuyer.currency === amount.currency && toBuyer.minor >= 0n && compare(toBuyer, amount) <= 0;
  const data = { toBuyer: formatMoney(toBuyer), amount: formatMoney(amount) };
  return possible ? undefined : refuse('DISPUTE_SHARE_INVALID', data);
}

function resolved(state: Dispute, status: string, toBuyer: Money, reason: string, toSeller?: Money): Answer {
  return [resolution(state, status, toBuyer, reason, toSeller)];
}

function resolution(
  { disputeId: id, escrowId, orderId, orderNo, stage, amount }: Dispute,
  status: string,
  toBuyer: Money,
  reason: string,
  toSeller = subtract(amount, toBuyer),
): DisputeEvent {
  const about = { disputeId: id, escrowId, orderId, orderNo, stage, status };
  return { type: 'DisputeResolved', data: { ...about, toBuyer, toSeller, reason } };
}

function notNow({ disputeId: id, stage, status }: Dispute): Refusal<DisputeRefusal> {
  return refuse('DISPUTE_NOT_NOW', { dispute: id, stage, status });
}

/** Who acts next: the seller, the buyer, the platform; '' where it is over. */
export function actorOf({ stage, status }: Pick<Dispute, 'stage' | 'status'>): string {
  if (status === 'OPENED') return 'seller';
  if (status === 'CHALLENGED') return stage === 'INQUIRY' ? 'buyer' : 'platform';
  return '';
}
