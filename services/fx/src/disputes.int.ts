import { EscrowsDefinition } from '@portolan/contracts/fx/v1/escrows';
import { type Money, money } from '@portolan/money';
import { connect, createActivity, machineClock } from '@portolan/service';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { camt054 } from './rig/bank.ts';
import { as, page, startFx } from './rig/running.ts';
import { tenant } from './rig/world.ts';

const within = { timeout: 20_000, interval: 20 };
const usd = (minor: bigint) => money(minor, 'USD');
const amount = usd(1_000_000n);
const merchant = { tenant, role: 'merchant' };
const seller = (id: string) => ({ ...as(id), role: 'merchant' });
const operations = (id: string) => ({ ...as(id, 'portolan'), role: 'operations' });
const refuses = (code: string, call: Promise<unknown>) =>
  expect(call).rejects.toMatchObject({ refusal: { refused: code } });

let fx: Awaited<ReturnType<typeof startFx>>;
let connection: ReturnType<typeof connectTo>;
beforeEach(async () => {
  fx = await startFx();
  connection = connectTo(fx.address());
});
afterEach(async () => {
  connection.close();
  await fx.stop();
});

function connectTo(address: string) {
  const machine = machineClock();
  return connect(EscrowsDefinition, address, { machine, activity: createActivity(machine) });
}

const escrowOf = (id: string) => connection.client.getEscrow({ id }, merchant);
const disputeOf = (id: string) => connection.client.getDispute({ id }, merchant);
const books = (expected: Readonly<Record<string, bigint>>) =>
  vi.waitFor(async () => expect(await fx.balances()).toEqual(expected), within);
const order = (orderNo: string) => ({ orderId: `o-${orderNo}`, orderNo });

async function opened(orderNo: string, paid: Money = amount): Promise<string> {
  return (await fx.client().openEscrow({ ...order(orderNo), amount: paid }, as(`open ${orderNo}`))).id;
}

async function pay(id: string, orderNo: string, paid: Money = amount): Promise<void> {
  const credit = camt054('CRDT', 'CN-COLL-USD-0001', paid, `CR-${orderNo}`, orderNo);
  await fx.client().receiveMessage({ body: credit }, as(`pay ${orderNo}`, 'portolan'));
  await vi.waitFor(async () => expect((await escrowOf(id)).held).toEqual(paid), within);
}

async function delivered(orderNo: string): Promise<void> {
  await fx.client().startInspection({ ...order(orderNo), deliveredAt: '2026-03-03T00:00:00Z' }, as(`at ${orderNo}`));
}

/** Lets the inspection end. */
async function inspected(at = '2026-03-06T00:00:00.000Z'): Promise<void> {
  await vi.waitFor(async () => expect(await fx.engine().nextTimer()).toBeDefined(), within);
  fx.clock.moveTo(at);
}

async function released(orderNo: string): Promise<void> {
  await delivered(orderNo);
  await fx.client().acceptEscrow(order(orderNo), as(`accept ${orderNo}`));
}

const raise = (escrowId: string, part: bigint, kind = 'CLAIM') =>
  connection.client.raiseDispute(
    { escrowId, kind, amount: usd(part), reason: 'NOT_AS_DESCRIBED' },
    operations(`raise ${kind} ${part}`),
  );

const heldIn = (id: string) => vi.waitFor(async () => expect((await disputeOf(id)).held).toBe(true), within);

