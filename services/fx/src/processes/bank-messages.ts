import type { FxEvent } from '@portolan/contracts';
import type { Commands, React, Reaction } from '@portolan/engine';
import type { Credit } from '../funds/funds.ts';
import { inbound } from '../inbound/inbound.ts';
import type { BankAccounts } from './bank-accounts.ts';
import { takeCredit } from './credits.ts';
import { takeDebit, takeStatus } from './payouts.ts';

/**
 * What a message of the bank means: each booked entry and each status, one after another. What belongs to nothing
 * here is reported on the message and moves nothing.
 */
export function bankMessages(commands: Commands, accounts: BankAccounts): Reaction<FxEvent> {
  return {
    name: 'fx.bank-messages.v1',
    reads: ['fx'],
    on: {
      BankMessageReceived: async ({ data: { messageId, entries, statuses } }, react) => {
        const report = async (reference: string, reason: string | undefined) => {
          if (reason === undefined) return;
          await react.execute(inbound, messageId, { type: 'ReportUnmatched', messageId, reference, reason });
        };
        // PDNG, INFO and FUTR announce; only a booked entry moves money.
        for (const entry of entries.filter(({ status }) => status === 'BOOK')) {
          await report(entry.servicerReference, await takeEntry(commands, react, accounts, entry));
        }
        for (const status of statuses) {
          const reference = status.endToEndId || status.originalMessageId;
          await report(reference, await takeStatus(commands, react, status));
        }
      },
    },
  };
}

async function takeEntry(commands: Commands, react: React, accounts: BankAccounts, entry: Credit) {
  const { account, amount, side } = entry;
  const collection = accounts.collection.find((known) => known.account === account);
  // Refunds leave from the account that was paid into.
  const debited = account === accounts.payout.account ? accounts.payout : collection;
  const ours = side === 'SIDE_CREDIT' ? collection : debited;
  if (ours === undefined) return 'ACCOUNT_UNKNOWN';
  if (ours.currency !== amount.currency) return 'ACCOUNT_CURRENCY_DIFFERS';
  // Nobody knows beforehand what an entry that is taken back had led to: that is for operations.
  if (entry.reversal) return 'REVERSAL';
  if (side !== 'SIDE_CREDIT' || collection === undefined) return takeDebit(commands, react, entry);
  return takeCredit(commands, react, collection.tenant, entry);
}
