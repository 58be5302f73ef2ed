import type { CustomsEvent } from '@portolan/contracts';
import type { DeclarationList } from '@portolan/contracts/customs/v1/types';
import { RefundClaimsDefinition } from '@portolan/contracts/fx/v1/claims';
import type { RefundDocument } from '@portolan/contracts/fx/v1/types';
import type { React, Recorded } from '@portolan/engine';
import { parseMoney } from '@portolan/money';
import { type Call, connect, createActivity, machineClock } from '@portolan/service';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { statementSeal } from './adapters/statement-seal.ts';
import { flawsOf } from './adapters/verify-statement.ts';
import { signStatement } from './api/statements.ts';
import { refundClaims } from './processes/refund-claims.ts';
import { camt054 } from './rig/bank.ts';
import { contract, input, paidFor, standing, transport } from './rig/refunds.ts';
import { as, page, startFx } from './rig/running.ts';
import { tenant } from './rig/world.ts';

const within = { timeout: 10_000 };
const cny = (text: string) => parseMoney(text, 'CNY');
const merchant = { tenant, role: 'merchant' };
const stranger = { tenant: 'merchant-other', role: 'merchant' };
const operations = (commandId: string) => ({ ...as(commandId, 'portolan'), role: 'operations' });
const refuses = (code: string, call: Promise<unknown>) =>
  expect(call).rejects.toMatchObject({ refusal: { refused: code } });

let fx: Awaited<ReturnType<typeof startFx>>;
let claims: ReturnType<typeof connect<typeof RefundClaimsDefinition>>;
let asked = 0;
const next = () => as(`c${asked++}`);
const api = () => claims.client;
const list = async (change: { state?: string; declarationId?: string; dueBefore?: string } = {}, who = merchant) =>
  (await api().listRefundClaims({ state: '', declarationId: '', dueBefore: '', page, ...change }, who)).claims;
const put = (claimId: string, document: RefundDocument) => api().recordRefundDocument({ claimId, document }, next());
const filed = { submittedOn: '2026-05-10', reference: 'F-1' };
const answer = (claimId: string, given: string, amount?: string) =>
  api().answerRefundClaim(
    {
      ...{ claimId, merchant: tenant, answer: given, on: '2026-06-01', text: 'T-1' },
      ...(amount === undefined ? {} : { amount: cny(amount) }),
    },
    operations(`o${asked++}`),
  );

beforeAll(async () => {
  fx = await startFx();
  const machine = machineClock();
  claims = connect(RefundClaimsDefinition, fx.address(), { machine, activity: createActivity(machine) });
}, 30_000);

afterAll(async () => {
  claims.close();
  await fx.stop();
});

/** What customs told, handed to the reaction with commands of the running engine. */
async function told(type: CustomsEvent['type'], data: object): Promise<void> {
  const { commands } = fx.runtime();
  const react: React = {
    execute: (aggregate, id, command, owner) =>
      commands.execute(aggregate, id, command, { ...as(`r${asked++}`), ...owner }),
  };
  const handlers = refundClaims(commands).on as Readonly<
    Record<string, ((event: Recorded, react: React) => Promise<void>) | undefined>
  >;
  await handlers[type]?.(
    { type, data, meta: { tenant, time: '2026-03-02T01:00:00.000Z' } } as unknown as Recorded,
    react,
  );
}

const listed = (declarationId: string, change: Partial<DeclarationList>) => ({
  ...{ declarationId, orderId: 'o1' },
  list: { orderNo: 'SO-1', tradeMode: '9810', statisticsFlag: 'B', lines: [standing.line], ...change },
});
const released = (declarationId: string) => ({
  ...{ declarationId, orderId: 'o1', invtNo: `INVT-${declarationId}` },
  releasedAt: { instant: '2026-03-02T01:00:00.000Z', original: '', offset: '', zoneSource: 'ZONE_SOURCE_STATED' },
});

