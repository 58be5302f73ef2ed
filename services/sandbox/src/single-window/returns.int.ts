import { afterEach, beforeEach, expect, it } from 'vitest';
import { day, hour } from '../chance.ts';
import { ceb, importMessages, inside, milk, statuses } from '../rig/ceb.ts';
import { type Outside, startOutside } from '../rig/outside.ts';
import { text } from '../xml.ts';

let outside: Outside;

beforeEach(async () => {
  outside = await startOutside();
});
afterEach(async () => {
  await outside.end();
});

const send = async (...messages: readonly Promise<string>[]) => {
  for (const message of messages) {
    expect(await outside.post('/single-window/dxp/messages', await message)).toMatchObject({ status: 202 });
  }
};
const heads = (kind: string) =>
  outside
    .told('customs')
    .map(inside)
    .filter(({ name }) => name === `CEB${kind}Message`)
    .map(({ node }) => node);
const back = (copNo: string, qty: string, gnum = '1', invtNo = text(heads('622').at(-1) ?? {}, 'invtNo')) =>
  ceb(
    '625',
    copNo,
    {
      ...{ customsCode: '3105', orderNo: milk.orderNo, copNo, invtNo, agentCode: '3302980001', reason: '破损' },
      ...{ buyerIdNumber: '11010519491231002X', buyerName: '李雷' },
    },
    [{ gnum, gcode: '1901101000', gname: '奶粉', qty, unit: '122' }],
  );
const last = () => text(heads('626').at(-1) ?? {}, 'returnInfo');

async function released() {
  const { order, payment, waybill, list } = importMessages(milk);
  await send(order, payment, waybill, list());
  await outside.wait(12 * hour);
}

it('tins come back one by one, and never a third; the bill of all of them is void', async () => {
  await released();
  await send(back('R1', '1'));
  await outside.wait(3 * hour);
  expect(statuses(outside.told('customs'), '626')).toEqual(['2', '399']);
  await send(back('R2', '2'));
  await outside.wait(3 * hour);
  expect(last()).toContain('625014');
  expect(heads('818')).toEqual([]);
  await send(back('R3', '1'));
  await outside.wait(50 * day);
  expect(text(heads('626').at(-1) ?? {}, 'returnStatus')).toBe('399');
  expect(statuses(outside.told('customs'), '818').length).toBe(1);
});

it('is sent back where the list, its line or its time is none for it', async () => {
  await send(back('R0', '1', '1', '31052026I999999999'));
  await outside.wait(3 * hour);
  expect(last()).toContain('625003');
  await released();
  await send(back('R1', '1', '9'));
  await outside.wait(3 * hour);
  expect(last()).toContain('625209');
  await outside.wait(32 * day);
  await send(back('R2', '1'));
  await outside.wait(3 * hour);
  expect(last()).toContain('6250;');
});
