import { parseMoney } from '@portolan/money';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { escrow, escrowId } from './escrow/escrow.ts';
import { camt054, pain002 } from './rig/bank.ts';
import { as, page, payoutOf, startFx } from './rig/running.ts';
import { tenant } from './rig/world.ts';

const within = { timeout: 15_000, interval: 20 };
const cny = (text: string) => parseMoney(text, 'CNY');
const usd = (text: string) => parseMoney(text, 'USD');

let fx: Awaited<ReturnType<typeof startFx>>;
beforeEach(async () => {
  fx = await startFx();
});
afterEach(() => fx.stop());

const refuses = (code: string, call: Promise<unknown>) =>
  expect(call).rejects.toMatchObject({ refusal: { refused: code } });
const booked = (expected: Record<string, bigint>, of = tenant) =>
  vi.waitFor(async () => expect(await fx.balances(of)).toEqual(expected), within);
const tell = (body: Buffer, commandId: string) => fx.client().receiveMessage({ body }, as(commandId, 'portolan'));

describe('a claim on a carrier', () => {
  const asked = { orderId: 'o1', orderNo: 'SO-1', debtor: 'YANWEN', amount: usd('24.50'), reason: 'SHORT' };
  const open = (commandId: string) => fx.client().openClaim(asked, as(commandId));
  const list = async (state: string, who = { tenant, role: 'merchant' }) =>
    (await fx.client().listClaims({ state, page }, who)).claims;

  it('is booked once, paid by a credit that names it, and then the merchant has it', async () => {
    await open('c1');
    await open('c2');
    await booked({ '1200.USD.YANWEN': 2_450n, '2250.USD.merchant-shenzhen': 2_450n });
    await refuses('CLAIM_EXISTS', fx.client().openClaim({ ...asked, amount: usd('1.00') }, as('c3')));
    await vi.waitFor(async () => expect(await list('OPEN')).toHaveLength(1), within);
    const [claim] = await list('', { tenant: 'portolan', role: 'operations' });
    const reference = claim?.reference ?? '';
    const pay = (text: string, bank: string) =>
      tell(camt054('CRDT', 'CN-COLL-USD-0001', usd(text), bank, `PAY-${bank}`, reference), bank);

    await pay('24.49', 'CR1');
    await booked({
      ...{ '1000.USD': 2_449n, '2050.USD': 2_449n },
      ...{ '1200.USD.YANWEN': 2_450n, '2250.USD.merchant-shenzhen': 2_450n },
    });
    await pay('24.50', 'CR2');
    await booked({ '1000.USD': 4_899n, '2050.USD': 2_449n, '2000.USD.merchant-shenzhen': 2_450n });
    await pay('24.50', 'CR3');
    await booked({ '1000.USD': 7_349n, '2050.USD': 4_899n, '2000.USD.merchant-shenzhen': 2_450n });
    await vi.waitFor(async () => expect(await list('SETTLED')).toMatchObject([{ reference, orderNo: 'SO-1' }]), within);
    expect(await list('OPEN')).toEqual([]);
    expect(await list('', { tenant: 'merchant-other', role: 'merchant' })).toEqual([]);
  });
});

describe('a bonded import', () => {
  const merchant = 'merchant-ningbo';
  const order = { orderId: 'o1', orderNo: 'NB-1' };
  const id = escrowId(merchant, order.orderNo);
  const by = (commandId: string) => as(commandId, merchant);

  async function released() {
    const api = fx.client();
    await api.openEscrow({ ...order, amount: cny('587.87'), tax: cny('49.87') }, by('c1'));
    await tell(camt054('CRDT', 'CN-COLL-CNY-0001', cny('587.87'), 'CR1', 'PAY-1', 'NB-1'), 'c2');
    await booked({ '1000.CNY': 58_787n, [`2100.CNY.${id}`]: 58_787n }, merchant);
    await api.startInspection({ ...order, deliveredAt: '2026-03-06T09:00:00Z' }, by('c3'));
    await api.acceptEscrow(order, by('c4'));
    // 1.5 % of 538.00 = 8.07
    const divided = { [`2000.CNY.${merchant}`]: 52_993n, '4000.CNY': 807n, [`2200.CNY.${id}`]: 4_987n };
    await booked({ '1000.CNY': 58_787n, ...divided }, merchant);
    expect((await fx.runtime().commands.load(escrow, merchant, id)).state.status).toMatch(/^RELEAS/);
    return api;
  }
  const bill = (text: string, attempt = 1) => ({
    ...payoutOf('o1', 'NB-1', cny(text)),
    ...{ purpose: 'PURPOSE_TAX' as const, attempt, reference: 'TB2026030900000001' },
  });

  it('pays the merchant in the currency it was paid in, and the treasury at the second attempt', async () => {
    const api = await released();
    await api.createPayout(payoutOf('o1', 'NB-1', cny('529.80')), by('c5'));
    await refuses('LEDGER_INSUFFICIENT_FUNDS', api.createPayout(bill('50.01'), by('c6')));
    await api.createPayout(bill('50.00'), by('c7'));
    await api.createPayout(bill('50.00'), by('c8'));
    await vi.waitFor(() => expect([...fx.bank.payments.keys()]).toHaveLength(2), within);
    const toTreasury = [...fx.bank.payments.keys()].find((body) => body.includes('State Treasury')) ?? '';
    expect(toTreasury).toContain('<Ustrd>NB-1 TB2026030900000001</Ustrd>');
    const first = /<EndToEndId>([^<]+)</.exec(toTreasury)?.[1] ?? '';
    await tell(pain002(first, 'RJCT', 'AM04'), 'c9');
    const rest = { '1000.CNY': 58_787n, '1100.CNY': -52_980n, '4000.CNY': 807n };
    await booked({ ...rest, [`2200.CNY.${id}`]: 5_000n }, merchant);
    await refuses('PAYOUT_NOT_REJECTED', api.createPayout(bill('50.00', 3), by('c10')));
    await api.createPayout(bill('50.00', 2), by('c11'));
    await tell(camt054('DBIT', 'CN-NOSTRO-CNY-0001', cny('50.00'), 'DB1', `${first}-2`), 'c12');
    await booked({ '1000.CNY': 53_787n, '1100.CNY': -52_980n, '4000.CNY': 807n }, merchant);
    expect((await fx.engine().parked()).items).toEqual([]);
  });

  it('gives the merchant all that was withheld where customs made the bill void, once; not once it is paid', async () => {
    const api = await released();
    await api.giveTaxBack(order, by('c5'));
    await api.giveTaxBack(order, by('c6'));
    const rest = { '1000.CNY': 58_787n, '4000.CNY': 807n };
    await booked({ ...rest, [`2000.CNY.${merchant}`]: 57_980n }, merchant);
  });

  it('gives nothing back of a bill that is being paid', async () => {
    const api = await released();
    await api.createPayout(bill('49.87'), by('c5'));
    await refuses('PAYOUT_EXISTS', api.giveTaxBack(order, by('c6')));
  });

  it('gives the merchant what customs billed less than was withheld', async () => {
    const api = await released();
    await api.createPayout(bill('40.00'), by('c5'));
    const rest = { '1000.CNY': 58_787n, '1100.CNY': -4_000n, '4000.CNY': 807n };
    await booked({ ...rest, [`2000.CNY.${merchant}`]: 53_980n }, merchant);
  });
});
