import { type Complete, outside } from '@portolan/contracts';
import type {
  CloseBreakRequest,
  ExplainBreakRequest,
  ListAgingRequest,
  ListBreaksRequest,
  ListReconciliationsRequest,
} from '@portolan/contracts/fx/v1/reconciliation';
import { ReconciliationDefinition } from '@portolan/contracts/fx/v1/reconciliation';
import { ClosingEntry } from '@portolan/contracts/fx/v1/types';
import { isRefusal, madeId } from '@portolan/eventsourcing';
import { money } from '@portolan/money';
import { answered, type Call, paged, RefusedError, type Runtime, serve } from '@portolan/service';
import { ageInDays } from '../calendar/days.ts';
import { breakClosed } from '../ledger/reconciliation.ts';
import { postAs } from '../processes/posting.ts';
import { safeguarding } from '../processes/safeguarding.ts';
import type { AgingDocument } from '../projections/aging.ts';
import type { AccountDocument, BreakDocument, ReconciliationDocument } from '../projections/reconciliations.ts';
import { againstClosing, closingId, reconciliation } from '../reconciliation/reconciliation.ts';

/** The bank against the books: days, differences, what is owed to customers, what has not gone back to zero. */
export function serveReconciliation(runtime: Runtime) {
  return serve(ReconciliationDefinition, {
    listReconciliations: listReconciliations(runtime),
    listBreaks: listBreaks(runtime),
    explainBreak: explainBreak(runtime),
    closeBreak: closeBreak(runtime),
    async getSafeguarding(_, call) {
      operationsOnly(call);
      return { currencies: [...(await safeguarding(runtime.documents))] };
    },
    listAging: listAging(runtime),
  });
}

function operationsOnly({ caller }: Pick<Call, 'caller'>): void {
  if (caller.role !== 'operations') throw new RefusedError({ refused: 'RECONCILIATION_OPERATIONS_ONLY', data: {} });
}

/** Days of accounts, the latest first. */
function listReconciliations({ documents }: Runtime) {
  return async ({ date, account, page }: Complete<ListReconciliationsRequest>, call: Call) => {
    operationsOnly(call);
    const by = account === '' ? byOne('byTime', 'byDate', date) : byAccount(account, date);
    const query = { collection: 'reconciliations', tenant: outside, descending: true, ...by };
    const { shown, nextCursor } = await paged(page, (reach) =>
      documents.find<ReconciliationDocument>({ ...query, ...reach }),
    );
    const reconciliations = [];
    for (const { id, document } of shown) {
      const [of = ''] = id.split('/');
      const now = await documents.get<AccountDocument>('reconciliation_accounts', outside, of);
      const openDifference = money(now?.difference ?? 0n, document.currency);
      reconciliations.push({ id, ...document, openBreaks: now?.open ?? 0, openDifference });
    }
    return { reconciliations, nextCursor };
  };
}

function byOne(all: string, one: string, value: string) {
  return value === '' ? { index: all } : { index: one, equals: [value] };
}

function byAccount(account: string, date: string) {
  return { index: 'byAccount', equals: date === '' ? [account] : [account, date] };
}

/** Differences from the bank, the latest first. */
function listBreaks({ documents, clock }: Runtime) {
  return async ({ state, type, minAgeDays, page }: Complete<ListBreaksRequest>, call: Call) => {
    operationsOnly(call);
    const now = clock.now();
    const kind = type === 'BREAK_TYPE_UNSPECIFIED' ? '' : type;
    const by =
      state !== '' && kind !== ''
        ? { index: 'byBoth', equals: [state, kind] }
        : kind === ''
          ? byOne('byTime', 'byState', state)
          : { index: 'byType', equals: [kind] };
    const until = minAgeDays > 0 ? { atMost: daysBefore(now, minAgeDays) } : {};
    const query = { collection: 'breaks', tenant: outside, descending: true, ...by, ...until };
    const { shown, nextCursor } = await paged(page, (reach) => documents.find<BreakDocument>({ ...query, ...reach }));
    return { breaks: shown.map(({ id, document }) => breakView(id, document, now)), nextCursor };
  };
}

