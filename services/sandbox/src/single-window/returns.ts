import type { Transaction } from '@portolan/store';
import { day, later, minute, second } from '../chance.ts';
import { tenant } from '../tenant.ts';
import type { World } from '../world.ts';
import { giveBackPart } from './allowances.ts';
import { fen, hundredThousandths } from './amounts.ts';
import {
  type Document,
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
import type { Returned } from './returned.ts';
import { keyOf, voidPush } from './tax-bills.ts';
import { dutiable } from './taxes.ts';

/** What came back of a list, by its line: hundred-thousandths. */
type Back = Readonly<Record<string, string>>;

const backOf = (list: List): Back => (list['back'] ?? {}) as Back;

/**
 * CEB625: goods of a released import come back, within 30 days and never more than was declared. Their value is the
 * buyer's again; where all came back the bill is void.
 */
export async function takeBackGoods(
  world: World,
  transaction: Transaction,
  copMsgId: string,
  kept: Kept,
): Promise<void> {
  const { owner, key } = kept;
  const known = await findDocument(transaction, '625', owner, key);
  const copMsgIds = [...(known?.copMsgIds ?? []), copMsgId];
  const document: Document = { ...kept, kind: '625', version: (known?.version ?? 0) + 1, copMsgIds };
  await transaction.put('customs_documents', tenant, idOf('625', owner, key), document);
  const delay = delayOf(world, '625', key, document.version);
  const now = world.runtime.clock.now();
  const sent = delay('sent', 2 * second, 20 * second);
  const decided = sent + delay('decided', 10 * minute, 120 * minute);
  const list = await findList(transaction, kept.fields['invtNo'] ?? '');
  const flaw = known === undefined ? flawOf(kept, list, now) : port('010', '该业务数据已存在,重复申报');
  const told = (name: string, afterMs: number, verdict: Returned): Planned => ({
    name,
    afterMs,
    verdict: { ...verdict, at: later(now, afterMs), invtNo: kept.fields['invtNo'] ?? '' },
  });
  const replies = [
    told('sent', sent, { status: '2', info: '[Code:2;Desc:电子口岸申报中]' }),
    told('decided', decided, flaw ?? { status: '399', info: '[Code:2300;Desc:退货申请审核通过]' }),
  ];
  await world.pushes.plan(
    transaction,
    replies.map((reply) => replyTo(world, copMsgId, '625', kept, reply)),
  );
  if (flaw === undefined && list !== undefined) await grant(world, transaction, kept, list, later(now, decided));
}

const port = (code: string, text: string): Returned => ({
  status: `-625${code}`,
  info: `[Code:625${code};Desc:${text}]`,
});

function flawOf(kept: Kept, list: List | undefined, now: string): Returned | undefined {
  if (list?.kind !== '621' || list.owner !== kept.owner) return port('003', '清单编号不存在');
  if (!standsAt(list, now) || now < list.releaseAt) return port('005', '清单当前状态不允许退货');
  if (now > later(list.releaseAt, 31 * day)) return { status: '100', info: '[Code:6250;Desc:超过退货申请期限]' };
  const before = backOf(list);
  for (const { gnum = '', qty } of kept.lines) {
    const line = list.lines.find((one) => one['gnum'] === gnum);
    if (line === undefined) return port('209', '退货商品与原清单不一致');
    const back = BigInt(before[gnum] ?? '0') + hundredThousandths(qty);
    if (back > hundredThousandths(line['qty'])) return port('014', '退货数量超过原清单数量');
  }
  return undefined;
}

async function grant(world: World, transaction: Transaction, kept: Kept, list: List, at: string): Promise<void> {
  const before = backOf(list);
  const now = Object.fromEntries(
    kept.lines.map(({ gnum = '', qty }) => [gnum, String(BigInt(before[gnum] ?? '0') + hundredThousandths(qty))]),
  );
  const back: Back = { ...before, ...now };
  const id = idOf('621', list.owner, list.key);
  const all = list.lines.every((line) => BigInt(back[line['gnum'] ?? ''] ?? '0') >= hundredThousandths(line['qty']));
  await giveBackPart(transaction, list, id, list.declaredAt, leftOf(list, back));
  let pushes = list.pushes;
  if (all) {
    const due = keyOf(list, 'aggregated');
    await world.pushes.withdraw(
      transaction,
      [due, keyOf(list, 'generated')].filter((key) => pushes.includes(key)),
    );
    await world.pushes.plan(transaction, [voidPush(list, later(at, 10 * minute))]);
    pushes = pushes.filter((key) => key !== due);
  }
  await transaction.put('customs_documents', tenant, id, { ...list, back, pushes });
}

/** What of the list still counts toward the buyer's year, in fen: by the value of what did not come back. */
function leftOf(list: List, back: Back): bigint {
  const goods = list.lines.reduce((sum, line) => sum + fen(line['totalPrice']), 0n);
  const left = list.lines.reduce((sum, line) => {
    const all = hundredThousandths(line['qty']);
    const rest = all - BigInt(back[line['gnum'] ?? ''] ?? '0');
    return all <= 0n ? sum : sum + (fen(line['totalPrice']) * rest) / all;
  }, 0n);
  return goods === 0n ? 0n : (dutiable(list) * left) / goods;
}
