import { catalogues } from '@portolan/contracts';
import { PeopleDefinition } from '@portolan/contracts/orders/v1/orders';
import type { Projection } from '@portolan/engine';
import type { Compose } from '@portolan/service';
import { readReplies } from './adapters/ceb-read.ts';
import { singleWindow } from './adapters/single-window.ts';
import { type Bureau, bureauOf, warehouseOf } from './api/bureau.ts';
import { customsApi } from './api/customs.ts';
import type { CustomsConfig } from './config.ts';
import { declaration } from './declaration/declaration.ts';
import { allowances } from './processes/allowances.ts';
import { answerDeadlines } from './processes/answers.ts';
import { declaring } from './processes/declaring.ts';
import { type DeclarationAggregate, messages } from './processes/messages.ts';
import { replying } from './processes/replying.ts';
import { declarations } from './projections/declarations.ts';
import { goods } from './projections/goods.ts';
import { refused } from './projections/refused.ts';

/** What it derives from events; each can be emptied and read anew by its name. */
export const projections: readonly Projection<never>[] = [declarations, goods, refused];

/** Filing of goods, three-document matching, declarations, and the single window's messages. */
export const customs: Compose<CustomsConfig> = (config, runtime) => {
  const { commands, machine } = runtime;
  const bureau = bureauOf(config);
  const hosted = seenBy(bureau, config.PORTOLAN_CUSTOMS_OPERATOR_TENANT);
  const people = runtime.client('orders', PeopleDefinition);
  const window = singleWindow({
    url: config.PORTOLAN_CUSTOMS_SINGLE_WINDOW_URL,
    receiverId: config.PORTOLAN_CUSTOMS_RECEIVER_ID,
    timeoutMs: config.PORTOLAN_CUSTOMS_TIMEOUT_MS,
    machine,
    outside: runtime.outside,
    transfer: {
      copCode: config.PORTOLAN_CUSTOMS_AGENT_CODE,
      copName: config.PORTOLAN_CUSTOMS_AGENT_NAME,
      dxpId: config.PORTOLAN_CUSTOMS_DXP_ID,
      wrapType: config.PORTOLAN_CUSTOMS_WRAP_TYPE,
    },
  });
  return {
    name: 'customs',
    catalogue: catalogues.customs,
    projections,
    reactions: [declaring(hosted, commands), replying(hosted, commands), allowances(commands)],
    requests: [messages(hosted, commands, window, people)],
    timers: [answerDeadlines(hosted, config.PORTOLAN_CUSTOMS_ANSWER_HOURS)],
    serves: [customsApi(runtime, hosted, bureau, (body) => readReplies(body, config.PORTOLAN_CUSTOMS_AGENT_CODE))],
  };
};

/** Where the filing of a parcel stands; what customs was told, and what it wrote back, is the declarant's alone. */
const milestones: ReadonlySet<string> = new Set([
  'DeclarationDrafted',
  'DeclarationResubmitted',
  'DeclarationStored',
  'DeclarationUnderReview',
  'DeclarationReleased',
  'DeclarationClosed',
  'DeclarationReturned',
  'DeclarationCancelled',
]);

/**
 * The operator of the warehouse that the goods lie in follows the filing: only a released parcel may leave. So does the
 * customs office at which it is declared, where that has a tenant here.
 */
function seenBy(bureau: Bureau, exportsOperator: string): DeclarationAggregate {
  return {
    ...declaration,
    audience({ type }, { papers }) {
      if (!milestones.has(type) || papers === undefined) return [];
      const operator = warehouseOf(bureau, papers.list)?.[1].operator ?? exportsOperator;
      const office = bureau.offices[papers.list.customsCode];
      return [
        { tenant: operator, role: 'zone_operator' },
        ...(office === undefined ? [] : [{ tenant: office, role: 'customs_office' }]),
      ];
    },
  };
}
