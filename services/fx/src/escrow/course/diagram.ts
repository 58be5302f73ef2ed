import type { Position } from './positions.ts';
import { course } from './table.ts';

/** The course as a state diagram of mermaid: the moves that lead from one position to another. */
export function diagram(): string {
  const arrows = course.flatMap(({ command, by, from, to, emptied }) => {
    const end = to ?? emptied;
    return end === undefined ? [] : from.map((position) => `  ${drawn(position)} --> ${end}: ${by}, ${command}`);
  });
  return ['```mermaid', 'stateDiagram-v2', ...arrows, '```'].join('\n');
}

/** Every move: who makes it, where it can start, where it leads, under which guard, what it books. */
export function tableOfMoves(): string {
  const rows = course.map(({ command, by, from, to, emptied, guard, money, event }) => {
    const end = to ?? (emptied === undefined ? '' : `${emptied} where nothing is left`);
    return `| ${command} | ${by} | ${from.join(', ')} | ${end} | ${guard} | ${money} | ${event} |`;
  });
  const head = ['| command | by | from | to | guard | books | event |', '| --- | --- | --- | --- | --- | --- | --- |'];
  return [...head, ...rows].join('\n');
}

const drawn = (position: Position) => (position === 'NONE' ? '[*]' : position);
