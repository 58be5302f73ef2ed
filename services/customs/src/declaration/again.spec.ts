import type { Complete } from '@portolan/contracts';
import type { MessageKind, Reply } from '@portolan/contracts/customs/v1/types';
import { fold } from '@portolan/eventsourcing';
import { facts, given } from '@portolan/testkit';
import { describe, expect, test } from 'vitest';
import * as imports from '../rig/bonded.ts';
import { papers } from '../rig/story.ts';
import {
  cancellationNo,
  type DeclarationCommand,
  type DeclarationEvent,
  declaration,
  isReturned,
  unanswered,
} from './declaration.ts';
import { type Papers, queued } from './state.ts';

const declarationId = 'declaration-1';
const orderId = 'order-1';
const at = facts().at;
const list = 'MESSAGE_KIND_CEB603';
const invtNo = '53492026E000000001';
const cancelNo = cancellationNo(declarationId, 1);

function reply(answers: MessageKind, status: string, minute: number, changed: Partial<Complete<Reply>> = {}) {
  const mm = String(minute).padStart(2, '0');
  const numbered = answers === list || answers === 'MESSAGE_KIND_CEB621';
  return {
    ...{ answers, guid: '00000000-0000-8000-8000-000000000000', ownerCode: 'owner', key: answers, status },
    ...{ preNo: numbered ? 'B1' : '', invtNo: numbered ? invtNo : '', info: '' },
    returnTime: {
      ...{ instant: `2026-03-02T01:${mm}:00.000Z`, original: `2026030209${mm}00000`, offset: '+08:00' },
      zoneSource: 'ZONE_SOURCE_INFERRED' as const,
    },
    ...changed,
  };
}

/** Plays commands one after another and answers all that happened. A refusal ends the test. */
function play(...commands: readonly DeclarationCommand[]): DeclarationEvent[] {
  const history: DeclarationEvent[] = [];
  let state = declaration.initial;
  for (const command of commands) {
    const decision = declaration.decide(command, state, facts());
    if ('refused' in decision) throw new Error(decision.refused);
    history.push(...decision);
    state = fold(declaration, state, decision);
  }
  return history;
}

const told = (...of: Parameters<typeof reply>): DeclarationCommand => ({
  type: 'RecordReply',
  declarationId,
  reply: reply(...of),
});
const draft = (of: Papers = papers): DeclarationCommand => ({ type: 'Draft', declarationId, orderId, papers: of });
const documents = ['MESSAGE_KIND_CEB303', 'MESSAGE_KIND_CEB403', 'MESSAGE_KIND_CEB505'] as const;
const accepted = documents.map((kind) => told(kind, '120', 1));
const submitted = [draft(), ...accepted];
const numbered = { guid: queuedGuid(list, 1) };
const cancel: DeclarationCommand = { type: 'Cancel', declarationId, orderId, reason: 'called off' };
const cancelled = (number = invtNo): DeclarationEvent => ({
  type: 'DeclarationCancelled',
  data: { declarationId, orderId, invtNo: number },
});
const requested: DeclarationEvent = {
  type: 'CancellationRequested',
  data: { declarationId, orderId, reason: 'called off', copNo: cancelNo },
};

function queuedGuid(kind: MessageKind, version: number): string {
  const event = queued(declarationId, kind, at, version);
  return event.type === 'MessageQueued' ? event.data.guid : '';
}

