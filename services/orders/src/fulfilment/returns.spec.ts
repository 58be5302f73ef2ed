import { given } from '@portolan/testkit';
import { describe, expect, test } from 'vitest';
import { cancel, decline, hear, play, upTo } from '../rig/player.ts';
import { advice, cny, orderId, usd } from '../rig/story.ts';
import type { Mode } from '../rig/worlds.ts';
import { type FulfilmentCommand, fulfilment } from './fulfilment.ts';
import type { Returning } from './state.ts';

const all: Returning = {
  reason: 'DEFECTIVE',
  keepsGoods: false,
  lines: [{ sku: 'EAR-1', quantity: 2n }],
  refund: usd(6500),
};
const kept: Returning = { ...all, keepsGoods: true, refund: usd(2500) };
const asks = (terms: Returning): FulfilmentCommand => ({ type: 'Return', orderId, terms });

const means = (commands: readonly FulfilmentCommand[], ...lines: string[]) =>
  expect(play(...commands).last).toEqual(lines);

describe('goods that come back', () => {
  const inspected = upTo('LOCAL', 'inspectionStarted');
  const road: readonly (readonly [FulfilmentCommand, ...string[]])[] = [
    [asks(all), 'ReturnRequested', 'clear AWAITING_INSPECTION_END', 'ask OPEN_DISPUTE'],
    [hear(advice.escrowDisputed), 'advice escrowDisputed', 'ask EXPECT_RETURN'],
    [hear(advice.returnExpected), 'advice returnExpected', 'hold AWAITING_RETURN buyer'],
    [
      hear(advice.returnReceived),
      'advice returnReceived',
      'clear AWAITING_RETURN',
      'hold AWAITING_GRADING warehouse_operator',
    ],
    [hear(advice.returnGraded), 'advice returnGraded', 'clear AWAITING_GRADING', 'ask REFUND'],
    [hear(advice.escrowRefunded), 'advice escrowRefunded', 'hold AWAITING_REFUND bank'],
    [
      hear(advice.refundSettled),
      'advice refundSettled',
      'ending RETURNED',
      'clear AWAITING_REFUND',
      'completed REFUNDED',
    ],
  ];
  test.each(road.map(([command, ...lines], index) => [index + 1, command, lines] as const))(
    'move %i',
    (count, _command, lines) => means([...inspected, ...road.slice(0, count).map(([command]) => command)], ...lines),
  );
  test('the requests say what was agreed', () => {
    const { history } = play(...inspected, ...road.map(([command]) => command));
    const requests = history.flatMap((event) => (event.type === 'StepRequested' ? [event.data.request] : []));
    expect(requests.slice(-3)).toMatchObject([
      { $case: 'openDispute', value: { amount: usd(6500), reason: 'DEFECTIVE' } },
      { $case: 'expectReturn', value: { warehouseId: 'PDX-1', lines: [{ sku: 'EAR-1', lot: '', quantity: 2n }] } },
      { $case: 'refundEscrow', value: { amount: usd(6500), reason: 'DEFECTIVE' } },
    ]);
  });
});

describe('goods that the buyer keeps', () => {
  const { escrowRefunded, refundSettled, escrowReleased } = advice;
  const part = { ...escrowRefunded, value: { ...escrowRefunded.value, amount: usd(2500), left: usd(4000) } };
  const refunded = [
    ...upTo('9610', 'inspectionStarted'),
    asks(kept),
    hear(advice.escrowDisputed),
    hear(part),
    hear(refundSettled),
  ];
  test('are refunded in part, and the rest goes its way', () => {
    means(refunded.slice(0, -2), 'advice escrowDisputed', 'ask REFUND');
    means(
      refunded,
      'advice refundSettled',
      'clear AWAITING_REFUND',
      'hold AWAITING_INSPECTION_END buyer until 2026-03-19T17:00:00.000Z',
    );
    means(
      [...refunded, hear(escrowReleased)],
      'advice escrowReleased',
      'clear AWAITING_INSPECTION_END',
      'ask LOCK_RATE',
    );
  });
  test('where nothing is left for the merchant, nothing is sold nor paid out', () => {
    const nothing = { ...escrowReleased, value: { ...escrowReleased.value, net: usd(0) } };
    means([...refunded, hear(nothing)], 'advice escrowReleased', 'clear AWAITING_INSPECTION_END', 'completed REFUNDED');
  });
});

