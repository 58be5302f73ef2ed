import type { landedCostRefusals } from '@portolan/contracts';
import { type Refusal, refuse } from '@portolan/eventsourcing';

export type LandedCostCode = keyof typeof landedCostRefusals;
export type LandedCostRefusal = Refusal<LandedCostCode>;

/** Carries a refusal out of the arithmetic; `landedCost` hands it back as a value. */
export class Refused extends Error {
  readonly refusal: LandedCostRefusal;
  constructor(refusal: LandedCostRefusal) {
    super(refusal.refused);
    this.name = 'Refused';
    this.refusal = refusal;
  }
}

/** @throws Refused always. */
export function stop(code: LandedCostCode, data: Readonly<Record<string, string>>): never {
  throw new Refused(refuse(code, data));
}
