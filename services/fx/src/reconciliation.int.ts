import { BopDeclarationsDefinition } from '@portolan/contracts/fx/v1/declarations';
import { ReconciliationDefinition } from '@portolan/contracts/fx/v1/reconciliation';
import { type BreakType, ClosingEntry } from '@portolan/contracts/fx/v1/types';
import { type Money, money, parseMoney } from '@portolan/money';
import { connect, createActivity, machineClock } from '@portolan/service';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { as, page, startFx } from './rig/running.ts';
import { camt053, notice, type RigEntry } from './rig/statements.ts';
import { tenant } from './rig/world.ts';

const account = 'CN-COLL-USD-0001';
const paid = parseMoney('1284.50', 'USD');
const at = '2026-03-02T01:00:00.000Z';
const operations = { tenant: 'portolan', role: 'operations' } as const;
const within = { timeout: 15_000, interval: 20 };

let fx: Awaited<ReturnType<typeof startFx>>;
let [toReconciliation, toDeclarations] = clients('');
beforeEach(async () => {
  fx = await startFx();
  [toReconciliation, toDeclarations] = clients(fx.address());
});
afterEach(async () => {
  toReconciliation.close();
  toDeclarations.close();
  await fx.stop();
});

function clients(address: string) {
  const machine = machineClock();
  const parts = { machine, activity: createActivity(machine) };
  return [
    connect(ReconciliationDefinition, address, parts),
    connect(BopDeclarationsDefinition, address, parts),
  ] as const;
}
const reconciliation = () => toReconciliation.client;
const declarations = () => toDeclarations.client;
const refuses = (code: string, call: Promise<unknown>) =>
  expect(call).rejects.toMatchObject({ refusal: { refused: code } });
const send = (body: Buffer, id: string) => fx.client().receiveMessage({ body }, as(id, 'portolan'));
const operate = (id: string) => ({ ...as(id, 'portolan'), ...operations });

const credit = (reference: string, amount: Money, remittance = ''): RigEntry => ({
  ...{ side: 'CRDT', amount, reference, endToEndId: `E2E-${reference}`, at, remittance, party: 'Ann Neil' },
});
const statement = (sequence: number, opening: Money, entries: readonly RigEntry[]) =>
  camt053({
    ...{ account, sequence, opening, entries },
    ...{ from: `2026-03-0${sequence}T16:00:00.000Z`, to: `2026-03-0${sequence + 1}T15:59:59.999Z` },
  });

/** What is not closed, by type. */
async function open(): Promise<readonly string[]> {
  const { breaks } = await reconciliation().listBreaks({ state: '', type: none, minAgeDays: 0, page }, operations);
  return breaks.filter(({ state }) => state !== 'CLOSED').map(({ type }) => type.replace('BREAK_TYPE_', ''));
}
const none = 'BREAK_TYPE_UNSPECIFIED' as BreakType;
const reconciled = (count: number) =>
  vi.waitFor(async () => {
    const all = await reconciliation().listReconciliations({ date: '', account: '', page }, operations);
    expect(all.reconciliations).toHaveLength(count);
    return all.reconciliations;
  }, within);

async function funded() {
  const api = fx.client();
  await api.openEscrow({ orderId: 'o1', orderNo: 'SZ-2026-1', amount: paid }, as('c1'));
  await send(notice(account, credit('CR1', paid, 'SZ-2026-1')), 'c2');
  await vi.waitFor(async () => expect(await fx.balances()).not.toEqual({}), within);
}

