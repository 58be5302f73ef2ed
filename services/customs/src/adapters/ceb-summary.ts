import { type DocumentOf, partsOf, type Tables, tables } from '@portolan/ceb';
import { chinaMoment } from '@portolan/china';
import type { Complete } from '@portolan/contracts';
import type { SummaryResult } from '@portolan/contracts/customs/v1/types';
import type { PartRequest } from '../processes/summary-requests.ts';
import { company } from './ceb-fields.ts';
import type { Writer } from './single-window.ts';

/**
 * The request of a summary in as many parts as the exchange needs. summaryFlag 2: merged by consignor and producer;
 * itemNameFlag 1: by the list's own goods name.
 */
export function summaryParts(write: Writer): PartRequest {
  return ({ key }, { copNo, invtNos, appTime }, ids) => {
    const whole: DocumentOf<Tables['701']> = {
      head: {
        ...{ guid: ids.guid(1), appType: '1', appTime, appStatus: '2', customsCode: key.customsCode, copNo },
        ...company('agent', key.agent),
        ...company('ebc', key.consignor),
        ...company('declAgent', key.agent),
        ...{ summaryFlag: '2', itemNameFlag: '1', msgCount: 1, msgSeqNo: 1 },
      },
      lines: invtNos.map((invtNo) => ({ invtNo })),
    };
    return partsOf(tables['701'], whole, { guid: ids.guid }).map((document, index) => {
      const part = index + 1;
      const letter = { guid: ids.guid(part), copMsgId: ids.copMsgId(part), time: appTime };
      return { part, copMsgId: letter.copMsgId, write: () => write(tables['701'], [document], letter) };
    });
  };
}

/** What customs made of a summary (CEB792). A list stands in several lines where it has several. */
export function summaryResults(documents: readonly DocumentOf<Tables['792']>[]): Complete<SummaryResult>[] {
  return documents.map(({ head, lines }) => {
    const { sumNo, declSeqNo, entryId = '', decState: state, agentCode, opDate } = head;
    const returnTime = chinaMoment(opDate);
    if (returnTime === undefined) throw new Error('a time that was read is no moment');
    const invtNos = [...new Set(lines.map(({ invtNo }) => invtNo))];
    return { sumNo, declSeqNo, entryId, state, agentCode, returnTime, invtNos };
  });
}
