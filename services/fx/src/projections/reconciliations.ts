import { type FxEvent, type Only, outside } from '@portolan/contracts';
import type { BreakType } from '@portolan/contracts/fx/v1/types';
import type { Projection, View } from '@portolan/engine';
import { type Money, money } from '@portolan/money';

type Opened = Only<FxEvent, 'ReconciliationBreakOpened'>['data'];

/** A day of an account, by its statement. */
export interface ReconciliationDocument {
  readonly [field: string]: unknown;
  readonly account: string;
  readonly currency: string;
  readonly date: string;
  readonly statementId: string;
  readonly sequence: bigint;
  readonly opening: Money;
  readonly closing: Money;
  readonly bankMovement: Money;
  readonly matched: number;
  readonly opened: number;
  readonly closed: number;
}

/** What an account's breaks come to now; by reconciliation. */
export interface AccountDocument {
  readonly [field: string]: unknown;
  /** Id of its last day. */
  readonly day: string;
  readonly open: number;
  readonly difference: bigint;
}

export interface BreakDocument extends Omit<Opened, 'reconciliationId' | 'breakId'> {
  readonly [field: string]: unknown;
  readonly reconciliationId: string;
  readonly type: BreakType;
  /** OPEN, EXPLAINED, CLOSED */
  readonly state: string;
  readonly openedAt: string;
  /** '' while it is open. */
  readonly closedAt: string;
  readonly cause: string;
  readonly note: string;
  readonly closedBy: string;
  readonly transactionId: string;
}

const noAccount: AccountDocument = { day: '', open: 0, difference: 0n };

/** Each day of each account at the bank, and every break. All of it is the operator's. */
export const reconciliations: Projection<FxEvent> = {
  name: 'fx.reconciliations.v1',
  reads: ['fx'],
  collections: {
    reconciliations: {
      indexes: { byTime: ['date'], byDate: ['date', 'account'], byAccount: ['account', 'date'] },
    },
    reconciliation_accounts: {},
    breaks: {
      indexes: {
        byTime: ['openedAt'],
        byState: ['state', 'openedAt'],
        byType: ['type', 'openedAt'],
        byBoth: ['state', 'type', 'openedAt'],
      },
    },
  },
  on: {
    StatementReconciled: async ({ data }, view) => {
      const { reconciliationId: id, account, currency, date, statementId, sequence, bankMovement } = data;
      const day = `${id}/${statementId}`;
      const nothing = money(0n, currency);
      const document: ReconciliationDocument = {
        ...{ account, currency, date, statementId, sequence, bankMovement, matched: data.matched.length },
        ...{ opening: data.opening ?? nothing, closing: data.closing ?? nothing, opened: 0, closed: 0 },
      };
      await view.put('reconciliations', outside, day, document);
      await onAccount(view, id, { day });
    },
    ReconciliationBreakOpened: async ({ data, meta }, view) => {
      const { breakId, ...told } = data;
      const fresh = { state: 'OPEN', openedAt: meta.time, closedAt: '', cause: '', note: '', closedBy: '' };
      await view.put('breaks', outside, breakId, { ...told, ...fresh, transactionId: '' });
      await onAccount(view, data.reconciliationId, { open: 1, difference: data.difference.minor });
      await onDay(view, data.reconciliationId, 'opened');
    },
    ReconciliationBreakExplained: async ({ data: { breakId, cause, note, owner } }, view) => {
      const before = await view.get<BreakDocument>('breaks', outside, breakId);
      if (before !== undefined) {
        await view.put('breaks', outside, breakId, { ...before, state: 'EXPLAINED', cause, note, owner });
      }
    },
    ReconciliationBreakClosed: async ({ data, meta }, view) => {
      const { breakId, closedBy, transactionId, note } = data;
      const before = await view.get<BreakDocument>('breaks', outside, breakId);
      if (before === undefined) return;
      const closing = { state: 'CLOSED', closedBy, transactionId, closedAt: meta.time, note: note || before.note };
      await view.put('breaks', outside, breakId, { ...before, ...closing });
      await onAccount(view, data.reconciliationId, { open: -1, difference: -before.difference.minor });
      if (closedBy === 'FOUND') await onDay(view, data.reconciliationId, 'closed');
    },
  },
};

async function onAccount(view: View, id: string, change: Partial<AccountDocument>): Promise<void> {
  const before = (await view.get<AccountDocument>('reconciliation_accounts', outside, id)) ?? noAccount;
  const { day = before.day, open = 0, difference = 0n } = change;
  const after: AccountDocument = { day, open: before.open + open, difference: before.difference + difference };
  await view.put('reconciliation_accounts', outside, id, after);
}

async function onDay(view: View, id: string, counted: 'opened' | 'closed'): Promise<void> {
  const { day } = (await view.get<AccountDocument>('reconciliation_accounts', outside, id)) ?? noAccount;
  const before = await view.get<ReconciliationDocument>('reconciliations', outside, day);
  if (before === undefined) return;
  await view.put('reconciliations', outside, day, { ...before, [counted]: before[counted] + 1 });
}
