import { describe, expect, test } from 'vitest';
import { cancel, decline, hear, play, retry, upTo } from '../rig/player.ts';
import { advice } from '../rig/story.ts';
import type { Mode } from '../rig/worlds.ts';
import type { FulfilmentCommand } from './fulfilment.ts';

const means = (commands: readonly FulfilmentCommand[], ...lines: string[]) =>
  expect(play(...commands).last).toEqual(lines);

const sentBack = (status: string) =>
  hear({
    $case: 'declarationReturned',
    value: { declarationId: 'declaration-1', kind: 'MESSAGE_KIND_CEB603', status, info: '退单' },
  });
const [returned, shippedBack] = [sentBack('100'), sentBack('700')];
const [revoked, released, dispatched, resubmitted, authorised] = [
  hear(advice.dispatchRevoked),
  hear(advice.declarationReleased),
  hear(advice.parcelDispatched),
  hear(advice.declarationResubmitted),
  hear(advice.dispatchAuthorised),
];

describe.each<readonly [Mode, string]>([
  ['9610', 'AWAITING_DISPATCH'],
  ['1210', 'AWAITING_GATE'],
  ['9810', 'AWAITING_DISPATCH'],
])('%s: a release that customs takes back', (mode, hold) => {
  const free = upTo(mode, 'dispatchAuthorised');
  const keptIn = [...free, returned, revoked];

  test('keeps the parcel in before anything else, and then somebody has to mend the list', () => {
    means([...free, returned], 'advice declarationReturned', `clear ${hold}`, 'ask REVOKE_DISPATCH');
    expect(play(...free, returned).asked?.request).toEqual({
      $case: 'revokeDispatch',
      value: { parcelId: 'parcel-1', reason: '100 退单' },
    });
    means(keptIn, 'advice dispatchRevoked', 'hold CUSTOMS_RETURNED operations');
  });

  test('the next release lets it go anew', () => {
    const again = [...keptIn, retry];
    means(again, 'again DECLARE', 'clear CUSTOMS_RETURNED', 'ask DECLARE', 'hold AWAITING_CUSTOMS customs');
    expect(play(...again).asked?.request).toEqual({ $case: 'resubmit', value: { orderId: 'order-1', attempt: 2 } });
    means(
      [...again, resubmitted, released],
      'advice declarationReleased',
      'clear AWAITING_CUSTOMS',
      'ask AUTHORISE_DISPATCH',
    );
    means([...again, released, authorised], 'advice dispatchAuthorised', `hold ${hold} warehouse_operator`);
    means([...again, released, authorised, dispatched], 'advice parcelDispatched', `clear ${hold}`, 'ask HAND_OVER');
  });

  test('may be taken back again, and again', () => {
    const second = [...keptIn, retry, released, authorised, returned];
    means(second, 'advice declarationReturned', `clear ${hold}`, 'ask REVOKE_DISPATCH');
    means([...second, revoked], 'advice dispatchRevoked', 'hold CUSTOMS_RETURNED operations');
  });

  test('before the warehouse was told of it, there is nothing to keep in', () => {
    const told = upTo(mode, 'declarationReleased');
    expect(play(...told).last.at(-1)).toBe('ask AUTHORISE_DISPATCH');
    // It is told by now: that comes first, and then it is kept in.
    means([...told, returned], 'advice declarationReturned', 'ask REVOKE_DISPATCH');
    means([...told, returned, authorised], 'advice dispatchAuthorised');
    means([...told, returned, authorised, revoked], 'advice dispatchRevoked', 'hold CUSTOMS_RETURNED operations');
    // It said no: nothing was let go.
    means(
      [...told, returned, decline('STEP_AUTHORISE_DISPATCH')],
      'refused AUTHORISE_DISPATCH X',
      'hold CUSTOMS_RETURNED operations',
    );
  });

  test('given again before the warehouse answered: it is let go anew', () => {
    const atOnce = [...free, returned, released];
    means(atOnce, 'advice declarationReleased', `hold ${hold} warehouse_operator`);
    means([...atOnce, revoked], 'advice dispatchRevoked', `clear ${hold}`, 'ask AUTHORISE_DISPATCH');
    means([...atOnce, revoked, authorised], 'advice dispatchAuthorised', `hold ${hold} warehouse_operator`);
  });

  test('while an officer looks at it again, that is what it waits for', () => {
    means(
      [...keptIn, hear(advice.underReview)],
      ...['advice underReview', 'clear CUSTOMS_RETURNED', 'hold CUSTOMS_INSPECTION customs'],
    );
  });

  test('what has left already stands still all the same, until it is released anew', () => {
    const late = [...free, returned, dispatched];
    means(late, 'advice parcelDispatched', 'hold CUSTOMS_RETURNED operations');
    means([...free, dispatched, returned], 'advice declarationReturned', 'hold CUSTOMS_RETURNED operations');
    if (mode === '1210') expect(play(...late, cancel).refusal?.refused).toBe('ORDER_ON_ITS_WAY');
    // Once the list goes again and is released, it is on its way as it was.
    means([...late, retry, released], 'advice declarationReleased', 'clear AWAITING_CUSTOMS', 'ask HAND_OVER');
    // The warehouse says so by its event alone.
    means([...free, returned, decline('STEP_REVOKE_DISPATCH', 'PARCEL_LEFT')]);
  });

  test('is called off while the warehouse is asked: that is waited for first', () => {
    const calledOff = [...free, returned, cancel];
    means(calledOff, 'ending CANCELLED');
    const [, , next = ''] = play(...calledOff, revoked).last;
    expect(play(...calledOff, revoked).last[0]).toBe('advice dispatchRevoked');
    expect(`${play(...calledOff, revoked).last[1]} ${next}`).toContain(
      mode === '1210' ? 'ask CANCEL_PARCEL' : 'ask CANCEL_DECLARATION',
    );
  });
});

