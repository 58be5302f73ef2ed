import { describe, expect, test } from 'vitest';
import { begin, cancel, decline, hear, play, retry, upTo } from '../rig/player.ts';
import { advice } from '../rig/story.ts';
import { type Mode, startedOf } from '../rig/worlds.ts';
import type { FulfilmentCommand } from './fulfilment.ts';
import type { Advice } from './state.ts';

const means = (commands: readonly FulfilmentCommand[], ...lines: string[]) =>
  expect(play(...commands).last).toEqual(lines);

/** What the other services tell when they undo what was done. */
const undone: Readonly<Record<string, readonly Advice[]>> = {
  STEP_CANCEL_DECLARATION: [advice.declarationCancelled],
  STEP_CANCEL_SHIPMENT: [advice.shipmentCancelled],
  STEP_CANCEL_PARCEL: [advice.parcelCancelled],
  STEP_EXPECT_RETURN: [advice.returnExpected, advice.returnReceived, advice.returnGraded],
  STEP_REFUND: [advice.escrowRefunded, advice.refundCreated, advice.refundSettled],
  STEP_CLAIM: [advice.claimOpened, advice.claimSettled],
};

/** Answers every undoing step until nothing is asked any more. */
function undo(start: readonly FulfilmentCommand[], answers = undone) {
  const commands = [...start];
  const steps: string[] = [];
  for (;;) {
    const { asked, state, last } = play(...commands);
    const isAsked = last.some((line) => line.startsWith('ask '));
    if (state.completed || !isAsked || asked === undefined) return { steps, state, last, commands };
    steps.push(asked.step.slice(5));
    commands.push(...(answers[asked.step] ?? []).map(hear));
  }
}

