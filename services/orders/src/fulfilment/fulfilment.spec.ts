import { fold, isRefusal } from '@portolan/eventsourcing';
import { facts, given } from '@portolan/testkit';
import { describe, expect, test } from 'vitest';
import { advice, orderId, started } from '../story.ts';
import { type FulfilmentCommand, type FulfilmentEvent, fulfilment } from './fulfilment.ts';
import { type Advice, initialState } from './state.ts';

type StepName = Extract<FulfilmentCommand, { type: 'AcceptStep' }>['step'];

const start: FulfilmentCommand = { type: 'Start', started };
const hear = (told: Advice): FulfilmentCommand => ({ type: 'TakeAdvice', orderId, advice: told });
const accept = (step: StepName, reference = 'ref'): FulfilmentCommand => ({
  type: 'AcceptStep',
  orderId,
  step,
  reference,
});
const decline = (step: StepName, code: string): FulfilmentCommand => ({
  type: 'RefuseStep',
  orderId,
  step,
  code,
  data: { sku: 'EAR-1' },
});

/** Plays commands and tells what came of the last. */
function play(...commands: readonly FulfilmentCommand[]) {
  const history: FulfilmentEvent[] = [];
  let last: readonly FulfilmentEvent[] = [];
  for (const command of commands) {
    const decision = fulfilment.decide(command, fold(fulfilment, initialState, history), facts());
    if (isRefusal(decision)) throw new Error('fulfilment never refuses');
    last = decision;
    history.push(...last);
  }
  return { history, last, means: (...lines: string[]) => expect(last.map(line)).toEqual(lines) };
}

/** An event in a few words. */
function line({ type, data }: FulfilmentEvent): string {
  switch (type) {
    case 'AdviceReceived':
      return `advice ${data.advice.$case}`;
    case 'StepRequested':
      return `ask ${data.step.slice(5)}`;
    case 'StepAccepted':
      return `accepted ${data.step.slice(5)} ${data.reference}`;
    case 'StepRefused':
      return `refused ${data.step.slice(5)} ${data.code}`;
    case 'HoldPlaced':
      return `hold ${data.hold.code} ${data.hold.owner}${data.hold.due === '' ? '' : ` until ${data.hold.due}`}`;
    case 'HoldCleared':
      return `clear ${data.code}`;
    default:
      return type;
  }
}

