import { createHash } from 'node:crypto';
import type { Transaction } from '@portolan/store';
import { later, second } from '../chance.ts';
import { tenant } from '../tenant.ts';
import { type Answer, refused, taken, unreadable, type World } from '../world.ts';
import { cancel } from './cancelling.ts';
import { cameBack, type Document, delayOf, findDocument, idOf, type List, type Planned, replyTo } from './documents.ts';
import { formatError } from './format-errors.ts';
import { isCancellation, isList, type ListKind } from './kinds.ts';
import { declare } from './lists.ts';
import { type Incoming, type Kept, keep, largestBody, readExchange } from './messages.ts';
import { type Arrival, busy, isBusy, isLost, takenForMisshapen } from './mishaps.ts';
import { takeBackGoods } from './returns.ts';
import { summarise } from './summaries.ts';

export { windowCollections as singleWindowCollections } from './documents.ts';

type Taken = {
  readonly [field: string]: unknown;
  readonly sha256: string;
  readonly arrivals: number;
  readonly answered: boolean;
};

/** POST /dxp/messages: takes a message once, keeps what it says and plans what customs will answer. */
export async function takeMessage(world: World, body: string): Promise<Answer> {
  if (Buffer.byteLength(body) > largestBody) return refused(413, `is larger than ${largestBody} bytes`, 'body');
  const now = world.runtime.clock.now();
  let arrival: Arrival;
  try {
    arrival = readArrival(world, body, now);
  } catch (error) {
    return unreadable(error);
  }
  const sha256 = createHash('sha256').update(body).digest('hex');
  return world.runtime.documents.transact(async (transaction) => {
    if (await isBusy(world, transaction, arrival, now)) return busy;
    const { copMsgId } = arrival;
    const before = await transaction.get<Taken>('exchange', tenant, copMsgId);
    if (before !== undefined && before.sha256 !== sha256) {
      return refused(409, 'this CopMsgId was used for other bytes', 'DxpMsg/TransInfo/CopMsgId');
    }
    const silent = before === undefined && (await isLost(transaction, arrival));
    const arrivals = (before?.arrivals ?? 0) + 1;
    await transaction.put('exchange', tenant, copMsgId, { sha256, arrivals, answered: !silent });
    if (!silent && before?.answered !== true) await react(world, transaction, arrival);
    return taken;
  });
}

function readArrival(world: World, body: string, now: string): Arrival {
  const read = readExchange(body, now);
  const { copMsgId, senderId } = read;
  if ('flaws' in read) return { copMsgId, senderId, misshapen: read };
  const kept = keep(read, (text) => world.runtime.vault.hash(tenant, Buffer.from(text)));
  return { copMsgId, senderId, readable: { incoming: read, kept } };
}

async function react(world: World, transaction: Transaction, arrival: Arrival): Promise<void> {
  const misshapen = arrival.misshapen ?? (await takenForMisshapen(transaction, arrival));
  if (misshapen !== undefined) return world.pushes.plan(transaction, [formatError(world, misshapen)]);
  const { readable } = arrival;
  if (readable !== undefined) await answer(world, transaction, readable.incoming, readable.kept);
}

async function answer(world: World, transaction: Transaction, incoming: Incoming, kept: Kept): Promise<void> {
  const { kind, copMsgId, appType, appTime } = incoming;
  if (isCancellation(kind)) return cancel(world, transaction, { ...incoming, kind }, kept);
  if (kind === '625') return takeBackGoods(world, transaction, copMsgId, kept);
  if (kind === '701') return summarise(world, transaction, copMsgId, kept);
  const known = await findDocument(transaction, kind, kept.owner, kept.key);
  const change = appType === '2';
  const document: Document = {
    ...kept,
    ...(change ? {} : known),
    kind,
    appTime,
    copMsgIds: [...(known?.copMsgIds ?? []), copMsgId],
    version: (known?.version ?? 0) + (change || known === undefined ? 1 : 0),
  };
  const refusal = portRefusal(kind, known, change, appTime, world.runtime.clock.now());
  if (refusal === undefined && isList(kind)) {
    return declare(world, transaction, copMsgId, { ...document, kind: kind satisfies ListKind });
  }
  if (refusal === undefined || known !== undefined) {
    const unchanged = refusal === undefined ? document : { ...known, copMsgIds: document.copMsgIds };
    await transaction.put('customs_documents', tenant, idOf(kind, kept.owner, kept.key), unchanged);
  }
  const replies =
    refusal === undefined ? storedReplies(world, document) : [refusalOf(world, document, refusal.name, refusal)];
  const pushes = replies.map((reply) => replyTo(world, copMsgId, kind, kept, reply));
  await world.pushes.plan(transaction, pushes);
}

interface PortRefusal {
  readonly name: string;
  readonly status: string;
  readonly info: string;
}

/**
 * What the port itself refuses: the same again as new, a change of nothing, one that is not later than what is kept, a
 * change of a list that stands.
 */
function portRefusal(
  kind: Document['kind'],
  known: Document | undefined,
  change: boolean,
  appTime: string,
  now: string,
): PortRefusal | undefined {
  const refusal = (name: string, code: string, text: string) => ({
    name,
    status: `-${kind}${code}`,
    info: `[Code:${kind}${code};Desc:${text}]`,
  });
  if (known !== undefined && !change) return refusal('double', '010', '该业务数据已存在,重复申报');
  if (known === undefined && change) return refusal('unknown', '009', '变更的业务数据不存在');
  if (change && isList(kind) && !cameBack(known as List, now)) return refusal('fixed', '011', '当前状态不允许变更');
  if (change && appTime <= String(known?.['appTime'] ?? '')) return refusal('older', '014', '非最新数据,不处理');
  return undefined;
}

function refusalOf(world: World, document: Document, name: string, { status, info }: PortRefusal): Planned {
  const afterMs = delayOf(world, document.kind, document.key)('double', second, 5 * second);
  return { name, afterMs, verdict: { status, info, at: later(world.runtime.clock.now(), afterMs) } };
}

/** At the port (2), then stored by customs (120). */
function storedReplies(world: World, { kind, key, version }: Document): readonly Planned[] {
  const delay = delayOf(world, kind, key, version);
  const now = world.runtime.clock.now();
  const sent = delay('sent', 2 * second, 20 * second);
  const stored = sent + delay('stored', 5 * second, 60 * second);
  const told = (name: string, afterMs: number, status: string, info: string): Planned => ({
    name,
    afterMs,
    verdict: { status, info, at: later(now, afterMs) },
  });
  return [
    told('sent', sent, '2', '[Code:2;Desc:电子口岸申报中]'),
    told('stored', stored, '120', '[Code:1800;Desc:逻辑校验通过]'),
  ];
}
