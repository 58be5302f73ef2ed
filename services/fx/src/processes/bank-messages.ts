import { type Complete, type FxEvent, type Only, outside } from '@portolan/contracts';
import type { BankStatement } from '@portolan/contracts/fx/v1/types';
import type { Commands, React, Reaction } from '@portolan/engine';
import type { Credit } from '../funds/funds.ts';
import { inbound } from '../inbound/inbound.ts';
import { namedEntry, namedEntryId } from '../statement/named-entry.ts';
import { spokenOf, statements, statementsId } from '../statement/statement.ts';
import type { BankAccounts } from './bank-accounts.ts';
import { virtualAccountNamed } from './collection-accounts.ts';
import { takeCredit } from './credits.ts';
import { announceReturn, reportNotBooked, takeDebit, takeRecallAnswer, takeStatus } from './payouts.ts';
import { payoutReturnedBy, takeReturn } from './returned-payouts.ts';

/** What a message says belongs to nothing here, and why; undefined where all is well. */
type Report = (reference: string, reason: string | undefined) => Promise<void>;

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
        const report = reporter(react, messageId);
        await takeEntries(commands, react, accounts, entries, report);
        for (const status of statuses) {
          const reference = status.endToEndId || status.originalMessageId;
          await report(reference, await takeStatus(commands, react, status));
        }
      },
      BankStatementRead: ({ data: { messageId, statement } }, react) =>
        takeStatement(commands, react, accounts, messageId, statement),
      BankStatementReceived: ({ data }, react) => takeHeld(commands, react, accounts, data),
      PayoutUnknown: async ({ data, meta }, react) => {
        const { account, payoutId, endToEndId, sentOn } = data;
        const awaiting = { account, payoutId, endToEndId, since: meta.time, sentOn };
        const command = { type: 'AwaitPayment', ...awaiting } as const;
        await react.execute(statements, statementsId(account), command, { tenant: outside, correlation: '' });
      },
      PaymentReturnRead: async ({ data: { messageId, returned } }, react) => {
        const report = reporter(react, messageId);
        await report(returned.originalEndToEndId, await announceReturn(commands, react, returned));
      },
      RecallAnswerRead: async ({ data: { messageId, answer } }, react) => {
        const report = reporter(react, messageId);
        await report(answer.originalEndToEndId, await takeRecallAnswer(commands, react, answer));
      },
      // People answer it: the list of what needs looking at names it.
      RecallRequestRead: ({ data: { messageId, request } }, react) =>
        reporter(react, messageId)(request.originalEndToEndId, 'RECALL_REQUESTED'),
    },
  };
}

function reporter(react: React, messageId: string): Report {
  return async (reference, reason) => {
    if (reason === undefined) return;
    await react.execute(inbound, messageId, { type: 'ReportUnmatched', messageId, reference, reason });
  };
}

// PDNG, INFO and FUTR announce; only a booked entry moves money.
async function takeEntries(
  commands: Commands,
  react: React,
  accounts: BankAccounts,
  entries: readonly Credit[],
  report: Report,
): Promise<void> {
  for (const entry of entries.filter(({ status }) => status === 'BOOK')) {
    await report(entry.servicerReference, await takeEntry(commands, react, accounts, entry));
  }
}

/**
 * A statement of one account when its turn has come: what no notice told is booked from it, then it is there to be
 * compared with the books. A report within the day (camt.052) has no turn.
 */
async function takeStatement(
  commands: Commands,
  react: React,
  accounts: BankAccounts,
  messageId: string,
  statement: Complete<BankStatement>,
): Promise<void> {
  const { account, statementId, kind, entries } = statement;
  const report = reporter(react, messageId);
  if (!kind.startsWith('camt.053')) return takeEntries(commands, react, accounts, entries, report);
  const known = [...accounts.collection, accounts.payout].some((ours) => ours.account === account);
  if (!known) return report(statementId, 'ACCOUNT_UNKNOWN');
  const id = statementsId(account);
  const taken = await react.execute(statements, id, { type: 'TakeStatement', messageId, statement });
  if (!taken.ok) return report(statementId, taken.refusal.refused);
  const { state: order } = await commands.load(statements, outside, id);
  if (order.taken[statementId] !== messageId) return report(statementId, 'STATEMENT_GAP');
  await takeEntries(commands, react, accounts, entries, report);
  const { state } = await commands.load(statements, outside, id);
  for (const { endToEndId } of spokenOf(state, statement)) await reportNotBooked(commands, react, endToEndId);
  await react.execute(statements, id, { type: 'FinishStatement', messageId, statement });
}

/** The one that came too early and waits for this one. */
async function takeHeld(
  commands: Commands,
  react: React,
  accounts: BankAccounts,
  { statement }: Only<FxEvent, 'BankStatementReceived'>['data'],
): Promise<void> {
  const { account, sequence } = statement;
  const { state } = await commands.load(statements, outside, statementsId(account));
  const next = state.numbered[String(sequence + 1n)];
  if (sequence === 0n || next === undefined) return;
  const { state: message } = await commands.load(inbound, outside, next.messageId);
  const held = message.statements.find(({ statementId }) => statementId === next.statementId);
  if (held !== undefined) await takeStatement(commands, react, accounts, next.messageId, held);
}

async function takeEntry(commands: Commands, react: React, accounts: BankAccounts, told: Credit) {
  const { account, amount, side } = told;
  const configured = accounts.collection.find((known) => known.account === account);
  const virtual = configured === undefined ? await virtualAccountNamed(commands, accounts.virtual, account) : undefined;
  const collection = configured ?? virtual;
  // Refunds leave from the account that was paid into.
  const debited = account === accounts.payout.account ? accounts.payout : collection;
  const returned = side === 'SIDE_CREDIT' ? await payoutReturnedBy(commands, told) : undefined;
  const ours = side === 'SIDE_CREDIT' && returned === undefined ? collection : debited;
  if (ours === undefined) return 'ACCOUNT_UNKNOWN';
  if (ours.currency !== amount.currency) return 'ACCOUNT_CURRENCY_DIFFERS';
  // Nobody knows beforehand what an entry that is taken back had led to: that is for operations.
  if (told.reversal) return 'REVERSAL';
  if (returned !== undefined) return takeReturn(react, told, returned);
  if (side !== 'SIDE_CREDIT' || collection === undefined) return takeDebit(commands, react, told);
  return takeCredit(commands, react, collection.tenant, await underFirstName(commands, react, told), virtual);
}

/** The same credit under the reference that it was told by first, where its UETR says that it is the same. */
async function underFirstName(commands: Commands, react: React, told: Credit): Promise<Credit> {
  const { account, uetr, servicerReference } = told;
  if (uetr === undefined) return told;
  const id = namedEntryId(account, uetr);
  await react.execute(namedEntry, id, { account, uetr, servicerReference });
  const { state } = await commands.load(namedEntry, outside, id);
  return { ...told, servicerReference: state.servicerReference };
}
