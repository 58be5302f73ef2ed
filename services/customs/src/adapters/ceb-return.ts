import { type DocumentOf, type Tables, tables } from '@portolan/ceb';
import type { Complete } from '@portolan/contracts';
import type { Person } from '@portolan/contracts/common/v1/types';
import type { Papers } from '../declaration/state.ts';
import type { Requested, WriteReturn } from '../processes/return-requests.ts';
import { company } from './ceb-fields.ts';
import { buyerFields } from './ceb-people.ts';
import { type Codes, codesOn } from './codes.ts';
import type { Writer } from './single-window.ts';

/** Writes return requests: one document, that names the buyer and the lines of the original list. */
export function returnWriter(write: Writer): WriteReturn {
  return async (requested, papers, { guid, copMsgId }, open) => {
    const buyer = papers.list.import?.buyer;
    if (buyer === undefined) throw new Error(`declaration ${requested.declarationId} is no import`);
    const person = await open(buyer);
    const { appTime } = requested;
    const day = `${appTime.slice(0, 4)}-${appTime.slice(4, 6)}-${appTime.slice(6, 8)}`;
    const document = return625(requested, papers, guid, person, codesOn(day));
    return write(tables['625'], [document], { guid, copMsgId, time: appTime });
  };
}

function return625(
  { copNo, invtNo, reason, lines, appTime }: Requested,
  { list }: Papers,
  guid: string,
  person: Complete<Person>,
  codes: Codes,
): DocumentOf<Tables['625']> {
  return {
    head: {
      ...{ guid, appType: '1', appTime, appStatus: '2', customsCode: list.customsCode, orderNo: list.orderNo },
      ...company('ebp', list.platform),
      ...company('ebc', list.merchant),
      logisticsNo: list.waybillNo,
      ...company('logistics', list.carrier),
      ...{ copNo, invtNo },
      ...buyerFields(person),
      ...company('agent', list.agent),
      reason: reason.slice(0, 1000),
    },
    lines: lines.map(({ line, hsCode, name, quantity }) => {
      return { gnum: line, gcode: hsCode, gname: name, qty: quantity.value, unit: codes.unit(quantity.unit) };
    }),
  };
}
