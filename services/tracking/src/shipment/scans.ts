import type { Complete } from '@portolan/contracts';
import { Milestone, type Scan as ScanMessage } from '@portolan/contracts/tracking/v1/types';

export type Scan = Complete<ScanMessage>;

/** A scan as it stands now: its newest version. */
export interface KnownScan {
  readonly scan: Scan;
  /** 1, and 1 more for each correction that was taken. */
  readonly scanVersion: number;
  /** Arrived after something that happened later. */
  readonly late: boolean;
  /** Cannot have happened then: kept, but moves nothing. */
  readonly suspect: boolean;
}

const ranks: ReadonlyMap<Milestone, number> = new Map(Object.values(Milestone).map((each, rank) => [each, rank]));

/** How far along the way a milestone stands; 0 for a scan that is none. */
export function rank(milestone: Milestone): number {
  return milestone === 'UNRECOGNIZED' ? 0 : (ranks.get(milestone) ?? 0);
}

/** By event time; scans of the same minute by milestone, then by when they were recorded, then by id. */
export function inOrder<T extends { readonly scan: Scan }>(scans: readonly T[]): T[] {
  return [...scans].sort(
    ({ scan: left }, { scan: right }) =>
      compare(left.eventTime.instant, right.eventTime.instant) ||
      rank(left.milestone) - rank(right.milestone) ||
      compare(left.recordTime, right.recordTime) ||
      compare(left.scanId, right.scanId),
  );
}

/**
 * True where `scan` takes the place of `known`: recorded later. Two versions of the same record time are told apart by
 * their content, so that the one that stays does not depend on which arrived first.
 */
export function supersedes(scan: Scan, known: Scan): boolean {
  return (compare(scan.recordTime, known.recordTime) || compare(content(scan), content(known))) > 0;
}

/**
 * The furthest milestone that the scans tell of. A late one of the way never takes a parcel back. Loss and damage are
 * left out: they count by the event that was told of them, or not at all.
 */
export function furthest(scans: readonly KnownScan[]): Milestone {
  let milestone: Milestone = Milestone.MILESTONE_UNSPECIFIED;
  for (const { scan, suspect } of scans) {
    if (suspect || isGivenUp(scan.milestone)) continue;
    if (rank(scan.milestone) > rank(milestone)) milestone = scan.milestone;
  }
  return milestone;
}

/** True for what ends a parcel's way without a delivery. */
export function isGivenUp(milestone: Milestone): boolean {
  return milestone === Milestone.MILESTONE_LOST || milestone === Milestone.MILESTONE_DAMAGED;
}

/** When the scans say it was delivered: the earliest of them; undefined where none does. */
export function delivery(scans: readonly KnownScan[]): Scan | undefined {
  return earliest(scans, (milestone) => milestone === Milestone.MILESTONE_DELIVERED);
}

/** What the scans say came of it: the earliest delivery, loss or damage; undefined where none is told. */
export function outcome(scans: readonly KnownScan[]): Scan | undefined {
  return earliest(scans, (milestone) => milestone === Milestone.MILESTONE_DELIVERED || isGivenUp(milestone));
}

function earliest(scans: readonly KnownScan[], wanted: (milestone: Milestone) => boolean): Scan | undefined {
  return inOrder(scans.filter(({ scan, suspect }) => !suspect && wanted(scan.milestone)))[0]?.scan;
}

/** True where the scan happened before something already known. */
export function isLate(scan: Scan, known: readonly KnownScan[]): boolean {
  return known.some(
    (other) => other.scan.scanId !== scan.scanId && other.scan.eventTime.instant > scan.eventTime.instant,
  );
}

const day = 86_400_000;

/**
 * True where a scan cannot have happened then: more than 24 hours ahead of `at`, more than 24 hours before the label
 * (numbers are used again: it is of an earlier parcel), or before the year 2000. `labelledAt`: RFC 3339, or ''.
 */
export function isSuspect({ eventTime: { instant } }: Scan, at: string, labelledAt: string): boolean {
  const time = Date.parse(instant);
  return instant < '2000' || time > Date.parse(at) + day || time < Date.parse(labelledAt) - day;
}

function content(scan: Scan): string {
  const { waybillNo, code, milestone, eventTime, location, country } = scan;
  return JSON.stringify([waybillNo, code, milestone, eventTime.instant, eventTime.original, location, country]);
}

// Instants are RFC 3339 in UTC with milliseconds: their text sorts as they do.
function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
