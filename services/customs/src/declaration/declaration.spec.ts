import { facts, given } from '@portolan/testkit';
import { describe, expect, test } from 'vitest';
import { papers } from '../rig/story.ts';
import { type DeclarationCommand, type DeclarationEvent, declaration } from './declaration.ts';
import { queued } from './state.ts';

const declarationId = 'declaration-1';
const at = facts().at;
type Kind = 'MESSAGE_KIND_CEB303' | 'MESSAGE_KIND_CEB403' | 'MESSAGE_KIND_CEB505' | 'MESSAGE_KIND_CEB603';
const list = 'MESSAGE_KIND_CEB603';

const keys: Readonly<Record<Kind, readonly [string, string]>> = {
  MESSAGE_KIND_CEB303: ['4403160ABC', 'SO-2026-0001'],
  MESSAGE_KIND_CEB403: ['4403960XYZ', 'SO-2026-0001'],
  MESSAGE_KIND_CEB505: ['3301980K12', 'YW0000000001CN'],
  MESSAGE_KIND_CEB603: ['4403180A21', declarationId],
};
const invtNo = '53492026E000000001';
const preNo = 'B20260302000000001';

/** A reply `minute` minutes after nine in the morning in China. */
function reply(answers: Kind, status: string, minute: number, info = `[Code:${status};Desc:回执]`) {
  const mm = String(minute).padStart(2, '0');
  const numbered = answers === list;
  return {
    answers,
    guid: '4F5CBF9A-0C5A-4A87-8D0B-2D7C0E1A9B11',
    ownerCode: keys[answers][0],
    key: keys[answers][1],
    preNo: numbered ? preNo : '',
    invtNo: numbered ? invtNo : '',
    status,
    returnTime: {
      instant: `2026-03-02T01:${mm}:00.000Z`,
      original: `2026030209${mm}00000`,
      offset: '+08:00',
      zoneSource: 'ZONE_SOURCE_INFERRED',
    },
    info,
  } as const;
}

const draft: DeclarationCommand = { type: 'Draft', declarationId, orderId: 'order-1', papers };
const answer = (...of: Parameters<typeof reply>): DeclarationCommand => ({
  type: 'RecordReply',
  declarationId,
  reply: reply(...of),
});
const told = (moves: boolean, ...of: Parameters<typeof reply>): DeclarationEvent => ({
  type: 'ReplyRecorded',
  data: { declarationId, reply: reply(...of), moves },
});

const drafted: readonly DeclarationEvent[] = [
  { type: 'DeclarationDrafted', data: { declarationId, orderId: 'order-1', ...papers } },
  queued(declarationId, 'MESSAGE_KIND_CEB303', at),
  queued(declarationId, 'MESSAGE_KIND_CEB403', at),
  queued(declarationId, 'MESSAGE_KIND_CEB505', at),
];
const accepted: DeclarationEvent = { type: 'DocumentsAccepted', data: { declarationId } };
const submitted: readonly DeclarationEvent[] = [
  ...drafted,
  told(true, 'MESSAGE_KIND_CEB303', '120', 1),
  told(true, 'MESSAGE_KIND_CEB403', '120', 1),
  told(true, 'MESSAGE_KIND_CEB505', '120', 1),
  accepted,
  queued(declarationId, list, at),
];
const stored: DeclarationEvent = { type: 'DeclarationStored', data: { declarationId, preNo, invtNo } };
const review = (status: string): DeclarationEvent => ({
  type: 'DeclarationUnderReview',
  data: { declarationId, status },
});
const released = (minute: number, status: string): DeclarationEvent => ({
  type: 'DeclarationReleased',
  data: { declarationId, orderId: 'order-1', invtNo, releasedAt: reply(list, status, minute).returnTime },
});
const closed: DeclarationEvent = { type: 'DeclarationClosed', data: { declarationId, invtNo } };
const returned = (kind: Kind, status: string, info = `[Code:${status};Desc:回执]`): DeclarationEvent => ({
  type: 'DeclarationReturned',
  data: { declarationId, kind, status, info },
});
const atRelease = [...submitted, told(true, list, '120', 2), stored, told(true, list, '800', 20), released(20, '800')];

describe('drafting', () => {
  test('a declaration queues its three documents, not yet the list', () =>
    given(declaration, []).when(draft).then(drafted));
  test('drafting again changes nothing', () => given(declaration, drafted).when(draft).thenNothing());
  test('guid and time are what customs asks for', () => {
    expect(queued(declarationId, list, '2026-03-02T16:30:05.123Z').data).toMatchObject({
      guid: expect.stringMatching(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/),
      appTime: '20260303003005',
    });
  });
  test('a number that leads to another declaration already stops it before anything is sent', () =>
    given(declaration, [])
      .when({ ...draft, taken: { kind: 'MESSAGE_KIND_CEB505', key: 'YW1' } })
      .then([
        { type: 'DeclarationDrafted', data: { declarationId, orderId: 'order-1', ...papers } },
        returned('MESSAGE_KIND_CEB505', 'DUPLICATE_KEY', 'YW1'),
      ]));
});

