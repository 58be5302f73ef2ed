import { clearingCall, holdCalls, holdTexts } from '@portolan/contracts';
import { describe, expect, it } from 'vitest';
import { hold } from '../../rig/sample-views.ts';
import type { Route } from '../route.ts';
import { routes } from '../table.ts';
import { heldIn } from './holds.ts';

const data = {
  ...{
    orderId: 'order-1',
    orderNo: 'TN-1',
    parcelId: 'parcel-1',
    declarationId: 'declaration-1',
    fundsId: 'funds-1',
    inboundId: 'inbound-1',
  },
  ...{ returnId: 'return-1', carrier: 'YANWEN', document: 'waybill', warehouseId: 'NGB-BND-1' },
};
const codes = Object.keys(holdCalls);
const roleOf: Readonly<Record<string, string>> = { warehouse_operator: 'zone_operator' };

/** The route that a filled path reaches; what stands there in full goes before what is named. */
function routeOf(method: string, path: string): Route | undefined {
  const fits = (route: Route) => new RegExp(`^${route.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path);
  return routes
    .filter((route) => route.method === method && fits(route))
    .sort((one) => (one.path === path ? -1 : 1))[0];
}

describe('the call that clears a hold', () => {
  it.each(codes)('of %s is a route, open to the one who shall make it, and its body is taken', (code) => {
    const call = clearingCall({ ...hold, code, data });
    const route = routeOf(call?.method ?? '', call?.path ?? '');
    expect(route, `${call?.method} ${call?.path}`).toBeDefined();
    const by = call?.by ?? '';
    const outside = ['bank', 'customs', 'carrier'].includes(by);
    if (outside) expect([route?.access, call?.body]).toEqual(['signed', undefined]);
    else expect(route?.access).toContain(roleOf[by] ?? by);
    if (call?.body !== undefined) expect(route?.body?.safeParse(call.body).error).toBeUndefined();
  });

  it('of documents that disagree is a route for each of them', () => {
    for (const document of ['order', 'receipt', 'waybill', 'payment']) {
      const call = clearingCall({ ...hold, code: 'DOCUMENTS_DISAGREE', data: { ...data, document } });
      expect(routeOf('PUT', call?.path ?? '')?.path).toBe(`/v1/orders/{id}/documents/${document}`);
    }
  });

  it('is shown with the ids of the hold itself, in both languages', () => {
    const held = { ...hold, code: 'AWAITING_PACKING', owner: 'warehouse_operator', data };
    expect(heldIn('en', held, 'order-1').clearedBy).toMatchObject({
      method: 'POST',
      path: '/v1/parcels/parcel-1/pack',
      by: 'warehouse_operator',
    });
    for (const code of Object.keys(holdTexts))
      for (const language of ['en', 'zh'] as const) {
        const { clearedBy, what, who } = heldIn(language, { ...hold, code, data }, 'order-1');
        const said = `${what} ${who} ${clearedBy?.summary}`;
        expect(said, code).toMatch(language === 'zh' ? /[\u4e00-\u9fff]{2,}/ : /[a-z]{2,}/);
        expect(said, code).not.toMatch(/\{\w+\}|undefined/);
      }
  });

  it('is null where the hold does not know whom it is about, or is newer than the gateway', () => {
    expect(heldIn('en', { ...hold, code: 'AWAITING_PACKING', data: {} }, 'order-1').clearedBy).toBeNull();
    const newer = heldIn('en', { ...hold, code: 'OF_A_NEWER_SERVICE', owner: 'the_moon' }, 'order-1');
    expect(newer).toMatchObject({ what: 'OF_A_NEWER_SERVICE', who: 'the_moon', next: '', clearedBy: null });
  });
});