describe('milestones', () => {
  const milestones = [
    { name: 'production', trigger: 'PROOF', percent: 30 },
    { name: 'delivery', trigger: 'DELIVERY', percent: 70 },
  ];

  it('are agreed by both, proven, released in part; the last closes to zero', async () => {
    const { client } = connection;
    const id = await opened('M-1');
    await client.proposeMilestones({ id, milestones }, seller('plan'));
    expect(await escrowOf(id)).toMatchObject({ proposedBy: 'SELLER', milestones: [] });
    await client.proposeMilestones({ id, milestones }, operations('agree'));
    await pay(id, 'M-1');
    await refuses('ESCROW_MILESTONE_UNPROVEN', client.releaseMilestone({ id, number: 1 }, operations('early')));
    await client.proveMilestone({ id, number: 1, document: 'QC-1', sha256: 'aa' }, seller('prove'));
    await refuses('FUNDS_OPERATIONS_ONLY', client.releaseMilestone({ id, number: 1 }, seller('self')));
    await client.releaseMilestone({ id, number: 1 }, operations('reach'));
    // 30 % of 10,000 less 1.5 %.
    await books({
      ...{ '1000.USD': 1_000_000n, [`2100.USD.${id}`]: 700_000n },
      ...{ [`2000.USD.${tenant}`]: 295_500n, '4000.USD': 4_500n },
    });
    expect(await escrowOf(id)).toMatchObject({ state: 'PARTIALLY_RELEASED', released: usd(300_000n), next: 'order' });
    await delivered('M-1');
    await client.extendInspection({ id, endsAt: '2026-03-08T00:00:00.000Z' }, seller('longer'));
    await inspected('2026-03-06T00:00:00.000Z');
    expect((await escrowOf(id)).state).toBe('PARTIALLY_RELEASED');
    await inspected('2026-03-08T00:00:00.000Z');
    await books({ '1000.USD': 1_000_000n, [`2000.USD.${tenant}`]: 985_000n, '4000.USD': 15_000n });
    expect(await escrowOf(id)).toMatchObject({ state: 'RELEASED', held: usd(0n), released: amount, next: '' });
    await vi.waitFor(async () => {
      const { escrows } = await client.listEscrows({ state: 'RELEASED', orderNo: 'M-1', page }, merchant);
      expect(escrows.map((one) => one.id)).toEqual([id]);
    }, within);
  });
});

describe('a dispute', () => {
  it('freezes its part alone, is negotiated, and divided in any split', async () => {
    const { client } = connection;
    const id = await opened('D-1');
    await pay(id, 'D-1');
    await delivered('D-1');
    const { id: disputeId } = await raise(id, 300_000n);
    await heldIn(disputeId);
    expect(await escrowOf(id)).toMatchObject({ state: 'DISPUTED', held: usd(700_000n), disputed: usd(300_000n) });
    await refuses('ESCROW_DISPUTE_AMOUNT', raise(id, 700_001n));
    await inspected();
    const undisputed = { [`2000.USD.${tenant}`]: 689_500n, '4000.USD': 10_500n };
    await books({ '1000.USD': 1_000_000n, ...undisputed, [`2150.USD.${disputeId}`]: 300_000n });
    await client.giveEvidence({ id: disputeId, kind: 'ORDER', document: 'PO-1', sha256: 'aa' }, seller('evidence'));
    const pack = await client.getEvidencePack({ id: disputeId }, merchant);
    expect(pack).toMatchObject({ missing: ['CUSTOMS_RELEASE', 'CARRIER_SIGNATURE', 'CORRESPONDENCE'], refunds: [] });
    expect(pack.sha256).toMatch(/^[0-9a-f]{64}$/);
    await client.offerSplit({ id: disputeId, toBuyer: usd(100_000n) }, operations('ask'));
    await client.acceptDispute({ id: disputeId, reason: '' }, seller('take'));
    await books({
      ...{ '1000.USD': 1_000_000n, '1100.USD': -100_000n },
      ...{ [`2000.USD.${tenant}`]: 886_500n, '4000.USD': 13_500n },
    });
    expect(await escrowOf(id)).toMatchObject({ state: 'RELEASED', released: usd(900_000n), refunded: usd(100_000n) });
    await vi.waitFor(async () => {
      const { disputes } = await client.listDisputes({ state: 'ACCEPTED', orderNo: '', page }, merchant);
      expect(disputes).toMatchObject([{ id: disputeId, toBuyer: usd(100_000n), next: '' }]);
    }, within);
  });

  it('escalates by itself and is lost without evidence: all goes back', async () => {
    const id = await opened('D-2');
    await pay(id, 'D-2');
    await delivered('D-2');
    const { id: disputeId } = await raise(id, 1_000_000n);
    await heldIn(disputeId);
    fx.clock.moveTo('2026-03-17T01:00:00.000Z');
    await vi.waitFor(async () => expect((await disputeOf(disputeId)).stage).toBe('DISPUTE'), within);
    fx.clock.moveTo('2026-03-27T01:00:00.000Z');
    await vi.waitFor(async () => expect((await disputeOf(disputeId)).state).toBe('EXPIRED'), within);
    await books({ '1000.USD': 1_000_000n, '1100.USD': -1_000_000n });
    await vi.waitFor(async () => expect((await escrowOf(id)).state).toBe('RELEASED'), within);
    expect(await escrowOf(id)).toMatchObject({ released: usd(0n), refunded: amount });
  });
});

