import { decimal } from '@portolan/money';
import type { Recall, RecallReply } from '../processes/bank.ts';
import { amountElement, document, element, wrap } from './elements.ts';

/** Who asks or answers: our name, and the clearing number of the bank that is asked. */
export interface Assigner {
  readonly name: string;
  readonly cnaps: string;
}

function assignment(id: string, createdAt: string, { name, cnaps }: Assigner): string {
  const bank = wrap('FinInstnId', wrap('ClrSysMmbId', element('MmbId', cnaps)));
  const parties = wrap('Assgnr', wrap('Pty', element('Nm', name))) + wrap('Assgne', wrap('Agt', bank));
  return wrap('Assgnmt', element('Id', id) + parties + element('CreDtTm', createdAt));
}

/** A camt.056.001.12 that asks for one payment back. The same recall makes the same bytes. */
export function camt056(recall: Recall, us: Assigner): string {
  const { recallId, createdAt, messageId, endToEndId, uetr, amount, executionDate, reason } = recall;
  const original = element('OrgnlMsgId', messageId) + element('OrgnlMsgNmId', 'pain.001.001.09');
  const transaction =
    element('CxlId', recallId) +
    wrap('OrgnlGrpInf', original) +
    element('OrgnlInstrId', endToEndId) +
    element('OrgnlEndToEndId', endToEndId) +
    element('OrgnlUETR', uetr) +
    amountElement('OrgnlIntrBkSttlmAmt', amount) +
    element('OrgnlIntrBkSttlmDt', executionDate) +
    wrap('CxlRsnInf', wrap('Rsn', element('Cd', reason)));
  const control = wrap('CtrlData', element('NbOfTxs', '1') + element('CtrlSum', decimal(amount)));
  const content = assignment(recallId, createdAt, us) + control + wrap('Undrlyg', wrap('TxInf', transaction));
  return document('camt.056.001.12', wrap('FIToFIPmtCxlReq', content));
}

/** A camt.029.001.14 that answers a recall of another bank. The same answer makes the same bytes. */
export function camt029(reply: RecallReply, us: Assigner): string {
  const { answerId, createdAt, recallId, endToEndId, status } = reply;
  const transaction =
    element('CxlStsId', recallId) + element('OrgnlEndToEndId', endToEndId) + element('TxCxlSts', status);
  const content =
    assignment(answerId, createdAt, us) +
    wrap('Sts', element('Conf', status)) +
    wrap('CxlDtls', wrap('TxInfAndSts', transaction));
  return document('camt.029.001.14', wrap('RsltnOfInvstgtn', content));
}
