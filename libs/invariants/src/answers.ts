import type { Breach } from './invariant.ts';

/** What a process was told when it gave a command that follows from an event. */
export interface Answered {
  /** Names the command wherever it is given again: its handler, the event, and which of its commands it is. */
  readonly command: string;
  readonly tenant: string;
  readonly stream: string;
  /** Code of the refusal; '' where it was carried out. */
  readonly refused: string;
  /** The refusal only says "not yet": asked again, it is decided anew. */
  readonly passing: boolean;
  /** Business time. */
  readonly time: string;
}

export const answerTexts = {
  answers: {
    holds: {
      en: 'A command that was refused stays refused, however often it is given again.',
      zh: '被拒绝的命令无论重复多少次，始终是同样的拒绝。',
    },
    flaws: {
      CARRIED_OUT_LATER: {
        en: '{command} was refused by {stream} ({refused}), and carried out when it was given again.',
        zh: '{command} 曾被 {stream} 拒绝（{refused}），重复时却被执行。',
      },
      REFUSED_OTHERWISE: {
        en: '{command} was refused by {stream} ({refused}), and for another reason ({other}) when it was given again.',
        zh: '{command} 曾被 {stream} 拒绝（{refused}），重复时却以另一原因（{other}）被拒绝。',
      },
    },
  },
} as const;

/** The first answer to a command is its answer. */
export function createAnswers(): (answer: Answered) => readonly Breach[] {
  const refusals = new Map<string, string>();
  return ({ command, tenant, stream, refused: other, passing, time }) => {
    if (passing) return [];
    const key = `${command}|${stream}`;
    const refused = refusals.get(key);
    if (refused === undefined) {
      if (other !== '') refusals.set(key, other);
      return [];
    }
    if (refused === other) return [];
    const code = other === '' ? 'CARRIED_OUT_LATER' : 'REFUSED_OTHERWISE';
    const data = { command, stream, refused, other };
    return [{ invariant: 'answers', code, key, tenant, orderId: '', stream, time, data, events: [] }];
  };
}
