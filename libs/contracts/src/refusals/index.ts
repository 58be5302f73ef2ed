import type { Refusals } from '../language.ts';
import { commonRefusals } from './common.ts';

export * from './common.ts';

/** Every refusal of the suite: code → kind, sentence, next step. A new service adds its table here. */
export const allRefusals: Refusals = {
  ...commonRefusals,
};
