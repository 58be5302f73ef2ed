import { Unreadable } from '../world.ts';
import { all, child, element, type Node, parseXml, text } from '../xml.ts';

/** One transfer of a pain.001. */
export interface Transfer {
  readonly messageId: string;
  readonly paymentInformationId: string;
  readonly endToEndId: string;
  readonly debtorAccount: string;
  readonly creditorName: string;
  /** Empty where the transfer names none. */
  readonly creditorAccount: string;
  readonly amount: string;
  readonly currency: string;
  /** What the payee reads; may be empty. */
  readonly remittance: string;
}

/** Reads a pain.001 as a bank does: group header, control sum, every transfer. @throws Unreadable */
export function readPain001(body: string): readonly Transfer[] {
  const document = child(parseXml(body), 'Document');
  if (!/urn:iso:std:iso:20022:tech:xsd:pain\.001\.001\.\d\d/.test(text(document, '@xmlns') || body)) {
    throw new Unreadable('Document', 'is not a pain.001');
  }
  const root = child(document, 'CstmrCdtTrfInitn');
  const messageId = text(root, 'GrpHdr', 'MsgId');
  const payments = all(root, 'PmtInf');
  const transfers = payments.flatMap((payment) =>
    all(payment, 'CdtTrfTxInf').map((tx) => transfer(messageId, payment, tx)),
  );
  if (messageId === '') throw new Unreadable('GrpHdr/MsgId', 'is missing');
  if (transfers.length === 0) throw new Unreadable('PmtInf/CdtTrfTxInf', 'is missing');
  if (Number(text(root, 'GrpHdr', 'NbOfTxs')) !== transfers.length)
    throw new Unreadable('GrpHdr/NbOfTxs', 'does not agree (AM18)');
  const control = text(root, 'GrpHdr', 'CtrlSum');
  if (control !== '' && cents(control) !== transfers.reduce((sum, { amount }) => sum + cents(amount), 0n))
    throw new Unreadable('GrpHdr/CtrlSum', 'does not agree (AM10)');
  return transfers;
}

/** 12.34 → 1234; a decimal with at most two digits behind the point. */
function cents(amount: string): bigint {
  const [, whole, fraction = ''] = /^(\d{1,15})(?:\.(\d{1,2})0*)?$/.exec(amount) ?? [];
  if (whole === undefined) throw new Unreadable('Amt/InstdAmt', 'is no decimal (AM12)');
  return BigInt(whole + fraction.padEnd(2, '0'));
}

function transfer(messageId: string, payment: Node, tx: Node): Transfer {
  const amount = child(tx, 'Amt', 'InstdAmt');
  const held = child(tx, 'CdtrAcct', 'Id');
  const remittance = child(tx, 'RmtInf');
  const read = {
    messageId,
    paymentInformationId: text(payment, 'PmtInfId'),
    endToEndId: text(tx, 'PmtId', 'EndToEndId'),
    debtorAccount: text(payment, 'DbtrAcct', 'Id', 'Othr', 'Id') || text(payment, 'DbtrAcct', 'Id', 'IBAN'),
    creditorName: text(tx, 'Cdtr', 'Nm'),
    amount: text(amount, '#text'),
    currency: text(amount, '@Ccy'),
  };
  for (const [name, value] of Object.entries(read)) if (value === '') throw new Unreadable(name, 'is missing');
  const structured = all(remittance, 'Strd').map((item) => text(item, 'CdtrRefInf', 'Ref'));
  return {
    ...read,
    creditorAccount: text(held, 'IBAN') || text(held, 'Othr', 'Id'),
    remittance: [...structured, text(remittance, 'Ustrd')].filter((part) => part !== '').join(' '),
  };
}

export interface Entry {
  readonly notificationId: string;
  readonly at: string;
  readonly account: string;
  readonly amount: string;
  readonly currency: string;
  readonly indicator: 'CRDT' | 'DBIT';
  readonly servicerReference: string;
  readonly endToEndId: string;
  readonly remittance: string;
  readonly counterparty: string;
  /** Account of the other party; may be empty. */
  readonly counterpartyAccount: string;
}