describe('refunds of tax on exports', () => {
  it('are claimed for nobody who did not say how', async () => {
    await told('DeclarationDrafted', listed('d0', {}));
    await told('DeclarationReleased', released('d0'));
    const line = { ...standing.line, line: 7 };
    const open = { entryId: '531020260000000099', tradeMode: '0110', exportedOn: '2026-03-02', line };
    await refuses('REFUND_NO_PROFILE', api().openRefundClaim(open, next()));
    await refuses('REFUND_METHOD_UNKNOWN', api().setRefundProfile({ method: 'BOTH' }, next()));
    await api().setRefundProfile({ method: 'TRADER' }, next());
    expect(await api().getRefundProfile({}, merchant)).toMatchObject({ method: 'TRADER' });
    await api().openRefundClaim(open, next());
    await vi.waitFor(
      async () => expect(await list()).toMatchObject([{ orderNo: open.entryId, state: 'OPEN' }]),
      within,
    );
  });

  it('open by themselves when customs releases, are worked off, and shrink by what comes back', async () => {
    await told('DeclarationDrafted', listed('d1', {}));
    await told('DeclarationDrafted', listed('dA', { statisticsFlag: 'A' }));
    await told('DeclarationDrafted', listed('d1210', { tradeMode: '1210' }));
    for (const id of ['d1', 'dA', 'd1210']) await told('DeclarationReleased', released(id));
    await vi.waitFor(async () => expect(await list()).toHaveLength(2), within);
    const [claim] = await list({ declarationId: 'd1' });
    const id = claim?.id ?? '';
    expect(claim).toMatchObject({ state: 'OPEN', next: 'DOCUMENTS', due: '2027-04-30' });
    expect(claim?.documents).toMatchObject([{ kind: 'DECLARATION', number: 'INVT-d1' }]);
    await refuses('REFUND_DOCUMENTS_MISSING', api().submitRefundClaim({ claimId: id, ...filed }, next()));
    for (const document of [input, contract, transport]) await put(id, document);
    await api().moveRefundGoods({ claimId: id, reference: 'sale 1', kind: 'SOLD', quantity: '12' }, next());
    await api().submitRefundClaim({ claimId: id, ...filed }, next());
    await refuses(
      'REFUND_OPERATIONS_ONLY',
      api().answerRefundClaim({ claimId: id, merchant: tenant, answer: 'QUERIED', on: '', text: '' }, next()),
    );
    await answer(id, 'APPROVED', '130.00');
    await answer(id, 'PAID', '130.00');
    const back = { returnId: 'r1', declarationId: 'd1', lines: [{ line: 1, quantity: { value: '3', unit: 'C62' } }] };
    await told('ListReturnGranted', back);
    await told('ListReturnGranted', back);
    await answer(id, 'REPAID', '13.00');
    const { version } = await api().settleRefundClaim({ claimId: id, settledOn: '2027-04-10' }, next());
    const now = await api().getRefundClaim({ id, atLeastVersion: version }, merchant);
    // 130.00 for 30: 12 sold keep 52.00; 3 came back (13.00 repaid); 15 unsold give 65.00 back.
    expect(now).toMatchObject({ state: 'REPAYMENT_DUE', owed: cny('65.00'), paid: cny('130.00'), next: 'REPAY' });
    expect(now.balance).toEqual({ exported: '30', sold: '12', unsold: '15', returned: '3', lost: '0' });
    expect(await list({ state: 'REPAYMENT_DUE' })).toHaveLength(1);
    expect((await list({}, { tenant: 'portolan', role: 'operations' })).map((one) => one.merchant)).toEqual([
      tenant,
      tenant,
    ]);
  });

  it('of retail goods wait for the number of the declaration by summary', async () => {
    await told('DeclarationDrafted', listed('d2', { tradeMode: '9610' }));
    await told('DeclarationReleased', released('d2'));
    await vi.waitFor(
      async () => expect(await list({ declarationId: 'd2' })).toMatchObject([{ documents: [] }]),
      within,
    );
    await told('DeclarationEntered', { declarationId: 'd2', orderId: 'o1', summaryId: 's', entryId: '5310E' });
    await vi.waitFor(async () => {
      expect(await list({ declarationId: 'd2' })).toMatchObject([{ documents: [{ number: '5310E' }] }]);
    }, within);
    await told('DeclarationCancelled', { declarationId: 'd2', orderId: 'o1', invtNo: '' });
    await vi.waitFor(
      async () => expect(await list({ declarationId: 'd2' })).toMatchObject([{ state: 'LAPSED' }]),
      within,
    );
  });

  it('are nobody else’s', async () => {
    const [claim] = await list();
    const id = claim?.id ?? '';
    expect(await list({}, stranger)).toEqual([]);
    await refuses('REFUND_CLAIM_NOT_FOUND', api().getRefundClaim({ id, atLeastVersion: 0n }, stranger));
    const theirs = { ...as('x1', 'merchant-other') };
    await refuses('REFUND_CLAIM_NOT_FOUND', api().recordRefundDocument({ claimId: id, document: paidFor }, theirs));
  });

  it('are overdue once their days have passed, and lapse on the last', async () => {
    const [open] = await list({ dueBefore: '2027-05-01', state: 'OPEN' });
    expect(await list({ dueBefore: '2027-04-30', state: 'OPEN' })).toEqual([]);
    const id = open?.id ?? '';
    fx.clock.moveTo('2027-05-01T00:00:00.000Z');
    await vi.waitFor(async () => {
      const claim = (await list()).find((one) => one.id === id);
      expect(claim?.overdue).toEqual(['FILING', 'COLLECTION']);
    }, within);
  });
});

