import type { DisputeCommand, DisputeEvent } from '../state.ts';
import { type Kind, type Stage, type Status, stages } from './standing.ts';

/** Who makes a move. */
export type Actor = 'seller' | 'buyer' | 'either' | 'platform' | 'clock' | 'books';

/** By `command` a dispute that stands at one of `stages` in one of `from` comes to one of `to`; no other move exists. */
export interface Move {
  readonly command: DisputeCommand['type'];
  readonly by: Actor;
  readonly kinds: readonly Kind[];
  readonly stages: readonly Stage[];
  readonly from: readonly Status[];
  readonly to: readonly Status[];
  /** The stage that it leads to; undefined: it stays. */
  readonly next?: 'following' | Stage;
  readonly guard: string;
  readonly event: DisputeEvent['type'];
}

const both: readonly Kind[] = ['CLAIM', 'CHARGEBACK'];
const contested = ['DISPUTE', 'PRE_ARBITRATION', 'ARBITRATION'] as const;
const underWay = ['INQUIRY', ...contested] as const;
const open = ['OPENED', 'CHALLENGED'] as const;

/** The course of a dispute: every move there is. */
export const course: readonly Move[] = [
  {
    ...{ command: 'OpenDispute', by: 'buyer', kinds: ['CLAIM'], stages: [], from: ['NONE'], to: ['OPENED'] },
    ...{ next: 'INQUIRY', guard: 'within the window, not more than there is', event: 'DisputeOpened' },
  },
  {
    ...{ command: 'OpenDispute', by: 'platform', kinds: ['CHARGEBACK'], stages: [], from: ['NONE'], to: ['OPENED'] },
    ...{ next: 'DISPUTE', guard: 'nothing else disputed, no refund on its way', event: 'DisputeOpened' },
  },
  {
    ...{ command: 'RecordHold', by: 'books', kinds: both, stages: underWay, from: open, to: open },
    ...{ guard: 'once: the money stands still', event: 'DisputeHeld' },
  },
  {
    ...{ command: 'RefuseHold', by: 'books', kinds: both, stages: underWay, from: open, to: ['CANCELLED'] },
    ...{ guard: 'the escrow froze nothing', event: 'DisputeResolved' },
  },
  {
    ...{ command: 'GiveEvidence', by: 'seller', kinds: both, stages: underWay, from: open, to: ['CHALLENGED'] },
    ...{ guard: 'before the deadline; evidence of the buyer changes no status', event: 'DisputeEvidenceGiven' },
  },
  {
    ...{ command: 'Offer', by: 'either', kinds: ['CLAIM'], stages: underWay, from: open, to: [...open, 'ACCEPTED'] },
    ...{ guard: 'not more than is disputed; both name the same: accepted', event: 'DisputeOffered' },
  },
  {
    ...{ command: 'Accept', by: 'either', kinds: both, stages: underWay, from: open, to: ['ACCEPTED'] },
    ...{ guard: "the other side's offer; the seller also the whole claim", event: 'DisputeResolved' },
  },
  {
    ...{ command: 'Escalate', by: 'either', kinds: both, from: open, to: ['OPENED'], next: 'following' },
    ...{ stages: ['INQUIRY', 'DISPUTE', 'PRE_ARBITRATION'], event: 'DisputeEscalated' },
    guard: 'an inquiry only after the first days',
  },
  {
    ...{ command: 'MissDeadline', by: 'clock', kinds: both, from: open, to: ['OPENED'], next: 'following' },
    ...{ stages: ['INQUIRY'], guard: 'the time to agree is over', event: 'DisputeEscalated' },
  },
  {
    ...{ command: 'MissDeadline', by: 'clock', kinds: both, from: ['OPENED'], to: ['EXPIRED'] },
    ...{ stages: contested, guard: 'no evidence in time: all to the buyer', event: 'DisputeResolved' },
  },
  {
    ...{ command: 'Decide', by: 'platform', kinds: both, stages: contested, from: open, to: ['WON', 'LOST'] },
    ...{ guard: 'any split; won where the buyer gets nothing', event: 'DisputeResolved' },
  },
  {
    ...{ command: 'Cancel', by: 'buyer', kinds: both, stages: underWay, from: open, to: ['CANCELLED'] },
    ...{ guard: 'all to the seller', event: 'DisputeResolved' },
  },
  {
    ...{ command: 'Reverse', by: 'platform', kinds: ['CHARGEBACK'], stages: underWay, to: ['WON'], next: 'REVERSAL' },
    ...{ from: ['LOST', 'EXPIRED', 'ACCEPTED'], guard: 'the issuer takes it back', event: 'DisputeReversed' },
  },
];

/** The stage that follows. */
export function following(stage: Stage): Stage {
  return stages[stages.indexOf(stage) + 1] ?? stage;
}

/** The move that a command makes here; undefined: none. */
export function moveOf(command: DisputeCommand['type'], kind: Kind, stage: Stage, status: Status): Move | undefined {
  return course.find(
    (move) =>
      move.command === command &&
      move.kinds.includes(kind) &&
      move.from.includes(status) &&
      (move.stages.length === 0 || move.stages.includes(stage)),
  );
}
