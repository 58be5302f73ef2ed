import { type Course, courses, type Move, type Position, positions, signs } from './table.ts';

/**
 * A course as a state diagram of mermaid: of each move, the step from the position just before. What customs says may
 * skip steps, since replies come out of order; the table beside it names every position that a move can start from.
 */
export function diagramOf(course: Course): string {
  const moves: readonly Move[] = courses[course];
  const arrows = moves.map(({ sign, from, to }) => {
    const { by, cause } = signs[sign];
    return `  ${drawn(nearest(from, to))} --> ${to}: ${by}, ${cause}`;
  });
  return ['```mermaid', 'stateDiagram-v2', ...arrows, '```'].join('\n');
}

/** Every move of a course: where it can start, where it leads, who makes it, by which message, recorded as which event. */
export function tableOf(course: Course): string {
  const moves: readonly Move[] = courses[course];
  const rows = moves.map(({ sign, from, to }) => {
    const { by, cause, event = '' } = signs[sign];
    return `| ${sign} | ${from.join(', ')} | ${to} | ${by} | ${cause} | ${event} |`;
  });
  return ['| sign | from | to | by | cause | event |', '| --- | --- | --- | --- | --- | --- |', ...rows].join('\n');
}

const drawn = (position: Position) => (position === 'NONE' ? '[*]' : position);

function nearest(from: readonly Position[], to: Position): Position {
  const earlier = from.filter(
    (position) => positions.indexOf(position) < positions.indexOf(to) && position !== 'RETURNED',
  );
  return (
    (earlier.length > 0 ? earlier : from).toSorted((a, b) => positions.indexOf(a) - positions.indexOf(b)).at(-1) ??
    'NONE'
  );
}
