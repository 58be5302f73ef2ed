import { holdCalls, holdTexts, ordersSentences, ownerTexts, stateTexts, type Wording } from '@portolan/contracts';
import type { Hold } from '@portolan/contracts/orders/v1/types';
import { describe, expect, test } from 'vitest';
import { stages } from '../order/order.ts';
import { advice, buyer, orderId, started, terms, time, usd } from '../rig/story.ts';
import { startedOf } from '../rig/worlds.ts';
import * as holds from './holds.ts';
import { roads, undoing } from './roads.ts';
import type { StepRule } from './rule.ts';
import { type AdviceCase, initialState, type Known, type StepRequest, type Underway, without } from './state.ts';

const rules: readonly StepRule[] = [...new Set([...Object.values(roads).flat(), ...undoing])];
const known: Known = Object.fromEntries(Object.values(advice).map(({ $case, value }) => [$case, value]));
const ending = { ending: 'ENDING_CANCELLED', reason: 'changed my mind' } as const;
const underway: Underway = { ...initialState, started: startedOf('1210'), known, ending };

const differing = { ...advice.goodsCounted.value, differs: true };
const shippedBack = { declarationReturned: { ...advice.declarationReturned.value, status: '700' } };
const stray = [advice.paymentMismatched.value];

const troubles: readonly (readonly AdviceCase[])[] = [
  [
    'caseMismatched',
    'quoteRefused',
    'payoutRejected',
    'taxPaymentRejected',
    'refundRejected',
    'labelRefused',
    'handoverRefused',
  ],
  ['declarationReturned', 'cancellationReturned'],
  ['statusUnknown'],
  ['underReview'],
  ['declarationOverdue'],
];

/** Worlds with all of the trouble, with trouble of each sort, and with less and less of it. */
const worlds: readonly Underway[] = [
  underway,
  { ...underway, started, stray, known: { ...known, goodsCounted: differing } },
  { ...underway, known: { ...without(known, 'caseMismatched'), ...shippedBack } },
  {
    ...underway,
    known: { ...known, cancellationReturned: { ...advice.cancellationReturned.value, status: '-623005' } },
  },
  { ...underway, known: without(known, 'parcelReserved', 'caseMatched', 'goodsCounted', 'returnReceived') },
  ...troubles.map((_, index) => ({ ...underway, known: without(known, ...troubles.slice(0, index + 1).flat()) })),
];

/** Every reason for a hold, in a smooth world and in troubled ones. */
const reasons = [
  ...worlds.flatMap((world) =>
    rules.flatMap(({ until, first }) => [until, first].flatMap((one) => (one === undefined ? [] : [one.hold(world)]))),
  ),
  holds.stepRefused('STEP_SELL', { status: 'refused', code: 'LEDGER_INSUFFICIENT_FUNDS', data: {} }),
];

function says({ en, zh }: Pick<Wording<never>, 'en' | 'zh'>, data: unknown): string {
  const [english, chinese] = [en(data as never), zh(data as never)];
  for (const text of [english, chinese]) expect(text).not.toMatch(/undefined|\[object|NaN|\{\w+\}/);
  expect(english).toMatch(/[a-z]{2,}/);
  expect(chinese).toMatch(/[\u4e00-\u9fff]{2,}/);
  return english;
}

describe('holds', () => {
  test('every code that can arise has its texts, and no others are there', () => {
    const arising = new Set(reasons.map(({ code }) => code));
    expect([...arising].toSorted()).toEqual(Object.keys(holdTexts).toSorted());
  });
  test.each(reasons.map((reason) => [reason.code, reason] as const))('%s', (code, reason) => {
    const base = { orderId, orderNo: terms.orderNo };
    const at = { since: '2026-03-02T01:00:00.000Z', step: 'STEP_SELL', costFrom: '' } as const;
    const hold: Hold = { ...reason, ...at, data: { ...base, ...reason.data } };
    const wording = holdTexts[code];
    if (wording === undefined) throw new Error(`${code} has no text`);
    says(wording, hold);
    expect(ownerTexts[reason.owner]).toBeDefined();
    expect(says(ordersSentences.HoldPlaced, { orderId, hold })).toContain('On hold:');
    const over = says(ordersSentences.HoldCleared, { orderId, code });
    expect(over).toMatch(/^No longer on hold for [a-z' ]+\.$/);
    const path = holdCalls[code]?.path ?? '{no call}';
    for (const [, name = ''] of path.matchAll(/\{(\w+)\}/g)) expect(hold.data[name]).toMatch(/./);
  });
});

test('every stage has its name', () => expect(Object.keys(stateTexts)).toEqual([...stages]));

describe('events', () => {
  test.each(Object.values(advice).map((told) => [told.$case, told] as const))('advice: %s', (_, told) => {
    says(ordersSentences.AdviceReceived, { orderId, advice: told, receivedAt: '' });
  });
  test.each(rules.map((rule) => [rule.step, rule.request(underway)] as const))(
    'step: %s',
    (step, request: StepRequest) => {
      says(ordersSentences.StepRequested, { orderId, step, request });
      says(ordersSentences.StepRefused, { orderId, step, code: 'X', data: {} });
    },
  );
  test('the order itself', () => {
    says(ordersSentences.OrderNumberClaimed, { orderNo: 'SZ-1001' });
    expect(says(ordersSentences.OrderPlaced, { orderId, terms, buyer })).toContain('USD 65.00');
    says(ordersSentences.OrderAbandoned, { orderId });
    says(ordersSentences.OrderPaid, { orderId, amount: usd(6500) });
    says(ordersSentences.OrderCleared, { orderId, declarationId: 'd', invtNo: 'I-9' });
    says(ordersSentences.OrderShipped, { orderId, shipmentId: 's' });
    says(ordersSentences.OrderDelivered, { orderId, deliveredAt: time('2026-03-12T17:00:00.000Z') });
    says(ordersSentences.OrderSettled, { orderId, paidOut: usd(1) });
    says(ordersSentences.FulfilmentStarted, started);
    says(ordersSentences.OrderStocked, { orderId });
    says(ordersSentences.OrderCancelled, { orderId, ending: 'ENDING_CANCELLED' });
    says(ordersSentences.OrderRefunded, { orderId, ending: 'ENDING_LOST', amount: usd(1) });
    says(ordersSentences.OrderAnnounced, { orderId, orderNo: 'SZ-1001', owner: 'hailun', platformCode: '3302960005' });
    for (const state of ['SETTLED', 'STOCKED', 'CANCELLED', 'REFUNDED']) {
      says(ordersSentences.FulfilmentCompleted, { orderId, state, ending: 'ENDING_UNSPECIFIED' });
    }
  });
  test('what people want', () => {
    says(ordersSentences.StepRetried, { orderId, step: 'STEP_DECLARE' });
    says(ordersSentences.EndingDecided, { orderId, ending: 'ENDING_CANCELLED', reason: 'changed my mind' });
    says(ordersSentences.EndingDecided, { orderId, ending: 'ENDING_LOST', reason: '' });
    for (const { value } of [advice.orderRecorded, advice.receiptRecorded, advice.waybillRecorded]) {
      says(ordersSentences.DocumentSubmitted, { orderId, document: value.document, by: 'platform' });
    }
    const wanted = { reason: 'DEFECTIVE', lines: [{ sku: 'EAR-1', quantity: 1n }], refund: usd(100) };
    for (const keepsGoods of [true, false]) {
      says(ordersSentences.ReturnRequested, { orderId, terms: { ...wanted, keepsGoods } });
    }
  });
});
