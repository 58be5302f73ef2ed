import { describe, expect, it } from 'vitest';
import { breachesOf, codesOf, event, later } from './rig/history.ts';
import { sayBreach } from './say.ts';
import { undone } from './undone.ts';

const usd = (minor: bigint) => ({ minor, currency: 'USD' });
const of = { orderId: 'o' };
const funded = event('EscrowFunded', { ...of, escrowId: 'e', amount: usd(15_200n) });
const refunded = event('EscrowRefunded', { ...of, escrowId: 'e', amount: usd(3_200n), left: usd(12_000n) });
const released = event('EscrowReleased', { ...of, escrowId: 'e', amount: usd(12_000n) });
const registered = event('ShipmentRegistered', { ...of, shipmentId: 's' });
const handedOver = event('ShipmentHandedOver', { ...of, shipmentId: 's' });
const shipmentCancelled = event('ShipmentCancelled', { ...of, shipmentId: 's' });
const drafted = event('DeclarationDrafted', { ...of, declarationId: 'd' });
const takenBack = event('DeclarationCancelled', { ...of, declarationId: 'd' });
const left = event('ParcelDispatched', { ...of, parcelId: 'p' });
const over = event('FulfilmentCompleted', { ...of, state: 'CANCELLED' });

describe('undone', () => {
  it.each([
    ['settled, a part of the money given back', [funded, registered, drafted, left, handedOver, refunded, released]],
    ['called off before it left', [registered, drafted, takenBack, shipmentCancelled]],
    ['called off before anything was done', []],
  ])('holds of an order that is %s', (_, history) => {
    expect(codesOf(undone, [...history, over], { end: later })).toEqual([]);
  });

  it('says nothing of an order that is under way', () => {
    expect(codesOf(undone, [funded, registered, drafted], { end: later })).toEqual([]);
  });

  it.each([
    ['MONEY_HELD', [funded, refunded]],
    ['LABEL_STANDS', [registered, drafted, takenBack]],
    ['DECLARATION_STANDS', [registered, drafted, shipmentCancelled]],
  ])('breaks as %s, in whichever order it is read', (code, history) => {
    expect(codesOf(undone, [...history, over], { end: later })).toEqual([code]);
    expect(codesOf(undone, [over, ...history], { end: later, arrival: 'merged' })).toEqual([code]);
  });

  it('says in both languages what was left', () => {
    const [breach] = breachesOf(undone, [funded, refunded, over], { end: later });
    if (breach === undefined) throw new Error('nothing broke');
    expect(sayBreach('en', breach)).toBe('Order o is over, and USD 120.00 still lie in escrow for it.');
    expect(sayBreach('zh', breach)).toBe('订单 o 已了结，担保中仍有其资金 USD 120.00。');
  });
});
