import type { Transaction } from '@portolan/store';
import { later, minute, second } from '../chance.ts';
import { bears } from '../faults.ts';
import { hitsOnce } from '../played.ts';
import { tenant } from '../tenant.ts';
import type { World } from '../world.ts';
import { annualFlaw, useAllowance } from './allowances.ts';
import { type Delay, type Document, delayOf, findList, idOf, type List, type Planned, replyTo } from './documents.ts';
import { matchImport } from './import-matching.ts';
import type { ListKind } from './kinds.ts';
import { matchExport } from './matching.ts';
import { chinaTime } from './replies.ts';
import type { Returned } from './returned.ts';
import { taxPushes } from './tax-bills.ts';

type Declared = Document & { readonly kind: ListKind };

/** A list that the port took, new or in a new version: customs matches it, and what it will say is planned. */
export async function declare(
  world: World,
  transaction: Transaction,
  copMsgId: string,
  document: Declared,
): Promise<void> {
  const { kind, owner, key } = document;
  const id = idOf(kind, owner, key);
  const now = world.runtime.clock.now();
  const delay = delayOf(world, kind, key, document.version);
  const numbers = (await numbersBefore(transaction, id)) ?? numbersOf(document, now, delay);
  const flaw = await flawOf(transaction, copMsgId, document, id, now);
  const course = played(
    document,
    now,
    flaw === undefined
      ? await perhapsTakenBack(transaction, copMsgId, document, now, courseOf(document, now, delay, numbers))
      : returnOf(now, delay, flaw),
  );
  const stands = flaw === undefined && !isShippedBack(document);
  const pushes = course.planned.map((reply) => replyTo(world, copMsgId, kind, document, reply));
  const list: List = {
    ...document,
    ...numbers,
    state: stands ? 'taken' : 'returned',
    declaredAt: now,
    releaseAt: course.releaseAt,
    closeAt: course.closeAt,
    returnAt: course.returnAt,
    pushes: [],
  };
  if (flaw === undefined) {
    await transaction.put('list_numbers', tenant, numbers.invtNo, { list: id });
    // What is taken back is neither billed nor counted.
    if (kind === '621' && stands && course.returnAt === undefined) {
      await useAllowance(transaction, list, id, now);
      pushes.push(...taxPushes(world, list));
    }
  }
  await transaction.put('customs_documents', tenant, id, { ...list, pushes: pushes.map((push) => push.key) });
  await world.pushes.plan(transaction, pushes);
}

async function flawOf(
  transaction: Transaction,
  copMsgId: string,
  list: Declared,
  id: string,
  now: string,
): Promise<Returned | undefined> {
  if (bears(list.orderNo, 'customs-100')) {
    const hit = await hitsOnce(transaction, 'customs-100', `${list.owner}/${list.orderNo}`, copMsgId);
    if (hit) return { status: '100', info: '[Code:1320;Desc:清单表体与订单表体项数不一致]' };
  }
  if (bears(list.orderNo, 'customs-4')) {
    const hit = await hitsOnce(transaction, 'customs-4', `${list.owner}/${list.orderNo}`, copMsgId);
    if (hit) return { status: '4', info: '[Code:4;Desc:发送海关失败]' };
  }
  if (list.kind === '603') return matchExport(transaction, list);
  return (await matchImport(transaction, list)) ?? annualFlaw(transaction, list, id, now);
}

interface Course {
  readonly planned: readonly Planned[];
  readonly releaseAt: string;
  readonly closeAt: string;
  readonly returnAt?: string;
}

/** Sent to customs (2), and back. */
function returnOf(now: string, delay: Delay, { status, info }: Returned): Course {
  const sent = delay('sent', 2 * second, 20 * second);
  const returned = sent + delay('stored', 5 * second, 60 * second);
  const told = (name: string, afterMs: number, verdict: Returned): Planned => ({
    name,
    afterMs,
    verdict: { ...verdict, at: later(now, afterMs) },
  });
  const planned = [
    told('sent', sent, { status: '2', info: '[Code:2;Desc:电子口岸申报中]' }),
    told('returned', returned, { status, info }),
  ];
  return { planned, releaseAt: '', closeAt: '' };
}

const isDetained = ({ kind, orderNo }: Declared): boolean => kind === '621' && bears(orderNo, 'customs-502');
const isShippedBack = ({ kind, orderNo }: Declared): boolean => kind === '621' && bears(orderNo, 'customs-700');

/**
 * Stored (told twice), sent to customs (told late, after stored), review, perhaps inspection, release, close. What is
 * shipped back is neither released nor closed.
 */
