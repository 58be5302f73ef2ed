import { describe, expect, test } from 'vitest';
import { cancel, decline, hear, play, retry, upTo } from '../rig/player.ts';
import { advice, cny } from '../rig/story.ts';
import { happy } from '../rig/worlds.ts';
import type { FulfilmentCommand } from './fulfilment.ts';
import type { Advice } from './state.ts';

const means = (commands: readonly FulfilmentCommand[], ...lines: string[]) =>
  expect(play(...commands).last).toEqual(lines);

describe('money of another amount', () => {
  const due = 'until 2026-03-05T01:00:00.000Z';
  const differs = [...upTo('9610', 'escrowOpened'), hear(advice.paymentMismatched)];
  const { refundSettled, fundsReturned, paymentMismatched } = advice;
  const returned = hear({ ...refundSettled, value: fundsReturned.value });
  test('holds until it went back', () => {
    means(differs, 'advice paymentMismatched', 'clear AWAITING_PAYMENT', `hold PAYMENT_DIFFERS operations ${due}`);
    expect(play(...differs).state.hold?.data).toMatchObject({ fundsId: 'funds-0', received: 'USD 60.00' });
    means(
      [...differs, returned],
      'advice fundsReturned',
      'clear PAYMENT_DIFFERS',
      `hold AWAITING_PAYMENT buyer ${due}`,
    );
  });
  test('twice: each has to go back', () => {
    const more = { ...paymentMismatched, value: { ...paymentMismatched.value, fundsId: 'funds-00' } };
    const twice = [...differs, hear(more), returned];
    expect(play(...twice).state.hold).toMatchObject({ code: 'PAYMENT_DIFFERS', data: { fundsId: 'funds-00' } });
  });
  test('does not stand in the way of the right one', () =>
    means([...differs, hear(advice.escrowFunded)], 'advice escrowFunded', 'clear PAYMENT_DIFFERS', 'ask PLAN_PARCEL'));
});

describe('customs', () => {
  const declared = upTo('9610', 'caseMatched');
  test('inspects, and then answers', () => {
    const inspecting = [...declared, hear(advice.underReview)];
    means(inspecting, 'advice underReview', 'clear AWAITING_CUSTOMS', 'hold CUSTOMS_INSPECTION customs');
    means(
      [...inspecting, hear(advice.declarationReleased)],
      'advice declarationReleased',
      'clear CUSTOMS_INSPECTION',
      'ask AUTHORISE_DISPATCH',
    );
  });
  test('is silent, and then inspects', () => {
    const silent = [...declared, hear(advice.declarationOverdue)];
    means(silent, 'advice declarationOverdue', 'clear AWAITING_CUSTOMS', 'hold CUSTOMS_SILENT operations');
    means(
      [...silent, hear(advice.underReview)],
      'advice underReview',
      'clear CUSTOMS_SILENT',
      'hold CUSTOMS_INSPECTION customs',
    );
  });
  test('sends the list back after an inspection', () =>
    means(
      [...declared, hear(advice.underReview), hear(advice.declarationReturned)],
      'advice declarationReturned',
      'clear CUSTOMS_INSPECTION',
      'hold CUSTOMS_RETURNED carrier',
    ));
});

describe('goods that customs ships back', () => {
  const shipped: Advice = {
    $case: 'declarationReturned',
    value: { ...advice.declarationReturned.value, kind: 'MESSAGE_KIND_CEB621', status: '700' },
  };
  const held = [...upTo('1210', 'caseMatched'), hear(advice.underReview), hear(shipped)];
  test('are never declared again: the hold asks the merchant to call the order off', () => {
    means(held, 'advice declarationReturned', 'clear CUSTOMS_INSPECTION', 'hold CUSTOMS_SHIPPED_BACK merchant');
    expect(play(...held, retry).refusal?.refused).toBe('ORDER_NOTHING_TO_RETRY');
  });
  test('are free again once it is called off', () =>
    means([...held, cancel], 'ending CANCELLED', 'clear CUSTOMS_SHIPPED_BACK', 'ask CANCEL_PARCEL'));
});

