import type { Complete } from '@portolan/contracts';
import type { CreditTransfer, PaymentReturn, PaymentStatus } from '@portolan/contracts/fx/v1/types';
import { convert, type Money, money } from '@portolan/money';
import { isPaymentStatus } from '../payout/status.ts';
import { agentIn } from './entries.ts';
import { amountOf, boundedText, rateOf, sumOf, uetrOf } from './fields.ts';
import { all, type Flaws, one, text, texts, type XmlNode } from './xml.ts';

// What banks say to each other, where ours hands it on.

/** Statuses of a FIToFIPaymentStatusReport (pacs.002). */
export function readPacs002(root: XmlNode, flaws: Flaws): readonly Complete<PaymentStatus>[] {
  const transactions = all(root, 'TxInfAndSts');
  if (transactions.length === 0) flaws.push({ field: 'TxInfAndSts', reason: 'is missing' });
  const group = text(root, 'OrgnlGrpInfAndSts', 'OrgnlMsgId');
  return transactions.map((transaction, index) => {
    const path = `TxInfAndSts[${index + 1}]`;
    const status = text(transaction, 'TxSts');
    if (!isPaymentStatus(status)) flaws.push({ field: `${path}/TxSts`, reason: 'is no payment status of ISO 20022' });
    const original = text(transaction, 'OrgnlGrpInf', 'OrgnlMsgId') || group;
    const [reason = {}] = all(transaction, 'StsRsnInf');
    return {
      originalMessageId: boundedText(original, `${path}/OrgnlGrpInf/OrgnlMsgId`, 35, false, flaws),
      endToEndId: boundedText(text(transaction, 'OrgnlEndToEndId'), `${path}/OrgnlEndToEndId`, 35, true, flaws),
      status,
      ...whyOf(reason, path, flaws),
    };
  });
}

/** Returns of a PaymentReturn (pacs.004). The money itself comes as a camt entry. */
export function readPacs004(root: XmlNode, flaws: Flaws): readonly Complete<PaymentReturn>[] {
  const transactions = all(root, 'TxInf');
  if (transactions.length === 0) flaws.push({ field: 'TxInf', reason: 'is missing' });
  const group = text(root, 'OrgnlGrpInf', 'OrgnlMsgId');
  return transactions.map((transaction, index) => {
    const path = `TxInf[${index + 1}]`;
    const original = text(transaction, 'OrgnlGrpInf', 'OrgnlMsgId') || group;
    const [reason = {}] = all(transaction, 'RtrRsnInf');
    return {
      originalMessageId: boundedText(original, `${path}/OrgnlGrpInf/OrgnlMsgId`, 35, false, flaws),
      originalEndToEndId: boundedText(text(transaction, 'OrgnlEndToEndId'), `${path}/OrgnlEndToEndId`, 35, true, flaws),
      originalUetr: uetrOf(text(transaction, 'OrgnlUETR'), `${path}/OrgnlUETR`, flaws) ?? '',
      amount: amountOf(transaction, 'RtrdIntrBkSttlmAmt', `${path}/RtrdIntrBkSttlmAmt`, flaws),
      returnId: boundedText(text(transaction, 'RtrId'), `${path}/RtrId`, 35, false, flaws),
      info: whyOf(reason, path, flaws),
    };
  });
}

function whyOf(information: XmlNode, path: string, flaws: Flaws) {
  const reason = text(information, 'Rsn', 'Cd') || text(information, 'Rsn', 'Prtry');
  return {
    reason: boundedText(reason, `${path}/Rsn`, 35, false, flaws),
    additionalInformation: texts(information, 'AddtlInf').join(' '),
  };
}

const bearers = ['DEBT', 'CRED', 'SHAR', 'SLEV'];

/** Transfers of a FIToFICustomerCreditTransfer (pacs.008). What is settled must follow from what was instructed. */
export function readPacs008(root: XmlNode, flaws: Flaws): readonly Complete<CreditTransfer>[] {
  const messageId = boundedText(text(root, 'GrpHdr', 'MsgId'), 'GrpHdr/MsgId', 35, true, flaws);
  const transactions = all(root, 'CdtTrfTxInf');
  if (Number(text(root, 'GrpHdr', 'NbOfTxs')) !== transactions.length) {
    flaws.push({ field: 'GrpHdr/NbOfTxs', reason: 'is not the number of transactions' });
  }
  return transactions.map((transaction, index) => {
    const path = `CdtTrfTxInf[${index + 1}]`;
    const settled = amountOf(transaction, 'IntrBkSttlmAmt', `${path}/IntrBkSttlmAmt`, flaws);
    const instructed =
      text(transaction, 'InstdAmt') === '' ? undefined : amountOf(transaction, 'InstdAmt', `${path}/InstdAmt`, flaws);
    const exchangeRate = rateOf(text(transaction, 'XchgRate'), `${path}/XchgRate`, 11, flaws);
    const taken = all(transaction, 'ChrgsInf').map((charge, at) => ({
      amount: sumOf(charge, 'Amt', `${path}/ChrgsInf[${at + 1}]/Amt`, flaws),
      agent: agentIn(one(charge, 'Agt', 'FinInstnId')),
      bearer: '',
    }));
    const chargeBearer = text(transaction, 'ChrgBr');
    if (!bearers.includes(chargeBearer))
      flaws.push({ field: `${path}/ChrgBr`, reason: `is none of ${bearers.join(', ')}` });
    const told = { settled, exchangeRate, taken };
    if (instructed !== undefined && !followsFrom(instructed, told)) {
      flaws.push({ field: `${path}/IntrBkSttlmAmt`, reason: 'is not InstdAmt × XchgRate − ChrgsInf' });
    }
    const held = one(transaction, 'CdtrAcct', 'Id');
    return {
      messageId,
      endToEndId: boundedText(text(transaction, 'PmtId', 'EndToEndId'), `${path}/PmtId/EndToEndId`, 35, true, flaws),
      uetr: uetrOf(text(transaction, 'PmtId', 'UETR'), `${path}/PmtId/UETR`, flaws) ?? '',
      settled,
      settlementDate: text(transaction, 'IntrBkSttlmDt') || text(root, 'GrpHdr', 'IntrBkSttlmDt'),
      ...(instructed === undefined ? {} : { instructed }),
      exchangeRate,
      chargeBearer,
      charges: { taken },
      creditorAccount: boundedText(
        text(held, 'IBAN') || text(held, 'Othr', 'Id'),
        `${path}/CdtrAcct`,
        34,
        false,
        flaws,
      ),
    };
  });
}

interface Told {
  readonly settled: Money;
  readonly exchangeRate: string;
  readonly taken: readonly { readonly amount: Money }[];
}

// Banks may round the product in their own way: a unit either side is theirs. Charges in other currencies are not known.
function followsFrom(instructed: Money, { settled, exchangeRate, taken }: Told): boolean {
  if (instructed.currency === '' || settled.currency === '') return true;
  const same = instructed.currency === settled.currency;
  if (!same && exchangeRate === '') return true;
  const changed = same ? instructed : convert(instructed, exchangeRate, settled.currency);
  const own = taken.filter(({ amount }) => amount.currency === settled.currency);
  if (own.length < taken.length) return true;
  const less = own.reduce((sum, { amount }) => sum - amount.minor, changed.minor);
  const off = money(less - settled.minor, settled.currency).minor;
  return off >= -1n && off <= 1n;
}
