import { CollectionDefinition } from '@portolan/contracts/fx/v1/collection';
import { VirtualAccountModel } from '@portolan/contracts/fx/v1/types';
import { type Money, parseMoney } from '@portolan/money';
import { connect, createActivity, machineClock } from '@portolan/service';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { escrow, escrowId } from './escrow/escrow.ts';
import { fundsId } from './funds/funds.ts';
import { camt054 } from './rig/bank.ts';
import { as, page, startFx } from './rig/running.ts';
import { tenant } from './rig/world.ts';

const usd = (text: string) => parseMoney(text, 'USD');
const account = 'CN-COLL-USD-0001';
const within = { timeout: 15_000, interval: 20 };
const operations = { tenant: 'portolan', role: 'operations' };
const operating = (commandId: string) => ({ ...as(commandId, 'portolan'), ...operations });
const merchant = { tenant, role: 'merchant' };
const lenient = {
  ...{ charges: true, tolerance: { share: '0.005', most: { USD: '30.00' } } },
  ...{ under: 'WAIT', over: 'REFUND' },
};

const refuses = (code: string, asked: Promise<unknown>) => expect(asked).rejects.toThrow(code);

let fx: Awaited<ReturnType<typeof startFx>>;
let desk: ReturnType<typeof connect<typeof CollectionDefinition>>;

async function begin(policy: object): Promise<void> {
  await fx.restart({ PORTOLAN_FX_MATCHING: JSON.stringify({ [tenant]: { ...lenient, ...policy } }) });
  const machine = machineClock();
  desk = connect(CollectionDefinition, fx.address(), { machine, activity: createActivity(machine) });
}

beforeEach(async () => {
  fx = await startFx();
});
afterEach(async () => {
  desk.close();
  await fx.stop();
});

const idOf = (reference: string, to = account) => fundsId(tenant, to, reference);
const receiptOf = (reference: string, to = account) => desk.client.getReceipt({ id: idOf(reference, to) }, operations);
const open = (orderNo: string, amount: string) =>
  fx.client().openEscrow({ orderId: `o-${orderNo}`, orderNo, amount: usd(amount) }, as(`open ${orderNo}`));
const escrowOf = async (orderNo: string) =>
  (await fx.runtime().commands.load(escrow, tenant, escrowId(tenant, orderNo))).state;

/** The bank books a credit; `charges` are what banks on the way kept of it. */
function pay(amount: string, reference: string, text: string, { charges = '', to = account } = {}) {
  const bytes = String(camt054('CRDT', to, usd(amount), reference, 'NOTPROVIDED', text));
  const record = `<Rcrd><Amt Ccy="USD">${charges}</Amt><Br>SHAR</Br></Rcrd>`;
  const told = charges === '' ? bytes : bytes.replace('<NtryDtls>', `<Chrgs>${record}</Chrgs><NtryDtls>`);
  return fx.client().receiveMessage({ body: Buffer.from(told) }, as(`bank ${reference} ${told.length}`, 'portolan'));
}

const shows = (reference: string, expected: object, to = account) =>
  vi.waitFor(async () => expect(await receiptOf(reference, to)).toMatchObject(expected), within);
const booked = (expected: Record<string, bigint>) =>
  vi.waitFor(async () => expect(await fx.balances()).toEqual(expected), within);
const holds = (orderNo: string) => `2100.USD.${escrowId(tenant, orderNo)}`;
const funded = (orderNo: string) =>
  vi.waitFor(async () => expect(await escrowOf(orderNo)).toMatchObject({ status: 'FUNDED' }), within);
const line = (orderNo: string, amount: string, rule: string) => ({ orderNo, amount: usd(amount), rule });

