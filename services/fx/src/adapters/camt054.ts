import type { Side } from '@portolan/contracts/fx/v1/types';
import type { ReadEntry } from '../inbound/reading.ts';
import { amountOf, boundedText, dateOrTime, instant } from './fields.ts';
import { referencesIn } from './remittance.ts';
import { all, type Flaws, one, text, texts, type XmlNode } from './xml.ts';

/** Entries of a BankToCustomerDebitCreditNotification (camt.054.001.08), every notification and every transaction. */
export function readCamt054(root: XmlNode, flaws: Flaws): readonly ReadEntry[] {
  const notifications = all(root, 'Ntfctn');
  if (notifications.length === 0) flaws.push({ field: 'Ntfctn', reason: 'is missing' });
  return notifications.flatMap((notification, index) => {
    const path = `Ntfctn[${index + 1}]`;
    const account = text(notification, 'Acct', 'Id', 'IBAN') || text(notification, 'Acct', 'Id', 'Othr', 'Id');
    boundedText(account, `${path}/Acct/Id`, 34, true, flaws);
    const written = text(notification, 'CreDtTm') || text(root, 'GrpHdr', 'CreDtTm');
    const reportedAt = instant(boundedText(written, `${path}/CreDtTm`, 35, true, flaws), `${path}/CreDtTm`, flaws);
    const entries = all(notification, 'Ntry');
    if (entries.length === 0) flaws.push({ field: `${path}/Ntry`, reason: 'is missing' });
    return entries.flatMap((entry, at) => readEntry(entry, account, reportedAt, `${path}/Ntry[${at + 1}]`, flaws));
  });
}

const sides: Readonly<Record<string, Side>> = { CRDT: 'SIDE_CREDIT', DBIT: 'SIDE_DEBIT' };

function readEntry(entry: XmlNode, account: string, reportedAt: string, path: string, flaws: Flaws): ReadEntry[] {
  const common = {
    account,
    side: sideOf(text(entry, 'CdtDbtInd'), path, flaws),
    amount: amountOf(entry, 'Amt', `${path}/Amt`, flaws),
    servicerReference: boundedText(text(entry, 'AcctSvcrRef'), `${path}/AcctSvcrRef`, 35, false, flaws),
    bookingDate: dateOrTime(entry, 'BookgDt', `${path}/BookgDt`, flaws),
    valueDate: dateOrTime(entry, 'ValDt', `${path}/ValDt`, flaws),
    status: statusOf(entry, path, flaws),
    reversal: reversalOf(text(entry, 'RvslInd'), path, flaws),
    reportedAt,
  };
  const transactions = all(entry, 'NtryDtls').flatMap((details) => all(details, 'TxDtls'));
  if (transactions.length > 1) return readBatch(transactions, common, path, flaws);
  const [transaction = {}] = transactions;
  const servicerReference = common.servicerReference || text(transaction, 'Refs', 'AcctSvcrRef');
  boundedText(servicerReference, `${path}/AcctSvcrRef`, 35, true, flaws);
  return [{ ...common, ...detailsOf(transaction, common.side, path, flaws), servicerReference }];
}

type Common = Omit<ReadEntry, 'endToEndId' | 'remittance' | 'counterparty' | 'counterpartyAccount'>;

// A batch is booked as one sum, but each transaction pays for something of its own: together they must be the entry.
function readBatch(transactions: readonly XmlNode[], common: Common, path: string, flaws: Flaws): ReadEntry[] {
  const parts = transactions.map((transaction, index) => {
    const at = `${path}/TxDtls[${index + 1}]`;
    const own = text(transaction, 'Refs', 'AcctSvcrRef');
    const servicerReference =
      own === '' || own === common.servicerReference ? `${common.servicerReference}/${index + 1}` : own;
    if (common.servicerReference === '' && own === '')
      flaws.push({ field: `${at}/Refs/AcctSvcrRef`, reason: 'is missing' });
    const amount = amountOf(transaction, 'Amt', `${at}/Amt`, flaws);
    return { ...common, ...detailsOf(transaction, common.side, at, flaws), amount, servicerReference };
  });
  const total = parts.reduce((sum, { amount }) => sum + amount.minor, 0n);
  const oneCurrency = parts.every(({ amount }) => amount.currency === common.amount.currency);
  if (!oneCurrency || total !== common.amount.minor) {
    flaws.push({ field: `${path}/Amt`, reason: 'is not the sum of its transactions' });
  }
  return parts;
}

function detailsOf(transaction: XmlNode, side: Side, path: string, flaws: Flaws) {
  const remittance = one(transaction, 'RmtInf');
  const references = all(remittance, 'Strd').map((item) => text(item, 'CdtrRefInf', 'Ref'));
  const role = side === 'SIDE_CREDIT' ? 'Dbtr' : 'Cdtr';
  const party = one(transaction, 'RltdPties', role);
  const held = one(transaction, 'RltdPties', `${role}Acct`, 'Id');
  const account = text(held, 'IBAN') || text(held, 'Othr', 'Id');
  return {
    endToEndId: boundedText(text(transaction, 'Refs', 'EndToEndId'), `${path}/EndToEndId`, 35, false, flaws),
    remittance: referencesIn(references, texts(remittance, 'Ustrd')).join(' '),
    counterparty: text(party, 'Pty', 'Nm') || text(party, 'Nm'),
    counterpartyAccount: boundedText(account, `${path}/RltdPties/${role}Acct`, 34, false, flaws),
  };
}

function sideOf(indicator: string, path: string, flaws: Flaws): Side {
  const side = sides[indicator];
  if (side === undefined) flaws.push({ field: `${path}/CdtDbtInd`, reason: 'is neither CRDT nor DBIT' });
  return side ?? 'SIDE_UNSPECIFIED';
}

function statusOf(entry: XmlNode, path: string, flaws: Flaws): string {
  const status = text(entry, 'Sts', 'Cd');
  if (!['BOOK', 'PDNG', 'INFO', 'FUTR'].includes(status)) {
    flaws.push({ field: `${path}/Sts/Cd`, reason: 'is none of BOOK, PDNG, INFO, FUTR' });
  }
  return status;
}

function reversalOf(indicator: string, path: string, flaws: Flaws): boolean {
  if (!['', 'true', 'false', '1', '0'].includes(indicator)) {
    flaws.push({ field: `${path}/RvslInd`, reason: 'is neither true nor false' });
  }
  return indicator === 'true' || indicator === '1';
}
