import type { FxEvent } from '@portolan/contracts';
import type { Projection, View } from '@portolan/engine';
import { type Money, money } from '@portolan/money';
import { accountOf } from '../ledger/accounts.ts';
import { changeOf } from '../ledger/sums.ts';

/** One entry on account 1000, by `<transaction>/<number>`, under the tenant whose books it is in. */
export interface BankLineDocument {
  readonly [field: string]: unknown;
  readonly accountId: string;
  readonly transactionId: string;
  /** What it was booked for. */
  readonly key: string;
  /** Signed: money in is above zero. */
  readonly amount: Money;
  readonly effectiveAt: string;
  /** MATCHED: the bank has it, or it was written off. */
  readonly state: 'OPEN' | 'MATCHED';
}

interface MissingDocument {
  readonly [field: string]: unknown;
  readonly lineId: string;
}

/** What the books say of money at the bank, until the bank's statement says it too. */
export const bankLines: Projection<FxEvent> = {
  name: 'fx.bank-lines.v1',
  reads: ['fx'],
  collections: {
    bank_lines: {
      indexes: { byAccount: ['accountId', 'state', 'effectiveAt'], byKey: ['key', 'state'] },
      tenantOnly: true,
    },
    bank_lines_missing: {},
  },
  on: {
    // What closes a break is held against the bank by the break itself.
    TransactionPosted: async ({ data, meta }, view) => {
      if (data.type === 'BREAK_CLOSED') return;
      const { transactionId, businessReference: key, effectiveAt } = data;
      for (const [index, entry] of data.entries.entries()) {
        if (accountOf(entry.accountId)?.code !== '1000') continue;
        const id = `${transactionId}/${index}`;
        const before = await view.get<BankLineDocument>('bank_lines', meta.tenant, id);
        const amount = money(changeOf(entry), entry.amount.currency);
        const { accountId } = entry;
        // Streams are read side by side: its match may be told first.
        const state = before?.state ?? 'OPEN';
        await view.put('bank_lines', meta.tenant, id, { accountId, transactionId, key, amount, effectiveAt, state });
      }
    },
    StatementReconciled: async ({ data: { matched } }, view) => {
      for (const id of matched) await match(view, id);
    },
    ReconciliationBreakOpened: async ({ data: { type, breakId, evidence }, meta }, view) => {
      const [lineId] = evidence?.keys ?? [];
      if (type !== 'BREAK_TYPE_MISSING_IN_BANK' || lineId === undefined) return;
      await view.put('bank_lines_missing', meta.tenant, breakId, { lineId });
    },
    ReconciliationBreakClosed: async ({ data: { breakId, closedBy }, meta }, view) => {
      const missing = await view.get<MissingDocument>('bank_lines_missing', meta.tenant, breakId);
      if (missing !== undefined && closedBy === 'ENTRY') await match(view, missing.lineId);
    },
  },
};

async function match(view: View, lineId: string): Promise<void> {
  const [tenant = '', ...rest] = lineId.split('/');
  const id = rest.join('/');
  const none = { accountId: '', transactionId: '', key: '', amount: money(0n, 'USD'), effectiveAt: '' };
  const before = await view.get<BankLineDocument>('bank_lines', tenant, id);
  await view.put('bank_lines', tenant, id, { ...none, ...before, state: 'MATCHED' });
}
