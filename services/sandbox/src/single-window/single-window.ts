import { createHash } from 'node:crypto';
import type { CollectionSpec, Transaction } from '@portolan/store';
import { later, minute, second } from '../chance.ts';
import type { Push } from '../pushes.ts';
import { tenant } from '../tenant.ts';
import { type Answer, refused, taken, type World } from '../world.ts';
import { type Incoming, type Kept, type Kind, keep, readExchange } from './messages.ts';
import { chinaTime, replyXml, type Verdict } from './replies.ts';

export const singleWindowCollections: Readonly<Record<string, CollectionSpec>> = {
  /** Every message taken, by CopMsgId: the exchange's key against repetition. */
  exchange: {},
  /** Documents by kind, owner and business key: what customs knows. */
  customs_documents: {},
};

type Taken = { readonly [field: string]: unknown; readonly sha256: string; readonly arrivals: number };
type Document = Kept & { readonly kind: Kind; readonly copMsgIds: readonly string[] };

/** POST /dxp/messages: takes a message once, keeps what it says and plans what customs will answer. */
export async function takeMessage(world: World, body: string): Promise<Answer> {
  let incoming: Incoming;
  let kept: Kept;
  try {
    incoming = readExchange(body);
    kept = keep(incoming);
  } catch (error) {
    return refused(400, error instanceof Error ? error.message : 'unreadable');
  }
  const sha256 = createHash('sha256').update(body).digest('hex');
  return world.runtime.documents.transact(async (transaction) => {
    const before = await transaction.get<Taken>('exchange', tenant, incoming.copMsgId);
    if (before !== undefined && before.sha256 !== sha256) return refused(409, 'this CopMsgId was used for other bytes');
    await transaction.put('exchange', tenant, incoming.copMsgId, { sha256, arrivals: (before?.arrivals ?? 0) + 1 });
    if (before === undefined) await answer(world, transaction, incoming, kept);
    return taken;
  });
}

async function answer(world: World, transaction: Transaction, incoming: Incoming, kept: Kept): Promise<void> {
  const { kind } = incoming;
  const id = idOf(kind, kept.owner, kept.key);
  const known = await transaction.get<Document>('customs_documents', tenant, id);
  const copMsgIds = [...(known?.copMsgIds ?? []), incoming.copMsgId];
  const document: Document = { ...kept, ...known, kind, copMsgIds };
  await transaction.put('customs_documents', tenant, id, document);
  const now = world.runtime.clock.now();
  const delay = (what: string, low: number, high: number) =>
    world.chance.between(low, high, 'single-window', kind, kept.key, what);
  const push = (name: string, afterMs: number, verdict: Verdict): Push => ({
    key: `customs:${incoming.copMsgId}:${name}`,
    due: later(now, afterMs),
    source: 'customs',
    path: 'customs',
    contentType: 'application/xml',
    body: replyXml(kind, kept, verdict),
  });
  if (known !== undefined) {
    const afterMs = delay('double', second, 5 * second);
    const info = `[Code:${kind}010;Desc:该业务数据已存在,重复申报]`;
    return world.pushes.plan(transaction, [
      push('double', afterMs, { status: `-${kind}010`, info, at: later(now, afterMs) }),
    ]);
  }
  const flaw = kind === '603' ? await matchList(transaction, kept) : undefined;
  const plan = kind === '603' && flaw === undefined ? listReplies(kept, now, delay) : documentReplies(now, delay, flaw);
  return world.pushes.plan(
    transaction,
    plan.map(({ name, afterMs, verdict }) => push(name, afterMs, verdict)),
  );
}

interface Planned {
  readonly name: string;
  readonly afterMs: number;
  readonly verdict: Verdict;
}

type Delay = (what: string, low: number, high: number) => number;