describe('sending again what was sent back', () => {
  const returned = [...submitted, told(list, '2', 2), told(list, '100', 3)];
  test('a list that customs returned goes as a change under its own number, its documents stand', () => {
    const again: DeclarationEvent = {
      type: 'DeclarationResubmitted',
      data: { declarationId, orderId, listVersion: 2, ...papers },
    };
    given(declaration, play(...returned))
      .when(draft())
      .then([again, queued(declarationId, list, at, 2, '2', '20260302090000')]);
    expect(queuedGuid(list, 2)).not.toBe(queuedGuid(list, 1));
  });
  test('of one second, the change bears a later one: customs takes nothing else', () => {
    const time = (before?: string) => queued(declarationId, list, at, 2, '2', before);
    expect(time()).toMatchObject({ data: { appTime: '20260302090000' } });
    expect(time('20260302085959')).toMatchObject({ data: { appTime: '20260302090000' } });
    expect(time('20260302090000')).toMatchObject({ data: { appTime: '20260302090001' } });
    expect(time('20260302235959')).toMatchObject({ data: { appTime: '20260303000000' } });
  });
  test('a list that the port threw back was never kept: it is new again', () => {
    const { decision } = given(declaration, play(...submitted, told(list, '-603012', 2))).when(draft());
    expect(decision).toMatchObject([{}, { type: 'MessageQueued', data: { kind: list, appType: '1' } }]);
  });
  test('a mended document goes before the list, and the list follows when it is stored', () => {
    const mended = { ...papers, order: { ...papers.order, freight: { minor: 1n, currency: 'USD' } } };
    const { decision } = given(declaration, play(...returned)).when(draft(mended));
    expect(decision).toMatchObject([
      { type: 'DeclarationResubmitted' },
      { type: 'MessageQueued', data: { kind: 'MESSAGE_KIND_CEB303', appType: '2' } },
    ]);
    const { decision: then } = given(declaration, play(...returned, draft(mended))).when(
      told('MESSAGE_KIND_CEB303', '120', 5),
    );
    expect(then).toMatchObject([
      { data: { moves: true } },
      { type: 'DocumentsAccepted' },
      { type: 'MessageQueued', data: { kind: list, appType: '2' } },
    ]);
  });
  test('a document that was returned goes again, also unchanged', () => {
    const history = play(draft(), told('MESSAGE_KIND_CEB303', '100', 1), told('MESSAGE_KIND_CEB403', '120', 1));
    const { decision } = given(declaration, history).when(draft());
    expect(decision).toMatchObject([{}, { data: { kind: 'MESSAGE_KIND_CEB303', appType: '2' } }]);
    expect(decision).toHaveLength(2);
  });
  test('another waybill has a number of its own: it is new under that', () => {
    const other = { ...papers, waybill: { ...papers.waybill, waybillNo: 'YW0000000002CN' } };
    const { decision } = given(declaration, play(...returned)).when(draft(other));
    expect(decision).toMatchObject([{}, { data: { kind: 'MESSAGE_KIND_CEB505', appType: '1' } }]);
  });
  test('what stands is not sent again', () => {
    given(declaration, play(...submitted))
      .when(draft())
      .thenNothing();
    expect(isReturned(given(declaration, play(...returned)).state)).toBe(true);
    expect(isReturned(given(declaration, play(...returned, draft())).state)).toBe(false);
  });
  test.each([
    ['by its guid', numbered, 9],
    ['by its time', {}, 3],
  ])('a reply to the old version, known %s, moves nothing', (_, changed, minute) => {
    const { decision } = given(declaration, play(...returned, draft())).when(told(list, '800', minute, changed));
    expect(decision).toMatchObject([{ type: 'ReplyRecorded', data: { moves: false } }]);
    expect(decision).toHaveLength(1);
  });
  test('a reply to the new version moves it', () => {
    const { decision } = given(declaration, play(...returned, draft())).when(told(list, '120', 4));
    expect(decision).toMatchObject([{ data: { moves: true } }, { type: 'DeclarationStored' }]);
  });
  test('the old list says nothing while the mended document is under way', () => {
    const mended = { ...papers, order: { ...papers.order, freight: { minor: 1n, currency: 'USD' } } };
    const { decision } = given(declaration, play(...returned, draft(mended))).when(told(list, '120', 9));
    expect(decision).toMatchObject([{ data: { moves: false } }]);
  });
  test('a third version is numbered on', () => {
    const { decision } = given(declaration, play(...returned, draft(), told(list, '100', 6))).when(draft());
    expect(decision).toMatchObject([{ data: { listVersion: 3 } }, { data: { appType: '2' } }]);
  });
  test('a number that belongs to another declaration stops the new version, too', () => {
    const taken = { kind: 'MESSAGE_KIND_CEB505', key: 'YW1' } as const;
    const duplicate = { ...draft(), taken } as DeclarationCommand;
    const { decision } = given(declaration, play(duplicate)).when(duplicate);
    expect(decision).toMatchObject([{ type: 'DeclarationResubmitted' }, { data: { status: 'DUPLICATE_KEY' } }]);
  });
});

describe('an answer that does not come', () => {
  const sent = { kind: list, copMsgId: copMsgIdOf(list, 1) } as const;
  const check = (times: number, copMsgId: string = sent.copMsgId): DeclarationCommand => ({
    ...{ type: 'CheckAnswer', declarationId, kind: list, copMsgId, times },
  });
  const overdue = (times: number): DeclarationEvent => ({
    type: 'DeclarationOverdue',
    data: { declarationId, orderId, kind: list, times, copMsgId: sent.copMsgId },
  });
  test('is overdue, again and again, each time once', () => {
    given(declaration, play(...submitted))
      .when(check(1))
      .then([overdue(1)]);
    given(declaration, play(...submitted, check(1)))
      .when(check(1))
      .thenNothing();
    given(declaration, play(...submitted, check(1)))
      .when(check(2))
      .then([overdue(2)]);
  });
  test('is what goes again when it is asked for again; what is answered or merely sent is not', () => {
    const after = (...commands: readonly DeclarationCommand[]) =>
      unanswered(given(declaration, play(...submitted, ...commands)).state);
    expect(after()).toEqual([]);
    expect(after(check(1))).toEqual([{ ...sent, overdue: 1 }]);
    expect(after(check(1), told(list, '2', 3))).toEqual([]);
  });
  test.each([
    ['any reply', told(list, '2', 3)],
    ['a status that nobody knows', told(list, '99', 3)],
    [
      'a refusal by the single window',
      { type: 'RecordRejection', declarationId, kind: list, status: 'HTTP 400', info: '' },
    ],
  ] as const)('%s ends the waiting', (_, heard) =>
    given(declaration, play(...submitted, heard as DeclarationCommand))
      .when(check(1))
      .thenNothing(),
  );
  test('of a version that was replaced nobody waits for', () =>
    given(declaration, play(...submitted, told(list, '100', 3), draft()))
      .when(check(1))
      .thenNothing());
});

