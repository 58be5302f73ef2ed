import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { day, hour, minute } from '../chance.ts';
import { importMessages, inside, milk } from '../rig/ceb.ts';
import { type Outside, startOutside } from '../rig/outside.ts';
import { child, type Node, parseXml, text } from '../xml.ts';

let outside: Outside;

beforeEach(async () => {
  outside = await startOutside();
});

afterEach(async () => {
  await outside.end();
});

const inv101 = (no: string, direction: 'I' | 'E', units: number, invtNos: readonly string[] = []) =>
  `<?xml version="1.0" encoding="UTF-8"?><INV101Message version="1.0"><InvtHead><EtpsPreentNo>${no}</EtpsPreentNo>` +
  `<dclTypecd>1</dclTypecd><invtType>${direction === 'I' ? 0 : 8}</invtType><putrecNo>T3105W000293</putrecNo>` +
  `<impexpMarkcd>${direction}</impexpMarkcd><dclPlcCuscd>3105</dclPlcCuscd></InvtHead>` +
  `<InvtList><gdsSeqno>1</gdsSeqno>${direction === 'I' ? '' : '<putrecSeqno>1</putrecSeqno>'}` +
  `<gdsMtno>NZ-MILK-900</gdsMtno><gdecd>1901101000</gdecd><dclQty>${units}</dclQty></InvtList>` +
  invtNos.map((invtNo) => `<CbecBill><invtNo>${invtNo}</invtNo></CbecBill>`).join('') +
  '</INV101Message>';

const sas121 = (no: string, direction: 'I' | 'E', rltNo: string) =>
  `<SAS121Message version="1.0"><PassPortHead><EtpsPreentNo>${no}</EtpsPreentNo><dclTypecd>1</dclTypecd>` +
  `<ioTypecd>${direction}</ioTypecd><rltNo>${rltNo}</rltNo><masterCuscd>3105</masterCuscd>` +
  `<vehicleNo>浙B12345</vehicleNo><totalGrossWt>1200.5</totalGrossWt></PassPortHead></SAS121Message>`;

const send = (message: string) => outside.post('/zone/messages', message);

function answers(message: string): readonly Node[] {
  const roots: Readonly<Record<string, string>> = {
    INV201: 'InvtReturn',
    SAS221: 'PassPortReturn',
    SAS223: 'PassPortPass',
  };
  return outside
    .told('zone')
    .map((body) => child(parseXml(body), `${message}Message`, roots[message] ?? ''))
    .filter((node) => node !== undefined);
}
const lastOf = (message: string, name: string) => text(answers(message).at(-1), name);

/** Goods that come in, through the gate. */
async function enter(no: string, units: number): Promise<void> {
  await send(inv101(no, 'I', units));
  await outside.wait(hour);
  await send(sas121(`${no}-P`, 'I', lastOf('INV201', 'bondInvtNo')));
  await outside.wait(day);
}

/** A released retail list of two units; answers its number. */
async function release(orderNo: string): Promise<string> {
  const order = { ...milk, orderNo };
  const { order: order311, payment, waybill, list } = importMessages(order);
  for (const message of [order311, payment, waybill, list()])
    await outside.post('/single-window/dxp/messages', await message);
  await outside.wait(11 * hour);
  const replies = outside.told('customs').map(inside);
  return text(replies.filter(({ name }) => name === 'CEB622Message').at(-1)?.node, 'invtNo');
}

it('lets goods in and out, through the gate, and weighs the vehicle', async () => {
  await enter('V1', 10);
  expect(lastOf('INV201', 'DealFlag')).toBe('0');
  expect(lastOf('INV201', 'bondInvtNo')).toMatch(/^QD310526I\d{9}$/);
  expect(lastOf('SAS223', 'EtpsPreentNo')).toBe('V1-P');
  expect(lastOf('SAS223', 'passportNo')).toBe(lastOf('SAS221', 'passportNo'));
  expect(lastOf('SAS223', 'passTime')).toMatch(/^\d{17}$/);
  expect(Math.abs(Number(lastOf('SAS223', 'passCollectWt')) - 1200.5)).toBeLessThan(4);
  const invtNo = await release('SO-1');
  await send(inv101('V2', 'E', 2, [invtNo]));
  await outside.wait(hour);
  expect(lastOf('INV201', 'DealFlag')).toBe('0');
  await send(sas121('P2', 'E', lastOf('INV201', 'bondInvtNo')));
  await outside.wait(day);
  expect(lastOf('SAS223', 'EtpsPreentNo')).toBe('P2');
  expect(await outside.get('/books')).toMatchObject({
    verificationLists: { V1: 1, V2: 1 },
    gatePasses: { 'V1-P': 1, P2: 1 },
  });
});

it('lets nothing out that is not there yet, not released, or not what was declared', async () => {
  await send(inv101('V1', 'I', 2));
  await outside.wait(hour);
  const entering = lastOf('INV201', 'bondInvtNo');
  const invtNo = await release('SO-1');
  const refusals: string[] = [];
  const refused = async (no: string, units: number, invtNos: readonly string[]) => {
    await send(inv101(no, 'E', units, invtNos));
    await outside.wait(10 * minute);
    expect(lastOf('INV201', 'DealFlag')).toBe('1');
    refusals.push(lastOf('INV201', 'CheckInfo'));
  };
  await refused('V2', 2, [invtNo]);
  await send(sas121('P1', 'I', entering));
  await outside.wait(day);
  await refused('V3', 3, [invtNo]);
  await refused('V4', 2, ['31052026I000000000']);
  await refused('V5', 1, [invtNo]);
  expect(refusals.map((text) => text.split(' ')[0])).toEqual([
    '账册可用数量不足:',
    '账册可用数量不足:',
    '清单',
    '账册序号',
  ]);
  await send(inv101('V6', 'E', 2, [invtNo]));
  await outside.wait(hour);
  expect(lastOf('INV201', 'DealFlag')).toBe('0');
  await refused('V7', 2, [invtNo]);
});

it('takes a number once, and one gate pass for a list', async () => {
  const list = inv101('V1', 'I', 2);
  expect((await send(list)).status).toBe(202);
  expect((await send(list)).status).toBe(202);
  expect((await send(inv101('V1', 'I', 3))).status).toBe(409);
  await outside.wait(hour);
  expect(answers('INV201')).toHaveLength(1);
  const bondInvtNo = lastOf('INV201', 'bondInvtNo');
  for (const no of ['P1', 'P2']) {
    await send(sas121(no, 'I', bondInvtNo));
    await outside.wait(day);
  }
  await send(sas121('P3', 'I', 'QD310526I000000000'));
  await outside.wait(day);
  expect(answers('SAS221').map((node) => text(node, 'DealFlag'))).toEqual(['0', '1', '1']);
  expect(answers('SAS223')).toHaveLength(1);
});

it('signs what it pushes with the secret of the zone, and names the element that is wrong', async () => {
  await send(inv101('V1', 'I', 2));
  await outside.wait(hour);
  const [push] = outside.pushed;
  const [, at = '', mac] = /^t=(\d+),v1=([0-9a-f]+)$/.exec(push?.signature ?? '') ?? [];
  expect(mac).toBe(createHmac('sha256', 'sandbox-zone-secret').update(`${at}.${push?.body}`).digest('hex'));
  const wrong = inv101('V2', 'I', 2).replace('T3105W000293', 'T31');
  expect(await send(wrong)).toEqual({ status: 400, body: { error: 'is not as agreed', field: 'InvtHead/putrecNo' } });
  expect((await send('<a/>')).body['field']).toBe('body');
});