describe('receipts that are not exact', () => {
  it('expected 5,000, received 4,975: the 25 that banks kept are a bank charge', async () => {
    await begin({});
    await open('SO-1', '5000.00');
    await pay('4975.00', 'CR1', 'order SO-1', { charges: '25.00' });
    await booked({ '1000.USD': 497_500n, '5000.USD': 2_500n, [holds('SO-1')]: 500_000n });
    await funded('SO-1');
    await shows('CR1', {
      ...{ state: 'MATCHED', left: usd('0.00') },
      lines: [{ ...line('SO-1', '4975.00', 'REFERENCE_CHARGES'), charge: usd('25.00') }],
    });
  });

  it('without a word of the banks the tolerance decides, and nothing is accepted that nobody agreed to', async () => {
    await begin({ tolerance: { share: '0.005', most: { USD: '10.00' } }, under: 'SUSPENSE', over: 'SUSPENSE' });
    await open('SO-1', '5000.00');
    await open('SO-2', '5000.00');
    await pay('4990.00', 'CR1', 'order SO-1');
    await pay('4975.00', 'CR2', 'order SO-2');
    await booked({ '1000.USD': 996_500n, '2050.USD': 497_500n, '5000.USD': 1_000n, [holds('SO-1')]: 500_000n });
    await shows('CR1', { state: 'MATCHED', lines: [line('SO-1', '4990.00', 'REFERENCE_TOLERANCE')] });
    await shows('CR2', { state: 'UNMATCHED', reason: 'ESCROW_AMOUNT_DIFFERS', lines: [] });
  });

  it('one receipt pays several orders', async () => {
    await begin({});
    await open('SO-1', '100.00');
    await open('SO-2', '200.00');
    await pay('300.00', 'CR1', 'orders SO-1, SO-2');
    await booked({ '1000.USD': 30_000n, [holds('SO-1')]: 10_000n, [holds('SO-2')]: 20_000n });
    const lines = [line('SO-1', '100.00', 'SEVERAL_ORDERS'), line('SO-2', '200.00', 'SEVERAL_ORDERS')];
    await shows('CR1', { state: 'MATCHED', lines });
  });

  it.each<[string, () => Promise<unknown>]>([
    ['the order first', async () => [await open('SO-1', '100.00'), await pay('60.00', 'CR1', 'SO-1')]],
    ['the money first', async () => [await pay('60.00', 'CR1', 'SO-1'), await open('SO-1', '100.00')]],
    ['at once', () => Promise.all([open('SO-1', '100.00'), pay('60.00', 'CR1', 'SO-1')])],
  ])('one order takes several receipts, %s, and what is repeated changes nothing', async (_, arrive) => {
    await begin({});
    await arrive();
    await shows('CR1', { state: 'MATCHED', lines: [line('SO-1', '60.00', 'PART_PAYMENT')] });
    await booked({ '1000.USD': 6_000n, '2050.USD': 6_000n });
    await pay('60.00', 'CR1', 'about SO-1');
    await pay('40.00', 'CR2', 'SO-1 the rest');
    await booked({ '1000.USD': 10_000n, [holds('SO-1')]: 10_000n });
    await funded('SO-1');
    await shows('CR2', { state: 'MATCHED', lines: [line('SO-1', '40.00', 'REFERENCE_EXACT')] });
  });

  it('a part of an order that is called off goes back', async () => {
    await begin({});
    await open('SO-1', '100.00');
    await pay('60.00', 'CR1', 'SO-1');
    await shows('CR1', { lines: [line('SO-1', '60.00', 'PART_PAYMENT')] });
    await fx.client().refundEscrow({ orderId: 'o-SO-1', orderNo: 'SO-1', reason: 'NOT_PAID' }, as('call off'));
    await booked({ '1000.USD': 6_000n, '1100.USD': -6_000n });
    await shows('CR1', { state: 'RETURNED', left: usd('0.00'), lines: [] });
  });

  it('a refund of an order that two receipts paid goes back to each', async () => {
    await begin({});
    await open('SO-1', '100.00');
    await pay('60.00', 'CR1', 'SO-1');
    await pay('40.00', 'CR2', 'SO-1');
    await funded('SO-1');
    await booked({ '1000.USD': 10_000n, [holds('SO-1')]: 10_000n });
    const refund = { orderId: 'o-SO-1', orderNo: 'SO-1', amount: usd('50.00'), reason: 'RETURN' };
    await fx.client().refundEscrow(refund, as('refund'));
    await booked({ '1000.USD': 10_000n, '1100.USD': -5_000n, [holds('SO-1')]: 5_000n });
    const sent = [...fx.bank.payments.keys()].filter((body) => body.includes('CdtTrfTxInf'));
    await vi.waitFor(() => expect(fx.bank.payments.size).toBe(2), within);
    expect(sent.length).toBeLessThanOrEqual(2);
  });

  it.each<['REFUND' | 'CREDIT', Record<string, bigint>, string]>([
    ['REFUND', { '1100.USD': -2_000n }, 'RETURNED'],
    ['CREDIT', { [`2000.USD.${tenant}`]: 2_000n }, 'RELEASED'],
  ])('what is paid too much: %s', async (over, rest, decision) => {
    await begin({ over });
    await open('SO-1', '100.00');
    await pay('120.00', 'CR1', 'SO-1');
    await booked({ '1000.USD': 12_000n, [holds('SO-1')]: 10_000n, ...rest });
    await shows('CR1', { state: 'MATCHED', lines: [line('SO-1', '100.00', 'OVERPAYMENT')] });
    const { decisions } = await receiptOf('CR1');
    expect(decisions.at(-1)).toMatchObject({ decision, amount: usd('20.00'), reason: 'OVERPAID', decidedBy: '' });
  });
});

