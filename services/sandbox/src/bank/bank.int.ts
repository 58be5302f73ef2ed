import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { day } from '../chance.ts';
import { importMessages, inside, milk } from '../rig/ceb.ts';
import { type Outside, startOutside } from '../rig/outside.ts';
import { child, parseXml, text } from '../xml.ts';

let outside: Outside;

beforeEach(async () => {
  outside = await startOutside();
});

afterEach(async () => {
  await outside.end();
});

const pain001 = (id: string, remittance: string, creditorAccount = '6222020200001234567') =>
  '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"><CstmrCdtTrfInitn><GrpHdr>' +
  `<MsgId>M${id}</MsgId><NbOfTxs>1</NbOfTxs><CtrlSum>100.00</CtrlSum></GrpHdr><PmtInf><PmtInfId>M${id}</PmtInfId>` +
  '<DbtrAcct><Id><Othr><Id>CN-COLL-CNY-0001</Id></Othr></Id></DbtrAcct><CdtTrfTxInf>' +
  `<PmtId><EndToEndId>E${id}</EndToEndId></PmtId><Amt><InstdAmt Ccy="CNY">100.00</InstdAmt></Amt>` +
  `<Cdtr><Nm>Somebody</Nm></Cdtr><CdtrAcct><Id><Othr><Id>${creditorAccount}</Id></Othr></Id></CdtrAcct>` +
  `<RmtInf><Ustrd>${remittance}</Ustrd></RmtInf></CdtTrfTxInf></PmtInf></CstmrCdtTrfInitn></Document>`;

const pay = async (...of: Parameters<typeof pain001>) => {
  expect((await outside.post('/bank/payments', pain001(...of))).status).toBe(202);
  await outside.wait(day);
};
const credit = (change: object = {}) =>
  outside.post('/bank/credits', {
    ...{ reference: 'PAY-1', account: 'CN-COLL-CNY-0001', amount: { amount: '412.04', currency: 'CNY' } },
    ...{ payer: { name: 'Li Lei', account: 'BUYER-0001' }, remittance: 'SO-1', ...change },
  });
const entries = () =>
  outside
    .told('bank')
    .map((body) => child(parseXml(body), 'Document', 'BkToCstmrDbtCdtNtfctn', 'Ntfctn', 'Ntry', 'NtryDtls', 'TxDtls'))
    .filter((node) => node !== undefined);
const status = () =>
  outside
    .told('bank')
    .map((body) => child(parseXml(body), 'Document', 'CstmrPmtStsRpt', 'OrgnlPmtInfAndSts', 'TxInfAndSts'))
    .filter((node) => node !== undefined)
    .map((node) => [text(node, 'TxSts'), text(node, 'StsRsnInf', 'Rsn', 'Cd')].join(' ').trim());

describe('money that comes', () => {
  it('is told with the account it came from, also where the payer named none', async () => {
    expect((await credit()).status).toBe(202);
    await credit({ reference: 'PAY-2', payer: { name: 'Li Lei' } });
    await outside.wait(day);
    const accounts = entries().map((node) => text(node, 'RltdPties', 'DbtrAcct', 'Id', 'Othr', 'Id'));
    expect(accounts).toContain('BUYER-0001');
    expect(accounts.find((account) => account !== 'BUYER-0001')).toMatch(/^PA[0-9A-Z]{26}$/);
    expect(entries().map((node) => text(node, 'Amt', '#text'))).toEqual(['412.04', '412.04']);
    const rows = await outside.trial.running.runtime.documents.find({
      collection: 'credits',
      tenant: 'outside',
      limit: 9,
    });
    expect(JSON.stringify(rows)).not.toContain('BUYER-0001');
  });

  it('is refused in words where it cannot be booked', async () => {
    const answer = await credit({ amount: { amount: '1', currency: 'CNY' } });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({
      error: 'is no amount with two digits behind the point',
      field: 'amount.amount',
    });
    expect((await credit({ payer: {} })).body['field']).toBe('payer.name');
    expect((await outside.post('/bank/credits', '<a/>')).body['field']).toBe('body');
    expect(await outside.post('/nowhere', {})).toMatchObject({ status: 404, body: { field: 'path' } });
  });
});