/** The whole happy road: each command, and what follows from it. */
const road: readonly (readonly [FulfilmentCommand, ...string[]])[] = [
  [start, 'FulfilmentStarted', 'ask OPEN_ESCROW'],
  [accept('STEP_OPEN_ESCROW', 'escrow-1'), 'accepted OPEN_ESCROW escrow-1', 'hold AWAITING_PAYMENT buyer'],
  [hear(advice.escrowFunded), 'advice escrowFunded', 'clear AWAITING_PAYMENT', 'ask PLAN_PARCEL'],
  [accept('STEP_PLAN_PARCEL', 'parcel-1'), 'accepted PLAN_PARCEL parcel-1', 'hold AWAITING_PACKING warehouse_operator'],
  [hear(advice.parcelReserved)],
  [hear(advice.parcelPacked), 'advice parcelPacked', 'clear AWAITING_PACKING', 'ask REGISTER_SHIPMENT'],
  [accept('STEP_REGISTER_SHIPMENT'), 'accepted REGISTER_SHIPMENT ref', 'hold AWAITING_LABEL carrier'],
  [hear(advice.labelIssued), 'advice labelIssued', 'clear AWAITING_LABEL', 'ask RECORD_ORDER'],
  [accept('STEP_RECORD_ORDER', 'case-1'), 'accepted RECORD_ORDER case-1', 'ask RECORD_RECEIPT'],
  [accept('STEP_RECORD_RECEIPT', 'case-1'), 'accepted RECORD_RECEIPT case-1', 'ask RECORD_WAYBILL'],
  [accept('STEP_RECORD_WAYBILL', 'case-1'), 'accepted RECORD_WAYBILL case-1', 'ask DECLARE'],
  [accept('STEP_DECLARE', 'case-1'), 'accepted DECLARE case-1', 'hold AWAITING_CUSTOMS customs'],
  [hear(advice.caseMatched), 'advice caseMatched'],
  [hear(advice.declarationReleased), 'advice declarationReleased', 'clear AWAITING_CUSTOMS', 'ask AUTHORISE_DISPATCH'],
  [accept('STEP_AUTHORISE_DISPATCH'), 'accepted AUTHORISE_DISPATCH ref', 'hold AWAITING_DISPATCH warehouse_operator'],
  [hear(advice.parcelDispatched), 'advice parcelDispatched', 'clear AWAITING_DISPATCH', 'ask HAND_OVER'],
  [accept('STEP_HAND_OVER', 'shipment-1'), 'accepted HAND_OVER shipment-1', 'hold AWAITING_DELIVERY carrier'],
  [hear(advice.shipmentDelivered), 'advice shipmentDelivered', 'clear AWAITING_DELIVERY', 'ask START_INSPECTION'],
  [accept('STEP_START_INSPECTION'), 'accepted START_INSPECTION ref', 'hold AWAITING_INSPECTION_END buyer'],
  [
    hear(advice.inspectionStarted),
    'advice inspectionStarted',
    'hold AWAITING_INSPECTION_END buyer until 2026-03-19T17:00:00.000Z',
  ],
  [hear(advice.escrowReleased), 'advice escrowReleased', 'clear AWAITING_INSPECTION_END', 'ask LOCK_RATE'],
  [accept('STEP_LOCK_RATE', 'quote-1'), 'accepted LOCK_RATE quote-1', 'hold AWAITING_RATE bank'],
  [hear(advice.rateLocked), 'advice rateLocked', 'clear AWAITING_RATE', 'ask SELL'],
  [accept('STEP_SELL', 'quote-1'), 'accepted SELL quote-1', 'hold AWAITING_SALE bank until 2026-03-20T02:00:00.000Z'],
  [hear(advice.currencySold), 'advice currencySold', 'clear AWAITING_SALE', 'ask PAY_OUT'],
  [accept('STEP_PAY_OUT', 'payout-1'), 'accepted PAY_OUT payout-1', 'hold AWAITING_BANK bank'],
  [hear(advice.payoutSettled), 'advice payoutSettled', 'clear AWAITING_BANK', 'FulfilmentCompleted'],
];

/** The road up to and with this command. */
function upTo(command: FulfilmentCommand): readonly FulfilmentCommand[] {
  const commands = road.map(([first]) => first);
  const at = commands.findIndex((one) => JSON.stringify(one, text) === JSON.stringify(command, text));
  return commands.slice(0, at + 1);
}
const text = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);

describe('the whole road', () => {
  test.each(road.map(([command, ...lines], index) => [index + 1, command, lines] as const))(
    'move %i',
    (count, _command, lines) => play(...road.slice(0, count).map(([command]) => command)).means(...lines),
  );

  test('the end', () => {
    const { history } = play(...road.map(([command]) => command));
    const { state } = given(fulfilment, history);
    expect(state).toMatchObject({ completed: true, hold: undefined, lockExpired: false });
    expect(history.filter(({ type }) => type === 'FulfilmentCompleted')).toHaveLength(1);
  });

  test.each(road.map(([command], index) => [index + 1, command] as const))(
    'move %i twice is nothing new',
    (count, command) => {
      const repeats = command.type === 'TakeAdvice' && ['caseMatched', 'rateLocked'].includes(command.advice.$case);
      const { last } = play(...road.slice(0, count).map(([first]) => first), command);
      expect(last.map(({ type }) => type)).toEqual(repeats ? ['AdviceReceived'] : []);
    },
  );
});