describe('an order that is called off', () => {
  test.each<readonly [Mode, Advice['$case'], readonly string[]]>([
    ['9610', 'parcelReserved', ['CANCEL_PARCEL', 'REFUND']],
    ['9610', 'shipmentRegistered', ['CANCEL_SHIPMENT', 'CANCEL_PARCEL', 'REFUND']],
    ['9610', 'caseMatched', ['CANCEL_DECLARATION', 'CANCEL_SHIPMENT', 'CANCEL_PARCEL', 'REFUND']],
    ['9610', 'dispatchAuthorised', ['CANCEL_DECLARATION', 'CANCEL_SHIPMENT', 'CANCEL_PARCEL', 'REFUND']],
    ['1210', 'dispatchAuthorised', ['CANCEL_PARCEL', 'CANCEL_DECLARATION', 'CANCEL_SHIPMENT', 'REFUND']],
    ['9810', 'caseMatched', ['CANCEL_DECLARATION', 'CANCEL_SHIPMENT', 'CANCEL_PARCEL']],
    ['LOCAL', 'dispatchAuthorised', ['CANCEL_SHIPMENT', 'CANCEL_PARCEL', 'REFUND']],
  ])('%s after %s is undone step by step', (mode, last, steps) => {
    const { steps: taken, state, last: end } = undo([...upTo(mode, last), cancel]);
    expect(taken).toEqual(steps);
    expect(state).toMatchObject({ completed: true, hold: undefined });
    expect(end.at(-1)).toBe('completed CANCELLED');
  });

  test('while the warehouse is asked for the parcel: what comes of it is waited for', () => {
    const waiting = [...upTo('9610', 'escrowFunded'), cancel];
    means(waiting, 'ending CANCELLED');
    means([...waiting, hear(advice.parcelShort)], 'advice parcelShort', 'ask CANCEL_PARCEL');
    means([...waiting, decline('STEP_PLAN_PARCEL')], 'refused PLAN_PARCEL X', 'ask REFUND');
  });
  test('before its escrow is paid: the escrow is closed', () => {
    const open = [...upTo('9610', 'escrowOpened'), cancel];
    means(open, 'ending CANCELLED', 'clear AWAITING_PAYMENT', 'ask REFUND');
    means([...open, hear(advice.escrowCancelled)], 'advice escrowCancelled', 'completed CANCELLED');
    expect(play(...open).asked?.request).toEqual({
      $case: 'refundEscrow',
      value: { orderId: 'order-1', orderNo: 'SZ-1001', reason: 'CANCELLED' },
    });
  });
  test('while the payment comes in: it goes back', () => {
    const paid = [...upTo('9610', 'escrowOpened'), cancel, hear(advice.escrowFunded), hear(advice.escrowRefunded)];
    means(paid, 'advice escrowRefunded', 'hold AWAITING_REFUND bank');
    means(
      [...paid, hear(advice.refundSettled)],
      'advice refundSettled',
      'clear AWAITING_REFUND',
      'completed CANCELLED',
    );
  });
  test('while the payment is on its way in: the refund is asked for again when it is there', () => {
    const waiting = [...upTo('9610', 'escrowOpened'), cancel, decline('STEP_REFUND', 'ESCROW_FUNDS_WAITING')];
    means(waiting, 'refused REFUND ESCROW_FUNDS_WAITING', 'hold STEP_REFUSED operations');
    means([...waiting, hear(advice.escrowFunded)], 'advice escrowFunded', 'clear STEP_REFUSED', 'ask REFUND');
    const overtaken = [...upTo('9610', 'escrowOpened'), cancel, hear(advice.escrowFunded)];
    means(
      [...overtaken, decline('STEP_REFUND', 'ESCROW_FUNDS_WAITING')],
      'refused REFUND ESCROW_FUNDS_WAITING',
      'ask REFUND',
    );
  });
  test('when nothing was taken on: there is nothing to undo', () => {
    const refused = [begin('9610'), decline('STEP_OPEN_ESCROW')];
    means([...refused, cancel], 'ending CANCELLED', 'clear STEP_REFUSED', 'completed CANCELLED');
  });
  test('customs has to agree: it holds from the moment it is asked', () => {
    const released = [...upTo('9610', 'dispatchAuthorised'), cancel];
    means(
      released,
      'ending CANCELLED',
      'clear AWAITING_DISPATCH',
      'ask CANCEL_DECLARATION',
      'hold AWAITING_CANCELLATION customs',
    );
    const refused = [...released, hear(advice.cancellationReturned)];
    means(
      refused,
      'advice cancellationReturned',
      'clear AWAITING_CANCELLATION',
      'hold CANCELLATION_REFUSED operations',
    );
    means(
      [...refused, retry],
      'again CANCEL_DECLARATION',
      'clear CANCELLATION_REFUSED',
      'ask CANCEL_DECLARATION',
      'hold AWAITING_CANCELLATION customs',
    );
    means(
      [...refused, retry, hear(advice.declarationCancelled)],
      'advice declarationCancelled',
      'clear AWAITING_CANCELLATION',
      'ask CANCEL_SHIPMENT',
    );
  });
  test('a list that was summed up stands: it was called off too late, and goes on', () => {
    const released = [...upTo('9610', 'dispatchAuthorised'), cancel];
    const tooLate = [...released, decline('STEP_CANCEL_DECLARATION', 'DECLARATION_SUMMED_UP')];
    means(
      tooLate,
      'refused CANCEL_DECLARATION DECLARATION_SUMMED_UP',
      'goes on SUMMED_UP',
      'clear AWAITING_CANCELLATION',
      'hold AWAITING_DISPATCH warehouse_operator',
    );
    expect(play(...tooLate).state.ending).toBeUndefined();
    means(
      [...tooLate, cancel],
      'ending CANCELLED',
      'clear AWAITING_DISPATCH',
      'ask CANCEL_DECLARATION',
      'hold AWAITING_CANCELLATION customs',
    );
    means(
      [...tooLate, hear(advice.parcelDispatched)],
      'advice parcelDispatched',
      'clear AWAITING_DISPATCH',
      'ask HAND_OVER',
    );
  });
  test('a cancellation that customs refuses may be withdrawn: the order goes on, and may be called off again', () => {
    const withdraw = { type: 'WithdrawCancellation', orderId: 'order-1', reason: 'the list is closed' } as const;
    const released = [...upTo('9610', 'dispatchAuthorised'), cancel];
    expect(play(...released, withdraw).refusal).toEqual({
      refused: 'ORDER_CANCELLATION_STANDS',
      data: { orderId: 'order-1', hold: 'AWAITING_CANCELLATION' },
    });
    const refused = [...released, hear(advice.cancellationReturned), withdraw];
    means(refused, 'goes on WANTED', 'clear CANCELLATION_REFUSED', 'hold AWAITING_DISPATCH warehouse_operator');
    expect(play(...refused, withdraw).refusal?.refused).toBe('ORDER_CANCELLATION_STANDS');
    means(
      [...refused, cancel],
      'ending CANCELLED',
      'clear AWAITING_DISPATCH',
      'ask CANCEL_DECLARATION',
      'hold AWAITING_CANCELLATION customs',
    );
  });
  test('documents that disagree were never declared', () => {
    const disagree = [...upTo('9610', 'waybillRecorded'), hear(advice.caseMismatched), cancel];
    means(disagree, 'ending CANCELLED', 'clear DOCUMENTS_DISAGREE', 'ask CANCEL_SHIPMENT');
  });
  test('an undoing step that is refused waits for a person, and is repeated', () => {
    const calledOff = [...upTo('LOCAL', 'dispatchAuthorised'), cancel, hear(advice.shipmentCancelled)];
    const refused = [...calledOff, decline('STEP_CANCEL_PARCEL', 'PARCEL_LISTED')];
    means(refused, 'refused CANCEL_PARCEL PARCEL_LISTED', 'hold STEP_REFUSED operations');
    means([...refused, retry], 'again CANCEL_PARCEL', 'clear STEP_REFUSED', 'ask CANCEL_PARCEL');
  });
  test('a parcel that left meanwhile is expected back', () => {
    const calledOff = [...upTo('LOCAL', 'dispatchAuthorised'), cancel, hear(advice.shipmentCancelled)];
    const left = [...calledOff, decline('STEP_CANCEL_PARCEL'), hear(advice.parcelDispatched)];
    means(left, 'advice parcelDispatched', 'clear STEP_REFUSED', 'ask EXPECT_RETURN');
    means([...left, hear(advice.returnExpected)], 'advice returnExpected', 'hold AWAITING_RETURN warehouse_operator');
    expect(undo(left)).toMatchObject({ steps: ['EXPECT_RETURN', 'REFUND'], state: { completed: true } });
  });

  test('not once the carrier takes it, nor twice', () => {
    expect(play(...upTo('9610', 'parcelDispatched'), cancel).refusal?.refused).toBe('ORDER_ON_ITS_WAY');
    expect(play(...upTo('9610', 'payoutSettled'), cancel).refusal?.refused).toBe('ORDER_ON_ITS_WAY');
    const twice = play(...upTo('9610', 'caseMatched'), cancel, cancel);
    expect(twice.refusal).toEqual({
      refused: 'ORDER_ENDS_ALREADY',
      data: { orderId: 'order-1', ending: 'ENDING_CANCELLED' },
    });
    expect(play(cancel).refusal?.refused).toBe('ORDER_NOT_UNDER_WAY');
  });
});