describe('money that goes', () => {
  it('is counted by what the bank can tell of it', async () => {
    await credit();
    const { order, payment, waybill, list } = importMessages(milk);
    for (const message of [order, payment, waybill, list()])
      await outside.post('/single-window/dxp/messages', await message);
    await outside.wait(3 * day);
    const replies = outside.told('customs').map(inside);
    const invtNo = text(replies.find(({ name }) => name === 'CEB622Message')?.node, 'invtNo');
    await pay('1', 'SO-1');
    await pay('2', 'SO-1', 'BUYER-0001');
    await pay('3', `SO-1 T${invtNo}`);
    expect(await outside.get('/books')).toMatchObject({
      payments: { E1: 1, E2: 1, E3: 1 },
      refunds: { E2: 1 },
      taxPayments: { E3: 1 },
      rejections: {},
      credits: 1,
    });
    const accounts = entries().map((node) => text(node, 'RltdPties', 'CdtrAcct', 'Id', 'Othr', 'Id'));
    expect(accounts).toContain('BUYER-0001');
  });

  it('is rejected the first time where the order number asks for it, refunds and others apart', async () => {
    await credit();
    const order = 'SO-1~bank-AM04~bank-refund-AC04';
    await pay('1', order);
    await pay('2', order, 'BUYER-0001');
    await pay('1-2', order);
    await pay('2-2', order, 'BUYER-0001');
    await pay('3', 'SO-2');
    expect(status()).toEqual(['RJCT AM04', 'RJCT AC04', 'ACSP', 'ACSP', 'ACSP']);
    expect(await outside.get('/books')).toMatchObject({
      payments: { 'E1-2': 1, 'E2-2': 1, E3: 1 },
      refunds: { 'E2-2': 1 },
      rejections: { E1: 1, E2: 1 },
    });
  });

  it('is taken once, and refused in words', async () => {
    await pay('1', 'SO-1');
    await pay('1', 'SO-1');
    expect(await outside.get('/books')).toMatchObject({ payments: { E1: 1 }, repeatedMessages: 1 });
    const other = await outside.post('/bank/payments', pain001('1', 'SO-2'));
    expect(other).toMatchObject({ status: 409, body: { field: 'GrpHdr/MsgId' } });
    const wrong = await outside.post('/bank/payments', pain001('9', 'SO-1').replace('<NbOfTxs>1', '<NbOfTxs>2'));
    expect(wrong).toEqual({ status: 400, body: { error: 'does not agree (AM18)', field: 'GrpHdr/NbOfTxs' } });
  });
});

describe('a rate', () => {
  const lock = async (reference: string) => {
    const sell = { amount: '100.00', currency: 'USD' };
    const { body } = await outside.post('/bank/fx/locks', { reference, sell, buyCurrency: 'CNY' });
    return String(body['lockId']);
  };
  const deal = (lockId: string) => outside.post('/bank/fx/deals', { reference: 'D', lockId });

  it('is honoured once, and for a day', async () => {
    const [first, second] = [await lock('Q1/SO-1'), await lock('Q2/SO-1')];
    expect(await lock('Q1/SO-1')).toBe(first);
    expect((await deal(first)).status).toBe(200);
    expect((await deal(first)).status).toBe(200);
    await outside.wait(2 * day);
    expect(await deal(second)).toMatchObject({ status: 409, body: { field: 'lockId' } });
    expect((await deal('LK1')).status).toBe(404);
    expect((await outside.get('/books'))['deals']).toBe(1);
  });

  it('~bank-expired: the first lock of the order is not honoured, the next one is', async () => {
    const first = await lock('Q1/SO-1~bank-expired');
    expect((await deal(first)).status).toBe(409);
    expect((await deal(first)).status).toBe(409);
    expect((await deal(await lock('Q2/SO-1~bank-expired'))).status).toBe(200);
  });
});

describe('a recall', () => {
  const recall = (content: string) =>
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.056.001.12"><FIToFIPmtCxlReq><Assgnmt><Id>C1</Id></Assgnmt>' +
    `<Undrlyg><TxInf>${content}</TxInf></Undrlyg></FIToFIPmtCxlReq></Document>`;
  const answers = () => outside.told('bank').filter((body) => body.includes('<TxCxlSts>RJCR</TxCxlSts>'));

  it('comes too late: the bank says so once, by a camt.029', async () => {
    const asked = recall('<OrgnlEndToEndId>E1</OrgnlEndToEndId>');
    for (const _ of [1, 2]) expect((await outside.post('/bank/recalls', asked)).status).toBe(202);
    await outside.wait(day);
    expect(answers()).toHaveLength(1);
    expect(answers()[0]).toContain('<OrgnlEndToEndId>E1</OrgnlEndToEndId>');
  });

  it('of no payment is refused; an answer to one of its own is taken', async () => {
    expect((await outside.post('/bank/recalls', recall(''))).status).toBe(400);
    const answer =
      '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.029.001.14"><RsltnOfInvstgtn><Sts><Conf>PDCR</Conf></Sts></RsltnOfInvstgtn></Document>';
    expect((await outside.post('/bank/recalls', answer)).status).toBe(202);
    await outside.wait(day);
    expect(answers()).toEqual([]);
  });
});
