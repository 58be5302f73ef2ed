import type { Complete } from '@portolan/contracts';
import type { RecallAnswer, RecallRequest } from '@portolan/contracts/fx/v1/types';
import { amountOf, boundedText, uetrOf } from './fields.ts';
import { all, type Flaws, one, text, texts, type XmlNode } from './xml.ts';

// What banks say of one transaction, in the words for the whole.
const answers: Readonly<Record<string, string>> = {
  ACCR: 'CNCL',
  CNCL: 'CNCL',
  RJCR: 'RJCR',
  PDCR: 'PDCR',
  PECR: 'PECR',
};

/** Answers of a ResolutionOfInvestigation (camt.029) to recalls of ours, per transaction. */
export function readCamt029(root: XmlNode, flaws: Flaws): readonly Complete<RecallAnswer>[] {
  const whole = text(root, 'Sts', 'Conf');
  const details = all(root, 'CxlDtls').flatMap((detail) => [
    ...all(detail, 'TxInfAndSts'),
    ...all(detail, 'OrgnlPmtInfAndSts').flatMap((payment) => all(payment, 'TxInfAndSts')),
  ]);
  if (details.length === 0) flaws.push({ field: 'CxlDtls', reason: 'names no transaction' });
  return details.map((transaction, index) => {
    const path = `TxInfAndSts[${index + 1}]`;
    const told = text(transaction, 'TxCxlSts') || whole;
    const status = Object.hasOwn(answers, told) ? (answers[told] ?? '') : '';
    if (status === '') flaws.push({ field: `${path}/TxCxlSts`, reason: 'is none of ACCR, RJCR, PDCR' });
    const [reason = {}] = all(transaction, 'CxlStsRsnInf');
    return {
      recallId: boundedText(
        text(transaction, 'CxlStsId') || text(transaction, 'RslvdCase', 'Id'),
        `${path}/CxlStsId`,
        35,
        false,
        flaws,
      ),
      originalEndToEndId: boundedText(text(transaction, 'OrgnlEndToEndId'), `${path}/OrgnlEndToEndId`, 35, true, flaws),
      status,
      reason: text(reason, 'Rsn', 'Cd') || text(reason, 'Rsn', 'Prtry'),
      additionalInformation: texts(reason, 'AddtlInf').join(' '),
    };
  });
}

/** Requests of a FIToFIPaymentCancellationRequest (camt.056), per transaction. */
export function readCamt056(root: XmlNode, flaws: Flaws): readonly Complete<RecallRequest>[] {
  const transactions = all(root, 'Undrlyg').flatMap((underlying) => all(underlying, 'TxInf'));
  if (transactions.length === 0) flaws.push({ field: 'Undrlyg/TxInf', reason: 'is missing' });
  return transactions.map((transaction, index) => {
    const path = `TxInf[${index + 1}]`;
    const [reason = {}] = all(transaction, 'CxlRsnInf');
    const id = text(transaction, 'CxlId') || text(one(root, 'Assgnmt'), 'Id');
    return {
      recallId: boundedText(id, `${path}/CxlId`, 35, true, flaws),
      originalEndToEndId: boundedText(text(transaction, 'OrgnlEndToEndId'), `${path}/OrgnlEndToEndId`, 35, true, flaws),
      originalUetr: uetrOf(text(transaction, 'OrgnlUETR'), `${path}/OrgnlUETR`, flaws) ?? '',
      amount: amountOf(transaction, 'OrgnlIntrBkSttlmAmt', `${path}/OrgnlIntrBkSttlmAmt`, flaws),
      reason: boundedText(
        text(reason, 'Rsn', 'Cd') || text(reason, 'Rsn', 'Prtry'),
        `${path}/CxlRsnInf/Rsn`,
        35,
        false,
        flaws,
      ),
    };
  });
}
