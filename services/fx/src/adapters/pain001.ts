import { decimal } from '@portolan/money';
import { escapeXml } from '@portolan/xml';
import { checksOut } from '../funds/order-number.ts';
import type { Instruction } from '../processes/bank.ts';

/** Structured, as high-value systems demand since November 2026; lines alone would be refused. */
export interface PostalAddress {
  readonly street: string;
  readonly building: string;
  readonly postcode: string;
  readonly town: string;
  /** ISO 3166-1 alpha-2 */
  readonly country: string;
}

/** A company with its account at a Chinese bank. China has no IBAN: a plain number, and the bank's CNAPS number. */
export interface AccountHolder {
  readonly name: string;
  readonly address: PostalAddress;
  readonly account: string;
  /** Clearing member id: 12 digits. */
  readonly cnaps: string;
}

/** Who is paid. Of a payer the bank told us no more than name and account. */
export type Creditor = AccountHolder | Pick<AccountHolder, 'name' | 'account'>;

/**
 * A pain.001.001.09 with one transfer, elements in the order of its schema. All charges are ours (DEBT), so that the
 * payee gets the whole amount. The same instruction makes the same bytes.
 */
export function pain001(instruction: Instruction, debtor: AccountHolder, creditor: Creditor): string {
  const { messageId, endToEndId, amount, executionDate, createdAt, remittance } = instruction;
  const sum = decimal(amount);
  const header =
    element('MsgId', messageId) +
    element('CreDtTm', createdAt) +
    element('NbOfTxs', '1') +
    element('CtrlSum', sum) +
    wrap('InitgPty', element('Nm', debtor.name));
  const transfer =
    wrap('PmtId', element('InstrId', endToEndId) + element('EndToEndId', endToEndId)) +
    wrap('Amt', `<InstdAmt Ccy="${escapeXml(amount.currency)}">${sum}</InstdAmt>`) +
    ('cnaps' in creditor ? wrap('CdtrAgt', agent(creditor)) : '') +
    wrap('Cdtr', party(creditor)) +
    wrap('CdtrAcct', account(creditor, amount.currency)) +
    (remittance === '' ? '' : wrap('RmtInf', element('Ustrd', remittance)));
  const payment =
    element('PmtInfId', messageId) +
    element('PmtMtd', 'TRF') +
    element('NbOfTxs', '1') +
    element('CtrlSum', sum) +
    wrap('ReqdExctnDt', element('Dt', executionDate)) +
    wrap('Dbtr', party(debtor)) +
    wrap('DbtrAcct', account(debtor, amount.currency)) +
    wrap('DbtrAgt', agent(debtor)) +
    element('ChrgBr', 'DEBT') +
    wrap('CdtTrfTxInf', transfer);
  return (
    '<?xml version="1.0" encoding="UTF-8"?>' +
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09">' +
    wrap('CstmrCdtTrfInitn', wrap('GrpHdr', header) + wrap('PmtInf', payment)) +
    '</Document>'
  );
}

function party(holder: Creditor): string {
  const name = element('Nm', holder.name);
  if (!('address' in holder)) return name;
  const { address } = holder;
  const postal =
    element('StrtNm', address.street) +
    element('BldgNb', address.building) +
    element('PstCd', address.postcode) +
    element('TwnNm', address.town) +
    element('Ctry', address.country);
  return name + wrap('PstlAdr', postal);
}

function account({ account: number }: Creditor, currency: string): string {
  const isIban = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(number) && checksOut(number);
  const id = isIban ? element('IBAN', number) : wrap('Othr', element('Id', number));
  return wrap('Id', id) + element('Ccy', currency);
}

function agent({ cnaps }: AccountHolder): string {
  const member = wrap('ClrSysId', element('Cd', 'CNAPS')) + element('MmbId', cnaps);
  return wrap('FinInstnId', wrap('ClrSysMmbId', member));
}

function element(name: string, value: string): string {
  return value === '' ? '' : wrap(name, escapeXml(value));
}

function wrap(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}
