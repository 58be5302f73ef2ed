import type { Complete } from '@portolan/contracts';
import type { PaymentStatus } from '@portolan/contracts/fx/v1/types';
import { isPaymentStatus } from '../payout/status.ts';
import { boundedText } from './fields.ts';
import { all, type Flaws, one, text, texts, type XmlNode } from './xml.ts';

type Status = Complete<PaymentStatus>;

/** Statuses of a CustomerPaymentStatusReport (pain.002): per transaction, or of the payment or group where none is told. */
export function readPain002(root: XmlNode, flaws: Flaws): readonly Status[] {
  const group = one(root, 'OrgnlGrpInfAndSts');
  const path = 'OrgnlGrpInfAndSts';
  const originalMessageId = boundedText(text(group, 'OrgnlMsgId'), `${path}/OrgnlMsgId`, 35, true, flaws);
  const payments = all(root, 'OrgnlPmtInfAndSts').flatMap((payment, index) => {
    const at = `OrgnlPmtInfAndSts[${index + 1}]`;
    const transactions = all(payment, 'TxInfAndSts').map((transaction, position) =>
      statusOf(transaction, 'TxSts', originalMessageId, `${at}/TxInfAndSts[${position + 1}]`, flaws),
    );
    if (transactions.length > 0 || text(payment, 'PmtInfSts') === '') return transactions;
    return [statusOf(payment, 'PmtInfSts', originalMessageId, at, flaws)];
  });
  return payments.length > 0 ? payments : [statusOf(group, 'GrpSts', originalMessageId, path, flaws)];
}

function statusOf(node: XmlNode, name: string, originalMessageId: string, path: string, flaws: Flaws): Status {
  const status = text(node, name);
  if (!isPaymentStatus(status)) flaws.push({ field: `${path}/${name}`, reason: 'is no payment status of ISO 20022' });
  const [reason = {}] = all(node, 'StsRsnInf');
  return {
    originalMessageId,
    endToEndId: boundedText(text(node, 'OrgnlEndToEndId'), `${path}/OrgnlEndToEndId`, 35, name === 'TxSts', flaws),
    status,
    reason: text(reason, 'Rsn', 'Cd') || text(reason, 'Rsn', 'Prtry'),
    additionalInformation: texts(reason, 'AddtlInf').join(' '),
  };
}
