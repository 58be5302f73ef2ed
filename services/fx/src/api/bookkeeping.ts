import type { Complete } from '@portolan/contracts';
import type {
  ClosePeriodRequest,
  PostReservedRequest,
  ReserveTransferRequest,
  ReverseTransactionRequest,
  VoidReservedRequest,
} from '@portolan/contracts/fx/v1/ledger';
import { madeId } from '@portolan/eventsourcing';
import { valueAt } from '@portolan/eventsourcing/persistent-map';
import { money } from '@portolan/money';
import { answered, type Call, RefusedError, type Runtime } from '@portolan/service';
import { accountOf } from '../ledger/accounts.ts';
import type { LedgerCommand, TransactionType } from '../ledger/book.ts';
import { type LedgerEntry, ledger, mainBook } from '../ledger/ledger.ts';
import { availableIn, sumsOf } from '../ledger/sums.ts';
import type { TransactionDocument } from '../projections/books.ts';
import { bookOf } from './books.ts';

// What operations and services do in a tenant's books beside posting what the trade brings.

/** Sets an amount aside on both sides of a transfer. @throws RefusedError LEDGER_OPERATIONS_ONLY */
export function reserveTransfer(runtime: Runtime) {
  return async (request: Complete<ReserveTransferRequest>, call: Call) => {
    const { businessReference, entries, seconds, withBalances } = request;
    const tenant = writable(call, request.tenant);
    const reservationId = madeId('reservation', tenant, call.context.commandId);
    const about = { transfer: 'TRANSFER', businessReference, entries, seconds } as const;
    const command: LedgerCommand = { type: 'Reserve', reservationId, ...about };
    return carryOut(runtime, call, { tenant, id: reservationId, command, touched: withBalances ? entries : [] });
  };
}

/** Books what was reserved, or a part of it: the rest is free. */
export function postReserved(runtime: Runtime) {
  return async (request: Complete<PostReservedRequest>, call: Call) => {
    const { reservationId, entries, withBalances } = request;
    const tenant = writable(call, request.tenant);
    const transactionId = madeId('transaction', reservationId, 'posted');
    const command: LedgerCommand = { type: 'PostReserved', reservationId, transactionId, effectiveAt: '', entries };
    const touched = withBalances ? await reservedIn(runtime, tenant, reservationId) : [];
    return carryOut(runtime, call, { tenant, id: transactionId, command, touched });
  };
}

/** Gives up what was reserved. */
export function voidReserved(runtime: Runtime) {
  return async (request: Complete<VoidReservedRequest>, call: Call) => {
    const { reservationId, reason, withBalances } = request;
    const tenant = writable(call, request.tenant);
    const command: LedgerCommand = { type: 'VoidReserved', reservationId, reason };
    const touched = withBalances ? await reservedIn(runtime, tenant, reservationId) : [];
    return carryOut(runtime, call, { tenant, id: reservationId, command, touched });
  };
}

/** Takes a transaction back by a new one. @throws RefusedError LEDGER_TRANSACTION_UNKNOWN */
export function reverseTransaction(runtime: Runtime) {
  return async (request: Complete<ReverseTransactionRequest>, call: Call) => {
    const { transactionId: reverses, reason, withBalances } = request;
    const tenant = writable(call, request.tenant);
    const found = await runtime.documents.get<TransactionDocument>('book_transactions', tenant, reverses);
    if (found === undefined) {
      throw new RefusedError({ refused: 'LEDGER_TRANSACTION_UNKNOWN', data: { transaction: reverses } });
    }
    const { type, businessReference, entries } = found;
    const original = { transactionId: reverses, type: type as TransactionType, businessReference, entries };
    const transactionId = madeId('transaction', reverses, 'reversal');
    const command: LedgerCommand = { type: 'Reverse', transactionId, original, reason };
    return carryOut(runtime, call, { tenant, id: transactionId, command, touched: withBalances ? entries : [] });
  };
}

/** Nothing is posted any more with a business date up to this day. */
export function closePeriod({ commands }: Runtime) {
  return async ({ tenant: of, until }: Complete<ClosePeriodRequest>, call: Call) => {
    const tenant = writable(call, of);
    const context = { ...call.context, tenant };
    return answered(await commands.execute(ledger, mainBook, { type: 'ClosePeriod', until }, context), mainBook);
  };
}

/** Whose books; to be written by operations and by other services alone. */
function writable(call: Call, tenant: string): string {
  const { role } = call.caller;
  if (role === 'operations' || role === 'service') return bookOf(call, tenant);
  throw new RefusedError({ refused: 'LEDGER_OPERATIONS_ONLY', data: {} });
}

interface Carried {
  readonly tenant: string;
  readonly id: string;
  readonly command: LedgerCommand;
  /** Of whose accounts the answer says what they hold. */
  readonly touched: readonly LedgerEntry[];
}

async function carryOut({ commands }: Runtime, { context }: Call, { tenant, id, command, touched }: Carried) {
  const reply = answered(await commands.execute(ledger, mainBook, command, { ...context, tenant }), id);
  if (touched.length === 0) return { ...reply, balances: [] };
  const { state } = await commands.load(ledger, tenant, mainBook);
  const accounts = [...new Set(touched.map(({ accountId }) => accountId))];
  const balances = accounts.map((accountId) => {
    const inCurrency = (minor: bigint) => money(minor, accountOf(accountId)?.currency ?? '');
    const { balance, outgoing, incoming } = sumsOf(state, accountId);
    const sums = { balance: inCurrency(balance), outgoing: inCurrency(outgoing), incoming: inCurrency(incoming) };
    return { accountId, ...sums, available: inCurrency(availableIn(state, accountId)) };
  });
  return { ...reply, balances };
}

/** What an open reservation holds. */
async function reservedIn({ commands }: Runtime, tenant: string, id: string): Promise<readonly LedgerEntry[]> {
  const { state } = await commands.load(ledger, tenant, mainBook);
  return valueAt(state.reservations, id)?.entries ?? [];
}
