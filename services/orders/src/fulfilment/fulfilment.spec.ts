import { given } from '@portolan/testkit';
import { describe, expect, test } from 'vitest';
import { decline, hear, play as playOut } from '../rig/player.ts';
import { advice, started } from '../rig/story.ts';
import { type FulfilmentCommand, fulfilment } from './fulfilment.ts';

const start: FulfilmentCommand = { type: 'Start', started };

/** Plays commands and tells what came of the last. */
function play(...commands: readonly FulfilmentCommand[]) {
  const played = playOut(...commands);
  return { ...played, means: (...lines: string[]) => expect(played.last).toEqual(lines) };
}

/** The whole happy road: each command, and what follows from it. */
const road: readonly (readonly [FulfilmentCommand, ...string[]])[] = [
  [start, 'FulfilmentStarted', 'ask OPEN_ESCROW'],
  [hear(advice.escrowOpened), 'advice escrowOpened', 'hold AWAITING_PAYMENT buyer until 2026-03-05T01:00:00.000Z'],
  [hear(advice.escrowFunded), 'advice escrowFunded', 'clear AWAITING_PAYMENT', 'ask PLAN_PARCEL'],
  [hear(advice.parcelReserved), 'advice parcelReserved', 'hold AWAITING_PACKING warehouse_operator'],
  [hear(advice.parcelPacked), 'advice parcelPacked', 'clear AWAITING_PACKING', 'ask REGISTER_SHIPMENT'],
  [hear(advice.shipmentRegistered), 'advice shipmentRegistered', 'hold AWAITING_LABEL carrier'],
  [hear(advice.labelIssued), 'advice labelIssued', 'clear AWAITING_LABEL', 'ask RECORD_ORDER'],
  [hear(advice.orderRecorded), 'advice orderRecorded', 'ask RECORD_RECEIPT'],
  [hear(advice.receiptRecorded), 'advice receiptRecorded', 'ask RECORD_WAYBILL'],
  [hear(advice.waybillRecorded), 'advice waybillRecorded', 'ask DECLARE'],
  [hear(advice.caseMatched), 'advice caseMatched', 'hold AWAITING_CUSTOMS customs'],
  [hear(advice.declarationReleased), 'advice declarationReleased', 'clear AWAITING_CUSTOMS', 'ask AUTHORISE_DISPATCH'],
  [hear(advice.dispatchAuthorised), 'advice dispatchAuthorised', 'hold AWAITING_DISPATCH warehouse_operator'],
  [hear(advice.parcelDispatched), 'advice parcelDispatched', 'clear AWAITING_DISPATCH', 'ask HAND_OVER'],
  [hear(advice.shipmentHandedOver), 'advice shipmentHandedOver', 'hold AWAITING_DELIVERY carrier'],
  [hear(advice.shipmentDelivered), 'advice shipmentDelivered', 'clear AWAITING_DELIVERY', 'ask START_INSPECTION'],
  [
    hear(advice.inspectionStarted),
    'advice inspectionStarted',
    'hold AWAITING_INSPECTION_END buyer until 2026-03-19T17:00:00.000Z',
  ],
  [hear(advice.escrowReleased), 'advice escrowReleased', 'clear AWAITING_INSPECTION_END', 'ask LOCK_RATE'],
  [hear(advice.quoteRequested), 'advice quoteRequested', 'hold AWAITING_RATE bank'],
  [hear(advice.rateLocked), 'advice rateLocked', 'clear AWAITING_RATE', 'ask SELL'],
  [hear(advice.saleRequested), 'advice saleRequested', 'hold AWAITING_SALE bank until 2026-03-20T02:00:00.000Z'],
  [hear(advice.currencySold), 'advice currencySold', 'clear AWAITING_SALE', 'ask PAY_OUT'],
  [hear(advice.payoutCreated), 'advice payoutCreated', 'hold AWAITING_BANK bank'],
  [hear(advice.payoutSettled), 'advice payoutSettled', 'clear AWAITING_BANK', 'completed SETTLED'],
];

/** The road up to and with this command. */
function upTo(command: FulfilmentCommand): readonly FulfilmentCommand[] {
  const commands = road.map(([first]) => first);
  const at = commands.findIndex((one) => JSON.stringify(one, text) === JSON.stringify(command, text));
  return commands.slice(0, at + 1);
}
const text = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);

const hearing = (command: FulfilmentCommand) => `advice ${command.type === 'TakeAdvice' ? command.advice.$case : ''}`;

describe('the whole road', () => {
  test.each(road.map(([command, ...lines], index) => [index + 1, command, lines] as const))(
    'move %i',
    (count, _command, lines) => play(...road.slice(0, count).map(([command]) => command)).means(...lines),
  );

  test('the end', () => {
    const { history } = play(...road.map(([command]) => command));
    const { state } = given(fulfilment, history);
    expect(state).toMatchObject({ completed: true, hold: undefined });
    expect(history.filter(({ type }) => type === 'FulfilmentCompleted')).toHaveLength(1);
  });

  test.each(road.map(([command], index) => [index + 1, command] as const))(
    'move %i twice is nothing new',
    (count, command) => {
      const again = /^(\w+Recorded|caseMatched|quoteRequested|rateLocked|saleRequested|payoutCreated)$/;
      const repeats = command.type === 'TakeAdvice' && again.test(command.advice.$case);
      const { last } = play(...road.slice(0, count).map(([first]) => first), command);
      expect(last).toEqual(repeats ? [hearing(command)] : []);
    },
  );
});

