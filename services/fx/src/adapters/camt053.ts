import { type Money, money } from '@portolan/money';
import type { ReadEntry, ReadStatement } from '../inbound/reading.ts';
import { entriesOf, openingOf } from './camt054.ts';
import { boundedText, dateOrTime, instant, sumOf } from './fields.ts';
import { all, type Flaws, one, text, type XmlNode } from './xml.ts';

/**
 * Statements of a BankToCustomerStatement (camt.053.001.08) or reports of a BankToCustomerAccountReport (camt.052.001.08).
 * Where both booked balances stand there, they and the entries must add up.
 */
export function readStatements(kind: string, root: XmlNode, flaws: Flaws): readonly ReadStatement[] {
  const name = kind.startsWith('camt.053') ? 'Stmt' : 'Rpt';
  const statements = all(root, name);
  if (statements.length === 0) flaws.push({ field: name, reason: 'is missing' });
  return statements.map((statement, index) => readStatement(kind, statement, root, `${name}[${index + 1}]`, flaws));
}

function readStatement(kind: string, statement: XmlNode, root: XmlNode, path: string, flaws: Flaws): ReadStatement {
  const { account, reportedAt } = openingOf(statement, root, path, flaws);
  const entries = entriesOf(all(statement, 'Ntry'), account, reportedAt, path, flaws);
  const opening = balanceOf(statement, ['OPBD', 'PRCD'], path, flaws);
  const closing = balanceOf(statement, ['CLBD', 'ITBD'], path, flaws);
  if (kind.startsWith('camt.053')) {
    if (opening === undefined) flaws.push({ field: `${path}/Bal`, reason: 'has no balance of type OPBD' });
    if (closing === undefined) flaws.push({ field: `${path}/Bal`, reason: 'has no balance of type CLBD' });
  }
  if (opening !== undefined && closing !== undefined) addUp(entries, opening.amount, closing.amount, path, flaws);
  return {
    kind,
    account,
    statementId: boundedText(text(statement, 'Id'), `${path}/Id`, 35, true, flaws),
    sequence: sequenceOf(text(statement, 'ElctrncSeqNb'), path, flaws),
    from: instant(text(statement, 'FrToDt', 'FrDtTm'), `${path}/FrToDt/FrDtTm`, flaws) || (opening?.date ?? ''),
    to: instant(text(statement, 'FrToDt', 'ToDtTm'), `${path}/FrToDt/ToDtTm`, flaws) || (closing?.date ?? reportedAt),
    ...(opening === undefined ? {} : { opening: opening.amount }),
    ...(closing === undefined ? {} : { closing: closing.amount }),
    entries: [...entries],
  };
}

function sequenceOf(value: string, path: string, flaws: Flaws): bigint {
  if (value === '') return 0n;
  const fits = /^\d{1,18}$/.test(value);
  if (!fits) flaws.push({ field: `${path}/ElctrncSeqNb`, reason: 'is not a number of at most 18 digits' });
  return fits ? BigInt(value) : 0n;
}

interface Balance {
  /** Below zero where the account is overdrawn. */
  readonly amount: Money;
  readonly date: string;
}

/** The first balance of one of these types. */
function balanceOf(statement: XmlNode, types: readonly string[], path: string, flaws: Flaws): Balance | undefined {
  const balances = all(statement, 'Bal');
  const index = types
    .map((type) => balances.findIndex((balance) => text(balance, 'Tp', 'CdOrPrtry', 'Cd') === type))
    .find((found) => found >= 0);
  const balance = index === undefined ? undefined : balances[index];
  if (balance === undefined) return undefined;
  const at = `${path}/Bal[${(index ?? 0) + 1}]`;
  const amount = sumOf(balance, 'Amt', `${at}/Amt`, flaws);
  const indicator = text(balance, 'CdtDbtInd');
  if (indicator !== 'CRDT' && indicator !== 'DBIT') {
    flaws.push({ field: `${at}/CdtDbtInd`, reason: 'is neither CRDT nor DBIT' });
  }
  const signed = { minor: indicator === 'DBIT' ? -amount.minor : amount.minor, currency: amount.currency };
  return { amount: signed, date: dateOrTime(one(balance), 'Dt', `${at}/Dt`, flaws) };
}

// An entry left out, told twice or changed shows here, whatever the bank's references say.
function addUp(entries: readonly ReadEntry[], opening: Money, closing: Money, path: string, flaws: Flaws): void {
  const booked = entries.filter(({ status }) => status === 'BOOK');
  const currencies = new Set([opening, closing, ...booked.map(({ amount }) => amount)].map(({ currency }) => currency));
  if (currencies.size !== 1) {
    flaws.push({ field: `${path}/Ntry`, reason: 'is in more than one currency' });
    return;
  }
  const moved = booked.reduce(
    (sum, { side, amount }) => (side === 'SIDE_DEBIT' ? sum - amount.minor : sum + amount.minor),
    0n,
  );
  const expected = money(opening.minor + moved, opening.currency);
  if (expected.minor !== closing.minor) {
    flaws.push({ field: `${path}/Bal`, reason: 'OPBD and the booked entries do not add up to CLBD' });
  }
}
