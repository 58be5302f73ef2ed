import { buildMessage, type DocumentOf, partsOf, type Tables, tables } from '@portolan/ceb';
import { madeUuid } from '@portolan/eventsourcing';
import type { Transaction } from '@portolan/store';
import { hour, later, minute, second } from '../chance.ts';
import type { Push } from '../pushes.ts';
import { tenant } from '../tenant.ts';
import type { World } from '../world.ts';
import { hundredThousandths } from './amounts.ts';
import {
  type Delay,
  delayOf,
  findDocument,
  findList,
  idOf,
  type List,
  type Planned,
  replyTo,
  standsAt,
} from './documents.ts';
import type { Kept } from './messages.ts';
import { chinaTime, exchanged, returnTime } from './replies.ts';
import type { Returned } from './returned.ts';

type Document = DocumentOf<Tables['792']>;
type Parts = Kept & { readonly parts: Readonly<Record<string, readonly string[]>> };

/** Lines that one export declaration has room for. */
const mostLines = 50;

/**
 * CEB701: closed lists are declared together. Once all parts are there, customs takes it (399), drafts its declarations
 * (792), and numbers them within hours. A list that it does not know, that is not closed, or that is declared already
 * sends all of it back.
 */
export async function summarise(world: World, transaction: Transaction, copMsgId: string, kept: Kept): Promise<void> {
  const id = idOf('701', kept.owner, kept.key);
  const before = (await findDocument(transaction, '701', kept.owner, kept.key)) as Parts | undefined;
  const part = kept.lines.map((line) => line['invtNo'] ?? '');
  const parts = { ...before?.parts, [kept.fields['msgSeqNo'] ?? '1']: part };
  await transaction.put('customs_documents', tenant, id, { ...kept, kind: '701', version: 1, copMsgIds: [], parts });
  const delay = delayOf(world, '701', kept.key);
  const now = world.runtime.clock.now();
  const sent = delay('sent', 2 * second, 20 * second);
  const told = (name: string, afterMs: number, verdict: Returned, sumNo?: string): Planned => ({
    name,
    afterMs,
    verdict: { ...verdict, at: later(now, afterMs), ...(sumNo === undefined ? {} : { sumNo }) },
  });
  const planned = [told('sent', sent, { status: '2', info: '[Code:2;Desc:电子口岸申报中]' })];
  const pushes: Push[] = [];
  if (Object.keys(parts).length >= Number(kept.fields['msgCount'] ?? '1')) {
    const decided = sent + delay('decided', minute, 20 * minute);
    const invtNos = Object.values(parts).flat();
    const found = await listsOf(transaction, invtNos, now);
    if ('status' in found) planned.push(told('decided', decided, found));
    else {
      const sumNo = numberFrom(kept, now, delay);
      planned.push(told('decided', decided, { status: '399', info: '[Code:2300;Desc:汇总申请审结]' }, sumNo));
      for (const list of found.lists) await declared(transaction, list);
      pushes.push(...results(kept, sumNo, found.lists, delay, later(now, decided)));
    }
  }
  const replies = planned.map((reply) => replyTo(world, copMsgId, '701', kept, reply));
  await world.pushes.plan(transaction, [...replies, ...pushes]);
}

async function listsOf(
  transaction: Transaction,
  invtNos: readonly string[],
  now: string,
): Promise<{ readonly lists: readonly List[] } | Returned> {
  const lists: List[] = [];
  for (const invtNo of invtNos) {
    const list = await findList(transaction, invtNo);
    const flaw = flawOf(list, now);
    if (list === undefined || flaw !== '') return { status: '100', info: `[Code:7010;Desc:清单${invtNo}${flaw}]` };
    lists.push(list);
  }
  return { lists };
}

function flawOf(list: List | undefined, now: string): string {
  if (list === undefined || list.kind !== '603') return '不存在';
  if (!standsAt(list, now) || now < list.closeAt) return '未结关';
  return list['summarised'] === true ? '已汇总' : '';
}

async function declared(transaction: Transaction, list: List): Promise<void> {
  await transaction.put('customs_documents', tenant, idOf('603', list.owner, list.key), { ...list, summarised: true });
}

