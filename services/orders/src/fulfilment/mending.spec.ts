import { given } from '@portolan/testkit';
import { describe, expect, test } from 'vitest';
import { begin, cancel, decline, hear, play, retry, upTo } from '../rig/player.ts';
import { advice, orderId } from '../rig/story.ts';
import { type Mode, startedOf } from '../rig/worlds.ts';
import { type FulfilmentCommand, fulfilment } from './fulfilment.ts';
import type { Advice, CaseDocument } from './state.ts';

const means = (commands: readonly FulfilmentCommand[], ...lines: string[]) =>
  expect(play(...commands).last).toEqual(lines);

describe('a step that stands still is repeated', () => {
  test.each<readonly [Advice['$case'], Advice, readonly string[], object]>([
    [
      'shipmentRegistered',
      advice.labelRefused,
      ['again REGISTER_SHIPMENT', 'clear LABEL_REFUSED', 'ask REGISTER_SHIPMENT', 'hold AWAITING_LABEL carrier'],
      { $case: 'retryLabel', value: { shipmentId: 'shipment-1', attempt: 2 } },
    ],
    [
      'shipmentHandedOver',
      advice.handoverRefused,
      ['again HAND_OVER', 'clear HANDOVER_REFUSED', 'ask HAND_OVER', 'hold AWAITING_DELIVERY carrier'],
      { $case: 'retryHandover', value: { shipmentId: 'shipment-1', attempt: 2 } },
    ],
    [
      'caseMatched',
      advice.declarationReturned,
      ['again DECLARE', 'clear CUSTOMS_RETURNED', 'ask DECLARE', 'hold AWAITING_CUSTOMS customs'],
      { $case: 'resubmit', value: { orderId, attempt: 2 } },
    ],
    [
      'caseMatched',
      advice.statusUnknown,
      ['again DECLARE', 'clear CUSTOMS_STATUS_UNKNOWN', 'ask DECLARE', 'hold AWAITING_CUSTOMS customs'],
      { $case: 'declare' },
    ],
    [
      'caseMatched',
      advice.declarationOverdue,
      ['again DECLARE', 'clear CUSTOMS_SILENT', 'ask DECLARE', 'hold AWAITING_CUSTOMS customs'],
      { $case: 'declare' },
    ],
    [
      'quoteRequested',
      advice.quoteRefused,
      ['again LOCK_RATE', 'clear RATE_REFUSED', 'ask LOCK_RATE', 'hold AWAITING_RATE bank'],
      { $case: 'lockRate' },
    ],
    [
      'payoutCreated',
      advice.payoutRejected,
      ['again PAY_OUT', 'clear PAYOUT_REJECTED', 'ask PAY_OUT', 'hold AWAITING_BANK bank'],
      { $case: 'createPayout', value: { purpose: 'PURPOSE_MERCHANT', attempt: 2 } },
    ],
  ])('after %s, %o', (last, trouble, lines, request) => {
    const troubled = [...upTo('9610', last), hear(trouble)];
    means([...troubled, retry], ...lines);
    expect(play(...troubled, retry).asked?.request).toMatchObject(request);
    // The same trouble once more is no less a trouble, and can be mended again.
    const again = play(...troubled, retry, hear(trouble));
    expect(again.last[0]).toBe(`advice ${trouble.$case}`);
    expect(again.state.hold?.code).toBe(play(...troubled).state.hold?.code);
    expect(play(...troubled, retry, hear(trouble), retry).refusal).toBeUndefined();
  });

  test('tax that the bank rejected is paid under the next number', () => {
    const paying = [...upTo('1210', 'taxPaymentCreated'), hear(advice.taxPaymentRejected)];
    means(paying, 'advice taxPaymentRejected', 'clear AWAITING_BANK', 'hold PAYOUT_REJECTED operations');
    expect(play(...paying, retry).asked?.request).toMatchObject({
      $case: 'createPayout',
      value: { purpose: 'PURPOSE_TAX', attempt: 2, reference: 'TAX-1' },
    });
  });
  test('a step that was refused is asked for again as it was', () => {
    const refused = [begin('9610'), decline('STEP_OPEN_ESCROW')];
    means([...refused, retry], 'again OPEN_ESCROW', 'clear STEP_REFUSED', 'ask OPEN_ESCROW');
    expect(play(...refused, retry).asked?.request).toEqual(play(begin('9610')).asked?.request);
  });
  test.each(['shipmentRegistered', 'quoteRequested', 'saleRequested'] as const)('also while it waits: %s', (last) => {
    const waiting = play(...upTo('9610', last));
    const repeated = play(...upTo('9610', last), retry);
    expect(repeated.asked?.request.$case).toBe(waiting.asked?.request.$case);
    expect(repeated.state.hold?.code).toBe(waiting.state.hold?.code);
  });
  test('but not where a repetition could mend nothing', () => {
    given(fulfilment, play(...upTo('9610', 'escrowOpened')).history)
      .when(retry)
      .thenRefused('ORDER_NOTHING_TO_RETRY', { orderId, hold: 'AWAITING_PAYMENT' });
    given(fulfilment, play(begin('9610')).history)
      .when(retry)
      .thenRefused('ORDER_NOTHING_TO_RETRY');
    given(fulfilment, []).when(retry).thenRefused('ORDER_NOT_UNDER_WAY', { orderId });
  });
});

