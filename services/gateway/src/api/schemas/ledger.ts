import type { Complete } from '@portolan/contracts';
import type {
  AccountStatementEntry,
  AccountStatementView,
  LedgerBalance,
  LedgerReply,
  LedgerVerification,
  ListReservationsReply,
  ListTransactionsReply,
  ReservationView,
  TransactionView,
} from '@portolan/contracts/fx/v1/ledger';
import { type Entry, Side } from '@portolan/contracts/fx/v1/types';
import { z } from 'zod';
import { enumOf, instant, int64, moment, money, price } from './codecs.ts';
import { nextCursor, oneStateOf, page, text } from './common.ts';

const accountId = z
  .string()
  .min(1)
  .max(200)
  .meta({ description: '<code>.<currency>[.<owner>]', examples: ['2100.USD.6y9d7v0kq3m1x4t8a2c5e7g9jh'] });

const businessDate = (description: string) =>
  z
    .union([z.iso.date('DAY_SHAPE'), z.literal('')])
    .default('')
    .meta({ description: `${description} yyyy-mm-dd in UTC` });

const tenant = z
  .string()
  .max(64, 'TOO_LONG')
  .default('')
  .meta({ description: 'Whose books: empty, your own; another’s only to operations' });

export const ofTenant = z.strictObject({ tenant });

export const listAccounts = z.strictObject({
  asOf: businessDate('As of the end of this business date; empty: all that is booked.'),
  recordedAt: z
    .union([moment, z.literal('')])
    .default('')
    .meta({ description: 'As the books stood at this instant, RFC 3339; empty: as they stand' }),
  ...page,
});

const entry = z
  .strictObject({ accountId, side: enumOf('Side', Side, 'SIDE_'), amount: money })
  .meta({ id: 'LedgerEntry' }) satisfies z.ZodType<Complete<Entry>>;

const asked = z.strictObject({ accountId, side: enumOf('Side', Side, 'SIDE_'), amount: price });
const entries = z.array(asked).min(1, 'EMPTY').max(100, 'TOO_LONG');

export const transactionView = z
  .strictObject({
    id: z.string(),
    type: z.string().meta({ examples: ['ESCROW_FUNDING'] }),
    businessReference: z.string().meta({ description: 'What it is about: an escrow, a payout, a deal' }),
    effectiveAt: instant.meta({ description: 'Business time' }),
    recordedAt: instant.meta({ description: 'When it was posted' }),
    version: int64,
    entries: z.array(entry),
    reverses: z.string().meta({ description: 'The transaction that it takes back' }),
    reversedBy: z.string().meta({ description: 'The transaction that takes it back' }),
    reservationId: z.string(),
    reason: z.string(),
    chain: z.string().meta({ description: 'SHA-256 over all transactions of the book up to it' }),
  })
  .meta({ id: 'Transaction' }) satisfies z.ZodType<Complete<TransactionView>>;

export const listTransactions = z.strictObject({ tenant, ...page });

export const transactionList = z
  .strictObject({ transactions: z.array(transactionView), nextCursor })
  .meta({ id: 'TransactionList' }) satisfies z.ZodType<Complete<ListTransactionsReply>>;

export const readStatement = z.strictObject({
  tenant,
  from: businessDate('First business date; empty: from the beginning.'),
  until: businessDate('Last business date; empty: to the end.'),
  ...page,
});

const statementEntry = z
  .strictObject({
    transactionId: z.string(),
    type: z.string(),
    businessReference: z.string(),
    effectiveAt: instant,
    recordedAt: instant,
    change: money.meta({ description: "Signed in the account's normal direction" }),
  })
  .meta({ id: 'AccountStatementEntry' }) satisfies z.ZodType<Complete<AccountStatementEntry>>;

export const statement = z
  .strictObject({
    accountId: z.string(),
    from: z.string(),
    until: z.string(),
    opening: money,
    closing: money,
    debits: money,
    credits: money,
    entries: z
      .array(statementEntry)
      .meta({ description: 'The latest business date first, of a day what was recorded last' }),
    nextCursor,
  })
  .meta({ id: 'AccountStatement', description: 'opening + all changes = closing' }) satisfies z.ZodType<
  Complete<AccountStatementView>
>;

const reservationStates = ['OPEN', 'POSTED', 'VOIDED', 'EXPIRED'] as const;

const reservation = z
  .strictObject({
    id: z.string(),
    type: z.string(),
    businessReference: z.string(),
    entries: z.array(entry),
    state: z.string().meta({ description: reservationStates.join(', ') }),
    reservedAt: instant,
    expiresAt: instant.meta({ description: 'null: never by itself' }),
    endedAt: instant,
    transactionId: z.string().meta({ description: 'POSTED: what it became' }),
    reason: z.string().meta({ description: 'VOIDED: why' }),
  })
  .meta({ id: 'Reservation' }) satisfies z.ZodType<Complete<ReservationView>>;

export const listReservations = z.strictObject({ tenant, state: oneStateOf(reservationStates), ...page });

export const reservationList = z
  .strictObject({ reservations: z.array(reservation), nextCursor })
  .meta({ id: 'ReservationList' }) satisfies z.ZodType<Complete<ListReservationsReply>>;

const year = 366 * 24 * 3_600;

export const reserve = z
  .strictObject({
    tenant,
    businessReference: text(100),
    entries: entries.meta({ description: 'Balanced per currency' }),
    seconds: z.int().min(0).max(year).default(0).meta({ description: 'Freed by itself after this long; 0: never' }),
  })
  .meta({ id: 'ReserveTransfer' });

export const postReserved = z
  .strictObject({
    tenant,
    entries: z
      .array(asked)
      .max(100, 'TOO_LONG')
      .default([])
      .meta({ description: 'At most what was reserved; none: all of it' }),
  })
  .meta({ id: 'PostReserved', examples: [{}] });

export const withReason = z
  .strictObject({ tenant, reason: text(200) })
  .meta({ id: 'LedgerReason', examples: [{ reason: 'Booked on the wrong order' }] });

export const closePeriod = z
  .strictObject({ tenant, until: z.iso.date('DAY_SHAPE').meta({ description: 'Its last day, yyyy-mm-dd in UTC' }) })
  .meta({ id: 'ClosePeriod', examples: [{ until: '2026-01-31' }] });

const balance = z
  .strictObject({ accountId: z.string(), balance: money, outgoing: money, incoming: money, available: money })
  .meta({ id: 'LedgerBalance' }) satisfies z.ZodType<Complete<LedgerBalance>>;

export const ledgerReply = z
  .strictObject({
    id: z.string().meta({ description: 'The transaction or the reservation' }),
    stream: z.string(),
    version: int64,
    balances: z.array(balance).meta({ description: 'Of the accounts that it touched' }),
  })
  .meta({ id: 'LedgerReply' }) satisfies z.ZodType<Complete<LedgerReply>>;

export const verification = z
  .strictObject({
    tenant: z.string(),
    transactions: int64,
    chain: z.string(),
    sound: z.boolean(),
    brokenTransaction: z.string().meta({ description: 'The first that is not as it was recorded; empty: none' }),
    brokenVersion: int64,
    closedUntil: z.string(),
  })
  .meta({ id: 'LedgerVerification' }) satisfies z.ZodType<Complete<LedgerVerification>>;