function courseOf(list: Declared, now: string, delay: Delay, numbers: Numbers): Course {
  const sent = delay('sent', 2 * second, 20 * second);
  const stored = sent + delay('stored', 5 * second, minute);
  const review = stored + delay('review', minute, 20 * minute);
  const [detained, shippedBack] = [isDetained(list), isShippedBack(list)];
  const inspected = detained || shippedBack || bears(list.orderNo, 'customs-500');
  const inspection = review + delay('inspection', 10 * minute, 60 * minute);
  const decided = inspection + delay('inspected', 120 * minute, 480 * minute);
  const reviewed = bears(list.orderNo, 'customs-300') ? 2_880 * minute : 0;
  const release = inspected
    ? decided + (detained ? delay('detained', 2_880 * minute, 4_320 * minute) : 0)
    : review + reviewed + delay('release', 5 * minute, 240 * minute);
  const close = release + delay('close', 600 * minute, 2_880 * minute);
  const told = (name: string, afterMs: number, status: string, info: string, at = afterMs): Planned => ({
    name,
    afterMs,
    verdict: { status, info, at: later(now, at), ...numbers },
  });
  const passed = '[Code:1800;Desc:逻辑校验通过]';
  const held = [
    told('stored', stored, '120', passed),
    told('sent-late', stored + delay('late', second, 30 * second), '3', '[Code:3;Desc:发送海关成功]', sent),
    told('stored-again', stored + delay('again', 31 * second, 59 * second), '120', passed, stored),
    told('review', review, '300', '[Code:2200;Desc:人工审核]'),
    ...(inspected ? [told('inspection', inspection, '500', '[Code:2500;Desc:查验]')] : []),
    ...(detained ? [told('detained', decided, '502', '[Code:2502;Desc:扣留移送缉私]')] : []),
  ];
  if (shippedBack) {
    const planned = [...held, told('shipped-back', decided, '700', '[Code:2650;Desc:退运]')];
    return { planned, releaseAt: '', closeAt: '' };
  }
  const planned = [
    ...held,
    told('release', release, '800', '[Code:2600;Desc:放行]'),
    told('close', close, '899', '[Code:2700;Desc:结关]'),
  ];
  return { planned, releaseAt: later(now, release), closeAt: later(now, close) };
}

/** An hour after its release the first list comes back, and is never closed. */
async function perhapsTakenBack(
  transaction: Transaction,
  copMsgId: string,
  { owner, orderNo }: Declared,
  now: string,
  course: Course,
): Promise<Course> {
  const release = course.planned.find(({ name }) => name === 'release');
  if (release === undefined || !bears(orderNo, 'customs-800-100')) return course;
  if (!(await hitsOnce(transaction, 'customs-800-100', `${owner}/${orderNo}`, copMsgId))) return course;
  const afterMs = release.afterMs + 60 * minute;
  const returnAt = later(now, afterMs);
  const verdict = { ...release.verdict, status: '100', info: '[Code:1398;Desc:放行后退单]', at: returnAt };
  const planned = [...course.planned.filter(({ name }) => name !== 'close'), { name: 'taken-back', afterMs, verdict }];
  return { ...course, planned, closeAt: returnAt, returnAt };
}

/** The same answers as the order number wants them: late, shuffled, or with others that contradict them. */
function played({ orderNo }: Declared, now: string, course: Course): Course {
  const contradicted = bears(orderNo, 'customs-contradict') ? contradicting(course) : course;
  const shuffled = bears(orderNo, 'customs-shuffled') ? shuffling(contradicted, now) : contradicted;
  if (!bears(orderNo, 'customs-late')) return shuffled;
  const late = 1_560 * minute;
  const planned = shuffled.planned.map(({ afterMs, verdict, ...reply }) => {
    return { ...reply, afterMs: afterMs + late, verdict: { ...verdict, at: later(verdict.at, late) } };
  });
  const of = (at: string) => (at === '' ? '' : later(at, late));
  const returned = shuffled.returnAt === undefined ? {} : { returnAt: of(shuffled.returnAt) };
  return { planned, releaseAt: of(shuffled.releaseAt), closeAt: of(shuffled.closeAt), ...returned };
}

/** After the release a return that is older than it, and a status that no table knows. */
function contradicting(course: Course): Course {
  const release = course.planned.find(({ name }) => name === 'release');
  if (release === undefined) return course;
  const { afterMs, verdict } = release;
  const more: readonly Planned[] = [
    {
      name: 'contradiction',
      afterMs: afterMs + minute,
      verdict: { ...verdict, status: '100', info: '[Code:1399;Desc:退单]', at: later(verdict.at, -minute) },
    },
    {
      name: 'unknown',
      afterMs: afterMs + 2 * minute,
      verdict: { ...verdict, status: '99', info: '[Code:9900;Desc:其他]', at: later(verdict.at, 2 * minute) },
    },
  ];
  return { ...course, planned: [...course.planned, ...more] };
}

/** All at the time of the last, the last first, each twice. What follows a release follows its being told. */
function shuffling(course: Course, now: string): Course {
  const last = Math.max(...course.planned.map(({ afterMs }) => afterMs));
  const turned = course.planned.toSorted((one, other) => other.afterMs - one.afterMs);
  const planned = turned.flatMap(({ name, verdict }, index) =>
    [name, `${name}-doubled`].map((each, twice) => ({
      name: each,
      afterMs: last + (2 * index + twice) * second,
      verdict,
    })),
  );
  const told = course.releaseAt === '' ? '' : later(now, last + minute);
  return { planned, releaseAt: told, closeAt: told, ...(course.returnAt === undefined ? {} : { returnAt: told }) };
}

interface Numbers {
  readonly preNo: string;
  readonly invtNo: string;
}

/** A list that was numbered keeps its numbers, whatever became of the version before. */
async function numbersBefore(transaction: Transaction, id: string): Promise<Numbers | undefined> {
  const before = await transaction.get<List>('customs_documents', tenant, id);
  if (before === undefined || (await findList(transaction, before.invtNo)) === undefined) return undefined;
  return { preNo: before.preNo, invtNo: before.invtNo };
}

/** preNo: B, date, sequence. invtNo: office, year, E or I, sequence. */
function numbersOf({ kind, fields }: Declared, now: string, delay: Delay): Numbers {
  const day = chinaTime(now).slice(0, 8);
  const sequence = String(delay('number', 1, 999_999_999)).padStart(9, '0');
  const direction = kind === '603' ? 'E' : 'I';
  return {
    preNo: `B${day}${sequence}`,
    invtNo: `${fields['customsCode'] ?? ''}${day.slice(0, 4)}${direction}${sequence}`,
  };
}
