import type { Complete } from '@portolan/contracts';
import type { TransferReserved } from '@portolan/contracts/fx/v1/events';
import { type Facts, type Refusal, refuse } from '@portolan/eventsourcing';
import { valueAt, withValue } from '@portolan/eventsourcing/persistent-map';
import type {
  Decided,
  Ending,
  Ledger,
  LedgerEntry,
  LedgerRefusal,
  Posting,
  PostReserved,
  Reservation,
  ReservationCommand,
  Reserve,
  TransactionType,
} from './book.ts';
import { digestOf } from './chain.ts';
import { flawOf } from './flaws.ts';
import { overdrawn, reserved } from './sums.ts';
import { closed, known, transaction } from './transactions.ts';

// Two-phase transfers: an amount is set aside on both sides, then posted in part or whole, voided, or it expires. Each
// ends once. Limits are checked when it is reserved, so no second phase can break one.

export function decideReservation(command: ReservationCommand, state: Ledger, facts: Facts): Decided {
  switch (command.type) {
    case 'Reserve':
      return reserve(command, state, facts);
    case 'PostReserved':
      return postReserved(command, state, facts);
    case 'VoidReserved': {
      const { reservationId, reason } = command;
      return notOpen(reservationId, state, facts) ?? [{ type: 'TransferVoided', data: { reservationId, reason } }];
    }
    case 'ExpireReserved': {
      const { reservationId } = command;
      const held = valueAt(state.reservations, reservationId);
      const over = held?.state === 'OPEN' && isOver(held, facts);
      return over ? [{ type: 'TransferExpired', data: { reservationId } }] : [];
    }
  }
}

function reserve(command: Reserve, state: Ledger, { at }: Facts): Decided {
  const { reservationId, transfer: type, businessReference, entries, seconds } = command;
  const said = valueAt(state.reservations, reservationId)?.digest;
  if (said !== undefined) {
    const same = said === digestOf({ type, businessReference, entries });
    return same ? [] : refuse('LEDGER_RESERVATION_DIFFERS', { reservation: reservationId });
  }
  const flaw = flawOf(entries) ?? overdrawn(state, entries, 'reserved');
  if (flaw !== undefined) return flaw;
  const expiresAt = seconds > 0 ? new Date(Date.parse(at) + seconds * 1000).toISOString() : '';
  const data = { reservationId, type, businessReference, entries: [...entries], expiresAt };
  return [{ type: 'TransferReserved', data }];
}

function postReserved(command: PostReserved, state: Ledger, facts: Facts): Decided {
  const { reservationId, transactionId, effectiveAt } = command;
  const held = valueAt(state.reservations, reservationId);
  const posting = (entries: readonly LedgerEntry[]): Posting => ({
    ...{ transactionId, effectiveAt, entries },
    ...{ type: held?.transfer ?? 'TRANSFER', businessReference: held?.businessReference ?? '' },
  });
  const { entries } = command;
  // Of one that has ended only its digest is left: asked for as a whole, it was that.
  const asked = entries.length > 0 ? digestOf(posting(entries)) : held?.digest;
  if (asked !== undefined && valueAt(state.posted, transactionId) === asked) return [];
  const flaw = notOpen(reservationId, state, facts);
  if (flaw !== undefined || held === undefined) return flaw ?? [];
  const booking = posting(entries.length > 0 ? entries : held.entries);
  return (
    known(booking, state) ??
    flawOf(booking.entries) ??
    exceeded(reservationId, held, booking.entries) ??
    closed(booking, state) ?? [transaction(booking, state, facts, { reservationId })]
  );
}

function notOpen(id: string, state: Ledger, facts: Facts): Refusal<LedgerRefusal> | undefined {
  const held = valueAt(state.reservations, id);
  const about = { reservation: id };
  if (held === undefined) return refuse('LEDGER_RESERVATION_UNKNOWN', about);
  if (held.state === 'POSTED') return refuse('LEDGER_RESERVATION_POSTED', about);
  if (held.state === 'VOIDED') return refuse('LEDGER_RESERVATION_VOIDED', about);
  if (held.state === 'EXPIRED' || isOver(held, facts)) return refuse('LEDGER_RESERVATION_EXPIRED', about);
  return undefined;
}

const isOver = ({ expiresAt }: Reservation, { at }: Facts): boolean => expiresAt !== '' && at >= expiresAt;

/** The first account on which more is asked for than is reserved. */
function exceeded(
  id: string,
  { entries: held }: Reservation,
  asked: readonly LedgerEntry[],
): Refusal<LedgerRefusal> | undefined {
  const left = new Map<string, bigint>();
  const key = ({ accountId, side }: LedgerEntry) => `${side} ${accountId}`;
  for (const entry of held) left.set(key(entry), (left.get(key(entry)) ?? 0n) + entry.amount.minor);
  for (const entry of asked) {
    const rest = (left.get(key(entry)) ?? 0n) - entry.amount.minor;
    if (rest < 0n) return refuse('LEDGER_RESERVATION_EXCEEDED', { reservation: id, account: entry.accountId });
    left.set(key(entry), rest);
  }
  return undefined;
}

/** What the ledger keeps of a reservation. */
export function reservationOf(data: Complete<TransferReserved>): Reservation {
  const { type, businessReference, entries, expiresAt } = data;
  const digest = digestOf({ type: type as TransactionType, businessReference, entries });
  return { state: 'OPEN', digest, transfer: type as TransactionType, businessReference, expiresAt, entries };
}

/** It is over, and nothing of it is set aside any more. */
export function ended(state: Ledger, id: string, ending: Ending): Ledger {
  const held = valueAt(state.reservations, id);
  if (held === undefined || held.state !== 'OPEN') return state;
  return {
    ...state,
    accounts: reserved(state.accounts, held.entries, -1n),
    reservations: withValue(state.reservations, id, { ...held, state: ending, entries: [] }),
  };
}