describe('a chargeback', () => {
  it('of released money takes balance, deposit, advance; the next release pays back; its reversal is the merchant’s', async () => {
    const { client } = connection;
    const id = await opened('C-1');
    await pay(id, 'C-1');
    await released('C-1');
    await books({ '1000.USD': 1_000_000n, [`2000.USD.${tenant}`]: 985_000n, '4000.USD': 15_000n });
    await client.putDeposit({ amount: usd(5_000n) }, seller('deposit'));
    const { id: disputeId } = await raise(id, 1_000_000n, 'CHARGEBACK');
    await heldIn(disputeId);
    // 10,000 of which 9,800 were there, 50 as deposit: 150 are advanced.
    const fee = { '5000.USD': 1_500n, '4000.USD': 15_000n };
    const frozen = { ...fee, '1200.USD.acquirer': -1_500n, [`2150.USD.${disputeId}`]: 1_000_000n };
    await books({ '1000.USD': 1_000_000n, [`1300.USD.${tenant}`]: 15_000n, ...frozen });
    await refuses('ESCROW_CHARGED_BACK', raise(id, 1n));
    await vi.waitFor(async () => {
      const { securities } = await client.listSecurities({ page }, merchant);
      expect(securities).toMatchObject([{ deposit: usd(0n), owed: usd(15_000n), due: '2027-03-02T01:00:00.000Z' }]);
    }, within);
    await client.decideDispute({ id: disputeId, toBuyer: amount, reason: 'NO_PROOF' }, operations('decide'));
    await books({ '1000.USD': 1_000_000n, [`1300.USD.${tenant}`]: 15_000n, ...fee, '1200.USD.acquirer': -1_001_500n });
    const next = await opened('C-2', usd(20_000n));
    await pay(next, 'C-2', usd(20_000n));
    await released('C-2');
    // 200 less 3 commission: 150 come back, 47 are the merchant's.
    const recovered = { '1000.USD': 1_020_000n, '5000.USD': 1_500n, '4000.USD': 15_300n };
    await books({ ...recovered, '1200.USD.acquirer': -1_001_500n, [`2000.USD.${tenant}`]: 4_700n });
    await client.reverseChargeback({ id: disputeId, reason: '' }, operations('reverse'));
    await books({ ...recovered, '1200.USD.acquirer': -1_500n, [`2000.USD.${tenant}`]: 1_004_700n });
    expect(await disputeOf(disputeId)).toMatchObject({ stage: 'REVERSAL', state: 'WON' });
    expect(await escrowOf(id)).toMatchObject({ released: amount, refunded: usd(0n), disputed: usd(0n) });
  });
});

describe('withheld proceeds', () => {
  it('stand still with a reason until an appeal is decided', async () => {
    const { client } = connection;
    const id = await opened('W-1');
    await pay(id, 'W-1');
    const asked = { escrowId: id, amount: usd(400_000n), reason: 'Brand not licensed' };
    const { id: withheld } = await client.withholdProceeds(asked, operations('withhold'));
    await books({ '1000.USD': 1_000_000n, [`2100.USD.${id}`]: 600_000n, [`2150.USD.${withheld}`]: 400_000n });
    await refuses('FUNDS_OPERATIONS_ONLY', client.withholdProceeds(asked, seller('self')));
    await client.appealWithholding({ id: withheld, grounds: 'Licence 2026-7 attached' }, seller('appeal'));
    await vi.waitFor(async () => {
      const { withholdings } = await client.listWithholdings({ state: 'APPEALED', page }, merchant);
      expect(withholdings).toMatchObject([{ id: withheld, grounds: 'Licence 2026-7 attached' }]);
    }, within);
    const decision = { id: withheld, outcome: 'RELEASED', reason: 'Licensed' };
    await client.decideWithholding(decision, operations('decide'));
    await books({ '1000.USD': 1_000_000n, [`2100.USD.${id}`]: 1_000_000n });
    await refuses('ESCROW_NOT_FOUND', client.getEscrow({ id: 'nobody' }, merchant));
  });
});