function breakView(
  id: string,
  { ofTenant: tenant, closedAt, reconciliationId: _, ...document }: BreakDocument,
  now: string,
) {
  return { id, ...document, tenant, ageDays: ageInDays(document.openedAt, closedAt || now) };
}

async function found({ documents }: Runtime, id: string): Promise<BreakDocument> {
  const document = await documents.get<BreakDocument>('breaks', outside, id);
  if (document === undefined) throw new RefusedError({ refused: 'BREAK_UNKNOWN', data: { break: id } });
  return document;
}

/** @throws RefusedError RECONCILIATION_OPERATIONS_ONLY, BREAK_UNKNOWN, BREAK_CLOSED, BREAK_CAUSE_UNKNOWN */
function explainBreak(runtime: Runtime) {
  return async ({ id, cause, note, owner }: Complete<ExplainBreakRequest>, call: Call) => {
    operationsOnly(call);
    const { reconciliationId } = await found(runtime, id);
    const context = { ...call.context, tenant: outside, correlation: '' };
    const command = { type: 'ExplainBreak', breakId: id, cause, note, owner } as const;
    return answered(await runtime.commands.execute(reconciliation, reconciliationId, command, context), id);
  };
}

const entries = {
  [ClosingEntry.CLOSING_ENTRY_UNSPECIFIED]: 'NONE',
  [ClosingEntry.CLOSING_ENTRY_NONE]: 'NONE',
  [ClosingEntry.CLOSING_ENTRY_CHARGE]: 'CHARGE',
  [ClosingEntry.CLOSING_ENTRY_SUSPENSE]: 'SUSPENSE',
  [ClosingEntry.UNRECOGNIZED]: 'NONE',
} as const;

/**
 * Posts the closing entry, then closes the difference: what cannot be booked stays open.
 * @throws RefusedError RECONCILIATION_OPERATIONS_ONLY, BREAK_UNKNOWN, BREAK_CLOSED, BREAK_UNEXPLAINED,
 * BREAK_ENTRY_NEEDED, BREAK_NOTHING_TO_BOOK
 */
function closeBreak(runtime: Runtime) {
  return async ({ id, entry: asked, note }: Complete<CloseBreakRequest>, call: Call) => {
    operationsOnly(call);
    const { commands } = runtime;
    const { reconciliationId } = await found(runtime, id);
    const { state } = await commands.load(reconciliation, outside, reconciliationId);
    const entry = entries[asked];
    const command = { type: 'CloseBreak', breakId: id, entry, note } as const;
    const context = { ...call.context, tenant: outside, correlation: '' };
    const against = againstClosing(command, state);
    const one = state.breaks[id];
    if (against === undefined && one !== undefined && entry !== 'NONE') {
      const posting = breakClosed(id, closingId(id), entry, one.difference);
      const commandId = madeId('command', context.commandId, posting.transactionId);
      await postAs(commands, posting, { ...context, tenant: one.ofTenant, commandId });
    }
    // A repetition is answered by its command id, also where it finds the difference closed.
    if (against !== undefined && isRefusal(against) && against.refused !== 'BREAK_CLOSED')
      throw new RefusedError(against);
    return answered(await commands.execute(reconciliation, reconciliationId, command, context), id);
  };
}

/** What has not gone back to zero, the oldest first. */
function listAging({ documents, clock }: Runtime) {
  return async ({ code, minAgeDays, page }: Complete<ListAgingRequest>, call: Call) => {
    operationsOnly(call);
    const now = clock.now();
    const until = minAgeDays > 0 ? { atMost: daysBefore(now, minAgeDays) } : {};
    // Of every tenant.
    const query = { collection: 'aging', ...byOne('byTime', 'byCode', code), ...until };
    const { shown, nextCursor } = await paged(page, (reach) => documents.find<AgingDocument>({ ...query, ...reach }));
    const items = shown.map(({ tenant, document: { account, reference, amount, since } }) => {
      return { account, tenant, reference, amount, since, ageDays: ageInDays(since, now) };
    });
    return { items, nextCursor };
  };
}

const dayMs = 86_400_000;
const daysBefore = (now: string, days: number) => new Date(Date.parse(now) - days * dayMs).toISOString();