describe('holds', () => {
  const planned = upTo(hear(advice.escrowFunded));
  test('stock is missing, then there', () => {
    const short = play(...planned, hear(advice.parcelShort));
    short.means('advice parcelShort', 'hold AWAITING_STOCK merchant');
    expect(given(fulfilment, short.history).state.hold).toEqual({
      code: 'AWAITING_STOCK',
      owner: 'merchant',
      rule: 'STOCK_BEFORE_PACKING',
      since: '2026-03-02T01:00:00.000Z',
      due: '',
      step: 'STEP_PLAN_PARCEL',
      costFrom: '',
      data: {
        orderId: 'order-1',
        orderNo: 'SZ-1001',
        warehouseId: 'SZ-1',
        parcelId: 'parcel-1',
        missing: 'EAR-1 1/2',
      },
    });
    play(...planned, hear(advice.parcelShort), hear(advice.parcelReserved)).means(
      'advice parcelReserved',
      'clear AWAITING_STOCK',
      'hold AWAITING_PACKING warehouse_operator',
    );
  });

  test('what is missing changes: the hold says so, and goes on', () => {
    const more = { sku: 'CAB-2', wanted: 1n, available: 0n };
    const { parcelShort } = advice;
    const shortages = [...parcelShort.value.shortages, more];
    const again = hear({ ...parcelShort, value: { ...parcelShort.value, shortages } });
    play(...planned, hear(parcelShort), again).means('advice parcelShort', 'hold AWAITING_STOCK merchant');
    play(...planned, hear(parcelShort), hear(parcelShort)).means('advice parcelShort');
  });

  test('documents disagree, then agree', () => {
    const declared = upTo(hear(advice.waybillRecorded));
    const disagree = play(...declared, hear(advice.caseMismatched));
    disagree.means('advice caseMismatched', 'hold DOCUMENTS_DISAGREE bank');
    expect(given(fulfilment, disagree.history).state.hold?.data).toEqual({
      orderId: 'order-1',
      orderNo: 'SZ-1001',
      document: 'receipt',
      rule: 'CHARGE',
      field: 'receipt.charge',
      expected: '65.00',
      actual: '60.00',
      differences: '1',
    });
    play(...declared, hear(advice.caseMismatched), hear(advice.caseMatched)).means(
      'advice caseMatched',
      'clear DOCUMENTS_DISAGREE',
      'hold AWAITING_CUSTOMS customs',
    );
  });
  test('the carrier refuses the label, then issues one', () => {
    const registered = upTo(hear(advice.shipmentRegistered));
    play(...registered, hear(advice.labelRefused)).means(
      'advice labelRefused',
      'clear AWAITING_LABEL',
      'hold LABEL_REFUSED operations',
    );
    play(...registered, hear(advice.labelRefused), hear(advice.labelIssued)).means(
      'advice labelIssued',
      'clear LABEL_REFUSED',
      'ask RECORD_ORDER',
    );
  });
  test('the carrier refuses the parcel, and delivers it all the same', () => {
    const handedOver = upTo(hear(advice.shipmentHandedOver));
    play(...handedOver, hear(advice.handoverRefused)).means(
      'advice handoverRefused',
      'clear AWAITING_DELIVERY',
      'hold HANDOVER_REFUSED operations',
    );
    play(...handedOver, hear(advice.handoverRefused), hear(advice.shipmentDelivered)).means(
      'advice shipmentDelivered',
      'clear HANDOVER_REFUSED',
      'ask START_INSPECTION',
    );
  });
  test('customs sends a status that nobody knows, then releases', () => {
    const declared = upTo(hear(advice.caseMatched));
    play(...declared, hear(advice.statusUnknown)).means(
      'advice statusUnknown',
      'clear AWAITING_CUSTOMS',
      'hold CUSTOMS_STATUS_UNKNOWN operations',
    );
    play(...declared, hear(advice.statusUnknown), hear(advice.declarationReleased)).means(
      'advice declarationReleased',
      'clear CUSTOMS_STATUS_UNKNOWN',
      'ask AUTHORISE_DISPATCH',
    );
  });
  test('customs sends a message back, then releases', () => {
    const declared = upTo(hear(advice.caseMatched));
    play(...declared, hear(advice.declarationReturned)).means(
      'advice declarationReturned',
      'clear AWAITING_CUSTOMS',
      'hold CUSTOMS_RETURNED carrier',
    );
    play(...declared, hear(advice.declarationReturned), hear(advice.declarationReleased)).means(
      'advice declarationReleased',
      'clear CUSTOMS_RETURNED',
      'ask AUTHORISE_DISPATCH',
    );
  });

  const asked = upTo(hear(advice.quoteRequested));
  test('the bank gives no rate, then one', () => {
    play(...asked, hear(advice.quoteRefused)).means(
      'advice quoteRefused',
      'clear AWAITING_RATE',
      'hold RATE_REFUSED operations',
    );
    play(...asked, hear(advice.quoteRefused), hear(advice.rateLocked)).means(
      'advice rateLocked',
      'clear RATE_REFUSED',
      'ask SELL',
    );
  });

  test('the payout is rejected, then booked all the same', () => {
    const sent = upTo(hear(advice.payoutCreated));
    play(...sent, hear(advice.payoutRejected)).means(
      'advice payoutRejected',
      'clear AWAITING_BANK',
      'hold PAYOUT_REJECTED operations',
    );
    play(...sent, hear(advice.payoutRejected), hear(advice.payoutSettled)).means(
      'advice payoutSettled',
      'clear PAYOUT_REJECTED',
      'completed SETTLED',
    );
  });

  test('a refused step waits for a person, or for its end by another way', () => {
    const refused = play(start, decline('STEP_OPEN_ESCROW', 'ESCROW_CURRENCY_NOT_HELD'));
    refused.means('refused OPEN_ESCROW ESCROW_CURRENCY_NOT_HELD', 'hold STEP_REFUSED operations');
    expect(given(fulfilment, refused.history).state.hold?.data).toEqual({
      orderId: 'order-1',
      orderNo: 'SZ-1001',
      step: 'STEP_OPEN_ESCROW',
      refusal: 'ESCROW_CURRENCY_NOT_HELD',
      sku: 'EAR-1',
    });
    play(start, decline('STEP_OPEN_ESCROW', 'X'), hear(advice.escrowFunded)).means(
      'advice escrowFunded',
      'clear STEP_REFUSED',
      'ask PLAN_PARCEL',
    );
  });
});

