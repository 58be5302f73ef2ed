import type { Complete } from '@portolan/contracts';
import type { BreakEvidence, BreakType } from '@portolan/contracts/fx/v1/types';
import { madeId } from '@portolan/eventsourcing';
import { equal, type Money, money, negate, subtract } from '@portolan/money';
import { type BankLine, type BookLine, type Late, noEvidence } from './lines.ts';
import {
  type Answer,
  type Break,
  type Closed,
  gapId,
  type Opened,
  type ReconcileStatement,
  type Reconciliation,
  reconciliationId,
} from './state.ts';

/** What comparing found, as it goes along. */
interface Findings {
  readonly opened: Opened[];
  readonly closed: Closed[];
  readonly matched: string[];
  readonly references: string[];
  /** Lines of the books that are left, by what they were booked for. */
  readonly left: Map<string, BookLine[]>;
}

/**
 * One statement against the books, entry by entry: alike, apart in amount, currency or date, booked twice, or on one
 * side alone. A statement is compared once.
 */
export function compared(command: ReconcileStatement, state: Reconciliation): Answer {
  if (state.statements[command.statementId] !== undefined) return [];
  const findings: Findings = { opened: [], closed: [], matched: [], references: [], left: leftOf(command.books) };
  const seen = new Set<string>();
  for (const [index, line] of command.bank.entries()) takeEntry(command, state, findings, seen, line, index);
  findNow(command, state, findings);
  missingInBank(command, state, findings);
  takeLate(command, state, findings);
  closeGap(command, state, findings);
  const { account, currency, date, statementId, sequence, opening, closing } = command;
  const { matched, references, opened, closed } = findings;
  const movement = command.bank.reduce((sum, { amount }) => sum + amount.minor, 0n);
  const data = {
    ...{
      reconciliationId: reconciliationId(account),
      account,
      currency,
      date,
      statementId,
      sequence,
      matched,
      references,
    },
    ...(opening === undefined ? {} : { opening }),
    ...(closing === undefined ? {} : { closing }),
    bankMovement: money(movement, currency),
  };
  return [
    { type: 'StatementReconciled', data },
    ...closed.map((one) => ({ type: 'ReconciliationBreakClosed', data: one }) as const),
    ...opened.map((one) => ({ type: 'ReconciliationBreakOpened', data: one }) as const),
  ];
}

function leftOf(books: readonly BookLine[]): Map<string, BookLine[]> {
  const left = new Map<string, BookLine[]>();
  for (const line of books) left.set(line.key, [...(left.get(line.key) ?? []), line]);
  return left;
}

function takeEntry(
  command: ReconcileStatement,
  state: Reconciliation,
  findings: Findings,
  seen: Set<string>,
  line: BankLine,
  index: number,
): void {
  const open = (type: BreakType, difference: Money, evidence: Partial<Complete<BreakEvidence>>, tenant?: string) => {
    const breakId = madeId('break', command.account, command.statementId, index, type);
    const about = { inBank: line.amount, bankDate: line.date, keys: [...line.keys], ...evidence };
    findings.opened.push(opened(command, breakId, type, difference, line.reference, about, tenant));
  };
  if (undoes(state, findings, line)) return;
  const marks = line.once === '' ? [line.reference] : [line.reference, line.once];
  if (marks.some((mark) => state.seen[mark] !== undefined || seen.has(mark))) {
    open('BREAK_TYPE_DUPLICATE', line.amount, {});
    return;
  }
  for (const mark of marks) seen.add(mark);
  findings.references.push(...marks);
  const book = candidate(findings.left, line);
  if (book === undefined) {
    open(line.charge ? 'BREAK_TYPE_UNEXPLAINED_CHARGE' : 'BREAK_TYPE_MISSING_IN_LEDGER', line.amount, {});
    return;
  }
  const both = { inLedger: book.amount, ledgerDate: book.date, transactionId: book.transactionId };
  if (book.amount.currency !== line.amount.currency) {
    open('BREAK_TYPE_CURRENCY', line.amount, both, book.tenant);
    return;
  }
  use(command, state, findings, book);
  const difference = subtract(line.amount, book.amount);
  if (difference.minor !== 0n) open('BREAK_TYPE_AMOUNT', difference, both, book.tenant);
  else if (daysApart(line.date, book.date) > command.toleranceDays) {
    open('BREAK_TYPE_DATE', money(0n, command.currency), both, book.tenant);
  }
}

/** The bank takes back what it had booked twice. */
function undoes(state: Reconciliation, findings: Findings, line: BankLine): boolean {
  const twin = Object.entries(state.breaks).find(
    ([id, { type, state: at, difference, reference, evidence }]) =>
      at !== 'CLOSED' &&
      type === 'BREAK_TYPE_DUPLICATE' &&
      equal(difference, negate(line.amount)) &&
      (reference === line.reference || evidence?.keys.some((key) => line.keys.includes(key)) === true) &&
      !findings.closed.some(({ breakId }) => breakId === id),
  );
  if (twin === undefined) return false;
  findings.closed.push(found(state.id, twin[0]));
  return true;
}