test('a return that came when the money had just been released is too late: the order goes on', () => {
  const late = [...upTo('LOCAL', 'inspectionStarted'), asks(all)];
  means([...late, hear(advice.escrowReleased)], 'advice escrowReleased', 'ask LOCK_RATE');
  const refused = [...late, decline('STEP_OPEN_DISPUTE', 'ESCROW_RELEASED')];
  means(refused, 'refused OPEN_DISPUTE ESCROW_RELEASED', 'hold STEP_REFUSED operations');
  means([...refused, hear(advice.escrowReleased)], 'advice escrowReleased', 'clear STEP_REFUSED', 'ask LOCK_RATE');
});

describe('is not granted', () => {
  const at = (mode: Mode, last: Parameters<typeof upTo>[1], terms: Returning) =>
    given(fulfilment, play(...upTo(mode, last)).history).when(asks(terms));
  const inspected = (change: Partial<Returning>, mode: Mode = 'LOCAL') =>
    at(mode, 'inspectionStarted', { ...all, ...change });

  test('before delivery, or after the release', () => {
    at('LOCAL', 'shipmentHandedOver', all).thenRefused('ORDER_NOT_IN_INSPECTION');
    at('LOCAL', 'escrowReleased', all).thenRefused('ORDER_NOT_IN_INSPECTION');
    at('9810', 'goodsExpected', all).thenRefused('ORDER_NOT_IN_INSPECTION');
  });
  test('twice', () => {
    const { history } = play(...upTo('LOCAL', 'inspectionStarted'), asks(all));
    given(fulfilment, history).when(asks(all)).thenRefused('ORDER_RETURNED_ALREADY', { orderId });
    given(fulfilment, history).when(cancel).thenRefused('ORDER_ON_ITS_WAY', { orderId });
  });
  test('for a reason that nobody knows', () =>
    inspected({ reason: 'WHIM' }).thenRefused('RETURN_REASON_UNKNOWN', {
      field: 'reason',
      actual: 'WHIM',
      offered: 'UNWANTED, DEFECTIVE, NOT_AS_DESCRIBED, WRONG_ITEM',
    }));
  test.each(['9610', '1210'] as const)('with goods that crossed the border: %s', (mode) =>
    inspected({}, mode).thenRefused('RETURN_GOODS_NOT_TAKEN', { field: 'keepsGoods', mode }),
  );
  test('without lines', () => inspected({ lines: [] }).thenRefused('RETURN_LINES_MISSING', { field: 'lines' }));
  test.each([
    ['EAR-1', 3n, '3', '2'],
    ['EAR-1', 0n, '0', '2'],
    ['NOPE', 1n, '1', '0'],
  ])('of %s × %s', (sku, quantity, actual, most) =>
    inspected({ lines: [{ sku, quantity }] }).thenRefused('RETURN_LINE_WRONG', {
      field: 'lines[0].quantity',
      sku,
      actual,
      most,
    }),
  );
  test('of more than was sold, in two lines', () => {
    const lines = [
      { sku: 'EAR-1', quantity: 1n },
      { sku: 'EAR-1', quantity: 2n },
    ];
    inspected({ lines }).thenRefused('RETURN_LINE_WRONG');
  });
  test.each([usd(0), usd(6501), cny(6500), { minor: 1n, currency: 'XYZ' }])('for %o', (refund) =>
    inspected({ refund }).thenRefused('RETURN_REFUND_WRONG'),
  );
  test('for the tax of a bonded import', () => {
    const lines = [{ sku: 'NZ-MILK-900', quantity: 1n }];
    inspected({ keepsGoods: true, lines, refund: cny(69_001) }, '1210').thenRefused('RETURN_REFUND_WRONG', {
      field: 'refund',
      actual: 'CNY 690.01',
      most: 'CNY 690.00',
    });
  });
});