describe('a bonded import that is called off', () => {
  const released = [...upTo('1210', 'dispatchAuthorised'), cancel];
  const listed = [...released, decline('STEP_CANCEL_PARCEL', 'PARCEL_ON_LIST')];

  test('is put on the shelf first: until then customs still knows it as released', () => {
    means(released, 'ending CANCELLED', 'clear AWAITING_GATE', 'ask CANCEL_PARCEL');
    const back = [...released, hear(advice.parcelCancelled)];
    means(back, 'advice parcelCancelled', 'ask CANCEL_DECLARATION', 'hold AWAITING_CANCELLATION customs');
  });
  test('on a list it waits: for the list to be sent back, or for the gate', () => {
    means(listed, 'refused CANCEL_PARCEL PARCEL_ON_LIST', 'hold STEP_REFUSED operations');
    means([...listed, retry], 'again CANCEL_PARCEL', 'clear STEP_REFUSED', 'ask CANCEL_PARCEL');
  });
  test('through the gate it was called off too late, and goes on to its buyer', () => {
    const left = [...listed, hear(advice.parcelDispatched)];
    means(left, 'advice parcelDispatched', 'goes on GATE_PASSED', 'clear STEP_REFUSED', 'ask HAND_OVER');
    expect(play(...left, cancel).refusal?.refused).toBe('ORDER_ON_ITS_WAY');
  });
});

