import type { Complete } from '@portolan/contracts';
import type { Charges, ReturnInfo, Side } from '@portolan/contracts/fx/v1/types';
import type { ReadEntry } from '../inbound/reading.ts';
import { accountOf, amountOf, boundedText, checkedIds, dateOrTime, rateOf, sumOf, uetrOf } from './fields.ts';
import { isCreditorReference } from './identifiers.ts';
import { referencesIn } from './remittance.ts';
import { all, type Flaws, one, text, texts, type XmlNode } from './xml.ts';

const sides: Readonly<Record<string, Side>> = { CRDT: 'SIDE_CREDIT', DBIT: 'SIDE_DEBIT' };

/** One Ntry of a camt.052, camt.053 or camt.054: itself, or the transactions of its batch. */
export function readEntry(
  entry: XmlNode,
  account: string,
  reportedAt: string,
  path: string,
  flaws: Flaws,
): ReadEntry[] {
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
    ...codeOf(one(entry, 'BkTxCd', 'Domn')),
  };
  const transactions = all(entry, 'NtryDtls').flatMap((details) => all(details, 'TxDtls'));
  if (transactions.length > 1) return readBatch(transactions, common, path, flaws);
  const [transaction = {}] = transactions;
  const servicerReference = common.servicerReference || text(transaction, 'Refs', 'AcctSvcrRef');
  boundedText(servicerReference, `${path}/AcctSvcrRef`, 35, true, flaws);
  const charges = chargesOf([entry, transaction], path, flaws);
  return [{ ...common, ...detailsOf(transaction, common.side, path, flaws), ...charges, servicerReference }];
}

type Detail = 'endToEndId' | 'remittance' | 'counterparty' | 'counterpartyAccount' | 'uetr' | 'charges' | 'returnInfo';
type Common = Omit<ReadEntry, Detail | 'instructed' | 'exchangeRate'>;

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
    const charges = chargesOf([transaction], at, flaws);
    return { ...common, ...detailsOf(transaction, common.side, at, flaws), ...charges, amount, servicerReference };
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
  checkReferences(remittance, path, flaws);
  checkedIds(one(party, 'Pty'), `${path}/RltdPties/${role}`, flaws);
  checkedIds(one(transaction, 'RltdAgts', `${role}Agt`, 'FinInstnId'), `${path}/RltdAgts/${role}Agt`, flaws);
  return {
    endToEndId: boundedText(text(transaction, 'Refs', 'EndToEndId'), `${path}/EndToEndId`, 35, false, flaws),
    remittance: referencesIn(references, texts(remittance, 'Ustrd')).join(' '),
    counterparty: text(party, 'Pty', 'Nm') || text(party, 'Nm'),
    counterpartyAccount: accountOf(held, `${path}/RltdPties/${role}Acct`, false, flaws),
    ...present('uetr', uetrOf(text(transaction, 'Refs', 'UETR'), `${path}/Refs/UETR`, flaws)),
    ...returnOf(transaction, path, flaws),
    ...instructedOf(one(transaction, 'AmtDtls'), path, flaws),
  };
}

// Who writes RF in front means ISO 11649; what a payer writes otherwise is the payer's own.
function checkReferences(remittance: XmlNode, path: string, flaws: Flaws): void {
  const written = all(remittance, 'Strd').map((item) => one(item, 'CdtrRefInf'));
  const meant = written.filter((info) => text(info, 'Tp', 'CdOrPrtry', 'Cd') === 'SCOR');
  const wrong = meant.map((info) => text(info, 'Ref')).some((ref) => ref.startsWith('RF') && !isCreditorReference(ref));
  if (wrong)
    flaws.push({ field: `${path}/RmtInf/Strd/CdtrRefInf/Ref`, reason: 'is no creditor reference of ISO 11649' });
}

const present = <Key extends string, Value>(key: Key, value: Value | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: Value };

function codeOf(domain: XmlNode) {
  const parts = [text(domain, 'Cd'), text(domain, 'Fmly', 'Cd'), text(domain, 'Fmly', 'SubFmlyCd')];
  return present('bankTransactionCode', parts[0] === '' ? undefined : parts.join('/'));
}

function returnOf(transaction: XmlNode, path: string, flaws: Flaws) {
  const [information] = all(transaction, 'RtrInf');
  if (information === undefined) return {};
  const info: Complete<ReturnInfo> = {
    reason: boundedText(reasonIn(information), `${path}/RtrInf/Rsn`, 35, false, flaws),
    additionalInformation: texts(information, 'AddtlInf').join(' '),
  };
  return { returnInfo: info };
}

const reasonIn = (node: XmlNode) => text(node, 'Rsn', 'Cd') || text(node, 'Rsn', 'Prtry');

function instructedOf(details: XmlNode, path: string, flaws: Flaws) {
  if (text(details, 'InstdAmt', 'Amt') === '') return {};
  const at = `${path}/AmtDtls/InstdAmt`;
  const instructed = amountOf(one(details, 'InstdAmt'), 'Amt', `${at}/Amt`, flaws);
  const exchange = text(details, 'InstdAmt', 'CcyXchg', 'XchgRate') || text(details, 'TxAmt', 'CcyXchg', 'XchgRate');
  const rate = rateOf(exchange, `${at}/CcyXchg/XchgRate`, 11, flaws);
  return { instructed, ...present('exchangeRate', rate === '' ? undefined : rate) };
}

// What was taken of an entry stands on it or on its transaction, never on both.
function chargesOf(nodes: readonly XmlNode[], path: string, flaws: Flaws): { readonly charges?: Complete<Charges> } {
  const taken = nodes
    .flatMap((node) => all(node, 'Chrgs'))
    .flatMap((charges) => all(charges, 'Rcrd'))
    .map((record, index) => ({
      amount: sumOf(record, 'Amt', `${path}/Chrgs/Rcrd[${index + 1}]/Amt`, flaws),
      agent: agentIn(one(record, 'Agt', 'FinInstnId')),
      bearer: text(record, 'Br'),
    }));
  return taken.length === 0 ? {} : { charges: { taken } };
}

/** BIC or clearing number; '' where nobody says. */
export const agentIn = (institution: XmlNode): string =>
  text(institution, 'BICFI') || text(institution, 'ClrSysMmbId', 'MmbId');

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
