import { catalogues } from '@portolan/contracts';
import { PeopleDefinition } from '@portolan/contracts/orders/v1/orders';
import { BooksDefinition } from '@portolan/contracts/warehouse/v1/warehouse';
import type { Projection } from '@portolan/engine';
import type { Compose } from '@portolan/service';
import { returnWriter } from './adapters/ceb-return.ts';
import { summaryParts } from './adapters/ceb-summary.ts';
import { exchangeWith } from './adapters/exchange.ts';
import { uploader } from './adapters/payment-data.ts';
import { type Bureau, bureauOf, warehouseOf } from './api/bureau.ts';
import { customsApi } from './api/customs.ts';
import type { CustomsConfig } from './config.ts';
import { declaration } from './declaration/declaration.ts';
import { allowances } from './processes/allowances.ts';
import { answerDeadlines } from './processes/answers.ts';
import { caseDeadlines } from './processes/case-deadlines.ts';
import { declaring } from './processes/declaring.ts';
import { givenBack } from './processes/given-back.ts';
import { type DeclarationAggregate, messages } from './processes/messages.ts';
import { paymentAnswers, paymentDeadlines } from './processes/payment-data.ts';
import { replying } from './processes/replying.ts';
import { returnRequests } from './processes/return-requests.ts';
import { summarising } from './processes/summarising.ts';
import { summaryDays } from './processes/summary-days.ts';
import { summaryRequests } from './processes/summary-requests.ts';
import { declarations } from './projections/declarations.ts';
import { goods } from './projections/goods.ts';
import { matchCases } from './projections/match-cases.ts';
import { originals } from './projections/originals.ts';
import { inquiriesDue, paymentInquiries } from './projections/payment-inquiries.ts';
import { refused } from './projections/refused.ts';
import { rejections } from './projections/rejections.ts';
import { releaseTimes } from './projections/release-times.ts';
import { summaries } from './projections/summaries.ts';
import { taxVariances } from './projections/tax-variances.ts';

/** What it derives from events; each can be emptied and read anew by its name. */
export const projections: readonly Projection<never>[] = [
  declarations,
  goods,
  matchCases,
  originals,
  paymentInquiries,
  refused,
  rejections,
  releaseTimes,
  summaries,
  taxVariances,
];

/** Filing of goods, three-document matching, declarations, and the single window's messages. */
export const customs: Compose<CustomsConfig> = (config, runtime) => {
  const { commands, vault, clock, machine, outside } = runtime;
  const bureau = bureauOf(config);
  const hosted = seenBy(bureau, config.PORTOLAN_CUSTOMS_OPERATOR_TENANT);
  const people = runtime.client('orders', PeopleDefinition);
  const books = runtime.client('warehouse', BooksDefinition);
  const exchange = exchangeWith(config, runtime);
  const timeoutMs = config.PORTOLAN_CUSTOMS_TIMEOUT_MS;
  const upload = uploader(config.PORTOLAN_CUSTOMS_SINGLE_WINDOW_URL, { timeoutMs, machine, outside });
  return {
    name: 'customs',
    catalogue: catalogues.customs,
    projections,
    reactions: [
      declaring(hosted, commands),
      replying(hosted, commands),
      allowances(commands),
      summarising(hosted, commands),
      givenBack(hosted, commands),
    ],
    requests: [
      messages(hosted, commands, exchange.writeDeclaration, exchange.outbox, people),
      paymentAnswers({ commands, vault, clock, signer: exchange.signer, upload }),
      returnRequests(hosted, commands, returnWriter(exchange.write), exchange.outbox, people),
      summaryRequests(commands, summaryParts(exchange.write), exchange.outbox),
    ],
    timers: [
      answerDeadlines(hosted, config.PORTOLAN_CUSTOMS_ANSWER_HOURS),
      caseDeadlines(config.PORTOLAN_CUSTOMS_CASE_HOURS),
      paymentDeadlines(),
      summaryDays,
    ],
    gauges: [...exchange.gauges, inquiriesDue(runtime.documents, clock)],
    serves: [customsApi(runtime, hosted, bureau, books, exchange.read)],
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
