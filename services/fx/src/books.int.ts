import { LedgerDefinition } from '@portolan/contracts/fx/v1/ledger';
import { money } from '@portolan/money';
import { connect, createActivity, machineClock } from '@portolan/service';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { credit, debit } from './ledger/entries.ts';
import { ledger, mainBook } from './ledger/ledger.ts';
import { escrowFunding, receipt } from './ledger/postings.ts';
import { as, page, startFx } from './rig/running.ts';
import { tenant } from './rig/world.ts';

const usd = (minor: bigint) => money(minor, 'USD');
const within = { timeout: 10_000 };
const operations = (commandId: string) => ({ ...as(commandId, 'portolan'), tenant: 'portolan', role: 'operations' });
const merchant = { tenant, role: 'merchant' };
const account = `2000.USD.${tenant}`;
let fx: Awaited<ReturnType<typeof startFx>>;
let books: ReturnType<typeof connect<typeof LedgerDefinition>>;

const post = (of: Parameters<typeof ledger.decide>[0], id: string) =>
  fx.runtime().commands.execute(ledger, mainBook, of, as(id));

beforeAll(async () => {
  fx = await startFx();
  const machine = machineClock();
  books = connect(LedgerDefinition, fx.address(), { machine, activity: createActivity(machine) });
  await post(receipt('f1', tenant, usd(1_000n), '2026-02-27T08:00:00.000Z'), 'c1');
  await post(receipt('f2', tenant, usd(500n), ''), 'c2');
  await post(escrowFunding('e', tenant, usd(300n), ''), 'c3');
  await vi.waitFor(async () => expect((await list()).transactions).toHaveLength(3), within);
}, 30_000);

afterAll(async () => {
  books.close();
  await fx.stop();
});

const list = () => books.client.listTransactions({ tenant: '', page }, merchant);
const held = async (asOf: string, recordedAt = '') => {
  const { accounts } = await fx.client().listAccounts({ page, asOf, recordedAt }, merchant);
  return accounts.find(({ id }) => id === account)?.balance.minor;
};

const refuses = (code: string, call: Promise<unknown>) =>
  expect(call).rejects.toMatchObject({ refusal: { refused: code } });

describe('the books', () => {
  it('say what an account held as of a business date, and as they stood at an instant', async () => {
    expect(await held('')).toBe(1_200n);
    expect(await held('2026-02-26')).toBe(0n);
    expect(await held('2026-02-27')).toBe(1_000n);
    expect(await held('', '2026-03-02T00:59:59.999Z')).toBe(0n);
    expect(await held('', '2026-03-02T01:00:00.000Z')).toBe(1_200n);
    // Recorded on 2 March, dated in February.
    expect(await held('2026-02-27', '2026-03-02T01:00:00.000Z')).toBe(1_000n);
    expect(await held('2026-02-27', '2026-03-01T00:00:00.000Z')).toBe(0n);
  });

  it('show an account over a period: opening and all changes are its closing', async () => {
    const of = { tenant: '', accountId: account, from: '2026-03-01', until: '2026-03-31' };
    const { opening, closing, entries } = await books.client.getAccountStatement({ ...of, page }, merchant);
    expect([opening.minor, closing.minor]).toEqual([1_000n, 1_200n]);
    expect(entries.map(({ change }) => change.minor)).toEqual([-300n, 500n]);
    const first = await books.client.getAccountStatement({ ...of, page: { limit: 1, cursor: '' } }, merchant);
    const next = { limit: 1, cursor: first.nextCursor };
    const second = await books.client.getAccountStatement({ ...of, page: next }, merchant);
    expect([...first.entries, ...second.entries]).toEqual(entries);
    const unknown = { ...of, accountId: '2000.USD.nobody', page };
    await refuses('ACCOUNT_NOT_FOUND', books.client.getAccountStatement(unknown, merchant));
  });

  it("are nobody else's, but operations'", async () => {
    const asked = { tenant, page };
    await refuses(
      'LEDGER_OPERATIONS_ONLY',
      books.client.listTransactions(asked, { tenant: 'other', role: 'merchant' }),
    );
    expect((await books.client.listTransactions(asked, operations('c'))).transactions).toHaveLength(3);
    const own = { tenant: '', transactionId: 't', reason: 'r', withBalances: false };
    await refuses('LEDGER_OPERATIONS_ONLY', books.client.reverseTransaction(own, { ...as('c'), role: 'merchant' }));
  });
});

