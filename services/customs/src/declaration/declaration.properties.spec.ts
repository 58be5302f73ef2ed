import type { Complete } from '@portolan/contracts';
import type { MessageKind, Reply, TaxNotice } from '@portolan/contracts/customs/v1/types';
import { type Asked, anyHistory, holds, type Step, zoned } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { papers as imported, yuan } from '../rig/bonded.ts';
import { papers as exported } from '../rig/story.ts';
import { type Declaration, type DeclarationCommand, type DeclarationEvent, declaration } from './declaration.ts';
import type { Papers } from './state.ts';

const declarationId = 'declaration-1';
const orderId = 'order-1';
const draftOf = (papers: Papers): DeclarationCommand => ({ type: 'Draft', declarationId, orderId, papers });
const cancel: DeclarationCommand = { type: 'Cancel', declarationId, orderId, reason: 'BUYER' };

/** What customs says of a message, `minute` minutes on. */
function reply(answers: MessageKind, status: string, minute: number): DeclarationCommand {
  const said: Complete<Reply> = {
    ...{ answers, guid: 'G', ownerCode: 'C', key: 'K', status, info: `[Code:${status}]` },
    ...{
      preNo: 'B1',
      invtNo: 'I1',
      returnTime: zoned(`2026-03-02T0${1 + Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}:00.000Z`),
    },
  };
  return { type: 'RecordReply', declarationId, reply: said };
}
const notice = (status: string, duty?: bigint): DeclarationCommand => {
  const said: Complete<TaxNotice> = {
    ...{ invtNo: 'I1', taxNo: 'T1', status, returnTime: zoned('2026-03-03T01:00:00.000Z'), entryDutyNo: '', lines: [] },
    ...(duty === undefined ? {} : { duty: yuan(0n), valueAddedTax: yuan(duty), consumptionTax: yuan(0n) }),
  };
  return { type: 'RecordNotice', declarationId, notice: said };
};
const sent =
  (kind: MessageKind) =>
  ({ messages }: Declaration): DeclarationCommand => ({
    ...{ type: 'RecordSent', declarationId, kind, copMsgId: messages[kind]?.copMsgId ?? 'none', sha256: 'aa' },
  });
const overdue =
  (kind: MessageKind) =>
  ({ messages }: Declaration): DeclarationCommand => ({
    ...{ type: 'CheckAnswer', declarationId, kind, copMsgId: messages[kind]?.copMsgId ?? 'none' },
    times: (messages[kind]?.overdue ?? 0) + 1,
  });

interface Way {
  readonly papers: Papers;
  readonly documents: readonly MessageKind[];
  readonly list: MessageKind;
  readonly cancellation: MessageKind;
}
const ways: Readonly<Record<string, Way>> = {
  '9610': {
    papers: exported,
    documents: ['MESSAGE_KIND_CEB303', 'MESSAGE_KIND_CEB403', 'MESSAGE_KIND_CEB505'],
    ...{ list: 'MESSAGE_KIND_CEB603', cancellation: 'MESSAGE_KIND_CEB605' },
  },
  '1210': {
    papers: imported,
    documents: ['MESSAGE_KIND_CEB311', 'MESSAGE_KIND_CEB411', 'MESSAGE_KIND_CEB511'],
    ...{ list: 'MESSAGE_KIND_CEB621', cancellation: 'MESSAGE_KIND_CEB623' },
  },
};

type Commands = readonly Asked<Declaration, DeclarationCommand>[];
const accepted = ({ documents }: Way): Commands => documents.map((kind, index) => reply(kind, '120', index));
function roadsOf(way: Way): readonly Commands[] {
  const { papers, documents, list, cancellation } = way;
  const draft = draftOf(papers);
  const released = [
    sent(list),
    reply(list, '120', 10),
    reply(list, '500', 11),
    reply(list, '800', 12),
    reply(list, '899', 13),
  ];
  return [
    [draft, ...documents.map(sent), ...accepted(way), ...released, notice('1', 4_987n), notice('2')],
    [draft, ...accepted(way), sent(list), reply(list, '100', 10), draft, sent(list), reply(list, '800', 20)],
    [
      draft,
      ...accepted(way),
      sent(list),
      reply(list, '120', 10),
      cancel,
      sent(cancellation),
      reply(cancellation, '399', 14),
    ],
    [draft, ...accepted(way), reply(list, '120', 10), cancel, reply(cancellation, '100', 14), cancel],
    [draft, ...accepted(way), overdue(list), reply(list, '120', 10), notice('3'), notice('1', 1n)],
  ];
}