/** The line of the books that this entry is; of several that it may be the one of the same amount. */
function candidate(left: Findings['left'], { keys, amount }: BankLine): BookLine | undefined {
  const lines = keys.flatMap((key) => left.get(key) ?? []);
  const sameWay = lines.filter((line) => line.amount.minor > 0n === amount.minor > 0n);
  const inCurrency = sameWay.filter((line) => line.amount.currency === amount.currency);
  return inCurrency.find((line) => equal(line.amount, amount)) ?? inCurrency[0] ?? sameWay[0];
}

/** From now on the bank has it, too; it may have been missed before. */
function use(command: ReconcileStatement, state: Reconciliation, findings: Findings, book: BookLine): void {
  const rest = (findings.left.get(book.key) ?? []).filter(({ id }) => id !== book.id);
  findings.left.set(book.key, rest);
  findings.matched.push(book.id);
  const missed = missingId(command.account, book.id);
  if (isOpen(state.breaks[missed])) findings.closed.push(found(state.id, missed));
}

/** What the bank had before the books did: they may have it now. */
function findNow(command: ReconcileStatement, state: Reconciliation, findings: Findings): void {
  for (const [id, one] of Object.entries(state.breaks)) {
    const missed = one.type === 'BREAK_TYPE_MISSING_IN_LEDGER' || one.type === 'BREAK_TYPE_UNEXPLAINED_CHARGE';
    if (!missed || !isOpen(one)) continue;
    const lines = (one.evidence?.keys ?? []).flatMap((key) => findings.left.get(key) ?? []);
    const book = lines.find(({ amount }) => equal(amount, one.difference));
    if (book === undefined) continue;
    use(command, state, findings, book);
    findings.closed.push(found(state.id, id));
  }
}

function missingInBank(command: ReconcileStatement, state: Reconciliation, findings: Findings): void {
  for (const line of [...findings.left.values()].flat()) {
    const breakId = missingId(command.account, line.id);
    if (line.amount.currency !== command.currency || state.breaks[breakId] !== undefined) continue;
    const { amount: inLedger, date: ledgerDate, transactionId } = line;
    const evidence = { inLedger, ledgerDate, transactionId, keys: [line.id] };
    const type = 'BREAK_TYPE_MISSING_IN_BANK';
    findings.opened.push(opened(command, breakId, type, negate(inLedger), line.key, evidence, line.tenant));
  }
}

const missingId = (account: string, lineId: string) => madeId('break', account, 'missing', lineId);
const lateId = (account: string, { type, id }: Late) => madeId('break', account, type, id);

/** What is late is a break until it has been done. */
function takeLate(command: ReconcileStatement, state: Reconciliation, findings: Findings): void {
  const now = new Map(command.late.map((late) => [lateId(command.account, late), late]));
  for (const [breakId, { type, id, tenant, amount, date }] of now) {
    if (state.breaks[breakId] !== undefined) continue;
    const evidence = { inLedger: amount, ledgerDate: date };
    findings.opened.push(opened(command, breakId, type, money(0n, command.currency), id, evidence, tenant));
  }
  for (const [breakId, one] of Object.entries(state.breaks)) {
    const wasLate = breakId === madeId('break', command.account, one.type, one.reference);
    if (wasLate && isOpen(one) && !now.has(breakId)) findings.closed.push(found(state.id, breakId));
  }
}

function closeGap({ account, sequence }: ReconcileStatement, state: Reconciliation, findings: Findings): void {
  const breakId = gapId(account, sequence);
  if (isOpen(state.breaks[breakId])) findings.closed.push(found(state.id, breakId));
}

const isOpen = (one: Break | undefined) => one !== undefined && one.state !== 'CLOSED';

function found(id: string, breakId: string): Closed {
  return { reconciliationId: id, breakId, closedBy: 'FOUND', transactionId: '', note: '' };
}

// Who can do something about it.
const owners: Readonly<Partial<Record<BreakType, string>>> = {
  BREAK_TYPE_MISSING_IN_LEDGER: 'operations',
  BREAK_TYPE_AMOUNT: 'operations',
  BREAK_TYPE_UNEXPLAINED_CHARGE: 'operations',
  BREAK_TYPE_UNDECLARED: 'declarant',
};

function opened(
  { account, date, messageId, tenant }: ReconcileStatement,
  breakId: string,
  type: BreakType,
  difference: Money,
  reference: string,
  evidence: Partial<Complete<BreakEvidence>>,
  ofTenant = tenant,
): Opened {
  return {
    ...{ reconciliationId: reconciliationId(account), breakId, type, account, date, difference, reference },
    evidence: { ...noEvidence, messageId, ...evidence },
    owner: owners[type] ?? 'bank',
    ofTenant,
  };
}

function daysApart(one: string, other: string): number {
  return Math.abs(Date.parse(one) - Date.parse(other)) / 86_400_000;
}
