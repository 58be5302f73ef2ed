import type { Refusals } from '../language.ts';
import { commonRefusals } from './common.ts';
import { fxRefusals } from './fx.ts';

export * from './common.ts';
export * from './fx.ts';

/** Every refusal of the suite: code → kind, sentence, next step. A new service adds its table here. */
export const allRefusals: Refusals = {
  ...commonRefusals,
  ...fxRefusals,
};