describe('operations', () => {
  const entries = [debit(2000, usd(200n), tenant), credit(1100, usd(200n))];
  const reserve = (id: string, seconds: number) =>
    books.client.reserveTransfer(
      { tenant, businessReference: 'order 7', entries, seconds, withBalances: true },
      operations(id),
    );

  it('reserve, post in part, and hear what is left', async () => {
    const { id, balances } = await reserve('r1', 0);
    expect(balances[0]).toMatchObject({ accountId: account, balance: usd(1_200n), available: usd(1_000n) });
    const part = [debit(2000, usd(50n), tenant), credit(1100, usd(50n))];
    const asked = { tenant, reservationId: id, entries: part, withBalances: true };
    const posted = await books.client.postReserved(asked, operations('p1'));
    expect(posted.balances[0]).toMatchObject({ balance: usd(1_150n), available: usd(1_150n) });
    const late = { tenant, reservationId: id, reason: 'late', withBalances: false };
    await refuses('LEDGER_RESERVATION_POSTED', books.client.voidReserved(late, operations('v1')));
    await vi.waitFor(async () => {
      const { reservations } = await books.client.listReservations({ tenant, state: 'POSTED', page }, operations('c'));
      expect(reservations).toMatchObject([{ id, transactionId: posted.id }]);
    }, within);
  });

  it('need not watch the clock: what nobody posts in its time is free again', async () => {
    const { id } = await reserve('r2', 3_600);
    const voided = await reserve('r3', 3_600);
    const giveUp = { tenant, reservationId: voided.id, reason: 'not needed', withBalances: true };
    const { balances } = await books.client.voidReserved(giveUp, operations('v3'));
    expect(balances[0]?.available).toEqual(usd(950n));
    fx.clock.moveTo('2026-03-02T02:00:00.000Z');
    await vi.waitFor(async () => {
      const { reservations } = await books.client.listReservations({ tenant, state: 'EXPIRED', page }, operations('c'));
      expect(reservations).toMatchObject([{ id, endedAt: '2026-03-02T02:00:00.000Z' }]);
    }, within);
    await vi.waitFor(async () => {
      const { outgoing, available } = await fx.client().getAccount({ id: account, page }, merchant);
      expect([outgoing.minor, available.minor]).toEqual([0n, 1_150n]);
    }, within);
  });

  it('reverse a transaction once, and close a period for good', async () => {
    const [first] = (await list()).transactions.filter(({ type }) => type === 'ESCROW_FUNDING');
    const asked = { tenant, transactionId: first?.id ?? '', reason: 'wrong escrow', withBalances: true };
    const { id } = await books.client.reverseTransaction(asked, operations('x1'));
    await vi.waitFor(async () => {
      const back = await books.client.getTransaction({ tenant: '', id: asked.transactionId }, merchant);
      expect(back.reversedBy).toBe(id);
    }, within);
    expect(await held('')).toBe(1_450n);
    await books.client.closePeriod({ tenant, until: '2026-02-28' }, operations('x2'));
    const late = await post(receipt('f9', tenant, usd(1n), '2026-02-28T10:00:00.000Z'), 'c9');
    expect(late).toMatchObject({ ok: false, refusal: { refused: 'LEDGER_PERIOD_CLOSED' } });
  });

  it('verify the chain from the event store', async () => {
    const all = (await list()).transactions;
    const verified = await books.client.verifyLedger({ tenant }, operations('c'));
    const about = { transactions: BigInt(all.length), chain: all[0]?.chain, closedUntil: '2026-02-28' };
    expect(verified).toMatchObject({ ...about, sound: true, brokenTransaction: '' });
  });
});