describe('a bonded import that is called off when customs has closed its list', () => {
  const closed: Advice = {
    $case: 'cancellationReturned',
    value: { ...advice.cancellationReturned.value, status: '-623005', info: '清单当前状态不允许撤销' },
  };
  const onTheShelf = [...upTo('1210', 'dispatchAuthorised'), cancel, hear(advice.parcelCancelled)];
  const stands = [...onTheShelf, hear(closed)];

  test('waits for its goods to be given back as goods that return', () => {
    means(stands, 'advice cancellationReturned', 'clear AWAITING_CANCELLATION', 'hold LIST_STANDS merchant');
    expect(play(...stands).state.hold?.data).toMatchObject({ declarationId: 'declaration-1', status: '-623005' });
    expect(
      play(...stands, { type: 'WithdrawCancellation', orderId: 'order-1', reason: 'closed' }).refusal?.refused,
    ).toBe('ORDER_CANCELLATION_STANDS');
  });
  test('once customs has all of them back, nothing is declared and no tax is due', () => {
    const part = { ...advice.listReturned, value: { ...advice.listReturned.value, all: false } };
    means([...stands, hear(part)]);
    means([...stands, hear(advice.listReturned)], 'advice listReturned', 'clear LIST_STANDS', 'ask CANCEL_SHIPMENT');
    const { steps, last } = undo([...stands, hear(advice.taxBillGenerated), hear(advice.listReturned)]);
    expect([steps, last.at(-1)]).toEqual([['CANCEL_SHIPMENT', 'REFUND'], 'completed CANCELLED']);
  });
  test('where customs settled it otherwise it is asked back again', () => {
    means(
      [...stands, retry],
      'again CANCEL_DECLARATION',
      'clear LIST_STANDS',
      'ask CANCEL_DECLARATION',
      'hold AWAITING_CANCELLATION customs',
    );
    means(
      [...stands, hear(advice.declarationReturned)],
      'advice declarationReturned',
      'clear LIST_STANDS',
      'hold CANCELLATION_REFUSED operations',
    );
  });
  test('what an officer does not grant is asked for again', () =>
    means(
      [...onTheShelf, hear(advice.cancellationReturned)],
      'advice cancellationReturned',
      'clear AWAITING_CANCELLATION',
      'hold CANCELLATION_REFUSED operations',
    ));
});

test('a bonded import that is lost: the carrier owes the tax as well, and the bill is paid all the same', () => {
  const gone = [...upTo('1210', 'shipmentHandedOver'), hear(advice.shipmentLost)];
  const claiming = [...gone, ...(undone.STEP_REFUND ?? []).map(hear)];
  expect(play(...claiming).asked?.request).toMatchObject({ $case: 'openClaim', value: { amount: { minor: 76_370n } } });
  const claimed = [...claiming, hear(advice.claimOpened), hear(advice.claimSettled)];
  expect(play(...claimed).last.at(-1)).toMatch(/^hold AWAITING_TAX_BILL/);
  const paid = [...claimed, hear(advice.taxBillAggregated), hear(advice.taxPaymentCreated)];
  means(
    [...paid, hear(advice.taxPaymentSettled)],
    'advice taxPaymentSettled',
    'clear AWAITING_BANK',
    'completed REFUNDED',
  );
  // The buyer has back what was withheld: nothing lies there.
  means(
    [...claimed, hear(advice.taxBillVoided)],
    'advice taxBillVoided',
    'clear AWAITING_TAX_BILL',
    'completed REFUNDED',
  );
});

test('the buyer does not pay in time: the escrow is closed', () => {
  const overdue = [...upTo('9610', 'escrowOpened'), hear(advice.paymentOverdue)];
  means(overdue, 'advice paymentOverdue', 'ending PAYMENT_OVERDUE', 'clear AWAITING_PAYMENT', 'ask REFUND');
  means([...overdue, hear(advice.escrowCancelled)], 'advice escrowCancelled', 'completed CANCELLED');
  means([...upTo('9610', 'escrowFunded'), hear(advice.paymentOverdue)], 'advice paymentOverdue');
});

