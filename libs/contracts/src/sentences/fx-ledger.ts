import { formatMoney } from '@portolan/money';
import type { FxEvent, Only } from '../catalogue.ts';
import type { Complete } from '../complete.ts';
import type { Entry } from '../gen/portolan/fx/v1/types.ts';
import type { Sentences } from '../language.ts';

type Bookkeeping = Only<FxEvent, 'TransferReserved' | 'TransferVoided' | 'TransferExpired' | 'PeriodClosed'>;

/** All that is debited, currency by currency: a sum says more than its entries. */
export function debited(entries: readonly Complete<Entry>[]): string {
  const sums = new Map<string, bigint>();
  for (const { side, amount } of entries) {
    if (side === 'SIDE_DEBIT') sums.set(amount.currency, (sums.get(amount.currency) ?? 0n) + amount.minor);
  }
  return [...sums].map(([currency, minor]) => formatMoney({ minor, currency })).join(' + ');
}

const from = (entries: readonly Complete<Entry>[]) =>
  [...new Set(entries.filter(({ side }) => side === 'SIDE_DEBIT').map(({ accountId }) => accountId))].join(', ');

/** What happens in the books beside transactions. */
export const ledgerSentences: Sentences<Bookkeeping> = {
  TransferReserved: {
    en: ({ entries, expiresAt }) =>
      `${debited(entries)} is set aside in account ${from(entries)}${expiresAt === '' ? '' : ` until ${expiresAt}`}.`,
    zh: ({ entries, expiresAt }) =>
      `账户 ${from(entries)} 冻结 ${debited(entries)}${expiresAt === '' ? '' : `，至 ${expiresAt}`}。`,
  },
  TransferVoided: {
    en: ({ reason }) => `What was set aside is free again: ${reason}.`,
    zh: ({ reason }) => `冻结已撤销，款项解冻：${reason}。`,
  },
  TransferExpired: {
    en: () => 'What was set aside is free again: its time is over.',
    zh: () => '冻结到期，款项解冻。',
  },
  PeriodClosed: {
    en: ({ until }) => `The books are closed until ${until}.`,
    zh: ({ until }) => `账簿已结账至 ${until}。`,
  },
};
