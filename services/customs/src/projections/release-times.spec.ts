import type { Complete } from '@portolan/contracts';
import type { MessageKind, Reply } from '@portolan/contracts/customs/v1/types';
import type { Recorded, View } from '@portolan/engine';
import { isRefusal } from '@portolan/eventsourcing';
import { zoned } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Declaration, type DeclarationCommand, declaration } from '../declaration/declaration.ts';
import { papers as imported } from '../rig/bonded.ts';
import { papers as exported } from '../rig/story.ts';
import { releaseTimes, type StepTimes } from './release-times.ts';

const [tenant, declarationId, orderId] = ['merchant', 'declaration-1', 'order-1'];
const start = Date.parse('2026-03-02T01:00:00.000Z');
const at = (minute: number) => new Date(start + minute * 60_000).toISOString();

type Asked = DeclarationCommand | ((state: Declaration) => DeclarationCommand);
interface Given {
  readonly asked: Asked;
  readonly minute: number;
}

const sent =
  (kind: MessageKind): Asked =>
  ({ messages }) => ({
    type: 'RecordSent',
    declarationId,
    kind,
    copMsgId: messages[kind]?.copMsgId ?? '',
    sha256: 'aa',
  });

function reply(answers: MessageKind, status: string, minute: number): Asked {
  const said: Complete<Reply> = {
    ...{ answers, guid: 'G', ownerCode: 'C', key: 'K', status, info: `[Code:${status}]` },
    ...{ preNo: 'B1', invtNo: 'I1', returnTime: zoned(at(minute)) },
  };
  return { type: 'RecordReply', declarationId, reply: said };
}

const ways = {
  '9610': { papers: exported, documents: ['303', '403', '505'], list: '603', cancellation: '605' },
  '1210': { papers: imported, documents: ['311', '411', '511'], list: '621', cancellation: '623' },
} as const;
type Way = (typeof ways)[keyof typeof ways];
const kindOf = (number: string) => `MESSAGE_KIND_CEB${number}` as MessageKind;

/** Plays commands on a declaration and reads what happened; answers the documents, and where it stood after each event. */
async function played(all: readonly Given[]) {
  const kept = new Map<string, Readonly<Record<string, unknown>>>();
  const view = {
    get: async (...place: readonly string[]) => kept.get(place.join('\n')),
    put: async (collection: string, owner: string, id: string, document: Readonly<Record<string, unknown>>) =>
      void kept.set([collection, owner, id].join('\n'), document),
  } as unknown as View;
  const on = releaseTimes.on as Readonly<Record<string, (event: Recorded, view: View) => Promise<void>>>;
  const moves: string[] = [];
  let state = declaration.initial;
  for (const { asked, minute } of all) {
    const time = at(minute);
    const command = typeof asked === 'function' ? asked(state) : asked;
    const decided = declaration.decide(command, state, { at: time, id: (role) => role });
    if (isRefusal(decided)) continue;
    for (const event of decided) {
      const before = state.position;
      state = declaration.evolve(state, event);
      if (before !== state.position && state.papers !== undefined) moves.push(`${before}-${state.position}`);
      await on[event.type]?.({ ...event, meta: { tenant, time } } as unknown as Recorded, view);
      const standing = kept.get(['release_standings', tenant, declarationId].join('\n'));
      if (state.papers !== undefined) expect(standing?.['position']).toBe(state.position);
    }
  }
  const of = (collection: string, owner: string) =>
    [...kept].flatMap(([key, document]) =>
      key.startsWith(`${collection}\n${owner}\n`) ? [document as StepTimes] : [],
    );
  return { state, moves, own: of('release_times', tenant), office: of('release_times_by_office', '5349'), kept };
}

const told = (times: readonly StepTimes[]) =>
  times.map(({ day, step, lane, minutes }) => `${day} ${step} ${lane} ${JSON.stringify(minutes)}`);

const draft = (way: Way): Asked => ({ type: 'Draft', declarationId, orderId, papers: way.papers });

