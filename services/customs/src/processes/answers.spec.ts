import type { Timer } from '@portolan/engine';
import { describe, expect, it } from 'vitest';
import { declaration } from '../declaration/declaration.ts';
import { answerDeadlines, longestHours } from './answers.ts';

const sentAt = '2026-03-02T01:00:00.000Z';
const { on } = answerDeadlines(declaration, 24);

/** How many hours are waited after a message was overdue that often. */
function hoursAfter(times: number): number {
  const due: Timer[] = [];
  const data = { declarationId: 'd', orderId: 'o', kind: 'MESSAGE_KIND_CEB603', copMsgId: 'm', times } as const;
  const event = { type: 'DeclarationOverdue', data, meta: { time: sentAt } };
  on.DeclarationOverdue?.(event as never, { set: (timer) => void due.push(timer), cancel: () => undefined });
  return (Date.parse(due[0]?.due ?? '') - Date.parse(sentAt)) / 3_600_000;
}

describe('the wait for an answer', () => {
  it('doubles each time, up to thirty days', () => {
    expect([1, 2, 3, 4, 5, 6].map(hoursAfter)).toEqual([48, 96, 192, 384, 720, 720]);
  });

  it.each([37, 38, 39, 1_000, 2_000])('is an instant there is, after %i times too', (times) => {
    expect(hoursAfter(times)).toBe(longestHours);
  });
});
