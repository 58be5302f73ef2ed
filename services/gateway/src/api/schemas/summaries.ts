import type { Complete } from '@portolan/contracts';
import type {
  ListSummariesReply,
  ListSummaryListsReply,
  SummaryApplicationView,
  SummaryListView,
  SummaryView,
} from '@portolan/contracts/customs/v1/customs';
import type { SummaryKey, SummaryLine, SummaryResult } from '@portolan/contracts/customs/v1/types';
import { z } from 'zod';
import { instant, int64, money } from './codecs.ts';
import { nextCursor, oneStateOf, page } from './common.ts';

const states = ['OPEN', 'APPLIED', 'ACCEPTED', 'RETURNED', 'DECLARED', 'STATED'] as const;

const party = z.strictObject({ code: z.string(), name: z.string(), country: z.string() }).meta({ id: 'SummaryParty' });

const key = z
  .strictObject({
    consignor: party,
    producer: party,
    agent: party,
    customsCode: z.string().meta({ description: 'Office of declaration' }),
    portCode: z.string().meta({ description: 'Office of exit' }),
    transportMode: z.string(),
    destination: z.string(),
    statisticsFlag: z.string().meta({ description: 'B: a declaration follows; A: statistics only' }),
  })
  .meta({ id: 'SummaryKey' }) satisfies z.ZodType<Complete<SummaryKey>>;

const amount = z.strictObject({ value: z.string(), unit: z.string() }).meta({ id: 'SummaryQuantity' });

const line = z
  .strictObject({
    hsCode: z.string().meta({ description: '10 digits; in statistics the first 4' }),
    destination: z.string(),
    quantity: amount,
    legalQuantity: amount,
    total: money,
  })
  .meta({ id: 'SummaryLine' }) satisfies z.ZodType<Complete<SummaryLine>>;

const result = z
  .strictObject({
    sumNo: z.string(),
    declSeqNo: z.string(),
    entryId: z.string().meta({ description: 'Number of the export declaration; empty until it has one' }),
    state: z.string(),
    agentCode: z.string(),
    returnTime: z.strictObject({
      instant,
      original: z.string(),
      offset: z.string(),
      zoneSource: z.string(),
    }),
    invtNos: z.array(z.string()),
  })
  .meta({ id: 'SummaryResult' }) satisfies z.ZodType<Omit<Complete<SummaryResult>, 'returnTime'>>;

const application = z
  .strictObject({
    number: z.int32(),
    copNo: z.string(),
    sumNo: z.string().meta({ description: "Customs' number of the request" }),
    state: z.string().meta({ description: 'APPLIED, ACCEPTED, RETURNED' }),
    status: z.string().meta({ description: 'What customs said last' }),
    info: z.string(),
    lines: z.array(line).meta({ description: 'As merged: destination, commodity code, currency, units' }),
    results: z.array(result),
  })
  .meta({ id: 'SummaryApplication' }) satisfies z.ZodType<Omit<Complete<SummaryApplicationView>, 'results'>>;

export const summaryView = z
  .strictObject({
    id: z.string(),
    month: z.string().meta({ description: 'In which its lists closed, yyyy-mm in China' }),
    state: z.string().meta({ description: states.join(', ') }),
    key,
    dueFrom: instant.meta({ description: 'It is asked for from then on' }),
    dueUntil: instant.meta({ description: "The law's last instant" }),
    overdue: z.boolean().meta({
      description: 'Lists were not with customs on the last day; ask for them by POST /v1/summaries/{id}/application',
    }),
    lists: z.int32().meta({ description: 'How many lists it has' }),
    applications: z.array(application),
    statistics: z.array(line).meta({ description: "A: the month's figures, once they stand" }),
    version: int64,
  })
  .meta({ id: 'Summary' }) satisfies z.ZodType<Omit<Complete<SummaryView>, 'applications'>>;

export const listSummaries = z.strictObject({ state: oneStateOf(states), ...page });

export const summaryList = z
  .strictObject({ summaries: z.array(summaryView), nextCursor })
  .meta({ id: 'SummaryList' }) satisfies z.ZodType<Omit<Complete<ListSummariesReply>, 'summaries'>>;

const closedList = z
  .strictObject({
    declarationId: z.string(),
    orderId: z.string(),
    invtNo: z.string(),
    closedAt: instant,
    application: z.int32().meta({ description: 'The request that it is part of; 0: it waits' }),
    entryId: z.string().meta({ description: 'The declaration that it became part of; empty: none yet' }),
  })
  .meta({ id: 'SummarisedList' }) satisfies z.ZodType<Complete<SummaryListView>>;

export const listSummaryLists = z.strictObject(page);

export const summaryLists = z
  .strictObject({ lists: z.array(closedList), nextCursor })
  .meta({ id: 'SummarisedLists' }) satisfies z.ZodType<Complete<ListSummaryListsReply>>;