describe('sending', () => {
  const message = queued(declarationId, 'MESSAGE_KIND_CEB303', at);
  const copMsgId = message.type === 'MessageQueued' ? message.data.copMsgId : '';
  const sent = { declarationId, kind: 'MESSAGE_KIND_CEB303', copMsgId, sha256: 'ab' } as const;
  test('what the single window took is sent', () =>
    given(declaration, drafted)
      .when({ type: 'RecordSent', ...sent })
      .then([{ type: 'MessageSent', data: sent }]));
  test('once', () =>
    given(declaration, [...drafted, { type: 'MessageSent', data: sent }])
      .when({ type: 'RecordSent', ...sent })
      .thenNothing());
  test('a message that is refused as malformed sends the declaration back', () =>
    given(declaration, drafted)
      .when({ type: 'RecordRejection', declarationId, kind: 'MESSAGE_KIND_CEB403', status: 'HTTP 400', info: 'no' })
      .then([returned('MESSAGE_KIND_CEB403', 'HTTP 400', 'no')]));
  test('once, too', () =>
    given(declaration, [...drafted, returned('MESSAGE_KIND_CEB403', 'HTTP 400', 'no')])
      .when({ type: 'RecordRejection', declarationId, kind: 'MESSAGE_KIND_CEB403', status: 'HTTP 400', info: 'no' })
      .thenNothing());
  test('nothing is recorded of a declaration that does not exist', () =>
    given(declaration, [])
      .when(answer(list, '800', 1))
      .thenRefused('DECLARATION_NOT_FOUND', { id: declarationId }));
});

describe('replies to the documents', () => {
  test.each(['1', '2', '3'])('status %s is progress', (status) =>
    given(declaration, drafted)
      .when(answer('MESSAGE_KIND_CEB303', status, 1))
      .then([told(true, 'MESSAGE_KIND_CEB303', status, 1)]),
  );
  test.each(['120', '399'])('the third document stored with %s lets the list go', (status) =>
    given(declaration, submitted.slice(0, 6))
      .when(answer('MESSAGE_KIND_CEB505', status, 1))
      .then([told(true, 'MESSAGE_KIND_CEB505', status, 1), accepted, queued(declarationId, list, at)]),
  );
  test('two of three do not', () =>
    given(declaration, submitted.slice(0, 5))
      .when(answer('MESSAGE_KIND_CEB403', '120', 1))
      .then([told(true, 'MESSAGE_KIND_CEB403', '120', 1)]));
  test('399 after 120 does not let it go twice', () =>
    given(declaration, submitted)
      .when(answer('MESSAGE_KIND_CEB303', '399', 3))
      .then([told(true, 'MESSAGE_KIND_CEB303', '399', 3)]));
  test.each(['100', '4', '-301010'])('status %s sends it back', (status) =>
    given(declaration, drafted)
      .when(answer('MESSAGE_KIND_CEB303', status, 1))
      .then([told(true, 'MESSAGE_KIND_CEB303', status, 1), returned('MESSAGE_KIND_CEB303', status)]),
  );
  test('what could not be sent at first goes on when customs says so later', () =>
    given(declaration, [
      ...submitted.slice(0, 6),
      told(true, 'MESSAGE_KIND_CEB505', '4', 1),
      returned('MESSAGE_KIND_CEB505', '4'),
    ])
      .when(answer('MESSAGE_KIND_CEB505', '120', 5))
      .then([told(true, 'MESSAGE_KIND_CEB505', '120', 5), accepted, queued(declarationId, list, at)]));
});

describe('replies to the list', () => {
  test('120 is stored, with the numbers of port and customs', () =>
    given(declaration, submitted)
      .when(answer(list, '120', 2))
      .then([told(true, list, '120', 2), stored]));
  test.each(['300', '500'])('%s is a review', (status) =>
    given(declaration, [...submitted, told(true, list, '120', 2), stored])
      .when(answer(list, status, 5))
      .then([told(true, list, status, 5), review(status)]),
  );
  test('an inspection after a review is told, too', () =>
    given(declaration, [...submitted, told(true, list, '300', 5), review('300')])
      .when(answer(list, '500', 6))
      .then([told(true, list, '500', 6), review('500')]));
  test.each(['399', '800'])('%s releases', (status) =>
    given(declaration, submitted)
      .when(answer(list, status, 20))
      .then([told(true, list, status, 20), released(20, status)]),
  );
  test('800 after 399 releases no second time', () =>
    given(declaration, [...submitted, told(true, list, '399', 19), released(19, '399')])
      .when(answer(list, '800', 20))
      .then([told(true, list, '800', 20)]));
  test('899 closes', () =>
    given(declaration, atRelease)
      .when(answer(list, '899', 40))
      .then([told(true, list, '899', 40), closed]));
  test('a close that overtakes the release releases as well', () =>
    given(declaration, submitted)
      .when(answer(list, '899', 40))
      .then([told(true, list, '899', 40), released(40, '899'), closed]));
  test('100 sends it back', () =>
    given(declaration, submitted)
      .when(answer(list, '100', 3))
      .then([told(true, list, '100', 3), returned(list, '100')]));
  test('a status that no table knows is kept and raised', () =>
    given(declaration, submitted)
      .when(answer(list, '99', 3, ''))
      .then([
        told(false, list, '99', 3, ''),
        { type: 'UnknownStatusRaised', data: { declarationId, status: '99', info: '' } },
      ]));
});