/** A camt.054.001.08 with one booked entry. */
export function camt054(entry: Entry): string {
  const amount = `<Amt Ccy="${entry.currency}">${entry.amount}</Amt>`;
  const date = entry.at.slice(0, 10);
  const party = entry.indicator === 'CRDT' ? 'Dbtr' : 'Cdtr';
  return (
    `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>` +
    `<GrpHdr>${element('MsgId', entry.notificationId)}${element('CreDtTm', entry.at)}</GrpHdr>` +
    `<Ntfctn>${element('Id', entry.notificationId)}${element('CreDtTm', entry.at)}` +
    `<Acct><Id><Othr>${element('Id', entry.account)}</Othr></Id>${element('Ccy', entry.currency)}</Acct>` +
    `<Ntry>${amount}${element('CdtDbtInd', entry.indicator)}<Sts><Cd>BOOK</Cd></Sts>` +
    `<BookgDt>${element('Dt', date)}</BookgDt><ValDt>${element('Dt', date)}</ValDt>` +
    `${element('AcctSvcrRef', entry.servicerReference)}<BkTxCd><Domn><Cd>PMNT</Cd><Fmly>` +
    `<Cd>${entry.indicator === 'CRDT' ? 'RCDT' : 'ICDT'}</Cd><SubFmlyCd>XBCT</SubFmlyCd></Fmly></Domn></BkTxCd>` +
    `<NtryDtls><TxDtls><Refs>${element('AcctSvcrRef', entry.servicerReference)}${element('EndToEndId', entry.endToEndId)}</Refs>` +
    `${amount}${element('CdtDbtInd', entry.indicator)}` +
    `<RltdPties><${party}><Pty>${element('Nm', entry.counterparty)}</Pty></${party}>` +
    `${partyAccount(`${party}Acct`, entry.counterpartyAccount)}</RltdPties>` +
    `<RmtInf>${element('Ustrd', entry.remittance)}</RmtInf></TxDtls></NtryDtls></Ntry></Ntfctn></BkToCstmrDbtCdtNtfctn></Document>`
  );
}

function partyAccount(name: string, account: string): string {
  if (account === '') return '';
  const id = isIban(account) ? element('IBAN', account) : `<Othr>${element('Id', account)}</Othr>`;
  return `<${name}><Id>${id}</Id></${name}>`;
}

// ISO 13616: the check digits make the number, country and digits moved behind it, letters as 10 to 35, one more than a
// multiple of 97. A made account may look like one.
function isIban(account: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(account)) return false;
  const digits = [...(account.slice(4) + account.slice(0, 4))].map((sign) => Number.parseInt(sign, 36)).join('');
  return BigInt(digits) % 97n === 1n;
}

export interface Status {
  readonly reportId: string;
  readonly at: string;
  readonly transfer: Transfer;
  readonly status: 'ACSP' | 'RJCT';
  readonly reason: string;
  readonly information: string;
}

/** A pain.002.001.12 about one transfer. */
export function pain002({ reportId, at, transfer: of, status, reason, information }: Status): string {
  const why =
    reason === ''
      ? ''
      : `<StsRsnInf><Rsn>${element('Cd', reason)}</Rsn>${element('AddtlInf', information)}</StsRsnInf>`;
  return (
    `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.12"><CstmrPmtStsRpt>` +
    `<GrpHdr>${element('MsgId', reportId)}${element('CreDtTm', at)}</GrpHdr>` +
    `<OrgnlGrpInfAndSts>${element('OrgnlMsgId', of.messageId)}${element('OrgnlMsgNmId', 'pain.001.001.09')}</OrgnlGrpInfAndSts>` +
    `<OrgnlPmtInfAndSts>${element('OrgnlPmtInfId', of.paymentInformationId)}<TxInfAndSts>` +
    `${element('OrgnlEndToEndId', of.endToEndId)}${element('TxSts', status)}${why}</TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`
  );
}