describe('a document is put', () => {
  const document = (mode: Mode, change: object = {}): CaseDocument => {
    const { buyer } = startedOf(mode);
    const { value } = advice.orderRecorded.value.document as Extract<CaseDocument, { $case: 'order' }>;
    const money = { minor: 0n, currency: 'CNY' };
    const part = mode === '1210' ? { import: { discount: money, tax: money, paid: money, buyer } } : {};
    return { $case: 'order', value: { ...value, ...part, ...change } };
  };
  const put = (put: CaseDocument): FulfilmentCommand => ({
    type: 'PutDocument',
    orderId,
    document: put,
    by: 'platform',
  });
  const coupon = document('9610', { freight: { minor: 500n, currency: 'USD' } });

  test('before its turn: it stands in place of what the terms give', () => {
    const early = [...upTo('9610', 'escrowOpened'), put(coupon)];
    means(early, 'document order');
    const { history } = play(...early, ...upTo('9610', 'labelIssued').slice(2));
    const asked = history.flatMap((event) => (event.type === 'StepRequested' ? [event.data] : []));
    expect(asked.find(({ step }) => step === 'STEP_RECORD_ORDER')?.request).toMatchObject({
      value: { document: coupon },
    });
  });

  const disagree = [...upTo('9610', 'waybillRecorded'), hear(advice.caseMismatched)];
  test('after the documents disagreed: customs clearance is told, and matches anew', () => {
    const mended = [...disagree, put(coupon)];
    means(mended, 'document order', 'clear DOCUMENTS_DISAGREE', 'ask RECORD_ORDER');
    means([...mended, hear(advice.orderRecorded)], 'advice orderRecorded', 'ask DECLARE');
    const matched = [...mended, hear(advice.orderRecorded), hear(advice.caseMatched)];
    means(matched, 'advice caseMatched', 'hold AWAITING_CUSTOMS customs');
    const worse = [...mended, hear(advice.orderRecorded), hear(advice.caseMismatched)];
    means(worse, 'advice caseMismatched', 'hold DOCUMENTS_DISAGREE bank');
  });
  test('while they are being matched: what the old ones led to does not count', () => {
    const racing = [...upTo('9610', 'waybillRecorded'), put(coupon)];
    means(racing, 'document order', 'ask RECORD_ORDER');
    means([...racing, hear(advice.caseMismatched)], 'advice caseMismatched');
    means([...racing, hear(advice.caseMismatched), hear(advice.orderRecorded)], 'advice orderRecorded', 'ask DECLARE');
    means(
      [...racing, decline('STEP_RECORD_ORDER', 'CASE_ALREADY_MATCHED')],
      'refused RECORD_ORDER CASE_ALREADY_MATCHED',
      'hold STEP_REFUSED operations',
    );
  });
  test('after customs sent the list back: told at once, and declared when the step is repeated', () => {
    const returned = [...upTo('9610', 'caseMatched'), hear(advice.declarationReturned), put(coupon)];
    means(returned, 'document order', 'clear CUSTOMS_RETURNED', 'ask RECORD_ORDER');
    const told = [...returned, hear(advice.orderRecorded)];
    means(told, 'advice orderRecorded', 'hold CUSTOMS_RETURNED carrier');
    expect(play(...told, retry).asked?.request.$case).toBe('resubmit');
    means([...told, retry, hear(advice.declarationResubmitted)], 'advice declarationResubmitted');
  });
  test('that makes a returned list disagree holds until another one is put, which goes to customs again', () => {
    const again = [...upTo('9610', 'caseMatched'), hear(advice.declarationReturned), retry];
    const disagrees = [...again, hear(advice.caseMismatched)];
    means(disagrees, 'advice caseMismatched', 'clear AWAITING_CUSTOMS', 'hold DOCUMENTS_DISAGREE bank');
    const mended = [...disagrees, put(coupon), hear(advice.orderRecorded)];
    means(mended, 'advice orderRecorded', 'ask DECLARE', 'hold AWAITING_CUSTOMS customs');
    expect(play(...mended).asked?.request).toEqual({ $case: 'resubmit', value: { orderId, attempt: 3 } });
    means([...mended, hear(advice.caseMatched)], 'advice caseMatched');
    const calledOff = [...disagrees, cancel];
    expect(play(...calledOff).last).toContain('ask CANCEL_DECLARATION');
  });
  test('its people are those of the order', () => {
    const strangers = { ...startedOf('1210').buyer, country: 'NZ' };
    const { value } = document('1210') as Extract<CaseDocument, { $case: 'order' }>;
    const foreign = { ...value, ...(value.import && { import: { ...value.import, buyer: strangers } }) };
    const { history } = play(...upTo('1210', 'escrowOpened'), put({ $case: 'order', value: foreign }));
    expect(history.at(-1)?.data).toMatchObject({ document: { value: { import: { buyer: startedOf('1210').buyer } } } });
    const payment = play(...upTo('1210', 'labelIssued'), hear(advice.orderRecorded)).asked?.request;
    if (payment?.$case !== 'recordDocument') throw new Error('not asked to record');
    means([...upTo('1210', 'orderRecorded'), put(payment.value.document)]);
  });
  test('that says the same is nothing new', () => {
    means([...disagree, put(coupon), put(coupon)]);
    const { asked } = play(...upTo('9610', 'receiptRecorded'));
    if (asked?.request.$case !== 'recordDocument') throw new Error('not asked to record');
    means([...disagree, put(asked.request.value.document)]);
  });
  test('but not one that the mode needs not, of another order, or too late', () => {
    const refused = (history: readonly FulfilmentCommand[], put_: CaseDocument) =>
      given(fulfilment, play(...history).history).when(put(put_));
    refused([begin('LOCAL')], coupon).thenRefused('ORDER_DOCUMENT_NOT_NEEDED', { document: 'order', mode: 'LOCAL' });
    refused(disagree, document('9610', { orderNo: 'SZ-1' })).thenRefused('ORDER_DOCUMENT_OF_ANOTHER', {
      field: 'orderNo',
      actual: 'SZ-1',
      expected: 'SZ-1001',
    });
    refused(upTo('9610', 'caseMatched'), coupon).thenRefused('ORDER_DOCUMENT_TOO_LATE', { document: 'order' });
    refused([...disagree, cancel], coupon).thenRefused('ORDER_ENDS_ALREADY');
    given(fulfilment, []).when(put(coupon)).thenRefused('ORDER_NOT_UNDER_WAY');
  });
});