function documentReplies(now: string, delay: Delay, flaw: string | undefined): readonly Planned[] {
  const sent = delay('sent', 2 * second, 20 * second);
  const stored = sent + delay('stored', 5 * second, 60 * second);
  return [
    {
      name: 'sent',
      afterMs: sent,
      verdict: { status: '2', info: '[Code:2;Desc:电子口岸申报中]', at: later(now, sent) },
    },
    flaw === undefined
      ? {
          name: 'stored',
          afterMs: stored,
          verdict: { status: '120', info: '[Code:1800;Desc:逻辑校验通过]', at: later(now, stored) },
        }
      : { name: 'returned', afterMs: stored, verdict: { status: '100', info: flaw, at: later(now, stored) } },
  ];
}

/** Stored (told twice), sent to customs (told late, after stored), review, release, close. */
function listReplies(kept: Kept, now: string, delay: Delay): readonly Planned[] {
  const sent = delay('sent', 2 * second, 20 * second);
  const stored = sent + delay('stored', 5 * second, minute);
  const review = stored + delay('review', minute, 20 * minute);
  const release = review + delay('release', 5 * minute, 240 * minute);
  const close = release + delay('close', 600 * minute, 2_880 * minute);
  const year = chinaTime(now).slice(0, 8);
  const sequence = String(delay('number', 1, 999_999_999)).padStart(9, '0');
  const preNo = `B${year}${sequence}`;
  const invtNo = `${kept.fields['customsCode'] ?? ''}${year.slice(0, 4)}E${sequence}`;
  const told = (name: string, afterMs: number, status: string, info: string, at = afterMs): Planned => ({
    name,
    afterMs,
    verdict: { status, info, at: later(now, at), preNo, invtNo },
  });
  return [
    told('stored', stored, '120', '[Code:1800;Desc:逻辑校验通过]'),
    told('sent-late', stored + delay('late', second, 30 * second), '3', '[Code:3;Desc:发送海关成功]', sent),
    told(
      'stored-again',
      stored + delay('again', 31 * second, 59 * second),
      '120',
      '[Code:1800;Desc:逻辑校验通过]',
      stored,
    ),
    told('review', review, '300', '[Code:2200;Desc:人工审核]'),
    told('release', release, '800', '[Code:2600;Desc:放行]'),
    told('close', close, '899', '[Code:2700;Desc:结关]'),
  ];
}

const idOf = (kind: Kind, owner: string, key: string) => `${kind}:${owner}:${key}`;

/** What customs itself would return the list for, in its own words; undefined where all agrees. */
async function matchList(transaction: Transaction, list: Kept): Promise<string | undefined> {
  const find = (kind: Kind, owner: string, key: string) =>
    transaction.get<Document>(
      'customs_documents',
      tenant,
      idOf(kind, list.fields[owner] ?? '', list.fields[key] ?? ''),
    );
  const order = await find('303', 'ebpCode', 'orderNo');
  if (order === undefined) return '[Code:1301;Desc:订单信息不存在]';
  const waybill = await find('505', 'logisticsCode', 'logisticsNo');
  if (waybill === undefined) return '[Code:1303;Desc:运单信息不存在]';
  const receipt = await find('403', 'ebcCode', 'orderNo');
  if (receipt === undefined) return '[Code:1302;Desc:收款单信息不存在]';
  if (order.lines.length !== list.lines.length) return '[Code:1320;Desc:清单表体与订单表体项数不一致]';
  for (const line of list.lines) {
    const ordered = order.lines.find((candidate) => candidate['gnum'] === line['gnum']);
    const same = ['qty', 'price', 'totalPrice'].every((name) => Number(ordered?.[name]) === Number(line[name]));
    if (!same) return `[Code:1321;Desc:清单第${line['gnum'] ?? ''}项与订单不一致]`;
  }
  const charge = Number(receipt.fields['charge']);
  const value = Number(order.fields['goodsValue']) + Number(order.fields['freight']);
  if (Math.abs(charge - value) > 0.000_005) return '[Code:1332;Desc:收款金额与订单金额不一致]';
  return undefined;
}
