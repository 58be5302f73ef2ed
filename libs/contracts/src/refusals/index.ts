import type { Refusals } from '../language.ts';
import { checkerRefusals } from './checker.ts';
import { commonRefusals } from './common.ts';
import { customsRefusals } from './customs.ts';
import { fxRefusals } from './fx.ts';
import { landedCostRefusals } from './landed-cost.ts';
import { ordersRefusals } from './orders.ts';
import { trackingRefusals } from './tracking.ts';
import { warehouseRefusals } from './warehouse.ts';

export * from './checker.ts';
export * from './common.ts';
export * from './customs.ts';
export * from './fx.ts';
export * from './landed-cost.ts';
export * from './orders.ts';
export * from './tracking.ts';
export * from './warehouse.ts';

/** Every refusal of the suite: code → kind, sentence, next step. A new service adds its table here. */
export const allRefusals: Refusals = {
  ...checkerRefusals,
  ...commonRefusals,
  ...customsRefusals,
  ...fxRefusals,
  ...landedCostRefusals,
  ...ordersRefusals,
  ...trackingRefusals,
  ...warehouseRefusals,
};
