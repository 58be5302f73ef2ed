import { catalogues } from '@portolan/contracts';
import type { Projection } from '@portolan/engine';
import type { Compose } from '@portolan/service';
import { readReplies } from './adapters/ceb-read.ts';
import { singleWindow } from './adapters/single-window.ts';
import { customsApi } from './api/customs.ts';
import type { CustomsConfig } from './config.ts';
import { declaration } from './declaration/declaration.ts';
import type { Office } from './match-case/list.ts';
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
  const hosted = seenBy(config.PORTOLAN_CUSTOMS_OPERATOR_TENANT);
  const window = singleWindow({
    url: config.PORTOLAN_CUSTOMS_SINGLE_WINDOW_URL,
    receiverId: config.PORTOLAN_CUSTOMS_RECEIVER_ID,
    timeoutMs: config.PORTOLAN_CUSTOMS_TIMEOUT_MS,
    machine,
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
    reactions: [declaring(hosted, commands), replying(hosted, commands)],
    requests: [messages(hosted, commands, window)],
    timers: [],
    serves: [customsApi(runtime, officeOf(config), (body) => readReplies(body, config.PORTOLAN_CUSTOMS_AGENT_CODE))],
  };
};

/** Where the filing of a parcel stands; what customs was told, and what it wrote back, is the declarant's alone. */
const milestones: ReadonlySet<string> = new Set([
  'DeclarationDrafted',
  'DeclarationStored',
  'DeclarationUnderReview',
  'DeclarationReleased',
  'DeclarationClosed',
  'DeclarationReturned',
]);

/** The warehouse's operator follows the filing: only a released parcel may leave. */
function seenBy(operator: string): DeclarationAggregate {
  const audience = [{ tenant: operator, role: 'zone_operator' }];
  return { ...declaration, audience: ({ type }) => (milestones.has(type) ? audience : []) };
}

function officeOf(config: CustomsConfig): Office {
  return {
    agent: { code: config.PORTOLAN_CUSTOMS_AGENT_CODE, name: config.PORTOLAN_CUSTOMS_AGENT_NAME, country: 'CN' },
    customsCode: config.PORTOLAN_CUSTOMS_OFFICE,
    portCode: config.PORTOLAN_CUSTOMS_EXIT_OFFICE,
    transportMode: config.PORTOLAN_CUSTOMS_TRANSPORT_MODE,
    statisticsFlag: config.PORTOLAN_CUSTOMS_STATISTICS_FLAG,
  };
}
