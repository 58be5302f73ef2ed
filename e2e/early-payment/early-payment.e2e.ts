import { startSuite } from '@portolan/suite';
import { afterAll, expect, it } from 'vitest';
import { verify } from '../reader/verify.ts';
import { at, connect, listAt, ok, textAt } from '../story/api.ts';
import { begin, finish } from '../story/direct-mail.ts';
import { dataFolder } from '../support/folder.ts';
import { freePort } from '../support/ports.ts';

const folder = dataFolder('early');
afterAll(() => folder.remove());

const orderNo = 'SO-2026-0007';

it('settles an order whose money came before it, once; other money goes back when it is over', {
  timeout: 60_000,
}, async () => {
  const suite = await startSuite({
    ...{ data: folder.path, seed: 'early-2026', clock: 'step' },
    ...{ gatewayPort: await freePort(), sandboxPort: await freePort() },
  });
  const as = (key = '') => connect({ baseUrl: () => suite.gatewayUrl, key, patienceMs: 5_000 });
  const merchant = as(suite.keys['merchant-shenzhen']);
  const outside = connect({ baseUrl: () => suite.sandboxUrl, key: '', patienceMs: 5_000 });
  const account = async (id: string) => ok(await merchant.get(`/v1/ledger/accounts/${id}`), id);
  const pay = async (reference: string, amount: string) => {
    const credit = { reference, account: 'CN-COLL-USD-0001', amount: { amount, currency: 'USD' } };
    const body = { ...credit, payer: { name: 'Jordan Halsey' }, remittance: orderNo };
    ok(await outside.post('/bank/credits', body, reference), 'the payment');
  };
  try {
    // The story's own payment, and one of another amount, before there is an order. The story then pays again, under
    // the same reference: the bank knows it already.
    await pay('PAY-TYPO', '125.00');
    await pay(`PAY-${orderNo}`, '152.00');
    for (let moved = true; moved; ) ({ moved } = await suite.step());
    expect(at(await account('2050.USD'), 'balance')).toMatchObject({ amount: '277.00' });

    const cast = { merchant, operator: as(suite.keys['operator']), outside };
    const orderId = await begin(cast, orderNo);
    const order = await finish(cast, orderId, suite.settle, suite.step);
    expect(textAt(order, 'state')).toBe('SETTLED');

    for (let moved = true; moved; ) ({ moved } = await suite.step());
    expect(at(await account('2050.USD'), 'balance')).toMatchObject({ amount: '0.00' });
    const timeline = ok(await merchant.get(`/v1/orders/${orderId}/timeline?limit=200&lang=en`), 'the timeline');
    const texts = listAt(timeline, 'entries').map((entry) => textAt(entry, 'text'));
    expect(texts.filter((text) => text.startsWith('USD 125.00 that waited for order'))).toHaveLength(1);
    expect(texts.filter((text) => text.startsWith("The escrow holds the buyer's USD 152.00"))).toHaveLength(1);
    const { breaches, open } = await verify(merchant);
    expect({ breaches, open }).toEqual({ breaches: [], open: [] });
    expect(at((await outside.get('/books')).body, 'credits')).toBe(2);
  } finally {
    await suite.stop();
  }
});
