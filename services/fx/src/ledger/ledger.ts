import type { Decider, Facts } from '@portolan/eventsourcing';
import { refuse } from '@portolan/eventsourcing';
import { nothing, valueAt, withValue } from '@portolan/eventsourcing/persistent-map';
import type {
  ClosePeriod,
  Decided,
  Ledger,
  LedgerCommand,
  LedgerEvent,
  LedgerRefusal,
  Posting,
  Reverse,
} from './book.ts';
import { chainOf, digestOf, unchained } from './chain.ts';
import { flawOf } from './flaws.ts';
import { decideReservation, ended, reservationOf } from './reservations.ts';
import { booked, overdrawn, reserved } from './sums.ts';
import { closed, known, transaction } from './transactions.ts';

export type { LedgerEntry, Posting, TransactionType } from './book.ts';

/** The book of a tenant. There is one; its stream is `<tenant>/ledger/main`. */
export const mainBook = 'main';

/**
 * The ledger of one tenant and book: double entry, append-only. A transaction is posted once: the same id with the
 * same content does nothing, with other content it is refused; what was refused may be asked again under the same id.
 */
export const ledger: Decider<Ledger, LedgerCommand, LedgerEvent, LedgerRefusal> & { readonly name: 'ledger' } = {
  name: 'ledger',
  initial: {
    ...{ accounts: nothing, posted: nothing, reservations: nothing, reversed: nothing },
    ...{ closedUntil: '', chain: unchained },
  },

  decide(command, state, facts) {
    switch (command.type) {
      case 'Reserve':
      case 'PostReserved':
      case 'VoidReserved':
      case 'ExpireReserved':
        return decideReservation(command, state, facts);
      case 'Reverse':
        return reverse(command, state, facts);
      case 'ClosePeriod':
        return closePeriod(command, state, facts);
      default:
        return post(command, state, facts);
    }
  },

  evolve(state, { type, data }) {
    switch (type) {
      case 'TransactionPosted': {
        const { transactionId, reservationId, reverses, entries } = data;
        const freed = reservationId === undefined ? state : ended(state, reservationId, 'POSTED');
        return {
          ...freed,
          accounts: booked(freed.accounts, entries),
          posted: withValue(state.posted, transactionId, digestOf(data)),
          reversed: reverses === undefined ? state.reversed : withValue(state.reversed, reverses, transactionId),
          chain: chainOf(state.chain, data),
        };
      }
      case 'TransferReserved':
        return {
          ...state,
          accounts: reserved(state.accounts, data.entries, 1n),
          reservations: withValue(state.reservations, data.reservationId, reservationOf(data)),
        };
      case 'TransferVoided':
        return ended(state, data.reservationId, 'VOIDED');
      case 'TransferExpired':
        return ended(state, data.reservationId, 'EXPIRED');
      case 'PeriodClosed':
        return { ...state, closedUntil: data.until };
      default:
        return state;
    }
  },
};

function post(posting: Posting, state: Ledger, facts: Facts): Decided {
  return (
    known(posting, state) ??
    flawOf(posting.entries) ??
    closed(posting, state) ??
    overdrawn(state, posting.entries, 'booked') ?? [transaction(posting, state, facts)]
  );
}

function reverse({ transactionId, original, reason }: Reverse, state: Ledger, facts: Facts): Decided {
  const { transactionId: reverses, businessReference } = original;
  const says = valueAt(state.posted, reverses);
  if (says === undefined || says !== digestOf(original)) {
    return refuse('LEDGER_TRANSACTION_UNKNOWN', { transaction: reverses });
  }
  const by = valueAt(state.reversed, reverses);
  if (by === transactionId) return [];
  if (by !== undefined) return refuse('LEDGER_ALREADY_REVERSED', { transaction: reverses, reversal: by });
  const entries = original.entries.map((entry) => ({ ...entry, side: turned[entry.side] }));
  const posting: Posting = { transactionId, type: 'REVERSAL', businessReference, effectiveAt: '', entries };
  return (
    known(posting, state) ??
    overdrawn(state, entries, 'booked') ?? [transaction(posting, state, facts, { reverses, reason })]
  );
}

const turned = {
  SIDE_DEBIT: 'SIDE_CREDIT',
  SIDE_CREDIT: 'SIDE_DEBIT',
  SIDE_UNSPECIFIED: 'SIDE_UNSPECIFIED',
  UNRECOGNIZED: 'UNRECOGNIZED',
} as const;

function closePeriod({ until }: ClosePeriod, { closedUntil }: Ledger, { at }: Facts): Decided {
  if (until >= at.slice(0, 10)) return refuse('LEDGER_PERIOD_NOT_OVER', { until });
  return until <= closedUntil ? [] : [{ type: 'PeriodClosed', data: { until } }];
}
