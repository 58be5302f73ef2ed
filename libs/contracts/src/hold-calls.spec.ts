import { describe, expect, it, test } from 'vitest';
import { clearingCall, holdCalls } from './hold-calls.ts';
import { holdTexts, ownerTexts } from './sentences/holds.ts';

describe('what clears a hold', () => {
  it('is known for every hold, and for nothing else', () => {
    expect(Object.keys(holdCalls).toSorted()).toEqual(Object.keys(holdTexts).toSorted());
  });

  it.each(Object.entries(holdCalls))('%s: says who makes which call, in both languages', (_, call) => {
    expect(call.path).toMatch(/^\/v1\/[a-z]/);
    expect(ownerTexts[call.by]).toBeDefined();
    expect(call.summary.en).toMatch(/[a-z]{2,}.*\.$/);
    expect(call.summary.zh).toMatch(/[\u4e00-\u9fff].*。$/);
  });

  test('its path and its body are filled in from the hold', () => {
    const data = { orderId: 'order-1', parcelId: 'parcel-1', warehouseId: 'NGB-BND-1', document: 'order' };
    expect(clearingCall({ code: 'AWAITING_GATE', owner: 'warehouse_operator', data })).toMatchObject({
      method: 'POST',
      path: '/v1/verification-lists',
      body: { warehouseId: 'NGB-BND-1', direction: 'OUT', parcelIds: ['parcel-1'] },
    });
    expect(clearingCall({ code: 'DOCUMENTS_DISAGREE', owner: 'platform', data })).toMatchObject({
      method: 'PUT',
      path: '/v1/orders/order-1/documents/order',
      by: 'platform',
    });
    expect(clearingCall({ code: 'DOCUMENTS_DISAGREE', owner: 'bank', data })?.by).toBe('merchant');
    expect(clearingCall({ code: 'OF_A_NEWER_SERVICE', owner: 'bank', data })).toBeUndefined();
  });
});
