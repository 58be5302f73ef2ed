import { holdTexts, ordersSentences, ownerTexts, stateTexts, type Wording } from '@portolan/contracts';
import type { Hold } from '@portolan/contracts/orders/v1/types';
import { describe, expect, test } from 'vitest';
import { stages } from '../order/order.ts';
import { advice, buyer, orderId, started, terms, time, usd } from '../rig/story.ts';
import * as holds from './holds.ts';
import type { StepRequest, Underway } from './state.ts';
import { steps } from './steps.ts';

const known = Object.fromEntries(Object.values(advice).map(({ $case, value }) => [$case, value]));
const underway: Underway = { started, known, steps: {} };
const { parcelReserved: _reserved, caseMatched: _matched, ...troubled } = underway.known;
const {
  declarationReturned: _returned,
  quoteRefused: _refused,
  payoutRejected: _rejected,
  ...unclear
} = underway.known;
const { labelRefused: _label, handoverRefused: _parcel, statusUnknown: _status, ...smooth } = unclear;

/** Every reason for a hold, in a smooth world and in troubled ones. */
const reasons = [
  ...[underway.known, troubled, unclear, smooth].flatMap((world) =>
    steps.flatMap(({ until }) => (until === undefined ? [] : [until.hold({ ...underway, known: world })])),
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
    const hold: Hold = { ...reason, data: { ...reason.data }, since: '2026-03-02T01:00:00.000Z' };
    const wording = holdTexts[code];
    if (wording === undefined) throw new Error(`${code} has no text`);
    says(wording, hold);
    expect(ownerTexts[reason.owner]).toBeDefined();
    expect(says(ordersSentences.HoldPlaced, { orderId, hold })).toContain('On hold:');
    const over = says(ordersSentences.HoldCleared, { orderId, code });
    expect(over).toMatch(/^No longer on hold for [a-z' ]+\.$/);
  });
});

test('every stage has its name', () => expect(Object.keys(stateTexts)).toEqual([...stages]));

describe('events', () => {
  test.each(Object.values(advice).map((told) => [told.$case, told] as const))('advice: %s', (_, told) => {
    says(ordersSentences.AdviceReceived, { orderId, advice: told });
  });
  test.each(steps.map((rule) => [rule.step, rule.request(underway)] as const))(
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
    says(ordersSentences.FulfilmentCompleted, { orderId });
  });
});