describe('a statement of the bank', () => {
  it('agrees with the books where the bank had told of everything', async () => {
    await funded();
    await send(statement(1, money(0n, 'USD'), [credit('CR1', paid, 'SZ-2026-1')]), 's1');
    const [day] = await reconciled(1);
    expect(day).toMatchObject({ account, currency: 'USD', matched: 1, opened: 0, openBreaks: 0, bankMovement: paid });
    expect(await open()).toEqual([]);
  });

  it('has a charge in it that nobody knows, until operations books it', async () => {
    await funded();
    const charge: RigEntry = {
      ...{ side: 'DBIT', amount: parseMoney('12.00', 'USD'), reference: 'FEE1', at, code: 'ACMT/MDOP/CHRG' },
    };
    await send(statement(1, money(0n, 'USD'), [credit('CR1', paid, 'SZ-2026-1'), charge]), 's1');
    await vi.waitFor(async () => expect(await open()).toEqual(['UNEXPLAINED_CHARGE']), within);
    const { breaks } = await reconciliation().listBreaks(
      { state: 'OPEN', type: none, minAgeDays: 0, page },
      operations,
    );
    const id = breaks[0]?.id ?? '';
    const close = { id, entry: ClosingEntry.CLOSING_ENTRY_CHARGE, note: '' };
    await refuses('BREAK_UNEXPLAINED', reconciliation().closeBreak(close, operate('x1')));
    const why = { id, cause: 'BANK_CHARGE', note: 'Monthly fee', owner: '' };
    await reconciliation().explainBreak(why, operate('x2'));
    await reconciliation().closeBreak(close, operate('x3'));
    await reconciliation().closeBreak(close, operate('x3'));
    await vi.waitFor(async () => expect(await open()).toEqual([]), within);
    expect(await fx.balances()).toMatchObject({ '1000.USD': 127_250n, '5000.USD': 1_200n });
    const [day] = await reconciled(1);
    expect(day?.openDifference.minor).toBe(0n);
  });

  it('that lacks what the books have leaves it missing until a later one has it', async () => {
    await funded();
    await send(statement(1, money(0n, 'USD'), []), 's1');
    await vi.waitFor(async () => expect(await open()).toEqual(['MISSING_IN_BANK']), within);
    await send(statement(2, money(0n, 'USD'), [credit('CR1', paid, 'SZ-2026-1')]), 's2');
    await vi.waitFor(async () => expect(await open()).toEqual([]), within);
    expect((await reconciled(2)).map(({ opened, closed }) => [opened, closed])).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  it('that is missing is a gap until it comes', async () => {
    await funded();
    const first = statement(1, money(0n, 'USD'), [credit('CR1', paid, 'SZ-2026-1')]);
    await send(first, 's1');
    await reconciled(1);
    await send(statement(3, paid, []), 's3');
    await vi.waitFor(async () => expect(await open()).toEqual(['STATEMENT_GAP']), within);
    await send(statement(2, paid, []), 's2');
    await vi.waitFor(async () => expect(await open()).toEqual([]), within);
    await reconciled(3);
  });

  it('is for operations alone', async () => {
    const merchant = { tenant, role: 'merchant' } as const;
    await refuses('RECONCILIATION_OPERATIONS_ONLY', reconciliation().getSafeguarding({}, merchant));
  });
});

it("customers' money is at the bank, and what does not go back to zero has an age", async () => {
  await funded();
  await send(notice(account, credit('CR2', parseMoney('7.00', 'USD'), 'nobody knows')), 'c3');
  await vi.waitFor(async () => expect(await fx.balances()).toMatchObject({ '2050.USD': 700n }), within);
  fx.clock.moveTo('2026-03-05T01:00:00.000Z');
  await vi.waitFor(async () => {
    const { currencies } = await reconciliation().getSafeguarding({}, operations);
    expect(currencies).toMatchObject([
      { currency: 'USD', covered: true, surplus: { minor: 0n }, bank: { minor: 129_150n } },
    ]);
    const { items } = await reconciliation().listAging({ code: '2050', minAgeDays: 3, page }, operations);
    expect(items).toMatchObject([{ account: '2050.USD', amount: { minor: 700n }, ageDays: 3, tenant }]);
  }, within);
  expect((await reconciliation().listAging({ code: '', minAgeDays: 4, page }, operations)).items).toEqual([]);
});

describe('what came from abroad', () => {
  const merchant = { tenant, role: 'merchant' } as const;
  const list = async (change: object = {}) =>
    (await declarations().listDeclarations({ state: '', overdue: false, page, ...change }, merchant)).declarations;

  it('is declared within five working days, by versions, and is a break where it is not', async () => {
    await funded();
    const [drafted] = await vi.waitFor(async () => {
      const found = await list();
      expect(found).toHaveLength(1);
      return found;
    }, within);
    expect(drafted).toMatchObject({
      state: 'DRAFT',
      orderNo: 'SZ-2026-1',
      dueAt: '2026-03-09T15:59:59.999Z',
      overdue: false,
    });
    expect(drafted?.content).toMatchObject({ amount: paid, code: '122030', refund: false, servicerReference: 'CR1' });
    const id = drafted?.id ?? '';
    fx.clock.moveTo('2026-03-09T16:00:00.000Z');
    expect(await list({ overdue: true })).toMatchObject([{ id, overdue: true }]);
    const late = camt053({
      ...{ account, sequence: 1, opening: money(0n, 'USD'), entries: [credit('CR1', paid, 'SZ-2026-1')] },
      ...{ from: '2026-03-01T16:00:00.000Z', to: '2026-03-10T15:59:59.999Z' },
    });
    await send(late, 's1');
    await vi.waitFor(async () => expect(await open()).toEqual(['UNDECLARED']), within);
    const same = { code: '', remark: '', grossLines: [], reason: 'Known by now' };
    await declarations().correctDeclaration({ id, ...same, counterpartyCountry: 'US' }, { ...as('d1'), ...merchant });
    await declarations().submitDeclaration({ id }, { ...as('d2'), ...merchant });
    const outcome = { id, accepted: true, number: '310000000000260310N001', reason: '' };
    await declarations().recordOutcome(outcome, operate('d3'));
    await vi.waitFor(async () => expect(await list()).toMatchObject([{ state: 'ACCEPTED', version: 2 }]), within);
    const next = camt053({
      ...{ account, sequence: 2, opening: paid, entries: [] },
      ...{ from: '2026-03-10T16:00:00.000Z', to: '2026-03-11T15:59:59.999Z' },
    });
    await send(next, 's2');
    await vi.waitFor(async () => expect(await open()).toEqual([]), within);
  });

  it('and goes back is declared the other way round, and names what it takes back', async () => {
    await funded();
    await vi.waitFor(
      () => fx.client().refundEscrow({ orderId: 'o1', orderNo: 'SZ-2026-1', reason: 'LOST' }, as('r1')),
      within,
    );
    const found = await vi.waitFor(async () => {
      const all = await list();
      expect(all).toHaveLength(2);
      return all;
    }, within);
    const receipt = found.find(({ content }) => content?.refund === false);
    const refund = found.find(({ content }) => content?.refund === true);
    expect(refund?.content).toMatchObject({
      direction: 'BOP_DIRECTION_PAYMENT',
      originalId: receipt?.id,
      amount: paid,
    });
    expect(refund?.content?.remark).toContain('退');
  });

  it('is nobody else’s to see', async () => {
    await funded();
    const [drafted] = await vi.waitFor(async () => {
      const found = await list();
      expect(found).toHaveLength(1);
      return found;
    }, within);
    const other = { tenant: 'merchant-other', role: 'merchant' } as const;
    await refuses('BOP_UNKNOWN', declarations().getDeclaration({ id: drafted?.id ?? '' }, other));
    const { declarations: all } = await declarations().listDeclarations(
      { state: '', overdue: false, page },
      operations,
    );
    expect(all).toHaveLength(1);
  });
});

describe('rules of settlement', () => {
  const merchant = { tenant, role: 'merchant' } as const;
  it('are those of a day', async () => {
    const limitOn = async (asOf: string) => {
      const { rules } = await declarations().listSettlementRules({ asOf }, merchant);
      return rules.find(({ code }) => code === 'SINGLE_TRANSACTION')?.values['limit'];
    };
    expect(await limitOn('2014-06-01')).toBe('10000.00');
    expect(await limitOn('')).toBe('50000.00');
    await expect(limitOn('2026-02-30')).rejects.toMatchObject({ refusal: { refused: 'SETTLEMENT_DAY_INVALID' } });
  });

  it('judge a fact', async () => {
    const transaction = { amount: parseMoney('50000.01', 'USD'), approval: '' };
    type Fact = Parameters<ReturnType<typeof declarations>['judgeSettlement']>[0]['fact']['fact'];
    const ask = (fact: Fact, asOf = '') => declarations().judgeSettlement({ asOf, fact: { fact } }, merchant);
    expect(await ask({ $case: 'transaction', value: transaction })).toMatchObject({
      ...{ allowed: false, flaws: [{ code: 'ABOVE_LIMIT', rule: 'SINGLE_TRANSACTION' }] },
    });
    const advance = { advancedOn: '2026-01-31', dueOn: '2027-01-31', filed: false };
    expect(await ask({ $case: 'advance', value: advance })).toEqual({ allowed: true, flaws: [] });
    await refuses('SETTLEMENT_DAY_INVALID', ask({ $case: 'advance', value: { ...advance, dueOn: 'soon' } }));
  });

  it("count a person's quota by the year, without keeping who it is", async () => {
    const take = (reference: string, amount: string) =>
      declarations().takeQuota(
        { identity: '440301199001011234', direction: 'SELL', amount: parseMoney(amount, 'USD'), reference },
        operate(`q-${reference}`),
      );
    expect(await take('a', '30000.00')).toMatchObject({ year: 2026, left: { minor: 2_000_000n } });
    await expect(take('b', '20000.01')).rejects.toMatchObject({ refusal: { refused: 'QUOTA_EXCEEDED' } });
    expect(await take('c', '20000.00')).toMatchObject({ left: { minor: 0n } });
  });
});
