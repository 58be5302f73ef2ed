import { PaymentsDefinition } from '@portolan/contracts/fx/v1/payments';
import { money, parseMoney } from '@portolan/money';
import { connect, createActivity, machineClock } from '@portolan/service';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { accountId } from './ledger/accounts.ts';
import { ledger, mainBook } from './ledger/ledger.ts';
import { receipt } from './ledger/postings.ts';
import { endToEndIdOf, payoutId } from './payout/references.ts';
import { camt053, camt054, entryOf, pacs004, pain002 } from './rig/bank.ts';
import { as, page, payoutOf, startFx } from './rig/running.ts';
import { tenant } from './rig/world.ts';

const paid = parseMoney('8983.10', 'CNY');
const [nostro, merchants] = [accountId(1000, 'CNY'), accountId(2000, 'CNY', tenant)];
const id = payoutId(tenant, 'o1');
const own = 'CN-NOSTRO-CNY-0001';
const within = { timeout: 15_000, interval: 20 };
const machine = machineClock();

let fx: Awaited<ReturnType<typeof startFx>>;
let payments: Awaited<ReturnType<typeof connectPayments>>;
const connectPayments = () => connect(PaymentsDefinition, fx.address(), { machine, activity: createActivity(machine) });

beforeEach(async () => {
  fx = await startFx();
  payments = connectPayments();
  await fx.runtime().commands.execute(ledger, mainBook, receipt('f', tenant, paid, ''), as('funds'));
  await fx.client().createPayout(payoutOf('o1', 'SZ-2026-1', paid), as('pay'));
  await inState('SENT');
});
afterEach(async () => {
  payments.close();
  await fx.stop();
});

const merchant = { tenant, role: 'merchant' } as const;
let pushed = 0;
const push = (body: Uint8Array) => fx.client().receiveMessage({ body }, as(`push${pushed++}`, 'portolan'));
const view = () => payments.client.getPayout({ id }, merchant);
const inState = (state: string) => vi.waitFor(async () => expect((await view()).state).toBe(state), within);
const booked = (expected: Record<string, bigint>) =>
  vi.waitFor(async () => expect(await fx.balances()).toEqual(expected), within);
const refuses = (code: string, call: Promise<unknown>) =>
  expect(call).rejects.toMatchObject({ refusal: { refused: code } });

const sent = { [nostro]: paid.minor, [accountId(1100, 'CNY')]: -paid.minor };
const debit = (reference = 'DB1') => entryOf('DBIT', paid, reference, endToEndIdOf(id, 1));
const statement = (sequence: number, day: string, entries: readonly string[], moved = 0n) =>
  camt053(own, sequence, day, [money(10_000_000n, 'CNY'), money(10_000_000n + moved, 'CNY')], entries);

/** Nobody says anything for three days. */
async function unknown() {
  await push(statement(1, '2026-03-02', []));
  await vi.waitFor(async () => expect(await fx.engine().nextTimer()).toBeDefined(), within);
  fx.clock.moveTo('2026-03-05T02:00:00.000Z');
  await inState('UNKNOWN');
}

describe('a payment of which nobody hears', () => {
  it('is unknown, its money stays reserved, and it is not sent again', async () => {
    await unknown();
    await booked(sent);
    await refuses(
      'PAYOUT_NOT_REJECTED',
      fx.client().createPayout({ ...payoutOf('o1', 'SZ-2026-1', paid), attempt: 2 }, as('again')),
    );
    const { payouts } = await payments.client.listPayouts({ state: 'UNKNOWN', page }, merchant);
    expect(payouts.map((each) => each.id)).toEqual([id]);
  });

  it('is settled by the statement that has it, once, whatever notice comes later', async () => {
    await unknown();
    await push(statement(2, '2026-03-03', [debit()], -paid.minor));
    await inState('SETTLED');
    await push(camt054('DBIT', own, paid, 'DB1', endToEndIdOf(id, 1)));
    await booked({});
  });

  it('is free again only when every statement is there and none has it', async () => {
    await unknown();
    await push(statement(4, '2026-03-06', []));
    const gap = async () => (await fx.client().listRefusedMessages({ page }, as('x', 'portolan'))).messages;
    await vi.waitFor(async () => expect(JSON.stringify(await gap())).toContain('STATEMENT_GAP'), within);
    expect((await view()).state).toBe('UNKNOWN');
    await push(statement(2, '2026-03-03', []));
    await push(statement(3, '2026-03-04', []));
    await inState('REJECTED');
    expect(await view()).toMatchObject({ reason: 'NOT_BOOKED', reaction: 'RETRYABLE' });
    await booked({ [nostro]: paid.minor, [merchants]: paid.minor });
    await fx.client().createPayout({ ...payoutOf('o1', 'SZ-2026-1', paid), attempt: 2 }, as('again'));
    await inState('SENT');
    expect((await view()).attempt).toBe(2);
  });
});

