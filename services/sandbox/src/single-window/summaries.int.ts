import { afterEach, beforeEach, expect, it } from 'vitest';
import { day, hour } from '../chance.ts';
import { ceb, inside, statuses } from '../rig/ceb.ts';
import { type Outside, startOutside } from '../rig/outside.ts';
import { child, text } from '../xml.ts';

let outside: Outside;

beforeEach(async () => {
  outside = await startOutside();
});
afterEach(async () => {
  await outside.end();
});

const of = { ebpCode: '无', ebcCode: '4403960111', ebcName: '深圳云雀电子有限公司' };
const agent = { agentCode: '4403180A21', agentName: '深圳罗盘报关有限公司' };
const line = {
  gnum: '1',
  gcode: '8517130000',
  qty: '40',
  price: '8.00',
  totalPrice: '320.00',
  currency: '502',
  unit: '001',
};

const send = async (...messages: readonly (string | Promise<string>)[]) => {
  for (const message of messages) {
    expect(await outside.post('/single-window/dxp/messages', await message)).toMatchObject({ status: 202 });
  }
};

/** Sends booking, waybill and list `index`, and answers the list's number once it is there. */
async function list(index: number): Promise<string> {
  const [orderNo, logisticsNo, copNo] = [`ST-${index}`, `LX${index}`, `C${index}`];
  const carried = { logisticsCode: '1', logisticsNo };
  const declared = { customsCode: '5349', copNo, ...agent, statisticsFlag: 'B', tradeMode: '9810', country: '502' };
  await send(
    ceb('303', `O${index}`, { orderType: 'W', ...of, orderNo, goodsValue: '320.00', freight: '0' }, [line]),
    ceb('505', `W${index}`, carried),
    ceb('603', `L${index}`, { ...of, orderNo, ...carried, ...declared, grossWeight: '1.5', netWeight: '1.25' }, [line]),
  );
  await outside.wait(10 * hour);
  return text(heads('604').at(-1) ?? {}, 'invtNo');
}

const heads = (kind: string) =>
  outside
    .told('customs')
    .map(inside)
    .filter(({ name }) => name === `CEB${kind}Message`)
    .map(({ node }) => node);
const results = () => heads('792').map((node) => child(node, 'SummaryResultHead') ?? {});

const apply = (copNo: string, invtNos: readonly string[], part = 1, parts = 1) =>
  ceb(
    '701',
    `${copNo}-${part}`,
    {
      ...{ customsCode: '5349', copNo, ...agent, ebcCode: of.ebcCode, ebcName: of.ebcName },
      ...{ declAgentCode: agent.agentCode, declAgentName: agent.agentName, summaryFlag: '2', itemNameFlag: '1' },
      ...{ msgCount: String(parts), msgSeqNo: String(part) },
    },
    invtNos.map((invtNo) => ({ invtNo })),
  );

it('closed lists are declared together: accepted, drafted, numbered; none twice', async () => {
  const numbers = [await list(1), await list(2)];
  await outside.wait(3 * day);
  await send(apply('S1', numbers.slice(0, 1), 1, 2), apply('S1', numbers.slice(1), 2, 2));
  await outside.wait(2 * day);
  expect(statuses(outside.told('customs'), '702')).toEqual(['2', '2', '399']);
  expect(text(heads('702').at(-1) ?? {}, 'sumNo')).toMatch(/^5349\d{14}$/);
  expect(results().map((head) => [text(head, 'entryId') !== '', text(head, 'grossWeight')])).toEqual([
    [false, '3.00000'],
    [true, '3.00000'],
  ]);
  await send(apply('S2', numbers));
  await outside.wait(hour);
  expect(text(heads('702').at(-1) ?? {}, 'returnInfo')).toContain('已汇总');
});

it('what is not closed, or not there, sends all of it back', async () => {
  const number = await list(1);
  await send(apply('S1', [number]));
  await outside.wait(hour);
  expect(text(heads('702').at(-1) ?? {}, 'returnInfo')).toContain('未结关');
  await send(apply('S2', ['53492026E999999999']));
  await outside.wait(hour);
  expect(statuses(outside.told('customs'), '702').at(-1)).toBe('100');
  expect(results()).toEqual([]);
});
