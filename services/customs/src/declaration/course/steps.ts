import { courses, type Move, type Position, positions } from './table.ts';

/** From the list's going out, in whatever version, to its release. */
export const whole = 'WHOLE';

/** How closely customs has looked at a list: not at all, at its papers, at its goods, or it kept them. */
export const lanes = ['DIRECT', 'UNDER_REVIEW', 'INSPECTION', 'DETAINED'] as const satisfies readonly (
  | Position
  | 'DIRECT'
)[];
export type Lane = (typeof lanes)[number];

export function stepOf(from: Position, to: Position): string {
  return `${from}-${to}`;
}

/** Every step that a declaration can take on one of the courses, such as SUBMITTED-STORED, and the whole. */
export const steps: readonly string[] = [whole, ...new Set(positions.flatMap(stepsFrom))];

function stepsFrom(position: Position): readonly string[] {
  // Before it was drafted it did not stand anywhere.
  if (position === 'NONE') return [];
  const moves: readonly Move[] = Object.values(courses).flat();
  return moves
    .filter(({ from, to }) => from.includes(position) && to !== position)
    .map(({ to }) => stepOf(position, to));
}

/** Where a step begins; the whole begins with the list's going out. */
export function startOf(step: string): Position {
  return positions.find((position) => step.startsWith(`${position}-`)) ?? 'SUBMITTED';
}

// What stands here was sent: customs may be heard of the list before its sending is recorded.
const sent = positions.slice(positions.indexOf('SUBMITTED'), positions.indexOf('RETURNED'));

/** True where a list that stands here has gone out. */
export const isSent = (position: Position): boolean => sent.includes(position);

/** The lane after a list has come to a position: never one that looks less closely. */
export function laneAt(lane: Lane, position: Position): Lane {
  return lanes.findLast((one) => one === lane || one === position) ?? lane;
}