describe.each([
  ['lost', advice.shipmentLost, 'LOST'],
  ['damaged', advice.shipmentDamaged, 'DAMAGED'],
] as const)('a parcel that is %s', (_, told, ending) => {
  test('the buyer is refunded, and the carrier pays', () => {
    const gone = [...upTo('9610', 'shipmentHandedOver'), hear(told)];
    means(gone, `advice ${told.$case}`, `ending ${ending}`, 'clear AWAITING_DELIVERY', 'ask REFUND');
    const refunded = [...gone, ...(undone.STEP_REFUND ?? []).map(hear)];
    means(refunded, 'advice refundSettled', 'clear AWAITING_REFUND', 'ask CLAIM');
    expect(play(...refunded).asked?.request).toMatchObject({
      $case: 'openClaim',
      value: { debtor: 'YANWEN', amount: startedOf('9610').terms.goodsValue, reason: ending },
    });
    means([...refunded, hear(advice.claimOpened)], 'advice claimOpened', 'hold AWAITING_CLAIM carrier');
    const { state, history } = play(...refunded, hear(advice.claimOpened), hear(advice.claimSettled));
    expect(state.completed).toBe(true);
    expect(history.at(-1)?.data).toMatchObject({ state: 'REFUNDED', refunded: { minor: 6500n } });
  });
  test('stock on its way has no buyer to refund', () => {
    expect(undo([...upTo('9810', 'shipmentHandedOver'), hear(told)])).toMatchObject({ steps: ['CLAIM'] });
  });
  test('after delivery it is only noted', () =>
    means([...upTo('9610', 'inspectionStarted'), hear(told)], `advice ${told.$case}`));
  test('and what comes later opens nothing again', () => {
    const gone = [...upTo('9610', 'shipmentHandedOver'), hear(told)];
    means([...gone, hear(advice.shipmentDelivered)], 'advice shipmentDelivered');
  });
  test('a handover that nobody answered to yet is waited for', () => {
    const early = [...upTo('9610', 'parcelDispatched'), hear(told)];
    means(early, `advice ${told.$case}`, `ending ${ending}`);
    means([...early, hear(advice.shipmentHandedOver)], 'advice shipmentHandedOver', 'ask REFUND');
    means([...early, decline('STEP_HAND_OVER')], 'refused HAND_OVER X', 'ask REFUND');
  });
});

test('a refund that the bank rejects is paid again under the next number', () => {
  const refunding = [...upTo('9610', 'shipmentHandedOver'), hear(advice.shipmentLost), hear(advice.escrowRefunded)];
  const rejected = [...refunding, hear(advice.refundCreated), hear(advice.refundRejected)];
  means(rejected, 'advice refundRejected', 'clear AWAITING_REFUND', 'hold REFUND_REJECTED operations');
  means([...rejected, retry], 'again REFUND', 'clear REFUND_REJECTED', 'ask REFUND', 'hold AWAITING_REFUND bank');
  expect(play(...rejected, retry).asked?.request).toMatchObject({
    $case: 'createPayout',
    value: { purpose: 'PURPOSE_REFUND', attempt: 2, amount: { minor: 6500n } },
  });
  means([...rejected, retry, hear(advice.refundSettled)], 'advice refundSettled', 'clear AWAITING_REFUND', 'ask CLAIM');
});

test('payments back that are not this refund do not count as one', () => {
  const refunding = [...upTo('9610', 'shipmentHandedOver'), hear(advice.shipmentLost), hear(advice.escrowRefunded)];
  const other = { ...advice.refundSettled, value: { ...advice.refundSettled.value, fundsId: 'funds-0' } };
  means([...refunding, hear(other)], 'advice fundsReturned');
  const created = { ...advice.refundCreated, value: { ...advice.refundCreated.value, fundsId: 'funds-0' } };
  means([...refunding, hear(created)]);
  means([...refunding, hear(advice.refundRejected)]);
});

describe('what is heard of a refund before it is known which credit funded the escrow', () => {
  const calledOff = [...upTo('9610', 'escrowOpened'), cancel];
  const known = [hear(advice.escrowFunded), hear(advice.escrowRefunded)];
  test('counts as soon as it is', () => {
    const early = [hear(advice.refundCreated), hear(advice.refundSettled)];
    expect(play(...calledOff, ...early).state).toMatchObject({ completed: false, known: {} });
    expect(play(...calledOff, ...early, ...known).state).toMatchObject({ completed: true, early: [] });
  });
  test('a rejection of it, too', () => {
    const early = [hear(advice.refundCreated), hear(advice.refundRejected)];
    const { state } = play(...calledOff, ...early, ...known);
    expect(state.hold?.code).toBe('REFUND_REJECTED');
  });
  test('money that was another one than the order’s has gone back, and is not waited for', () => {
    const { refundSettled, fundsReturned, paymentMismatched } = advice;
    const back = hear({ ...refundSettled, value: fundsReturned.value });
    const { state } = play(...upTo('9610', 'escrowOpened'), back, hear(paymentMismatched));
    expect(state.hold?.code).toBe('AWAITING_PAYMENT');
    expect(play(...calledOff, back, ...known).state.hold?.code).toBe('AWAITING_REFUND');
  });
});
