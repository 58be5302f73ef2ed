import { createHash } from 'node:crypto';
import type { CollectionSpec, Transaction } from '@portolan/store';
import { later, minute, second } from '../chance.ts';
import type { Push } from '../pushes.ts';
import { findList, standsAt } from '../single-window/documents.ts';
import { chinaTime, returnTime } from '../single-window/replies.ts';
import { tenant } from '../tenant.ts';
import { type Answer, refused, taken, unreadable, type World } from '../world.ts';
import { bookList, overdrawn, passGate } from './book.ts';
import { type FiledLine, type FiledList, type RequestedPass, readZoneMessage, zoneReply } from './messages.ts';

export const zoneCollections: Readonly<Record<string, CollectionSpec>> = {
  /** Messages by EtpsPreentNo: a number is taken once. */
  zone_messages: {},
  /** Approved verification lists, by bondInvtNo. */
  zone_lists: {},
  /** What is in the account books, by book and article. */
  zone_book: {},
};

type Taken = { readonly [field: string]: unknown; readonly sha256: string; readonly arrivals: number };

type ApprovedList = {
  readonly [field: string]: unknown;
  readonly emsNo: string;
  readonly direction: 'I' | 'E';
  readonly lines: readonly FiledLine[];
  /** Of its gate pass; empty until there is one. */
  readonly passportNo: string;
};

/** POST /zone/messages: takes a verification list or a gate pass once, and plans what the zone answers. */
export async function takeZoneMessage(world: World, body: string): Promise<Answer> {
  let message: FiledList | RequestedPass;
  try {
    message = readZoneMessage(body);
  } catch (error) {
    return unreadable(error);
  }
  const sha256 = createHash('sha256').update(body).digest('hex');
  const { kind, messageNo } = message;
  return world.runtime.documents.transact(async (transaction) => {
    const before = await transaction.get<Taken>('zone_messages', tenant, messageNo);
    if (before !== undefined && before.sha256 !== sha256) {
      return refused(409, 'this number was used for other bytes', 'EtpsPreentNo');
    }
    const arrivals = (before?.arrivals ?? 0) + 1;
    const row = { ...before, kind, sha256, arrivals };
    await transaction.put('zone_messages', tenant, messageNo, row);
    if (before !== undefined) return taken;
    const approved =
      message.kind === 'INV101'
        ? await examineList(world, transaction, message)
        : await examinePass(world, transaction, message);
    await transaction.put('zone_messages', tenant, messageNo, { ...row, approved });
    return taken;
  });
}

/** Answers INV201: an approved list changes the book, goods that go out at once. */
async function examineList(world: World, transaction: Transaction, list: FiledList): Promise<boolean> {
  const { messageNo, emsNo, direction, lines, office } = list;
  const now = world.runtime.clock.now();
  const at = later(now, world.chance.between(20 * second, 5 * minute, 'zone', messageNo, 'list'));
  const flaw = direction === 'E' ? await listFlaw(transaction, list, now) : undefined;
  const sequence = String(world.chance.between(1, 999_999_999, 'zone', messageNo, 'number')).padStart(9, '0');
  const bondInvtNo = flaw === undefined ? `QD${office}${chinaTime(now).slice(2, 4)}${direction}${sequence}` : '';
  if (flaw === undefined) {
    await bookList(transaction, emsNo, bondInvtNo, lines, direction, direction === 'E' ? now : '');
    const approved: ApprovedList = { emsNo, direction, lines, passportNo: '' };
    await transaction.put('zone_lists', tenant, bondInvtNo, approved);
  }
  const reply = zoneReply('INV201', {
    EtpsPreentNo: messageNo,
    bondInvtNo,
    DealFlag: flaw === undefined ? '0' : '1',
    CheckInfo: flaw ?? '',
    returnTime: returnTime(at),
  });
  await world.pushes.plan(transaction, [push(`${messageNo}:list`, at, reply)]);
  return flaw === undefined;
}

/** Why customs lets nothing out: the book has not enough, or a retail list is not released or not of these goods. */
async function listFlaw(transaction: Transaction, list: FiledList, now: string): Promise<string | undefined> {
  const sku = await overdrawn(transaction, list.emsNo, list.lines, now);
  if (sku !== undefined) return `账册可用数量不足: 料号 ${sku}`;
  const declared = new Map<string, number>();
  for (const invtNo of list.invtNos) {
    const retail = await findList(transaction, invtNo);
    if (retail === undefined || !standsAt(retail, now) || now < retail.releaseAt) return `清单 ${invtNo} 未放行`;
    for (const line of retail.lines) {
      const recordNo = line['itemRecordNo'] ?? '';
      declared.set(recordNo, (declared.get(recordNo) ?? 0) + Number(line['qty']));
    }
  }
  if (list.listType !== '8') return undefined;
  for (const { recordNo, quantity } of list.lines) declared.set(recordNo, (declared.get(recordNo) ?? 0) - quantity);
  const [differing] = [...declared].find(([, rest]) => rest !== 0) ?? [];
  return differing === undefined ? undefined : `账册序号 ${differing} 数量与清单不一致`;
}

/** Answers SAS221, and SAS223 once the vehicle is through. */
async function examinePass(world: World, transaction: Transaction, pass: RequestedPass): Promise<boolean> {
  const { messageNo, bondInvtNo, direction } = pass;
  const now = world.runtime.clock.now();
  const delay = (what: string, low: number, high: number) => world.chance.between(low, high, 'zone', messageNo, what);
  const at = later(now, delay('pass', 20 * second, 5 * minute));
  const list = await transaction.get<ApprovedList>('zone_lists', tenant, bondInvtNo);
  const flaw = passFlaw(list, direction);
  const sequence = String(delay('number', 1, 999_999_999)).padStart(9, '0');
  const passportNo = flaw === undefined ? `P${pass.office}${chinaTime(now).slice(0, 8)}${sequence}` : '';
  const audit = zoneReply('SAS221', {
    EtpsPreentNo: messageNo,
    passportNo,
    DealFlag: flaw === undefined ? '0' : '1',
    CheckInfo: flaw ?? '',
    returnTime: returnTime(at),
  });
  const pushes = [push(`${messageNo}:pass`, at, audit)];
  if (flaw === undefined && list !== undefined) {
    const through = later(at, delay('gate', 10 * minute, 120 * minute));
    await transaction.put('zone_lists', tenant, bondInvtNo, { ...list, passportNo });
    await passGate(transaction, list.emsNo, bondInvtNo, list.lines, through);
    const passed = zoneReply('SAS223', {
      EtpsPreentNo: messageNo,
      passportNo,
      passTime: returnTime(through),
      passCollectWt: measured(pass.grossWeight, delay('weight', -300, 300)),
    });
    pushes.push(push(`${messageNo}:gate`, through, passed));
  }
  await world.pushes.plan(transaction, pushes);
  return flaw === undefined;
}

function passFlaw(list: ApprovedList | undefined, direction: 'I' | 'E'): string | undefined {
  if (list === undefined) return '核注清单不存在';
  if (list.direction !== direction) return '进出标志与核注清单不一致';
  return list.passportNo === '' ? undefined : `核注清单已有核放单 ${list.passportNo}`;
}

/** Kilograms as the gate measures them: off by so many hundred-thousandths of what was declared. */
function measured(declared: string, off: number): string {
  return (Number(declared) * (1 + off / 100_000)).toFixed(3);
}

function push(key: string, due: string, body: string): Push {
  return { key: `zone:${key}`, due, source: 'zone', path: 'zone', contentType: 'application/xml', body };
}