describe('virtual accounts', () => {
  const perPayment = { model: VirtualAccountModel.VIRTUAL_ACCOUNT_MODEL_PER_PAYMENT, currency: 'USD', orderNo: 'SO-1' };
  const opened = async () => {
    const { id } = await desk.client.openVirtualAccount(perPayment, { ...as('va'), ...merchant });
    const view = () => desk.client.getVirtualAccount({ id, reason: '' }, merchant);
    await vi.waitFor(async () => expect(await view()).toMatchObject({ state: 'ACTIVE', orderNo: 'SO-1' }), within);
    return { id, number: (await view()).number };
  };

  it('of one order: what comes is for it, whatever the payer wrote', async () => {
    await begin({});
    const { number } = await opened();
    await open('SO-1', '100.00');
    await open('SO-2', '100.00');
    await pay('100.00', 'CR1', 'order SO-2', { to: number });
    await booked({ '1000.USD': 10_000n, [holds('SO-1')]: 10_000n });
    await shows(
      'CR1',
      { state: 'MATCHED', account: number, lines: [line('SO-1', '100.00', 'VIRTUAL_ACCOUNT')] },
      number,
    );
  });

  it('frozen: what comes is held until it is cleared with evidence, and then does its work', async () => {
    await begin({});
    const { id, number } = await opened();
    await open('SO-1', '100.00');
    await desk.client.freezeVirtualAccount({ id, reason: 'police letter' }, operating('freeze'));
    await pay('100.00', 'CR1', '', { to: number });
    await shows('CR1', { state: 'HELD', reason: 'VIRTUAL_ACCOUNT_FROZEN' }, number);
    await booked({ '1000.USD': 10_000n, '2050.USD': 10_000n });
    const receipt = idOf('CR1', number);
    const asked = { id: receipt, lines: [{ orderNo: 'SO-1', amount: usd('100.00') }], reason: '' };
    await expect(desk.client.matchReceipt(asked, operating('m'))).rejects.toThrow('FUNDS_HELD');
    await desk.client.clearReceipt({ id: receipt, evidence: 'contract C-17', note: '' }, operating('clear'));
    await booked({ '1000.USD': 10_000n, [holds('SO-1')]: 10_000n });
    await shows('CR1', { state: 'MATCHED', lines: [line('SO-1', '100.00', 'VIRTUAL_ACCOUNT')] }, number);
  });

  it('closed: what still comes waits in suspense', async () => {
    await begin({});
    const { id, number } = await opened();
    await open('SO-1', '100.00');
    await desk.client.closeVirtualAccount({ id, reason: 'paid otherwise' }, { ...as('close'), ...merchant });
    await pay('100.00', 'CR1', '', { to: number });
    await shows('CR1', { state: 'UNMATCHED', reason: 'VIRTUAL_ACCOUNT_CLOSED' }, number);
    const others = desk.client.freezeVirtualAccount({ id, reason: 'x' }, { ...as('f'), ...merchant });
    await refuses('VIRTUAL_ACCOUNT_OPERATIONS_ONLY', others);
  });

  it('in a currency that no bank keeps for us is refused', async () => {
    await begin({});
    const asked = desk.client.openVirtualAccount({ ...perPayment, currency: 'JPY' }, { ...as('va'), ...merchant });
    await refuses('VIRTUAL_ACCOUNT_CURRENCY', asked);
  });
});