describe('a payment that comes back', () => {
  it('is returned when its money is booked, for the reason that was announced', async () => {
    await push(camt054('DBIT', own, paid, 'DB1', endToEndIdOf(id, 1)));
    await inState('SETTLED');
    await push(pacs004(endToEndIdOf(id, 1), paid, 'AC04'));
    await vi.waitFor(async () => expect((await view()).reason).toBe('AC04'), within);
    await booked({});
    const less = parseMoney('8980.00', 'CNY');
    await push(camt054('CRDT', own, less, 'CR9', endToEndIdOf(id, 1)));
    await push(statement(1, '2026-03-02', [entryOf('CRDT', less, 'CR9', endToEndIdOf(id, 1))], less.minor));
    await inState('RETURNED');
    await booked({ [nostro]: less.minor, [merchants]: less.minor });
    expect(await view()).toMatchObject({ reaction: 'FINAL', reasonZh: '账户已销户' });
  });
});

describe('a payment that is called back', () => {
  it('is asked for by a camt.056, and its money is free when the bank agrees', async () => {
    await refuses('PAYOUT_RECALL_REASON_UNKNOWN', payments.client.recallPayout({ id, reason: 'WHY' }, as('r0')));
    await refuses('PAYOUT_UNKNOWN', payments.client.recallPayout({ id, reason: 'CUST' }, as('r1', 'merchant-other')));
    await payments.client.recallPayout({ id, reason: 'CUST' }, as('r2'));
    await vi.waitFor(() => expect(fx.bank.recalls).toHaveLength(1), within);
    const [recall = ''] = fx.bank.recalls;
    expect(recall).toContain(`<OrgnlEndToEndId>${endToEndIdOf(id, 1)}</OrgnlEndToEndId>`);
    await push(fx.bank.camt029(endToEndIdOf(id, 1), 'ACCR'));
    await inState('RECALLED');
    await booked({ [nostro]: paid.minor, [merchants]: paid.minor });
  });
});

describe('what the bank contradicts', () => {
  it('is an alarm, moves nothing, and a late status is kept', async () => {
    await push(pain002(endToEndIdOf(id, 1), 'ACSC'));
    await inState('ACCEPTED');
    await push(pain002(endToEndIdOf(id, 1), 'ACCP'));
    await push(pain002(endToEndIdOf(id, 1), 'RJCT', 'AC04'));
    await vi.waitFor(async () => expect((await view()).alarm).toBe(true), within);
    expect((await view()).state).toBe('ACCEPTED');
    await booked(sent);
  });
});

describe('a message that does not fit', () => {
  it.each([
    ['its schema', camt054('DBIT', own, paid, 'DB1', endToEndIdOf(id, 1)).toString().replace('<BkTxCd/>', ''), 'Ntry'],
    ['its own sums', statement(1, '2026-03-02', [debit()]).toString(), 'Stmt[1]/Bal'],
    [
      'a document without a document type',
      '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///x">]><Document>&b;</Document>',
      'body',
    ],
  ])('%s is refused with the field, kept, and books nothing', async (_, xml, field) => {
    await refuses('INVALID_MESSAGE', push(Buffer.from(xml)));
    const listed = async () => (await fx.client().listRefusedMessages({ page }, as('x', 'portolan'))).messages;
    await vi.waitFor(async () => expect(JSON.stringify(await listed())).toContain(field), within);
    await booked(sent);
  });
});