function wildOf({ papers, documents, list, cancellation }: Way): fc.Arbitrary<Asked<Declaration, DeclarationCommand>> {
  const kinds: readonly MessageKind[] = [...documents, list, list, list, cancellation];
  const kind = fc.constantFrom(...kinds);
  const status = fc.constantFrom(
    '1',
    '2',
    '3',
    '4',
    '100',
    '120',
    '300',
    '399',
    '500',
    '700',
    '800',
    '899',
    '-1',
    '999',
  );
  return fc.oneof(
    { weight: 4, arbitrary: fc.tuple(kind, status, fc.integer({ min: 0, max: 59 })).map((said) => reply(...said)) },
    kind.map(sent),
    kind.map(overdue),
    fc.constantFrom(draftOf(papers), cancel),
    fc.constant<DeclarationCommand>({ ...draftOf(papers), taken: { kind: list, key: 'K' } } as DeclarationCommand),
    fc.tuple(fc.constantFrom('1', '2', '3'), fc.constantFrom(undefined, 4_987n)).map((said) => notice(...said)),
    fc.tuple(kind, status).map(
      ([of, code]): DeclarationCommand => ({
        ...{ type: 'RecordRejection', declarationId, kind: of, status: code, info: '' },
      }),
    ),
  );
}

const lists: ReadonlySet<MessageKind> = new Set(['MESSAGE_KIND_CEB603', 'MESSAGE_KIND_CEB621']);

function laws({ before, after, events, history }: Step<Declaration, unknown, DeclarationEvent>): void {
  const of = (type: DeclarationEvent['type']) => history.filter((event) => event.type === type).length;
  const once = ['DeclarationDrafted', 'DeclarationClosed', 'DeclarationCancelled'] as const;
  for (const type of once) holds(of(type) <= 1, `${type} once`, history);
  const anew = of('DeclarationReleased') <= 1 + of('DeclarationReturned');
  holds(anew, 'released once, and anew where that was taken back', history);
  const listSentBack = events.some(({ type, data }) => type === 'DeclarationReturned' && lists.has(data.kind));
  const kept = !before.released || after.released;
  holds(kept || listSentBack, 'what is released stays released until customs sends its list back', events);
  holds(!after.released || after.position !== 'RETURNED', 'what stands sent back is not released', after.position);
  if (before.cancelled)
    holds(
      events.every(({ type }) => !once.some((each) => each === type)),
      'what is taken back moves no more',
      events,
    );
  const last = (type: DeclarationEvent['type']) => history.map((event) => event.type).lastIndexOf(type);
  if (of('DeclarationReleased') > 0 && of('DeclarationCancelled') > 0) {
    const sentBack = history
      .slice(last('DeclarationReleased'))
      .some(({ type, data }) => type === 'DeclarationReturned' && lists.has(data.kind));
    holds(
      of('CancellationRequested') > 0 || sentBack,
      'a released list ends as customs grants or sends it back',
      history,
    );
  }
  for (const [kind, message] of Object.entries(after.messages)) {
    const known = before.messages[kind as MessageKind];
    if (message === undefined || known === undefined || known.copMsgId !== message.copMsgId) continue;
    holds(message.rank >= known.rank, 'the rank of a message never falls', kind, known, message);
    holds(!known.kept || message.kept, 'what customs has, it has', kind);
    holds(!known.sent || message.sent, 'what was sent was sent', kind);
  }
  const guids = history.flatMap((event) => (event.type === 'MessageQueued' ? [event.data.guid] : []));
  holds(new Set(guids).size === guids.length, 'no message is queued twice under one number', guids);
  for (const [taxNo, bill] of Object.entries(before.bills))
    holds((after.bills[taxNo]?.status ?? '') >= bill.status, 'a bill only goes forward', taxNo);
}

describe('whatever customs says, in whatever order, a declaration only goes forward', () => {
  it.each(Object.entries(ways))('by %s', (mode, way) => {
    anyHistory(`customs declaration ${mode}`, {
      service: 'customs',
      aggregate: declaration,
      roads: roadsOf(way),
      wild: wildOf(way),
      events: {
        ...{ DeclarationDrafted: true, DeclarationResubmitted: true, MessageQueued: true, MessageSent: true },
        ...{ ReplyRecorded: true, DocumentsAccepted: true, DeclarationStored: true, DeclarationUnderReview: true },
        ...{ DeclarationReleased: true, DeclarationClosed: true, DeclarationReturned: true, DeclarationOverdue: true },
        ...{ UnknownStatusRaised: true, CancellationRequested: true, CancellationReturned: true },
        ...{ DeclarationCancelled: true, TaxNoticeKept: true, TaxBillGenerated: true, TaxBillAggregated: true },
        ...{ TaxBillVoided: true },
      } as Record<DeclarationEvent['type'], true>,
      over: ({ cancelled }) => (cancelled ? 'taken back' : undefined),
      // Whose number is taken stays sent back, however often it is drafted.
      counts: (command) =>
        command.type === 'RecordRejection' || (command.type === 'Draft' && command.taken !== undefined),
      laws,
    });
  });
});