describe('holds', () => {
  const planned = upTo(accept('STEP_PLAN_PARCEL', 'parcel-1'));
  test('stock is missing, then there', () => {
    const short = play(...planned, hear(advice.parcelShort));
    short.means('advice parcelShort', 'clear AWAITING_PACKING', 'hold AWAITING_STOCK merchant');
    expect(given(fulfilment, short.history).state.hold).toEqual({
      code: 'AWAITING_STOCK',
      owner: 'merchant',
      rule: 'STOCK_BEFORE_PACKING',
      since: '2026-03-02T01:00:00.000Z',
      due: '',
      data: { warehouseId: 'SZ-1', missing: 'EAR-1 1/2' },
    });
    play(...planned, hear(advice.parcelShort), hear(advice.parcelReserved)).means(
      'advice parcelReserved',
      'clear AWAITING_STOCK',
      'hold AWAITING_PACKING warehouse_operator',
    );
  });

  const declared = upTo(accept('STEP_DECLARE', 'case-1'));
  test('documents disagree, then agree', () => {
    const disagree = play(...declared, hear(advice.caseMismatched));
    disagree.means('advice caseMismatched', 'clear AWAITING_CUSTOMS', 'hold DOCUMENTS_DISAGREE bank');
    expect(given(fulfilment, disagree.history).state.hold?.data).toEqual({
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
  test('customs sends a message back, then releases', () => {
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

  const asked = upTo(accept('STEP_LOCK_RATE', 'quote-1'));
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
    const sent = upTo(accept('STEP_PAY_OUT', 'payout-1'));
    play(...sent, hear(advice.payoutRejected)).means(
      'advice payoutRejected',
      'clear AWAITING_BANK',
      'hold PAYOUT_REJECTED operations',
    );
    play(...sent, hear(advice.payoutRejected), hear(advice.payoutSettled)).means(
      'advice payoutSettled',
      'clear PAYOUT_REJECTED',
      'FulfilmentCompleted',
    );
  });

  test('a refused step waits for a person, or for its end by another way', () => {
    const refused = play(start, decline('STEP_OPEN_ESCROW', 'ESCROW_CURRENCY_NOT_HELD'));
    refused.means('refused OPEN_ESCROW ESCROW_CURRENCY_NOT_HELD', 'hold STEP_REFUSED operations');
    expect(given(fulfilment, refused.history).state.hold?.data).toEqual({
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

describe('a rate lock runs out', () => {
  const relocked = ['clear AWAITING_SALE', 'ask LOCK_RATE'];
  test('while the sale waits for the bank', () => {
    const { history } = play(...upTo(accept('STEP_SELL', 'quote-1')), hear(advice.rateLockExpired));
    expect(history.slice(-3).map(line)).toEqual(['advice rateLockExpired', ...relocked]);
  });
  test.each([
    ['accepted', accept('STEP_SELL', 'quote-1')],
    ['refused', decline('STEP_SELL', 'RATE_LOCK_EXPIRED')],
  ])('before the sale is answered: it is %s first', (_, answer) => {
    const selling = [...upTo(hear(advice.rateLocked)), hear(advice.rateLockExpired)];
    play(...selling).means('advice rateLockExpired');
    expect(
      play(...selling, answer)
        .last.map(line)
        .at(-1),
    ).toBe('ask LOCK_RATE');
  });
  test('after the sale was refused for it', () => {
    play(
      ...upTo(hear(advice.rateLocked)),
      decline('STEP_SELL', 'RATE_LOCK_EXPIRED'),
      hear(advice.rateLockExpired),
    ).means('advice rateLockExpired', 'clear STEP_REFUSED', 'ask LOCK_RATE');
  });
  test('and the new lock is sold', () => {
    const again = [
      ...upTo(accept('STEP_SELL', 'quote-1')),
      hear(advice.rateLockExpired),
      accept('STEP_LOCK_RATE', 'quote-1'),
    ];
    play(...again, hear(advice.rateLocked)).means('advice rateLocked', 'clear AWAITING_RATE', 'ask SELL');
  });
  test('but not once the currency is sold', () => {
    play(...upTo(hear(advice.currencySold)), hear(advice.rateLockExpired)).means('advice rateLockExpired');
  });
});

test('answers to steps that nobody asked for change nothing', () => {
  play(start, accept('STEP_SELL', 'quote-1')).means();
  play(start, decline('STEP_SELL', 'X')).means();
});