function copMsgIdOf(kind: MessageKind, version: number): string {
  const event = queued(declarationId, kind, at, version);
  return event.type === 'MessageQueued' ? event.data.copMsgId : '';
}

describe('taking a declaration back', () => {
  const asked = queued(declarationId, 'MESSAGE_KIND_CEB605', at, 1);
  const stored = [...submitted, told(list, '120', 3)];
  test('before it is drafted: the match that is under way starts nothing', () => {
    given(declaration, [])
      .when(cancel)
      .then([cancelled('')]);
    given(declaration, [cancelled('')])
      .when(draft())
      .thenNothing();
  });
  test('while only documents are out: customs has no list, it is over at once and none follows', () => {
    const history = play(draft(), ...accepted.slice(0, 2));
    given(declaration, history)
      .when(cancel)
      .then([cancelled('')]);
    const { decision } = given(declaration, [...history, cancelled('')]).when(told('MESSAGE_KIND_CEB505', '120', 4));
    expect(decision).toMatchObject([{ data: { moves: false } }]);
  });
  test('a list with its number is asked back', () =>
    given(declaration, play(...stored))
      .when(cancel)
      .then([requested, asked]));
  test('also a released one: only customs knows whether the goods have left', () =>
    given(declaration, play(...stored, told(list, '800', 9)))
      .when(cancel)
      .then([requested, asked]));
  test('a list without an answer is asked back when its number comes', () => {
    given(declaration, play(...submitted))
      .when(cancel)
      .then([requested]);
    const { decision } = given(declaration, play(...submitted, cancel)).when(told(list, '120', 5));
    expect(decision).toMatchObject([{}, { type: 'DeclarationStored' }, asked]);
  });
  test('a list that customs returns meanwhile is gone by itself', () => {
    const { decision } = given(declaration, play(...submitted, cancel)).when(told(list, '100', 5));
    expect(decision).toMatchObject([{}, { type: 'DeclarationReturned' }, cancelled()]);
  });
  test('so is one that the single window does not take', () => {
    const rejected: DeclarationCommand = {
      ...{ type: 'RecordRejection', declarationId, kind: list, status: 'HTTP 400', info: '' },
    };
    const { decision } = given(declaration, play(...submitted, cancel)).when(rejected);
    expect(decision).toMatchObject([{ type: 'DeclarationReturned' }, cancelled('')]);
  });
  test('a list that was sent back already stands for nothing', () =>
    given(declaration, play(...submitted, told(list, '100', 3)))
      .when(cancel)
      .then([cancelled('')]));
  test('399 grants it', () => {
    const { decision } = given(declaration, play(...stored, cancel)).when(told('MESSAGE_KIND_CEB605', '399', 6));
    expect(decision).toMatchObject([{}, cancelled()]);
  });
  test.each(['100', '-605005', '4'])('%s does not: the list stands, and it can be asked again', (status) => {
    const refused = [...stored, cancel, told('MESSAGE_KIND_CEB605', status, 6)];
    const { decision } = given(declaration, play(...stored, cancel)).when(told('MESSAGE_KIND_CEB605', status, 6));
    expect(decision).toMatchObject([{}, { type: 'CancellationReturned', data: { status } }]);
    const { decision: second } = given(declaration, play(...refused)).when(cancel);
    expect(second).toMatchObject([
      { data: { copNo: cancellationNo(declarationId, 2) } },
      queued(declarationId, 'MESSAGE_KIND_CEB605', at, 2),
    ]);
  });
  test('a cancellation that the single window does not take is returned, not the list', () => {
    const rejected: DeclarationCommand = {
      ...{ type: 'RecordRejection', declarationId, kind: 'MESSAGE_KIND_CEB605', status: 'HTTP 400', info: '' },
    };
    const { decision } = given(declaration, play(...stored, cancel)).when(rejected);
    expect(decision).toMatchObject([{ type: 'CancellationReturned', data: { status: 'HTTP 400' } }]);
  });
  test('asked twice it is asked once, and what is taken back stays so', () => {
    given(declaration, play(...stored, cancel))
      .when(cancel)
      .thenNothing();
    const over = play(...stored, cancel, told('MESSAGE_KIND_CEB605', '399', 6));
    given(declaration, over).when(cancel).thenNothing();
    given(declaration, over).when(draft()).thenNothing();
    const { decision } = given(declaration, over).when(told(list, '800', 9));
    expect(decision).toMatchObject([{ data: { moves: false } }]);
  });
  test('an import is taken back by CEB623', () => {
    const kinds = ['MESSAGE_KIND_CEB311', 'MESSAGE_KIND_CEB411', 'MESSAGE_KIND_CEB511'] as const;
    const history = play(
      draft(imports.papers),
      ...kinds.map((kind) => told(kind, '120', 1)),
      told('MESSAGE_KIND_CEB621', '120', 3),
    );
    const { decision } = given(declaration, history).when(cancel);
    expect(decision).toMatchObject([{}, { data: { kind: 'MESSAGE_KIND_CEB623', appType: '1' } }]);
  });
});
