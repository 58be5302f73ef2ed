import { given } from '@portolan/testkit';
import { describe, expect, test } from 'vitest';
import { order, waybill } from '../rig/story.ts';
import { type MatchCaseEvent, matchCase } from './match-case.ts';
import { missingOf } from './waiting.ts';

const opened: MatchCaseEvent = {
  type: 'CaseOpened',
  data: { caseId: 'case-1', orderId: 'order-1', orderNo: 'SO-2026-0001', platformCode: '', tradeMode: '9610' },
};
const recorded: MatchCaseEvent = {
  type: 'DocumentRecorded',
  data: {
    ...{ caseId: 'case-1', kind: 'DOCUMENT_KIND_WAYBILL', documentVersion: 1 },
    document: { $case: 'waybill', value: waybill },
  },
};
const mismatched: MatchCaseEvent = {
  type: 'CaseMismatched',
  data: {
    caseId: 'case-1',
    differences: [
      {
        ...{ rule: 'CHARGE', field: 'receipt.charge', expected: '1.00', actual: '2.00' },
        ...{ owner: 'payment_institution', document: 'DOCUMENT_KIND_RECEIPT', against: 'order.goodsValue' },
      },
    ],
  },
};
const check = (times: number) => ({ type: 'CheckCase', caseId: 'case-1', times }) as const;
const about = { caseId: 'case-1', orderId: 'order-1', orderNo: 'SO-2026-0001' };

describe('a case that stands still', () => {
  test('tells which documents it lacks', () =>
    given(matchCase, [opened, recorded])
      .when(check(1))
      .then([
        {
          type: 'CaseOverdue',
          data: { ...about, missing: ['DOCUMENT_KIND_ORDER', 'DOCUMENT_KIND_RECEIPT'], toMend: [], times: 1 },
        },
      ]));
  test('tells what is to be mended', () => {
    const rest: MatchCaseEvent[] = [
      {
        type: 'DocumentRecorded',
        data: {
          ...{ caseId: 'case-1', kind: 'DOCUMENT_KIND_ORDER', documentVersion: 1 },
          document: { $case: 'order', value: order },
        },
      },
    ];
    given(matchCase, [opened, recorded, ...rest, mismatched])
      .when(check(2))
      .then([
        {
          type: 'CaseOverdue',
          data: { ...about, missing: ['DOCUMENT_KIND_RECEIPT'], toMend: ['DOCUMENT_KIND_RECEIPT'], times: 2 },
        },
      ]);
  });
  test('tells it once each time, and no more once it moved', () => {
    const { decision } = given(matchCase, [opened, recorded]).when(check(1));
    const told = decision as MatchCaseEvent[];
    given(matchCase, [opened, recorded, ...told])
      .when(check(1))
      .thenNothing();
    const matched: MatchCaseEvent = { type: 'CaseMatched', data: { caseId: 'case-1', declarationId: 'd', checks: 65 } };
    given(matchCase, [opened, recorded, matched]).when(check(1)).thenNothing();
  });
  test('waits for what its mode asks for, and for the likeliest where that is not known', () => {
    const nothing = { order: undefined, receipt: undefined, payment: undefined, waybill: undefined };
    const day = '2026-03-02';
    expect(missingOf('9810', nothing, day)).toEqual(['DOCUMENT_KIND_ORDER', 'DOCUMENT_KIND_WAYBILL']);
    expect(missingOf('', { ...nothing, payment: {} }, day)).toEqual(['DOCUMENT_KIND_ORDER', 'DOCUMENT_KIND_WAYBILL']);
    expect(missingOf('', { ...nothing, waybill: {} }, day)).toEqual(['DOCUMENT_KIND_ORDER', 'DOCUMENT_KIND_RECEIPT']);
  });
});
