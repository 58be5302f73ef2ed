import { madeUuid } from '@portolan/eventsourcing';
import { day, later, minute } from '../chance.ts';
import type { Push } from '../pushes.ts';
import type { World } from '../world.ts';
import { element } from '../xml.ts';
import { yuan } from './amounts.ts';
import { delayOf, type List } from './documents.ts';
import { exchanged, returnTime } from './replies.ts';
import { taxesOf } from './taxes.ts';

/**
 * The tax bill of a released import list: generated (816) within hours, aggregated (818, status 2) between day 31 and 45
 * after release, when nothing came back in 30 days.
 */
export function taxPushes(world: World, list: List): Push[] {
  const delay = delayOf(world, list.kind, list.key, list.version);
  const generated = later(list.releaseAt, delay('tax', 30 * minute, 360 * minute));
  const aggregated = later(list.releaseAt, delay('tax-due', 31 * day, 44 * day));
  return [
    push(keyOf(list, 'generated'), generated, bill816(list, generated)),
    push(keyOf(list, 'aggregated'), aggregated, bill818(list, aggregated, '2')),
  ];
}

/** 818, status 3: the bill of a list that was cancelled is void. */
export function voidPush(list: List, at: string): Push {
  return push(keyOf(list, 'void'), at, bill818(list, at, '3'));
}

export const keyOf = ({ invtNo }: List, what: 'generated' | 'aggregated' | 'void'): string =>
  `customs:tax:${invtNo}:${what}`;

const taxNo = ({ invtNo }: List): string => `T${invtNo}`;

function bill816(list: List, at: string): string {
  const lines = taxesOf(list);
  const all = (pick: (line: (typeof lines)[number]) => bigint) =>
    yuan(lines.reduce((sum, line) => sum + pick(line), 0n));
  const { fields } = list;
  const head =
    element('returnTime', returnTime(at)) +
    element('invtNo', list.invtNo) +
    element('taxNo', taxNo(list)) +
    element(
      'customsTax',
      all((line) => line.duty),
    ) +
    element(
      'valueAddedTax',
      all((line) => line.vat),
    ) +
    element(
      'consumptionTax',
      all((line) => line.consumption),
    ) +
    element('status', '1') +
    element('assureCode', fields['assureCode']) +
    element('ebcCode', fields['ebcCode']) +
    element('logisticsCode', fields['logisticsCode']) +
    element('agentCode', fields['agentCode']) +
    element('customsCode', fields['customsCode']);
  const rows = lines.map(
    (line) =>
      `<TaxListRd>${element('gnum', line.gnum)}${element('gcode', line.gcode)}${element('taxPrice', yuan(line.price))}` +
      `${element('customsTax', yuan(line.duty))}${element('valueAddedTax', yuan(line.vat))}` +
      `${element('consumptionTax', yuan(line.consumption))}</TaxListRd>`,
  );
  return tax('CEB816Message', list, at, `<TaxHeadRd>${head}</TaxHeadRd>${rows.join('')}`);
}

function bill818(list: List, at: string, status: '2' | '3'): string {
  const head =
    element('returnTime', returnTime(at)) +
    element('invtNo', list.invtNo) +
    element('taxNo', taxNo(list)) +
    element('status', status) +
    element('entDutyNo', status === '2' ? `D${list.invtNo}` : '') +
    element('assureCode', list.fields['assureCode']);
  return tax('CEB818Message', list, at, `<TaxHeadStatus>${head}</TaxHeadStatus>`);
}

function tax(message: string, { invtNo }: List, at: string, content: string): string {
  const guid = madeUuid('tax', message, invtNo, at).toUpperCase();
  const body =
    `<?xml version="1.0" encoding="UTF-8"?><${message} xmlns="http://www.chinaport.gov.cn/ceb" guid="${guid}" version="1.0">` +
    `<Tax>${content}</Tax></${message}>`;
  return exchanged(message, guid, body, at);
}

function push(key: string, due: string, body: string): Push {
  return { key, due, source: 'customs', path: 'customs', contentType: 'application/xml', body };
}