describe('goods that customs ships back after it had released them', () => {
  const free = upTo('1210', 'dispatchAuthorised');

  test('are kept in, and the order is called off', () => {
    const keptIn = [...free, shippedBack, revoked];
    means(keptIn, 'advice dispatchRevoked', 'hold CUSTOMS_SHIPPED_BACK merchant');
    means([...keptIn, cancel], 'ending CANCELLED', 'clear CUSTOMS_SHIPPED_BACK', 'ask CANCEL_PARCEL');
  });

  test('can no longer be, once they are out: the order goes on', () => {
    means([...free, dispatched, shippedBack], 'advice declarationReturned');
    means([...free, shippedBack, dispatched], 'advice parcelDispatched', 'ask HAND_OVER');
    means(
      [...free, returned, dispatched, shippedBack],
      'advice declarationReturned',
      'clear CUSTOMS_RETURNED',
      'ask HAND_OVER',
    );
  });
});

test('a parcel on a verification list is in the hands of customs: the list comes back, or it passes the gate', () => {
  const listed = [...upTo('1210', 'dispatchAuthorised'), returned, decline('STEP_REVOKE_DISPATCH', 'PARCEL_ON_LIST')];
  means(listed, 'refused REVOKE_DISPATCH PARCEL_ON_LIST', 'hold STEP_REFUSED operations');
  means([...listed, retry], 'again REVOKE_DISPATCH', 'clear STEP_REFUSED', 'ask REVOKE_DISPATCH');
  means([...listed, retry, revoked], 'advice dispatchRevoked', 'hold CUSTOMS_RETURNED operations');
  means([...listed, dispatched], 'advice parcelDispatched', 'clear STEP_REFUSED', 'hold CUSTOMS_RETURNED operations');
  means(
    [...listed, released],
    'advice declarationReleased',
    'clear STEP_REFUSED',
    'hold AWAITING_GATE warehouse_operator',
  );
  // Taken back once more, it is asked once more.
  means([...listed, released, returned], 'advice declarationReturned', 'clear AWAITING_GATE', 'ask REVOKE_DISPATCH');
});
