import type { Complete } from '@portolan/contracts';
import type {
  AgingItem,
  BreakView,
  GetSafeguardingReply,
  ListAgingReply,
  ListBreaksReply,
  ListReconciliationsReply,
  ReconciliationView,
  Safeguarding,
} from '@portolan/contracts/fx/v1/reconciliation';
import { type BreakEvidence, BreakType, ClosingEntry } from '@portolan/contracts/fx/v1/types';
import { z } from 'zod';
import { enumOf, instant, int64, money } from './codecs.ts';
import { day, nextCursor, oneStateOf, page, remark } from './common.ts';

const account = z.string().max(34, 'TOO_LONG').default('').meta({ description: 'Our account at the bank; empty: any' });
const minAgeDays = z.coerce.number().int().min(0).max(3650).default(0).meta({ description: 'Whole days at least' });

export const listReconciliations = z.strictObject({ date: day, account, ...page });

const reconciliation = z
  .strictObject({
    id: z.string(),
    account: z.string(),
    currency: z.string(),
    date: z.string().meta({ description: "Day in China of the statement's end" }),
    statementId: z.string(),
    sequence: int64,
    opening: money,
    closing: money,
    bankMovement: money.meta({ description: 'All entries of the statement, signed: money in is above zero' }),
    matched: z.int32().meta({ description: 'Entries that the books have alike' }),
    opened: z.int32().meta({ description: 'Differences that it opened' }),
    closed: z.int32().meta({ description: 'Differences of earlier days that it closed' }),
    openBreaks: z.int32().meta({ description: 'Differences of this account that are not closed, now' }),
    openDifference: money.meta({ description: 'What the bank has more than the books by them' }),
  })
  .meta({ id: 'Reconciliation' }) satisfies z.ZodType<Complete<ReconciliationView>>;

export const reconciliationList = z
  .strictObject({ reconciliations: z.array(reconciliation), nextCursor })
  .meta({ id: 'ReconciliationList' }) satisfies z.ZodType<Complete<ListReconciliationsReply>>;

const { BREAK_TYPE_UNSPECIFIED: _none, UNRECOGNIZED: _other, ...types } = BreakType;
const typeNames = Object.values(types).map((type) => type.replace('BREAK_TYPE_', ''));

export const listBreaks = z.strictObject({
  state: oneStateOf(['OPEN', 'EXPLAINED', 'CLOSED']),
  type: z
    .enum(typeNames as [string, ...string[]])
    .or(z.literal(''))
    .default('')
    .meta({ description: 'Empty: any' }),
  minAgeDays,
  ...page,
});

const evidence = z
  .strictObject({
    inBank: money.optional(),
    inLedger: money.optional(),
    bankDate: z.string(),
    ledgerDate: z.string(),
    messageId: z.string().meta({ description: 'Message of the bank that it was seen in' }),
    transactionId: z.string(),
    keys: z.array(z.string()),
  })
  .meta({ id: 'BreakEvidence' }) satisfies z.ZodType<Complete<BreakEvidence>>;

const oneBreak = z
  .strictObject({
    id: z.string(),
    account: z.string(),
    type: enumOf('BreakType', BreakType, 'BREAK_TYPE_'),
    state: z.string().meta({ description: 'OPEN, EXPLAINED, CLOSED' }),
    date: z.string(),
    difference: money.meta({ description: 'What the bank has more than the books, signed' }),
    reference: z.string(),
    evidence,
    owner: z
      .string()
      .meta({ description: 'Who has to see to it: bank, operations, declarant, or whom somebody named' }),
    openedAt: instant,
    ageDays: z.int32(),
    cause: z.string(),
    note: z.string(),
    closedBy: z.string().meta({ description: 'FOUND, ENTRY, ACCEPTED; empty while it is open' }),
    transactionId: z.string().meta({ description: 'The closing journal entry; empty: none' }),
    tenant: z.string().meta({ description: 'Whose books it is in' }),
  })
  .meta({ id: 'ReconciliationBreak' }) satisfies z.ZodType<Complete<BreakView>>;

export const breakList = z
  .strictObject({ breaks: z.array(oneBreak), nextCursor })
  .meta({ id: 'ReconciliationBreakList' }) satisfies z.ZodType<Complete<ListBreaksReply>>;

export const explainBreak = z
  .strictObject({
    cause: z.enum(['BANK_ERROR', 'BANK_CHARGE', 'TIMING', 'PAYER', 'OURS', 'OTHER']),
    note: remark(200),
    owner: remark(60).meta({ description: 'Who sees to it from now on; empty: as before' }),
  })
  .meta({ id: 'ExplainBreak', examples: [{ cause: 'BANK_CHARGE', note: 'Monthly account fee' }] });

export const closeBreak = z
  .strictObject({
    entry: enumOf('ClosingEntry', ClosingEntry, 'CLOSING_ENTRY_').meta({
      description:
        'CHARGE: Dr 5000 · Cr 1000; SUSPENSE: Dr 1000 · Cr 2050; the other way round where the sign is; NONE',
    }),
    note: remark(200),
  })
  .meta({ id: 'CloseBreak' });

const safeguarded = z
  .strictObject({
    currency: z.string(),
    liabilities: money.meta({ description: 'Owed to customers, over all merchants' }),
    bank: money,
    inTransit: money.meta({ description: 'Sent and not booked yet: below zero' }),
    surplus: money.meta({ description: 'bank + inTransit − liabilities' }),
    covered: z.boolean(),
  })
  .meta({ id: 'Safeguarded' }) satisfies z.ZodType<Complete<Safeguarding>>;

export const safeguarding = z
  .strictObject({ currencies: z.array(safeguarded) })
  .meta({ id: 'Safeguarding' }) satisfies z.ZodType<Complete<GetSafeguardingReply>>;

export const listAging = z.strictObject({
  code: z.enum(['1100', '2050', '3000']).or(z.literal('')).default('').meta({ description: 'Empty: all' }),
  minAgeDays,
  ...page,
});

const agingItem = z
  .strictObject({
    account: z.string(),
    tenant: z.string(),
    reference: z.string().meta({ description: 'What it was booked for; empty of a position, which is one' }),
    amount: money,
    since: instant,
    ageDays: z.int32(),
  })
  .meta({ id: 'AgingItem' }) satisfies z.ZodType<Complete<AgingItem>>;

export const agingList = z
  .strictObject({ items: z.array(agingItem), nextCursor })
  .meta({ id: 'AgingList' }) satisfies z.ZodType<Complete<ListAgingReply>>;
