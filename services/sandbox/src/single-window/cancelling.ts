import type { Transaction } from '@portolan/store';
import { later, minute, second } from '../chance.ts';
import { bears } from '../faults.ts';
import { hitsOnce } from '../played.ts';
import { tenant } from '../tenant.ts';
import type { World } from '../world.ts';
import { giveBack } from './allowances.ts';
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
import type { Incoming, Kept } from './messages.ts';
import type { Returned } from './returned.ts';
import { keyOf, voidPush } from './tax-bills.ts';

type Cancellation = Incoming & { readonly kind: '605' | '623' };

/**
 * CEB605, CEB623: a list is taken back, with 399, until its goods have left (899). What was still to be said of it is
 * said no more, its tax bill is void, and the buyer's allowance is given back.
 */
export async function cancel(
  world: World,
  transaction: Transaction,
  { kind, copMsgId }: Cancellation,
  kept: Kept,
): Promise<void> {
  const id = idOf(kind, kept.owner, kept.key);
  const before = await findDocument(transaction, kind, kept.owner, kept.key);
  const version = (before?.version ?? 0) + 1;
  const document: Document = { ...kept, kind, version, copMsgIds: [...(before?.copMsgIds ?? []), copMsgId] };
  const list = await findList(transaction, kept.fields['invtNo'] ?? '');
  const flaw = await flawOf(world, transaction, document, list, copMsgId);
  const grants = Number(before?.['grants'] ?? 0) + (flaw === undefined ? 1 : 0);
  await transaction.put('customs_documents', tenant, id, { ...document, grants });
  const delay = delayOf(world, kind, kept.key, version);
  const sent = delay('sent', 2 * second, 20 * second);
  const decided = sent + delay('decided', minute, 20 * minute);
  const now = world.runtime.clock.now();
  const { preNo, invtNo } = list ?? { preNo: kept.fields['preNo'] ?? '', invtNo: kept.fields['invtNo'] ?? '' };
  const told = (name: string, afterMs: number, verdict: Returned): Planned => ({
    name,
    afterMs,
    verdict: { ...verdict, at: later(now, afterMs), preNo, invtNo },
  });
  const replies = [
    told('sent', sent, { status: '2', info: '[Code:2;Desc:电子口岸申报中]' }),
    told('decided', decided, flaw ?? { status: '399', info: '[Code:2300;Desc:撤销申请审核通过]' }),
  ];
  await world.pushes.plan(
    transaction,
    replies.map((reply) => replyTo(world, copMsgId, kind, kept, reply)),
  );
  if (flaw === undefined && list !== undefined) await takeBack(world, transaction, list, later(now, decided));
}

async function flawOf(
  world: World,
  transaction: Transaction,
  { kind, owner }: Document,
  list: List | undefined,
  copMsgId: string,
): Promise<Returned | undefined> {
  const port = (code: string, text: string) => ({
    status: `-${kind}${code}`,
    info: `[Code:${kind}${code};Desc:${text}]`,
  });
  const answers = kind === '605' ? '603' : '621';
  if (list === undefined || list.kind !== answers || list.owner !== owner) return port('003', '清单编号不存在');
  const now = world.runtime.clock.now();
  if (!standsAt(list, now) || now >= list.closeAt) return port('005', '清单当前状态不允许撤销');
  if (!bears(list.orderNo, 'customs-cancel-100')) return undefined;
  const hit = await hitsOnce(transaction, 'customs-cancel-100', `${owner}/${list.orderNo}`, copMsgId);
  return hit ? { status: '100', info: '[Code:2301;Desc:撤销申请不予批准]' } : undefined;
}

async function takeBack(world: World, transaction: Transaction, list: List, at: string): Promise<void> {
  const id = idOf(list.kind, list.owner, list.key);
  const withdrawn = await world.pushes.withdraw(transaction, list.pushes);
  await transaction.put('customs_documents', tenant, id, { ...list, state: 'cancelled', pushes: [] });
  if (list.kind !== '621') return;
  await giveBack(transaction, list, id, list.declaredAt);
  const bill = keyOf(list, 'generated');
  const billed = list.pushes.includes(bill) && !withdrawn.includes(bill);
  if (billed) await world.pushes.plan(transaction, [voidPush(list, later(at, 10 * minute))]);
}