describe('nothing counts before its turn', () => {
  test('the end of a step before its beginning: the next one waits for both', () => {
    const early = play(start, hear(advice.escrowFunded));
    early.means('advice escrowFunded');
    play(start, hear(advice.escrowFunded), hear(advice.escrowOpened)).means('advice escrowOpened', 'ask PLAN_PARCEL');
  });
  test('no hold before all is known that it says', () => {
    play(...upTo(hear(advice.shipmentDelivered))).means(
      'advice shipmentDelivered',
      'clear AWAITING_DELIVERY',
      'ask START_INSPECTION',
    );
  });
  test('a release that overtakes the match', () => {
    const released = [...upTo(hear(advice.waybillRecorded)), hear(advice.declarationReleased)];
    play(...released).means('advice declarationReleased');
    play(...released, hear(advice.caseMatched)).means('advice caseMatched', 'ask AUTHORISE_DISPATCH');
  });
});

describe('a rate lock runs out', () => {
  const relocked = ['advice rateLockExpired', 'clear AWAITING_SALE', 'ask LOCK_RATE'];
  const second = <Value>(value: Value) => ({ ...value, attempt: 2 });
  const again = [
    hear({ ...advice.quoteRequested, value: second(advice.quoteRequested.value) }),
    hear({ ...advice.rateLocked, value: second(advice.rateLocked.value) }),
  ] as const;

  test('while the sale waits for the bank', () =>
    play(...upTo(hear(advice.saleRequested)), hear(advice.rateLockExpired)).means(...relocked));
  const selling = upTo(hear(advice.rateLocked));
  const late = decline('STEP_SELL', 'QUOTE_EXPIRED');
  test('before the sale: the refusal is told by the event alone, whichever comes first', () => {
    play(...selling, late).means();
    play(...selling, late, hear(advice.rateLockExpired)).means('advice rateLockExpired', 'ask LOCK_RATE');
    play(...selling, hear(advice.rateLockExpired)).means('advice rateLockExpired', 'ask LOCK_RATE');
    play(...selling, hear(advice.rateLockExpired), late).means();
  });
  test('after the sale was refused for another reason', () => {
    const refused = [...selling, decline('STEP_SELL', 'LEDGER_INSUFFICIENT_FUNDS')];
    play(...refused).means('refused SELL LEDGER_INSUFFICIENT_FUNDS', 'hold STEP_REFUSED operations');
    play(...refused, hear(advice.rateLockExpired)).means(
      'advice rateLockExpired',
      'clear STEP_REFUSED',
      'ask LOCK_RATE',
    );
  });
  test('and the new lock is sold', () => {
    const expired = [...upTo(hear(advice.saleRequested)), hear(advice.rateLockExpired)];
    play(...expired, again[0]).means('advice quoteRequested', 'hold AWAITING_RATE bank');
    play(...expired, ...again).means('advice rateLocked', 'clear AWAITING_RATE', 'ask SELL');
    play(...expired, ...again, hear(advice.rateLockExpired)).means('advice rateLockExpired');
  });
  test('but not once the currency is sold', () => {
    play(...upTo(hear(advice.currencySold)), hear(advice.rateLockExpired)).means('advice rateLockExpired');
  });
});

test('a "no" to a step that nobody asked for changes nothing', () => {
  play(start, decline('STEP_SELL', 'X')).means();
});
