import { buildMessage, tables } from '@portolan/ceb';
import { madeUuid } from '@portolan/eventsourcing';
import { day, later, minute } from '../chance.ts';
import type { Push } from '../pushes.ts';
import type { World } from '../world.ts';
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
  const of = (name: string) => list.fields[name] || undefined;
  const head = {
    ...bill(list, at),
    customsTax: all((line) => line.duty),
    valueAddedTax: all((line) => line.vat),
    consumptionTax: all((line) => line.consumption),
    status: '1',
    assureCode: of('assureCode'),
    ebcCode: of('ebcCode'),
    logisticsCode: of('logisticsCode'),
    agentCode: of('agentCode'),
    customsCode: of('customsCode'),
  };
  const rows = lines.map((line, index) => ({
    gnum: index + 1,
    gcode: line.gcode,
    taxPrice: yuan(line.price),
    customsTax: yuan(line.duty),
    valueAddedTax: yuan(line.vat),
    consumptionTax: yuan(line.consumption),
  }));
  const guid = guidOf('CEB816Message', list, at);
  return exchanged(
    'CEB816Message',
    guid,
    buildMessage(tables['816'], { guid, documents: [{ head, lines: rows }] }),
    at,
  );
}

function bill818(list: List, at: string, status: '2' | '3'): string {
  const entDutyNo = status === '2' ? `D${list.invtNo}` : undefined;
  const head = { ...bill(list, at), status, entDutyNo, assureCode: list.fields['assureCode'] || undefined };
  const guid = guidOf('CEB818Message', list, at);
  return exchanged('CEB818Message', guid, buildMessage(tables['818'], { guid, documents: [{ head }] }), at);
}

const bill = (list: List, at: string) => ({
  guid: guidOf('bill', list, at),
  returnTime: returnTime(at),
  invtNo: list.invtNo,
  taxNo: taxNo(list),
});

const guidOf = (what: string, { invtNo }: List, at: string): string => madeUuid('tax', what, invtNo, at).toUpperCase();

function push(key: string, due: string, body: string): Push {
  return { key, due, source: 'customs', path: 'customs', contentType: 'application/xml', body };
}