describe('a bonded import', () => {
  test('leaves by the gate', () =>
    means(upTo('1210', 'dispatchAuthorised'), 'advice dispatchAuthorised', 'hold AWAITING_GATE warehouse_operator'));
  test('waits for its tax bill, and is over when it is paid', () => {
    const settled = upTo('1210', 'payoutSettled');
    means(
      settled,
      'advice payoutSettled',
      'clear AWAITING_BANK',
      'hold AWAITING_TAX_BILL customs until 2026-04-17T08:00:00.000Z',
    );
    means(
      [...settled, hear(advice.taxBillAggregated)],
      'advice taxBillAggregated',
      'clear AWAITING_TAX_BILL',
      'ask PAY_TAX',
    );
    means(upTo('1210', 'taxPaymentCreated'), 'advice taxPaymentCreated', 'hold AWAITING_BANK bank');
    means(upTo('1210', 'taxPaymentSettled'), 'advice taxPaymentSettled', 'clear AWAITING_BANK', 'completed SETTLED');
  });
  test('is over where customs made the bill void: nothing was withheld for it', () =>
    means(
      [...upTo('1210', 'payoutSettled'), hear(advice.taxBillVoided)],
      'advice taxBillVoided',
      'clear AWAITING_TAX_BILL',
      'completed SETTLED',
    ));
  describe('of which tax was withheld, and whose bill customs made void', () => {
    const [released, ...rest] = [...upTo('1210', 'payoutSettled')].reverse();
    const withheld = { ...advice.escrowReleased, value: { ...advice.escrowReleased.value, tax: cny(6370) } };
    const settled = [...rest.reverse(), released]
      .flatMap((command) => (command === undefined ? [] : [command]))
      .map((command) =>
        command.type === 'TakeAdvice' && command.advice.$case === 'escrowReleased' ? hear(withheld) : command,
      );
    const voided = hear(advice.taxBillVoided);

    test('asks that it is given to the merchant, and is over then', () => {
      means([...settled, voided], 'advice taxBillVoided', 'clear AWAITING_TAX_BILL', 'ask PAY_TAX');
      expect(play(...settled, voided).asked?.request).toEqual({
        $case: 'giveTaxBack',
        value: { orderId: 'order-1', orderNo: 'SZ-1001' },
      });
      means([...settled, voided, hear(advice.taxGivenBack)], 'advice taxGivenBack', 'completed SETTLED');
    });
    test('what was sent to the treasury before comes to its end', () => {
      const paying = [...settled, hear(advice.taxBillAggregated), hear(advice.taxPaymentCreated), voided];
      means(paying, 'advice taxBillVoided');
      means(
        [...paying, hear(advice.taxPaymentSettled)],
        'advice taxPaymentSettled',
        'clear AWAITING_BANK',
        'completed SETTLED',
      );
    });
    test('what the bank rejected is not sent again, nor money looked for that is not needed', () => {
      const rejected = [hear(advice.taxPaymentCreated), hear(advice.taxPaymentRejected), voided, retry];
      expect(play(...settled, hear(advice.taxBillAggregated), ...rejected).asked?.request.$case).toBe('giveTaxBack');
      const short = [...settled, hear(advice.taxBillAggregated), decline('STEP_PAY_TAX', 'LEDGER_INSUFFICIENT_FUNDS')];
      means(short, 'refused PAY_TAX LEDGER_INSUFFICIENT_FUNDS', 'hold STEP_REFUSED operations');
      means([...short, retry], 'again PAY_TAX', 'clear STEP_REFUSED', 'ask PAY_TAX');
      means([...short, voided], 'advice taxBillVoided', 'clear STEP_REFUSED', 'ask PAY_TAX');
    });
  });
});

describe('stock for an overseas warehouse', () => {
  const expected = upTo('9810', 'goodsExpected');
  test('is over when the count is exact', () => {
    means(expected, 'advice goodsExpected', 'hold AWAITING_COUNT warehouse_operator');
    means([...expected, hear(advice.goodsCounted)], 'advice goodsCounted', 'clear AWAITING_COUNT', 'completed STOCKED');
  });
  const { goodsCounted, discrepancyResolved } = advice;
  const lines = [{ sku: 'EAR-1', expected: 2n, counted: 1n }];
  const differs = [...expected, hear({ ...goodsCounted, value: { ...goodsCounted.value, lines, differs: true } })];
  test('that differs is the merchant’s to settle', () => {
    means(differs, 'advice goodsCounted', 'clear AWAITING_COUNT', 'hold COUNT_DIFFERS merchant');
    expect(play(...differs).state.hold?.data).toMatchObject({ inboundId: 'inbound-1', counts: 'EAR-1 1/2' });
  });
  test('what is missing is claimed at its price', () => {
    const claimed = [...differs, hear(discrepancyResolved)];
    means(claimed, 'advice discrepancyResolved', 'clear COUNT_DIFFERS', 'ask CLAIM');
    expect(play(...claimed).asked?.request).toMatchObject({
      $case: 'openClaim',
      value: { debtor: 'YANWEN', amount: { minor: 2500n, currency: 'USD' }, reason: 'SHORT' },
    });
    means(
      [...claimed, hear(advice.claimOpened), hear(advice.claimSettled)],
      'advice claimSettled',
      'clear AWAITING_CLAIM',
      'completed STOCKED',
    );
  });
  test.each(['FOUND', 'ACCEPTED'])('%s claims nothing', (resolution) => {
    const resolved = { ...discrepancyResolved, value: { ...discrepancyResolved.value, resolution } };
    means([...differs, hear(resolved)], 'advice discrepancyResolved', 'clear COUNT_DIFFERS', 'completed STOCKED');
  });
  test('more than was announced is no claim either', () => {
    const surplus = [{ sku: 'EAR-1', expected: 2n, counted: 3n }];
    const resolved = { ...discrepancyResolved, value: { ...discrepancyResolved.value, lines: surplus } };
    expect(play(...differs, hear(resolved)).last.at(-1)).toBe('completed STOCKED');
  });
});

test('a packed parcel costs by the day until it leaves', () => {
  const costs = (last: Parameters<typeof upTo>[1]) => play(...upTo('9610', last)).state.hold;
  expect(costs('parcelReserved')).toMatchObject({ costFrom: '' });
  expect(costs('parcelReserved')?.costPerDay).toBeUndefined();
  for (const last of ['shipmentRegistered', 'caseMatched', 'dispatchAuthorised'] as const) {
    expect(costs(last)).toMatchObject({ costPerDay: cny(50), costFrom: '2026-03-02T01:00:00.000Z' });
  }
  expect(costs('shipmentHandedOver')?.costPerDay).toBeUndefined();
});

test.each(['9610', '1210', '9810', 'LOCAL'] as const)(
  '%s: wherever it stands still, it says so and by which step',
  (mode) => {
    for (const { $case } of happy[mode]) {
      const { state, last } = play(...upTo(mode, $case));
      const moves = last.some((line) => line.startsWith('ask ') || line.startsWith('completed '));
      expect([moves, state.hold !== undefined]).toContain(true);
      if (state.hold !== undefined) expect(state.hold.step).toMatch(/^STEP_[A-Z]/);
    }
  },
);
