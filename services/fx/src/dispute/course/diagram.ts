import { course, following } from './table.ts';

/** The course as a state diagram of mermaid: from stage and status to stage and status. */
export function diagram(): string {
  const arrows = course.flatMap(({ command, by, stages, from, to, next }) =>
    (stages.length === 0 ? [undefined] : stages).flatMap((stage) =>
      from.flatMap((status) =>
        to.flatMap((end) => {
          const start = stage === undefined ? '[*]' : `${stage}_${status}`;
          const leads = next === 'following' && stage !== undefined ? following(stage) : (next ?? stage ?? '');
          return start === `${leads}_${end}` ? [] : [`  ${start} --> ${leads}_${end}: ${by}, ${command}`];
        }),
      ),
    ),
  );
  return ['```mermaid', 'stateDiagram-v2', ...new Set(arrows), '```'].join('\n');
}

/** Every move: who makes it, of which kind of dispute, where it can start, where it leads, under which guard. */
export function tableOfMoves(): string {
  const rows = course.map(({ command, by, kinds, stages, from, to, next, guard, event }) => {
    const stage = stages.length === 0 ? '–' : stages.join(', ');
    const leads = next === undefined ? '' : next === 'following' ? ' of the next stage' : ` of ${next}`;
    return `| ${command} | ${by} | ${kinds.join(', ')} | ${stage} | ${from.join(', ')} | ${to.join(', ')}${leads} | ${guard} | ${event} |`;
  });
  const head = [
    '| command | by | kinds | at stage | from | to | guard | event |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
  ];
  return [...head, ...rows].join('\n');
}
