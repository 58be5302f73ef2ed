import { afterEach, beforeEach, expect, it } from 'vitest';
import { importMessages, milk } from '../rig/ceb.ts';
import { type Outside, startOutside } from '../rig/outside.ts';

let outside: Outside;

beforeEach(async () => {
  outside = await startOutside();
});
afterEach(async () => {
  await outside.end();
});

const question = { platformCode: '3302960005', orderNo: milk.orderNo, reference: 'audit-1' };
const ask = async () => (await outside.post('/single-window/payment-data/questions', question)).body['sessionID'];
const head = {
  ...{ guid: 'G1', initalRequest: '{"a":1}', initalResponse: 'ok', ebpCode: question.platformCode },
  ...{ payTransactionId: `T-${milk.orderNo}`, totalAmount: 412.04, currency: '142', verDept: '3' },
  ...{ tradingTime: '20260302090000', payType: '1' },
};

async function upload(sessionID: unknown, changed: object = {}) {
  const goodsInfo = [{ gname: 'milk', itemLink: 'https://mall.example/1' }];
  const lists = [{ orderNo: milk.orderNo, goodsInfo, recpAccount: '1', recpName: 'Haiyue' }];
  const answer = { sessionID, payExchangeInfoHead: { ...head, ...changed }, payExchangeInfoLists: lists };
  const payExInfoStr = JSON.stringify({ ...answer, serviceTime: '1772413200000', certNo: '01', signValue: 'AA==' });
  const form = new URLSearchParams({ payExInfoStr }).toString();
  return (await outside.post('/single-window/ceb2grab/grab/realTimeDataUpload', form)).body['code'];
}

it('customs asks for the data of a payment once, and takes what agrees with the payment it knows', async () => {
  const { payment } = importMessages(milk);
  await outside.post('/single-window/dxp/messages', await payment);
  const session = await ask();
  expect(await ask()).toBe(session);
  await outside.wait(1_000);
  const told = outside.told('customs/payment-data/3302960005');
  expect(told).toHaveLength(1);
  const openReq: unknown = JSON.parse(new URLSearchParams(told[0]).get('openReq') ?? '');
  expect(openReq).toMatchObject({ orderNo: milk.orderNo, sessionID: session, serviceTime: '1772413200000' });
  expect(await upload(session, { totalAmount: 412.03 })).toBe('20000');
  expect(await upload(session)).toBe('10000');
  expect(await upload('another')).toBe('20000');
  expect(await upload(session, { verDept: '9' })).toBe('20001');
});

it('a question about nothing is none', async () => {
  const answer = await outside.post('/single-window/payment-data/questions', { orderNo: '' });
  expect(answer).toMatchObject({ status: 400, body: { field: 'platformCode' } });
});