describe('by hand', () => {
  const listed = async (asked: { state?: string; minAgeDays?: number; orderNo?: string; amount?: Money }) => {
    const any = { state: '', minAgeDays: 0, orderNo: '', page };
    const { receipts } = await desk.client.listReceipts({ ...any, ...asked }, operations);
    return receipts.map(({ servicerReference }) => servicerReference);
  };

  it('what waits is listed by age, amount and state, and a person matches, releases and returns the parts of it', async () => {
    await begin({ under: 'SUSPENSE', over: 'SUSPENSE' });
    await open('SO-1001', '100.00');
    await pay('170.00', 'CR1', 'invoice SO-1010');
    await pay('55.00', 'CR2', 'hello');
    await shows('CR1', { state: 'UNMATCHED', reason: 'ESCROW_UNKNOWN', ageDays: 0, ageBucket: '0-1' });
    await shows('CR2', { state: 'UNMATCHED' });
    expect(await listed({ state: 'UNMATCHED', amount: usd('170.00') })).toEqual(['CR1']);
    expect(await listed({ minAgeDays: 1 })).toEqual([]);
    const { ages } = await desk.client.measureSuspense({}, operations);
    expect(ages).toEqual([{ tenant, currency: 'USD', ageBucket: '0-1', receipts: 2, left: usd('225.00') }]);

    const id = idOf('CR1');
    const { suggestions } = await desk.client.suggestMatches({ id }, operations);
    expect(suggestions).toMatchObject([{ orderNo: 'SO-1001', rule: 'SIMILAR_REFERENCE', amount: usd('100.00') }]);
    const match = (lines: { orderNo: string; amount: Money }[], command: string) =>
      desk.client.matchReceipt({ id, lines, reason: 'two digits turned round' }, operating(command));
    await expect(match([{ orderNo: 'SO-9', amount: usd('1.00') }], 'm1')).rejects.toThrow('ESCROW_UNKNOWN');
    await expect(match([{ orderNo: 'SO-1001', amount: usd('100.01') }], 'm2')).rejects.toThrow('ESCROW_AMOUNT_DIFFERS');
    await match([{ orderNo: 'SO-1001', amount: usd('100.00') }], 'm3');
    await booked({ '1000.USD': 22_500n, '2050.USD': 12_500n, [holds('SO-1001')]: 10_000n });
    await shows('CR1', { state: 'PARTIALLY_MATCHED', left: usd('70.00') });

    const settle = (amount: string) => ({ id, amount: usd(amount), evidence: 'mail of 2 March' });
    await expect(desk.client.returnReceipt(settle('70.01'), operating('r1'))).rejects.toThrow('FUNDS_SHORT');
    await desk.client.releaseReceipt(settle('30.00'), operating('r2'));
    await desk.client.returnReceipt({ id, evidence: '' }, operating('r3'));
    await booked({
      ...{ '1000.USD': 22_500n, '2050.USD': 5_500n, '1100.USD': -4_000n },
      ...{ [holds('SO-1001')]: 10_000n, [`2000.USD.${tenant}`]: 3_000n },
    });
    await shows('CR1', { state: 'MATCHED', left: usd('0.00') });
    const { decisions } = await receiptOf('CR1');
    const decidedBy = 'portolan/operations';
    expect(decisions).toMatchObject([
      { decision: 'ALLOTTED', reason: 'BY_HAND', note: 'two digits turned round', decidedBy },
      { decision: 'RELEASED', note: 'mail of 2 March', amount: usd('30.00'), decidedBy },
      { decision: 'RETURNED', amount: usd('40.00'), decidedBy },
    ]);
  });

  it('is for operations alone; merchants see their own', async () => {
    await begin({});
    await pay('55.00', 'CR1', 'hello');
    await shows('CR1', { state: 'UNMATCHED' });
    const id = idOf('CR1');
    const hold = { id, reason: 'TRADE_UNPROVEN', note: '' };
    await expect(desk.client.holdReceipt(hold, { ...as('h'), ...merchant })).rejects.toThrow('FUNDS_OPERATIONS_ONLY');
    expect(await desk.client.getReceipt({ id }, merchant)).toMatchObject({ tenant, amount: usd('55.00') });
    const other = { tenant: 'merchant-other', role: 'merchant' };
    await expect(desk.client.getReceipt({ id }, other)).rejects.toThrow('FUNDS_UNKNOWN');
    await desk.client.holdReceipt(hold, operating('h2'));
    await shows('CR1', { state: 'HELD', reason: 'TRADE_UNPROVEN' });
    await desk.client.returnReceipt({ id, evidence: '' }, operating('back'));
    await booked({ '1000.USD': 5_500n, '1100.USD': -5_500n });
    await shows('CR1', { state: 'RETURNED' });
  });
});