describe('replies doubled and out of order', () => {
  test('the same reply again is nothing new', () =>
    given(declaration, atRelease)
      .when(answer(list, '800', 20))
      .thenNothing());
  test('the same status with another text is kept, and moves nothing', () =>
    given(declaration, atRelease)
      .when(answer(list, '800', 20, '[Code:2600;Desc:放行!]'))
      .then([told(false, list, '800', 20, '[Code:2600;Desc:放行!]')]));
  test.each(['2', '3', '120', '300'])('%s after 800 is kept, and moves nothing', (status) =>
    given(declaration, atRelease)
      .when(answer(list, status, 10))
      .then([told(false, list, status, 10)]),
  );
  test('a "returned" from before the release moves nothing', () =>
    given(declaration, atRelease)
      .when(answer(list, '100', 10))
      .then([told(false, list, '100', 10)]));
  test('a document that is returned after the release of its list moves nothing, by customs or by the port', () => {
    const kind = 'MESSAGE_KIND_CEB303';
    given(declaration, atRelease)
      .when(answer(kind, '100', 30))
      .then([told(false, kind, '100', 30)]);
    const rejection = { type: 'RecordRejection', declarationId, kind, status: '-303007', info: '' } as const;
    given(declaration, atRelease).when(rejection).thenNothing();
  });
  test.each([
    ['MESSAGE_KIND_CEB403', '-403010', submitted],
    [list, '-603010', [...submitted, told(true, list, '120', 2), stored]],
    [list, '-603010', atRelease],
  ] as const)('%s sent twice: the error about the copy (%s) takes nothing back', (kind, status, history) =>
    given(declaration, history)
      .when(answer(kind, status, 30))
      .then([told(false, kind, status, 30)]),
  );
  test('what customs itself returns after it was stored is returned', () =>
    given(declaration, [...submitted, told(true, list, '120', 2), stored])
      .when(answer(list, '100', 30))
      .then([told(true, list, '100', 30), returned(list, '100')]));
  describe('a release that customs takes back', () => {
    const takenBack = [...atRelease, told(true, list, '100', 30), returned(list, '100')];

    test('stands no more', () => {
      given(declaration, atRelease)
        .when(answer(list, '100', 30))
        .then([told(true, list, '100', 30), returned(list, '100')]);
      expect(given(declaration, takenBack).state).toMatchObject({ released: false, position: 'RETURNED' });
    });
    test('may be given again, of the same list', () =>
      given(declaration, takenBack)
        .when(answer(list, '800', 40))
        .then([told(true, list, '800', 40), released(40, '800')]));
    test('or with its close', () =>
      given(declaration, takenBack)
        .when(answer(list, '899', 50))
        .then([told(true, list, '899', 50), released(50, '899'), closed]));
    test('but the first one, told once more, gives nothing again', () =>
      given(declaration, takenBack)
        .when(answer(list, '399', 20))
        .then([told(false, list, '399', 20)]));
    test('is never thrown back at the door, which it passed', () =>
      given(declaration, atRelease)
        .when({ type: 'RecordRejection', declarationId, kind: list, status: 'HTTP 400', info: '' })
        .thenNothing());
  });
  test('after a "returned" an older status moves nothing', () =>
    given(declaration, [...submitted, told(true, list, '100', 10), returned(list, '100')])
      .when(answer(list, '120', 5))
      .then([told(false, list, '120', 5)]));
  test('the same "returned" at a later time is told once', () =>
    given(declaration, [...submitted, told(true, list, '100', 10), returned(list, '100')])
      .when(answer(list, '100', 12))
      .then([told(false, list, '100', 12)]));
  test('a reply to a message that was never queued moves nothing', () =>
    given(declaration, drafted)
      .when(answer(list, '120', 2))
      .then([told(false, list, '120', 2)]));
  test('in whatever order the replies come, a released list ends released, once', () => {
    const replies = ['2', '120', '300', '800', '899'] as const;
    for (const order of permutations(replies)) {
      const history = [...submitted];
      for (const status of order) {
        const minute = replies.indexOf(status) + 2;
        for (const command of [answer(list, status, minute), answer(list, status, minute)]) {
          const { decision } = given(declaration, history).when(command);
          if (!('refused' in decision)) history.push(...decision);
        }
      }
      const of = (type: DeclarationEvent['type']) => history.filter((event) => event.type === type).length;
      expect([of('DeclarationReleased'), of('DeclarationClosed')], order.join()).toEqual([1, 1]);
      expect(of('ReplyRecorded') - 3, order.join()).toBe(replies.length);
    }
  });
});

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
}
