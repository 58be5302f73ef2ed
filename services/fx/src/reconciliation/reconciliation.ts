import type { BreakType } from '@portolan/contracts/fx/v1/types';
import { type Decider, madeId, refuse } from '@portolan/eventsourcing';
import { type Money, money } from '@portolan/money';
import { compared } from './matching.ts';
import {
  type Answer,
  type Break,
  gapId,
  type ReconcileStatement,
  type Reconciliation,
  type ReconciliationEvent,
  type ReconciliationRefusal,
  reconciliationId,
} from './state.ts';

export type ReconciliationCommand =
  | ReconcileStatement
  /** A statement came, others before it did not. */
  | {
      readonly type: 'NoteGap';
      readonly account: string;
      readonly currency: string;
      readonly date: string;
      readonly expected: bigint;
      readonly messageId: string;
      readonly tenant: string;
    }
  | {
      readonly type: 'ExplainBreak';
      readonly breakId: string;
      readonly cause: string;
      readonly note: string;
      /** '': as it is. */
      readonly owner: string;
    }
  | CloseBreak;

export interface CloseBreak {
  readonly type: 'CloseBreak';
  readonly breakId: string;
  readonly entry: 'NONE' | 'CHARGE' | 'SUSPENSE';
  readonly note: string;
}

/** Causes that a break may be explained by. */
export const causes = ['BANK_ERROR', 'BANK_CHARGE', 'TIMING', 'PAYER', 'OURS', 'OTHER'] as const;

/**
 * One account at the bank against the books: each statement is compared once, what differs is a break, open until it is
 * explained and closed. What the other side has later closes its break by itself.
 */
export const reconciliation: Decider<
  Reconciliation,
  ReconciliationCommand,
  ReconciliationEvent,
  ReconciliationRefusal
> & {
  readonly name: 'reconciliation';
} = {
  name: 'reconciliation',
  initial: { id: '', account: '', currency: '', statements: {}, seen: {}, breaks: {} },

  decide(command, state) {
    switch (command.type) {
      case 'ReconcileStatement':
        return compared(command, state);
      case 'NoteGap':
        return noteGap(command, state);
      case 'ExplainBreak':
        return explain(command, state);
      case 'CloseBreak':
        return againstClosing(command, state) ?? close(command, state);
    }
  },

  evolve(state, { type, data }) {
    switch (type) {
      case 'StatementReconciled': {
        const { reconciliationId: id, account, currency } = data;
        const statements = { ...state.statements, [data.statementId]: true as const };
        const seen = { ...state.seen, ...Object.fromEntries(data.references.map((one) => [one, true as const])) };
        return { ...state, id, account, currency, statements, seen };
      }
      case 'ReconciliationBreakOpened': {
        const { reconciliationId: id, account, breakId, type: kind, reference, difference, evidence, owner } = data;
        const opened = { type: kind, reference, difference, evidence, owner, ofTenant: data.ofTenant };
        const breaks = { ...state.breaks, [breakId]: { ...opened, state: 'OPEN', cause: '', note: '' } as const };
        return { ...state, id, account, currency: difference.currency, breaks };
      }
      case 'ReconciliationBreakExplained':
        return changed(state, data.breakId, {
          ...{ state: 'EXPLAINED', cause: data.cause, note: data.note, owner: data.owner },
        });
      case 'ReconciliationBreakClosed':
        return changed(state, data.breakId, { state: 'CLOSED' });
    }
  },
};

function changed(state: Reconciliation, id: string, change: Partial<Break>): Reconciliation {
  const before = state.breaks[id];
  return before === undefined ? state : { ...state, breaks: { ...state.breaks, [id]: { ...before, ...change } } };
}

/** What the bank has more than the books by all breaks that are not closed. */
export function openDifference({ breaks, currency }: Pick<Reconciliation, 'breaks' | 'currency'>): Money {
  const open = Object.values(breaks).filter(({ state }) => state !== 'CLOSED');
  return money(
    open.reduce((sum, { difference }) => sum + difference.minor, 0n),
    currency,
  );
}

function noteGap(command: Extract<ReconciliationCommand, { type: 'NoteGap' }>, state: Reconciliation): Answer {
  const { account, currency, date, expected, messageId, tenant } = command;
  const breakId = gapId(account, expected);
  if (state.breaks[breakId] !== undefined) return [];
  const data = {
    ...{ reconciliationId: reconciliationId(account), breakId, type: 'BREAK_TYPE_STATEMENT_GAP' as BreakType },
    ...{ account, date, difference: money(0n, currency), reference: String(expected), owner: 'bank' },
    evidence: { bankDate: date, ledgerDate: '', messageId, transactionId: '', keys: [] },
    ofTenant: tenant,
  };
  return [{ type: 'ReconciliationBreakOpened', data }];
}

function explain(command: Extract<ReconciliationCommand, { type: 'ExplainBreak' }>, state: Reconciliation): Answer {
  const { breakId, cause, note, owner } = command;
  const found = state.breaks[breakId];
  if (found === undefined) return refuse('BREAK_UNKNOWN', { break: breakId });
  if (found.state === 'CLOSED') return refuse('BREAK_CLOSED', { break: breakId });
  if (!causes.some((one) => one === cause)) return refuse('BREAK_CAUSE_UNKNOWN', { cause });
  const data = { reconciliationId: state.id, breakId, cause, note, owner: owner || found.owner };
  const same = found.cause === cause && found.note === note && found.owner === data.owner;
  if (same) return [];
  return [{ type: 'ReconciliationBreakExplained', data }];
}

/** What speaks against closing it: nobody has explained it, or the entry does not fit. Undefined: nothing does. */
export function againstClosing({ breakId, entry }: CloseBreak, state: Reconciliation): Answer | undefined {
  const found = state.breaks[breakId];
  if (found === undefined) return refuse('BREAK_UNKNOWN', { break: breakId });
  if (found.state === 'CLOSED') return refuse('BREAK_CLOSED', { break: breakId });
  if (found.state === 'OPEN') return refuse('BREAK_UNEXPLAINED', { break: breakId });
  const differs = found.difference.minor !== 0n;
  if (differs && entry === 'NONE') return refuse('BREAK_ENTRY_NEEDED', { break: breakId });
  return !differs && entry !== 'NONE' ? refuse('BREAK_NOTHING_TO_BOOK', { break: breakId }) : undefined;
}

/** Its closing entry in the books: one for a break, so it is booked once. */
export function closingId(breakId: string): string {
  return madeId('transaction', breakId, 'closing');
}

function close({ breakId, entry, note }: CloseBreak, state: Reconciliation): Answer {
  const booked = entry !== 'NONE';
  const data = {
    ...{ reconciliationId: state.id, breakId, closedBy: booked ? 'ENTRY' : 'ACCEPTED', note },
    transactionId: booked ? closingId(breakId) : '',
  };
  return [{ type: 'ReconciliationBreakClosed', data }];
}
