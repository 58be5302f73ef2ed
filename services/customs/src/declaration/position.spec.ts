import { given } from '@portolan/testkit';
import { describe, expect, test } from 'vitest';
import { papers as importPapers } from '../rig/bonded.ts';
import { papers } from '../rig/story.ts';
import { type DeclarationCommand, type DeclarationEvent, declaration, isReturned } from './declaration.ts';
import type { Papers } from './state.ts';

const declarationId = 'declaration-1';
const orderId = 'order-1';
const invtNo = '53492026E000000001';
const time = (minute: number) => ({
  instant: `2026-03-02T01:${String(minute).padStart(2, '0')}:00.000Z`,
  original: `2026030209${String(minute).padStart(2, '0')}00000`,
  offset: '+08:00',
  zoneSource: 'ZONE_SOURCE_INFERRED' as const,
});

const drafted = (of: Papers): DeclarationEvent => ({
  type: 'DeclarationDrafted',
  data: { declarationId, orderId, ...of },
});
const released: DeclarationEvent = {
  type: 'DeclarationReleased',
  data: { declarationId, orderId, invtNo, releasedAt: time(5) },
};
const closed: DeclarationEvent = { type: 'DeclarationClosed', data: { declarationId, invtNo } };
const summarised: DeclarationEvent = {
  type: 'DeclarationSummarised',
  data: { declarationId, orderId, summaryId: 'summary-1', month: '2026-03', statisticsFlag: 'B' },
};
const entered: DeclarationEvent = {
  type: 'DeclarationEntered',
  data: { declarationId, orderId, summaryId: 'summary-1', entryId: '530120260000000001' },
};
const summarise: DeclarationCommand = {
  ...{ type: 'RecordSummary', declarationId, summaryId: 'summary-1', month: '2026-03', statisticsFlag: 'B' },
};
const enter: DeclarationCommand = {
  ...{ type: 'RecordEntry', declarationId, summaryId: 'summary-1', entryId: '530120260000000001' },
};
const sentBack = (status: string): DeclarationEvent => ({
  type: 'DeclarationReturned',
  data: { declarationId, kind: 'MESSAGE_KIND_CEB621', status, info: '' },
});
const queuedList: DeclarationEvent = {
  type: 'MessageQueued',
  data: {
    declarationId,
    kind: 'MESSAGE_KIND_CEB621',
    guid: 'G',
    copMsgId: 'M',
    appTime: '20260302090000',
    appType: '1',
  },
};
const state = (...events: readonly DeclarationEvent[]) => events.reduce(declaration.evolve, declaration.initial);

describe('where a declaration stands', () => {
  const shut = [drafted(papers), released, closed];

  test('what is closed is summed up once, and declared once', () => {
    given(declaration, shut).when(summarise).then([summarised]);
    given(declaration, [...shut, summarised])
      .when(summarise)
      .thenNothing();
    given(declaration, [...shut, summarised])
      .when(enter)
      .then([entered]);
    given(declaration, [...shut, summarised, entered])
      .when(enter)
      .thenNothing();
  });

  test('what is not closed is not summed up', () => given(declaration, shut.slice(0, 2)).when(summarise).thenNothing());

  test('what is summed up can not be taken back', () =>
    given(declaration, [...shut, summarised])
      .when({ type: 'Cancel', declarationId, orderId, reason: 'the buyer changed her mind' })
      .thenRefused('DECLARATION_SUMMED_UP', { invtNo: '53492026E000000001' }));

  test('a "returned" after the close is kept and moves nothing', () => {
    const reply = {
      ...{
        answers: 'MESSAGE_KIND_CEB603' as const,
        guid: 'G',
        ownerCode: 'A',
        key: 'K',
        preNo: '',
        invtNo,
        status: '100',
      },
      ...{ info: '', returnTime: time(50) },
    } as const;
    const queued: DeclarationEvent = {
      type: 'MessageQueued',
      data: { declarationId, kind: 'MESSAGE_KIND_CEB603', guid: 'G', copMsgId: 'M', appTime: '', appType: '1' },
    };
    given(declaration, [drafted(papers), queued, released, closed])
      .when({ type: 'RecordReply', declarationId, reply })
      .then([{ type: 'ReplyRecorded', data: { declarationId, reply, moves: false } }]);
  });

  test('inspected and detained goods are told apart, and both can be released', () => {
    const review = (status: string): DeclarationEvent => ({
      type: 'DeclarationUnderReview',
      data: { declarationId, status },
    });
    expect(state(drafted(importPapers), review('500')).position).toBe('INSPECTION');
    expect(state(drafted(importPapers), review('500'), review('502')).position).toBe('DETAINED');
    expect(state(drafted(importPapers), review('502'), released).position).toBe('RELEASED');
  });

  test('what customs ships back does not go again; what it sends back does', () => {
    expect(isReturned(state(drafted(importPapers), queuedList, sentBack('100')))).toBe(true);
    const shipped = state(drafted(importPapers), queuedList, sentBack('700'));
    expect(shipped.position).toBe('SHIPPED_BACK');
    expect(isReturned(shipped)).toBe(false);
  });
});