describe('a signed statement', () => {
  const ask = {
    recipientKind: 'BANK',
    recipient: 'Bank of Qianhai',
    from: '2026-03-01',
    until: '2027-12-31',
    account: '',
  };

  it('tells what events say, and is checked by published keys', async () => {
    await fx
      .client()
      .receiveMessage(
        { body: camt054('CRDT', 'CN-COLL-USD-0001', parseMoney('450.00', 'USD'), 'CR1', 'PAY-1', 'SO-9') },
        as('m1', 'portolan'),
      );
    await vi.waitFor(async () => expect((await fx.balances())['2050.USD'] ?? 0n).toBe(45_000n), within);
    const { keys } = await api().listStatementKeys({}, merchant);
    const seen: Record<string, number> = {};
    for (const [kind, account] of [
      ['receipts', ''],
      ['orders', ''],
      ['refund-claims', ''],
      ['settlement-summary', ''],
      ['ledger-account', '2050.USD'],
    ] as const) {
      const { id } = await api().signStatement({ ...ask, kind, account }, next());
      const view = await api().getStatement({ id }, merchant);
      expect(flawsOf(view.document, keys)).toEqual([]);
      expect(flawsOf(view.document.replace('Qianhai', 'Baoan'), keys)).not.toEqual([]);
      seen[kind] = view.facts;
      await refuses('STATEMENT_NOT_FOUND', api().getStatement({ id }, stranger));
    }
    expect(seen).toMatchObject({ receipts: 1, orders: 0, 'settlement-summary': 1, 'ledger-account': 1 });
    expect(seen['refund-claims']).toBeGreaterThan(5);
  });

  it('has no more facts than people can read', async () => {
    const sign = signStatement(fx.runtime(), statementSeal('a secret of this test', []), () => '', 1);
    const call = { caller: merchant, context: next() } as unknown as Call;
    await refuses('STATEMENT_TOO_LARGE', sign({ ...ask, kind: 'refund-claims' }, call));
  });

  it('is of one kind, one time, one recipient', async () => {
    await refuses('STATEMENT_INVALID', api().signStatement({ ...ask, kind: 'gossip' }, next()));
    await refuses('STATEMENT_INVALID', api().signStatement({ ...ask, kind: 'ledger-account' }, next()));
    await refuses('ACCOUNT_NOT_FOUND', api().signStatement({ ...ask, kind: 'ledger-account', account: '9' }, next()));
  });
});
