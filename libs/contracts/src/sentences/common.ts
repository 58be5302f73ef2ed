import type { CommandRefusedEvent } from '../catalogue.ts';
import { fill, type Sentences } from '../language.ts';
import { allRefusals } from '../refusals/index.ts';

/** Sentences of what every service can record: a command that was refused for good, in the words of its refusal. */
export const commonSentences: Sentences<CommandRefusedEvent> = {
  CommandRefused: {
    en: ({ code, data }) => `A command was refused: ${fill(allRefusals[code]?.en ?? code, data)}`,
    zh: ({ code, data }) => `命令被拒绝：${fill(allRefusals[code]?.zh ?? code, data)}`,
  },
};
