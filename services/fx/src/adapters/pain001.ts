import { decimal } from '@portolan/money';
import type { Instruction } from '../processes/bank.ts';
import { amountElement, document, element, wrap } from './elements.ts';
import { isIban } from './identifiers.ts';

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
  const { messageId, endToEndId, amount, executionDate, createdAt, remittance, uetr, categoryPurpose } = instruction;
  const sum = decimal(amount);
  const header =
    element('MsgId', messageId) +
    element('CreDtTm', createdAt) +
    element('NbOfTxs', '1') +
    element('CtrlSum', sum) +
    wrap('InitgPty', element('Nm', debtor.name));
  const transfer =
    wrap('PmtId', element('InstrId', endToEndId) + element('EndToEndId', endToEndId) + element('UETR', uetr)) +
    wrap('Amt', amountElement('InstdAmt', amount)) +
    exchange(instruction) +
    ('cnaps' in creditor ? wrap('CdtrAgt', agent(creditor)) : '') +
    wrap('Cdtr', party(creditor)) +
    wrap('CdtrAcct', account(creditor, amount.currency)) +
    regulatory(instruction) +
    (remittance === '' ? '' : wrap('RmtInf', element('Ustrd', remittance)));
  const payment =
    element('PmtInfId', messageId) +
    element('PmtMtd', 'TRF') +
    element('NbOfTxs', '1') +
    element('CtrlSum', sum) +
    (categoryPurpose === '' ? '' : wrap('PmtTpInf', wrap('CtgyPurp', element('Cd', categoryPurpose)))) +
    wrap('ReqdExctnDt', element('Dt', executionDate)) +
    wrap('Dbtr', party(debtor)) +
    wrap('DbtrAcct', account(debtor, amount.currency)) +
    wrap('DbtrAgt', agent(debtor)) +
    element('ChrgBr', 'DEBT') +
    wrap('CdtTrfTxInf', transfer);
  const content = wrap('GrpHdr', header) + wrap('PmtInf', payment);
  return document('pain.001.001.09', wrap('CstmrCdtTrfInitn', content));
}

// At the rate of the deal that was made beforehand.
function exchange({ deal }: Instruction): string {
  if (deal === undefined) return '';
  const { unitCurrency, rate, contract } = deal;
  const agreed = element('UnitCcy', unitCurrency) + element('XchgRate', rate) + element('RateTp', 'AGRD');
  return wrap('XchgRateInf', agreed + element('CtrctId', contract));
}

function regulatory({ regulatory: report }: Instruction): string {
  if (report === undefined) return '';
  const { country, authority, code } = report;
  const named = wrap('Authrty', element('Nm', authority) + element('Ctry', country));
  return wrap('RgltryRptg', element('DbtCdtRptgInd', 'DEBT') + named + wrap('Dtls', element('Cd', code)));
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
  const id = isIban(number) ? element('IBAN', number) : wrap('Othr', element('Id', number));
  return wrap('Id', id) + element('Ccy', currency);
}

function agent({ cnaps }: AccountHolder): string {
  const member = wrap('ClrSysId', element('Cd', 'CNAPS')) + element('MmbId', cnaps);
  return wrap('FinInstnId', wrap('ClrSysMmbId', member));
}
