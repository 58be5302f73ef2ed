import type { CustomsEvent, Only } from '@portolan/contracts';
import type { MessageKind } from '@portolan/contracts/customs/v1/types';
import type { Timers } from '@portolan/engine';
import type { DeclarationAggregate } from './messages.ts';

type Watched = Only<
  CustomsEvent,
  'MessageSent' | 'DeclarationOverdue' | 'ReplyRecorded' | 'DeclarationReturned' | 'DeclarationCancelled'
>;

const kinds: readonly MessageKind[] = [
  'MESSAGE_KIND_CEB303',
  'MESSAGE_KIND_CEB403',
  'MESSAGE_KIND_CEB505',
  'MESSAGE_KIND_CEB603',
  'MESSAGE_KIND_CEB605',
  'MESSAGE_KIND_CEB311',
  'MESSAGE_KIND_CEB411',
  'MESSAGE_KIND_CEB511',
  'MESSAGE_KIND_CEB621',
  'MESSAGE_KIND_CEB623',
];

/** Nobody waits longer: thirty days. */
export const longestHours = 720;

/**
 * A message that nobody answers within `hours` of being sent is overdue; it goes again, and the wait doubles each time,
 * up to `longestHours`.
 * Whether it is really unanswered the declaration knows: a deadline that outlived its message does nothing.
 */
export function answerDeadlines(declaration: DeclarationAggregate, hours: number): Timers<Watched> {
  const due = (from: string, times: number) =>
    new Date(Date.parse(from) + Math.min(hours * 2 ** (times - 1), longestHours) * 3_600_000).toISOString();
  const next = (declarationId: string, kind: MessageKind, copMsgId: string, from: string, times: number) => ({
    id: timerId(declarationId, kind),
    due: due(from, times),
    data: { declarationId, kind, copMsgId, times: String(times) },
  });
  return {
    name: 'customs.answers.v1',
    on: {
      MessageSent: ({ data: { declarationId, kind, copMsgId }, meta }, book) =>
        book.set(next(declarationId, kind, copMsgId, meta.time, 1)),
      DeclarationOverdue: ({ data: { declarationId, kind, copMsgId, times }, meta }, book) =>
        book.set(next(declarationId, kind, copMsgId, meta.time, times + 1)),
      ReplyRecorded: ({ data: { declarationId, reply, moves } }, book) => {
        if (moves) book.cancel(timerId(declarationId, reply.answers));
      },
      DeclarationReturned: ({ data: { declarationId, kind } }, book) => book.cancel(timerId(declarationId, kind)),
      DeclarationCancelled: ({ data: { declarationId } }, book) => {
        for (const kind of kinds) book.cancel(timerId(declarationId, kind));
      },
    },
    async fire({ data }, react) {
      const { declarationId = '', kind, copMsgId = '', times } = data;
      const command = { type: 'CheckAnswer', declarationId, copMsgId, times: Number(times) } as const;
      await react.execute(declaration, declarationId, { ...command, kind: kind as MessageKind });
    },
  };
}

const timerId = (declarationId: string, kind: MessageKind): string => `${declarationId} ${kind}`;