/** The declarations that come of it: each with at most 50 lines; first drafts, then numbered. */
function results(kept: Kept, sumNo: string, lists: readonly List[], delay: Delay, from: string): Push[] {
  return groupsOf(lists).flatMap((group, index) => {
    const declSeqNo = `${sumNo.slice(0, 12)}${String(index + 1).padStart(6, '0')}`;
    const drafted = later(from, delay('drafted', 5 * minute, 60 * minute));
    const entered = later(from, delay('entered', 2 * hour, 20 * hour));
    const entryId = `${kept.fields['customsCode'] ?? ''}${chinaTime(entered).slice(0, 4)}0${declSeqNo.slice(-9)}`;
    return [
      ...resultOf(kept, sumNo, declSeqNo, group, { at: drafted, decState: '1' }),
      ...resultOf(kept, sumNo, declSeqNo, group, { at: entered, decState: '9', entryId }),
    ];
  });
}

interface Stage {
  readonly at: string;
  readonly decState: string;
  readonly entryId?: string;
}

function resultOf(kept: Kept, sumNo: string, declSeqNo: string, lists: readonly List[], stage: Stage): Push[] {
  const { at, decState, entryId } = stage;
  const of = (name: string) => kept.fields[name] ?? '';
  const merged = new Map<string, number>();
  const lines = lists.flatMap((list) =>
    list.lines.map((line) => {
      const key = mergeKey(list, line);
      merged.set(key, merged.get(key) ?? merged.size + 1);
      const { invtNo } = list;
      const [gseqno, gnum] = [merged.get(key) ?? 0, Number(line['gnum'])];
      return { invtNo, logisticsNo: list.fields['logisticsNo'] ?? '', gseqno, gnum, gcode: line['gcode'] ?? '' };
    }),
  );
  const weight = (name: string) => {
    const sum = lists.reduce((all, { fields }) => all + hundredThousandths(fields[name]), 0n);
    return `${sum / 100_000n}.${String(sum % 100_000n).padStart(5, '0')}`;
  };
  const guid = (part: number) => madeUuid('summary-result', declSeqNo, decState, part).toUpperCase();
  const head = {
    ...{ guid: guid(1), customsCode: of('customsCode'), sumNo, opDate: returnTime(at), declSeqNo, decState, entryId },
    ...{ agentCode: of('agentCode'), agentName: of('agentName'), ebcCode: of('ebcCode'), ebcName: of('ebcName') },
    ...{ declAgentCode: of('declAgentCode'), declAgentName: of('declAgentName') },
    ...{ grossWeight: weight('grossWeight'), netWeight: weight('netWeight'), msgCount: 1, msgSeqNo: 1 },
  };
  return partsOf(tables['792'], { head, lines } as Document, { guid }).map((document, index) => ({
    key: `customs:summary:${declSeqNo}:${decState}:${index + 1}`,
    due: at,
    source: 'customs',
    path: 'customs',
    contentType: 'application/xml',
    body: exchanged(
      'CEB792Message',
      guid(index + 1),
      buildMessage(tables['792'], { guid: guid(index + 1), documents: [document] }),
      at,
    ),
  }));
}

const mergeKey = ({ fields }: List, line: Readonly<Record<string, string>>): string =>
  [fields['country'], line['gcode'], line['currency'], line['unit']].join(' ');

function groupsOf(lists: readonly List[]): List[][] {
  const groups: List[][] = [];
  let keys = new Set<string>();
  for (const list of lists) {
    const more = new Set([...keys, ...list.lines.map((line) => mergeKey(list, line))]);
    const last = groups.at(-1);
    if (last === undefined || more.size > mostLines) {
      groups.push([list]);
      keys = new Set(list.lines.map((line) => mergeKey(list, line)));
    } else {
      last.push(list);
      keys = more;
    }
  }
  return groups;
}

/** 4 office, 8 date, 6 sequence. */
function numberFrom({ fields }: Kept, now: string, delay: Delay): string {
  const sequence = String(delay('number', 1, 999_999)).padStart(6, '0');
  return `${fields['customsCode'] ?? ''}${chinaTime(now).slice(0, 8)}${sequence}`;
}
