import { expect, it } from 'vitest';
import { event } from '../rig/stand-ins.ts';
import { shownTo } from './shown.ts';

const list = { goodsValue: { minor: 14205n, currency: 'USD' }, merchant: { code: '1', name: 'Hailun', country: 'CN' } };
const drafted = event(
  'DeclarationDrafted',
  { declarationId: 'd', orderId: 'o', list },
  { stream: 'merchant/declaration/d', service: 'customs' },
);

it('shows an owner all of its event', () => {
  expect(shownTo('merchant', drafted)).toMatchObject({ declarationId: 'd', list });
});

it('shows others what is meant for them, and nothing of an event that nobody meant for others', () => {
  expect(shownTo('operator', drafted)).toEqual({ declarationId: 'd', orderId: 'o' });
  const paid = event(
    'OrderPaid',
    { orderId: 'o', amount: { minor: 1n, currency: 'USD' } },
    { stream: 'merchant/order/o' },
  );
  expect(shownTo('operator', paid)).toEqual({});
});
