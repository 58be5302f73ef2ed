import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ours, startWithMockBank, theirs, yuan } from './rig.ts';

const within = { timeout: 15_000, interval: 20 };
const clearing = '1100.CNY';
const merchants = '2000.CNY.merchant-shenzhen';

type Rig = Awaited<ReturnType<typeof startWithMockBank>>;
let rig: Rig;

beforeAll(async () => {
  rig = await startWithMockBank();
});
afterAll(() => rig.stop());

const reported = async () => {
  const page = { limit: 0, cursor: '' };
  const { messages } = await rig.fx.client().listRefusedMessages({ page }, rig.command('portolan'));
  return JSON.stringify(messages);
};
const held = async (account: string) => (await rig.fx.balances())[account] ?? 0n;

// One bank, one day after another: what one test leaves is where the next begins.
describe('a bank that somebody else wrote', () => {
  it('tells of a buyer who pays, by notice and again by statement: one credit', async () => {
    const { fx, command } = rig;
    await fx.client().openEscrow({ orderId: 'o1', orderNo: 'SO-2026-1', amount: yuan('20000.00') }, command());
    await rig.credit(2_000_000, 'order SO-2026-1');
    expect(await rig.carry()).toContain('camt.054');
    const started = { orderId: 'o1', orderNo: 'SO-2026-1', deliveredAt: '2026-03-02T01:00:00Z' };
    await vi.waitFor(() => fx.client().startInspection(started, command()), within);
    await fx.client().acceptEscrow({ orderId: 'o1', orderNo: 'SO-2026-1' }, command());
    await vi.waitFor(async () => expect(await held(merchants)).toBe(1_970_000n), within);
    await rig.advance(1);
    expect(await rig.carry()).toContain('camt.053');
    await rig.agree();
  });

  it('takes our pain.001 and books it: settled by its notice, once', async () => {
    await rig.pay('o1', yuan('1234.56'));
    expect(await rig.carry()).toEqual(['pain.002', 'camt.054']);
    await rig.until('o1', 'SETTLED');
    await rig.advance(1);
    expect(await rig.carry()).toEqual(['camt.053']);
    await rig.agree();
    expect(await held(clearing)).toBe(0n);
  });

  it('rejects a payment to a closed account: the money is the merchant’s again', async () => {
    await rig.behave(theirs.id, 'closed-account');
    await rig.pay('o2', yuan('100.00'));
    await rig.carry();
    await rig.until('o2', 'REJECTED');
    expect(await rig.view('o2')).toMatchObject({ reason: 'AC04', reaction: 'FINAL' });
    await rig.behave(theirs.id, 'accept');
    await rig.agree();
    expect(await held(clearing)).toBe(0n);
  });

  it('rejects a payment for which it has not the funds: it may go out again as it is', async () => {
    const before = Number(await held('1000.CNY'));
    await rig.behave(ours.id, 'insufficient-funds');
    await rig.balance(0);
    await rig.pay('o3', yuan('100.00'));
    await rig.carry();
    await rig.until('o3', 'REJECTED');
    expect(await rig.view('o3')).toMatchObject({ reason: 'AM04', reaction: 'RETRYABLE' });
    await rig.balance(before);
    await rig.behave(ours.id, 'accept');
    await rig.agree();
  });

  it('settles a payment and sends it back days later', async () => {
    await rig.behave(ours.id, 'return-later', { days: 2, reason: 'AC04' });
    await rig.pay('o4', yuan('250.25'));
    await rig.carry();
    await rig.until('o4', 'SETTLED');
    await rig.behave(ours.id, 'accept');
    const before = await held(merchants);
    await rig.advance(2);
    expect(await rig.carry()).toEqual(expect.arrayContaining(['pacs.004', 'camt.054']));
    await rig.until('o4', 'RETURNED');
    expect(await rig.view('o4')).toMatchObject({ reason: 'AC04' });
    await vi.waitFor(async () => expect(await held(merchants)).toBe(before + 25_025n), within);
    await rig.agree();
  });

  it('says everything twice: nothing moves twice', async () => {
    const before = await rig.fx.balances();
    await rig.carry(0);
    await rig.agree();
    expect(await rig.fx.balances()).toEqual(before);
  });

  it('says nothing of a payment: unknown, until its statement speaks', async () => {
    await rig.behave(ours.id, 'silent');
    await rig.pay('o5', yuan('300.00'));
    await vi.waitFor(async () => expect(await rig.fx.engine().nextTimer()).toBeDefined(), within);
    rig.fx.clock.moveTo('2026-03-05T09:00:00.000Z');
    await rig.until('o5', 'UNKNOWN');
    expect(await held(clearing)).toBe(-30_000n);
    await rig.advance(3);
    expect(await rig.carry()).not.toContain('pain.002');
    await rig.until('o5', 'SETTLED');
    await rig.behave(ours.id, 'accept');
    await rig.agree();
    expect(await held(clearing)).toBe(0n);
  });

  it('leaves an entry off a statement: the statement is refused, those after it wait, the books are right', async () => {
    await rig.behave(ours.id, 'statement-gap');
    await rig.pay('o6', yuan('400.00'));
    await rig.carry();
    await rig.until('o6', 'SETTLED');
    await rig.advance(1);
    expect(await rig.carry()).toEqual(['camt.053!']);
    await vi.waitFor(async () => expect(await reported()).toContain('do not add up to CLBD'), within);
    await rig.behave(ours.id, 'accept');
    await rig.advance(1);
    await rig.carry();
    await vi.waitFor(async () => expect(await reported()).toContain('STATEMENT_GAP'), within);
    await rig.agree();
    expect(await held(clearing)).toBe(0n);
  });
});
