import { outside } from '@portolan/contracts';
import type { Compose, Gauge, Runtime } from '@portolan/service';
import { checkerApi } from './api/checker.ts';
import { type BreachDocument, breachCollections, breaches } from './breaches.ts';
import type { CheckerConfig } from './config.ts';
import { histories } from './looking/histories.ts';
import { looking } from './looking/looking.ts';
import { readModels } from './looking/read-models.ts';
import { rows } from './looking/rows.ts';
import { settling } from './looking/settling.ts';
import { telling } from './looking/telling.ts';
import { watching } from './projections/watching.ts';

/** Whether what must always hold does: of every event as it comes, and of what services keep and show. */
export const checker: Compose<CheckerConfig> = (config, runtime) => {
  const looks = [
    settling(runtime),
    histories(runtime, config.PORTOLAN_CHECKER_EVENTS_A_LOOK),
    ...readModels(runtime).map((model) => rows(runtime, model, config.PORTOLAN_CHECKER_ROWS_A_LOOK)),
    telling(runtime),
  ];
  return {
    name: 'checker',
    catalogue: undefined,
    projections: [watching(runtime.clock, runtime.machine)],
    reactions: [],
    requests: [],
    timers: [],
    collections: breachCollections,
    serves: [checkerApi(runtime)],
    lives: [looking(runtime, looks, config.PORTOLAN_CHECKER_LOOK_MS)],
    gauges: [openBreaches(runtime)],
  };
};

// As many as anybody will count.
const most = 1_000;

/** 0 where all is well. */
const openBreaches = ({ documents }: Runtime): Gauge => ({
  name: 'portolan_breaches',
  help: 'Invariants that do not hold, as long as nobody has acknowledged them; 1000 stands for as many or more.',
  async read() {
    const query = { collection: breaches, tenant: outside, index: 'byState', equals: ['OPEN'], limit: most };
    return [{ value: (await documents.find<BreachDocument>(query)).length }];
  },
});
