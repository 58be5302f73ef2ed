import type { FxEvent } from '@portolan/contracts';
import type { Projection } from '@portolan/engine';
import { type Money, money } from '@portolan/money';
import { accountOf } from '../ledger/accounts.ts';
import { changeOf } from '../ledger/sums.ts';

/** What one thing left on an account that goes back to zero; under its tenant. */
export interface AgingDocument {
  readonly [field: string]: unknown;
  readonly code: string;
  readonly account: string;
  /** What it was booked for; '' of a position, which is looked at as a whole. */
  readonly reference: string;
  /** In the account's normal direction. */
  readonly amount: Money;
  /** Since when it is not at zero. */
  readonly since: string;
}

/** Accounts that go back to zero: payments on their way, unidentified money, the currency position. */
export const agingCodes: ReadonlySet<string> = new Set(['1100', '2050', '3000']);

/** What has not gone back to zero, and since when. What has is gone from here. */
export const aging: Projection<FxEvent> = {
  name: 'fx.aging.v1',
  reads: ['fx'],
  collections: { aging: { indexes: { byTime: ['since'], byCode: ['code', 'since'] } } },
  on: {
    TransactionPosted: async ({ data, meta }, view) => {
      for (const entry of data.entries) {
        const { code = '' } = accountOf(entry.accountId) ?? {};
        if (!agingCodes.has(code)) continue;
        const reference = code === '3000' ? '' : data.businessReference;
        const id = `${entry.accountId}/${reference}`;
        const before = await view.get<AgingDocument>('aging', meta.tenant, id);
        const minor = (before?.amount.minor ?? 0n) + changeOf(entry);
        if (minor === 0n) {
          await view.delete('aging', meta.tenant, id);
          continue;
        }
        const item = { code, account: entry.accountId, reference, amount: money(minor, entry.amount.currency) };
        await view.put('aging', meta.tenant, id, { ...item, since: before?.since ?? data.effectiveAt });
      }
    },
  },
};