describe('the steps of a declaration', () => {
  test('are counted where and when they end, with the lane as it is by then; the whole from sending to release', async () => {
    const way = ways['9610'];
    const list = kindOf(way.list);
    const { own, office } = await played([
      { asked: draft(way), minute: 0 },
      ...way.documents.map((number) => ({ asked: sent(kindOf(number)), minute: 1 })),
      ...way.documents.map((number) => ({ asked: reply(kindOf(number), '120', 3), minute: 3 })),
      { asked: sent(list), minute: 5 },
      { asked: reply(list, '120', 12), minute: 12 },
      { asked: reply(list, '500', 30), minute: 30 },
      { asked: reply(list, '800', 1_445), minute: 1_445 },
      { asked: reply(list, '899', 1_450), minute: 1_450 },
    ]);
    expect(told(own)).toEqual([
      '2026-03-02 DRAFTED-DOCUMENTS_SENT DIRECT {"1":1}',
      '2026-03-02 DOCUMENTS_SENT-SUBMITTED DIRECT {"4":1}',
      '2026-03-02 SUBMITTED-STORED DIRECT {"7":1}',
      '2026-03-02 STORED-INSPECTION INSPECTION {"18":1}',
      '2026-03-03 INSPECTION-RELEASED INSPECTION {"1410":1}',
      '2026-03-03 WHOLE INSPECTION {"1440":1}',
      '2026-03-03 RELEASED-CLOSED INSPECTION {"5":1}',
    ]);
    expect(own[0]).toMatchObject({ customsCode: '5349', tradeMode: '9610', direction: 'E' });
    expect(office).toEqual(own);
  });

  test('sent back and sent again, the whole goes from the first sending', async () => {
    const way = ways['9610'];
    const list = kindOf(way.list);
    const { own } = await played([
      { asked: draft(way), minute: 0 },
      ...way.documents.map((number) => ({ asked: reply(kindOf(number), '120', 3), minute: 3 })),
      { asked: sent(list), minute: 5 },
      { asked: reply(list, '100', 10), minute: 10 },
      { asked: draft(way), minute: 70 },
      { asked: sent(list), minute: 75 },
      { asked: reply(list, '800', 95), minute: 95 },
    ]);
    expect(told(own)).toEqual([
      '2026-03-02 DRAFTED-DOCUMENTS_SENT DIRECT {"3":1}',
      '2026-03-02 DOCUMENTS_SENT-SUBMITTED DIRECT {"2":1}',
      '2026-03-02 SUBMITTED-RETURNED DIRECT {"5":1}',
      '2026-03-02 RETURNED-DRAFTED DIRECT {"60":1}',
      '2026-03-02 DRAFTED-SUBMITTED DIRECT {"5":1}',
      '2026-03-02 SUBMITTED-RELEASED DIRECT {"20":1}',
      '2026-03-02 WHOLE DIRECT {"90":1}',
    ]);
  });

  test('one that was taken back before it was drafted took none', async () => {
    const cancel: Asked = { type: 'Cancel', declarationId, orderId, reason: 'BUYER' };
    expect((await played([{ asked: cancel, minute: 0 }])).kept.size).toBe(0);
  });
});

const statuses = ['2', '100', '120', '300', '399', '500', '501', '700', '800', '899', '-1'] as const;

function wild({ papers, documents, list, cancellation }: Way): fc.Arbitrary<Asked> {
  const kind = fc.constantFrom(...[...documents, list, list, list, list, cancellation].map(kindOf));
  const said = fc.tuple(kind, fc.constantFrom(...statuses), fc.nat({ max: 300 }));
  const summary = {
    type: 'RecordSummary',
    declarationId,
    summaryId: 's',
    month: '2026-03',
    statisticsFlag: 'B',
  } as const;
  return fc.oneof(
    { weight: 5, arbitrary: said.map((one) => reply(...one)) },
    { weight: 2, arbitrary: kind.map(sent) },
    fc.constantFrom<Asked>(
      { type: 'Draft', declarationId, orderId, papers },
      { type: 'Cancel', declarationId, orderId, reason: 'BUYER' },
      { type: 'RecordEntry', declarationId, summaryId: 's', entryId: 'e' },
      summary,
    ),
  );
}

test.each(Object.entries(ways))(
  'by %s, whatever happens, every move of the declaration is counted once',
  async (_, way) => {
    const given = fc.array(fc.tuple(wild(way), fc.nat({ max: 3_000 })), { maxLength: 40, size: 'max' });
    await fc.assert(
      fc.asyncProperty(given, async (all) => {
        let minute = 0;
        const commands = [{ asked: draft(way), minute }];
        for (const [asked, later] of all) {
          minute += later;
          commands.push({ asked, minute });
        }
        const { state, moves, own } = await played(commands);
        const counted = own.flatMap(({ step, minutes }) =>
          Array.from({ length: Object.values(minutes).reduce((sum, times) => sum + times, 0) }, () => step),
        );
        const steps = moves.filter((step) => !step.startsWith('NONE-'));
        expect(counted.toSorted()).toEqual([...steps, ...(state.releasedAt === '' ? [] : ['WHOLE'])].toSorted());
      }),
      { numRuns: 300 },
    );
  },
);
