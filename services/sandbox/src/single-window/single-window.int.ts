import { buildMessage, tables, unwrap } from '@portolan/ceb';
import {
  signMessage,
  sm2Certificate,
  sm2KeyOf,
  sm2Signer,
  softwareSigner,
  verifySignature,
} from '@portolan/ceb/signature';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { day, hour } from '../chance.ts';
import {
  card,
  ceb,
  copNoOf,
  exchanged,
  type ImportOrder,
  importMessages,
  inside,
  milk,
  statuses,
  unsigned,
} from '../rig/ceb.ts';
import { type Outside, startOutside } from '../rig/outside.ts';
import { child, text } from '../xml.ts';
import { windowCertificate } from './signer.ts';

let outside: Outside;

const guid = '4CDE1CFD-EDED-46B1-946C-B8022E42FC94';
const replyOf304 = buildMessage(tables['304'], {
  guid,
  documents: [
    {
      head: {
        ...{ guid, ebpCode: '1', ebcCode: '1', orderNo: 'SO-1', returnStatus: '2' },
        ...{ returnTime: '20260302090000000', returnInfo: 'x' },
      },
    },
  ],
} as never);

beforeEach(async () => {
  outside = await startOutside();
});

afterEach(async () => {
  await outside.end();
});

const send = async (...messages: readonly (string | Promise<string>)[]) => {
  for (const message of messages) {
    expect(await outside.post('/single-window/dxp/messages', await message)).toMatchObject({ status: 202 });
  }
};
const said = (kind: string) => statuses(outside.told('customs'), kind);
const replies = (kind: string) =>
  outside
    .told('customs')
    .map(inside)
    .filter(({ name }) => name === `CEB${kind}Message`)
    .map(({ node }) => node);
const infos = (kind: string) => replies(kind).map((node) => text(node, 'returnInfo'));
const last = (kind: string) => replies(kind).at(-1);
const taxHead = (kind: '816' | '818') => child(last(kind), kind === '816' ? 'TaxHeadRd' : 'TaxHeadStatus');
const documents = (order: ImportOrder, change = {}) => {
  const { order: order311, payment, waybill } = importMessages(order, change);
  return [order311, payment, waybill];
};

describe('a bonded import', () => {
  it('is stored, released, closed and taxed, each document answered by its own reply', async () => {
    await send(...documents(milk), importMessages(milk).list());
    await outside.wait(3 * day);
    expect(['312', '412', '512'].map(said)).toEqual([
      ['2', '120'],
      ['2', '120'],
      ['2', '120'],
    ]);
    expect(said('622')).toEqual(['120', '3', '120', '300', '800', '899']);
    expect(text(last('622'), 'invtNo')).toMatch(/^31052026I\d{9}$/);
    // 396.00 × 13 % × 70 %
    expect(
      ['customsTax', 'valueAddedTax', 'consumptionTax', 'status'].map((name) => text(taxHead('816'), name)),
    ).toEqual(['0.00', '36.04', '0.00', '1']);
    await outside.wait(27 * day);
    expect(last('818')).toBeUndefined();
    await outside.wait(16 * day);
    expect(text(taxHead('818'), 'status')).toBe('2');
  });

  it('is returned where the documents disagree, in the words of customs', async () => {
    const cases: readonly (readonly [what: string, change: Record<string, Record<string, string>>, code: string])[] = [
      ['the discount counts twice', { '311': { discount: '21.00' } }, '1332'],
      ['the payment is of another amount', { '411': { amountPaid: '412.03' } }, '1332'],
      ['the lines are not the goods', { '311': { goodsValue: '397.00', acturalPaid: '413.04' } }, '1331'],
      ['somebody else has paid', { '411': { payerName: '韩梅梅' } }, '13127'],
      ['the list names another orderer', { '621': { buyerName: '韩梅梅' } }, '13127'],
      ['the list has another phone', { '621': { buyerTelephone: '1' } }, '130126'],
      ['the parcel goes to somebody else', { '511': { consigneeAddress: '别处' } }, '1340'],
      ['the waybill is of another order', { '511': { orderNo: 'SO-X' } }, '1303'],
      ['another institution was paid', { '311': { payCode: '1' } }, '13035'],
    ];
    for (const [index, [, change]] of cases.entries()) {
      const order = { ...milk, orderNo: `SO-${index}` };
      await send(...documents(order, change), importMessages(order, change).list());
    }
    await outside.wait(day);
    const returned = replies('622').filter((node) => text(node, 'returnStatus') === '100');
    const codeOf = (index: number) => {
      const reply = returned.find((node) => text(node, 'copNo') === `L-SO-${index}`);
      return /Code:(\d+)/.exec(text(reply, 'returnInfo'))?.[1];
    };
    expect(cases.map(([what], index) => [what, codeOf(index)])).toEqual(cases.map(([what, , code]) => [what, code]));
  });

  it('is returned where a document is missing', async () => {
    const [order, payment] = documents(milk);
    await send(order ?? '', payment ?? '', importMessages(milk).list());
    await outside.wait(day);
    expect(infos('622').at(-1)).toContain('1303');
  });

  it('keeps to CNY 5,000 unless it is one single item, and to CNY 26,000 a year of one person', async () => {
    const of = (orderNo: string, qty: string, price: string, total: string): ImportOrder => ({
      ...{ orderNo, qty, price, total, paid: total, tax: '0.00', discount: '0.00' },
    });
    const declare = async (order: ImportOrder) => {
      await send(...documents(order), importMessages(order).list());
      await outside.wait(3 * day);
      return infos('622').at(-1);
    };
    expect(await declare(of('SO-1', '2', '2600.00', '5200.00'))).toContain('621005');
    expect(said('622').at(-1)).toBe('-621005');
    expect(await declare(of('SO-2', '1', '25900.00', '25900.00'))).toContain('2700');
    expect(await declare(of('SO-3', '1', '100.01', '100.01'))).toContain('1313');
    expect(await declare(of('SO-4', '1', '100.00', '100.00'))).toContain('2700');
    await outside.wait(305 * day);
    expect(await declare(of('SO-5', '1', '100.01', '100.01'))).toContain('2700');
  });

  it('can be taken back until it is closed: the bill is void, and the limit is the buyer’s again', async () => {
    const dear = { ...milk, qty: '1', price: '25999.00', total: '25999.00', paid: '26015.04' };
    const { list } = importMessages(dear);
    await send(...documents(dear), list());
    await outside.wait(11 * hour);
    const invtNo = text(last('622'), 'invtNo');
    const cancel = (id: string) =>
      ceb('623', id, {
        ...{ customsCode: '3105', orderNo: 'SO-1', agentCode: '3302980001', invtNo, reason: '取消' },
      });
    await send(cancel('C1'));
    await outside.wait(2 * day);
    expect(said('624')).toEqual(['2', '399']);
    expect(said('622').at(-1)).toBe('800');
    expect(text(taxHead('818'), 'status')).toBe('3');
    const again = { ...dear, orderNo: 'SO-2' };
    await send(...documents(again), importMessages(again).list());
    await send(cancel('C2'));
    await outside.wait(3 * day);
    expect(said('622').at(-1)).toBe('899');
    expect(said('624').at(-1)).toBe('-623005');
    expect((await outside.get('/books'))['cancellations']).toEqual({ [invtNo]: 1 });
    await outside.wait(60 * day);
    expect(said('818')).toHaveLength(2);
  });
});

describe('a returned list', () => {
  it('goes again as a new version under the same number, once it was returned', async () => {
    const order = { ...milk, orderNo: 'SO-1~customs-100' };
    const { list } = importMessages(order);
    await send(...documents(order), list('M1'));
    await outside.wait(day);
    expect(said('622')).toEqual(['2', '100']);
    expect(infos('622').at(-1)).toContain('[Code:1320;');
    await send(list('M2'));
    await outside.wait(day);
    expect(said('622').at(-1)).toBe('-621010');
    await send(list('M2a', '2', { appTime: '20260302090000' }));
    await outside.wait(day);
    expect(said('622').at(-1)).toBe('-621014');
    await send(list('M3', '2'));
    await outside.wait(3 * day);
    expect(said('622').slice(4)).toEqual(['120', '3', '120', '300', '800', '899']);
    await send(list('M4', '2'));
    await outside.wait(day);
    expect(said('622').at(-1)).toBe('-621011');
  });

  it('cannot be changed where customs never had it', async () => {
    await send(importMessages(milk).list('M1', '2'));
    await outside.wait(day);
    expect(said('622')).toEqual(['-621009']);
  });
});

describe('suffixes', () => {
  it('~customs-silent: only the second arrival is answered', async () => {
    const order = { ...milk, orderNo: 'SO-1~customs-silent~customs-500' };
    const { list } = importMessages(order);
    await send(...documents(order), list('M1'));
    await outside.wait(3 * day);
    expect(said('622')).toEqual([]);
    await send(list('M1'), list('M1'));
    await outside.wait(3 * day);
    expect(said('622')).toEqual(['120', '3', '120', '300', '500', '800', '899']);
    expect(await outside.get('/books')).toMatchObject({ declarations: { [copNoOf(order.orderNo)]: 1 } });
  });

  it('~customs-cancel-100: the first request is returned, the next granted', async () => {
    const order = { ...milk, orderNo: 'SO-1~customs-cancel-100' };
    await send(...documents(order), importMessages(order).list());
    await outside.wait(10 * hour);
    const invtNo = text(last('622'), 'invtNo');
    for (const id of ['C1', 'C2']) {
      await send(ceb('623', id, { agentCode: '3302980001', customsCode: '3105', invtNo, reason: 'x' }));
      await outside.wait(hour);
    }
    expect(said('624')).toEqual(['2', '100', '2', '399']);
  });

  const declared = async (suffix: string) => {
    const order = { ...milk, orderNo: `SO-1~${suffix}` };
    const { list } = importMessages(order);
    await send(...documents(order));
    return { order, list };
  };

  it('~customs-300: review takes days', async () => {
    const { list } = await declared('customs-300');
    await send(list('M1'));
    await outside.wait(2 * day);
    expect(said('622').at(-1)).toBe('300');
    await outside.wait(2 * day);
    expect(said('622')).toContain('800');
  });

  it('~customs-502: detained for days, then released', async () => {
    const { list } = await declared('customs-502');
    await send(list('M1'));
    await outside.wait(2 * day);
    expect(said('622')).toEqual(['120', '3', '120', '300', '500', '502']);
    await outside.wait(5 * day);
    expect(said('622').slice(6)).toEqual(['800', '899']);
    expect(said('816')).toHaveLength(1);
  });

  it('~customs-700: shipped back, and never billed', async () => {
    const { list } = await declared('customs-700');
    await send(list('M1'));
    await outside.wait(60 * day);
    expect(said('622')).toEqual(['120', '3', '120', '300', '500', '700']);
    expect(said('816')).toEqual([]);
    expect(outside.told('customs').join('')).not.toContain('CEB818Message');
  });

  it('~customs-late: nothing is heard for more than a day', async () => {
    const { list } = await declared('customs-late');
    await send(list('M1'));
    await outside.wait(day);
    expect(said('622')).toEqual([]);
    await outside.wait(4 * day);
    expect(said('622')).toEqual(['120', '3', '120', '300', '800', '899']);
  });

  it('~customs-shuffled: all at once, the last first, each twice', async () => {
    const { list } = await declared('customs-shuffled');
    await send(list('M1'));
    await outside.wait(4 * day);
    const each = ['899', '800', '300', '120', '3', '120'];
    expect(said('622')).toEqual(each.flatMap((status) => [status, status]));
    expect(said('816')).toHaveLength(1);
  });

  it('~customs-contradict: a return older than the release, and a status that no table knows', async () => {
    const { list } = await declared('customs-contradict');
    await send(list('M1'));
    await outside.wait(4 * day);
    expect(said('622')).toEqual(['120', '3', '120', '300', '800', '100', '99', '899']);
    const times = replies('622').map((node) => text(node, 'returnTime'));
    expect((times[5] ?? '') < (times[4] ?? '')).toBe(true);
  });

  it('~customs-800-100: released, taken back an hour later, released again under its number', async () => {
    const { list } = await declared('customs-800-100');
    await send(list('M1'));
    await outside.wait(2 * day);
    expect(said('622')).toEqual(['120', '3', '120', '300', '800', '100']);
    expect(said('816')).toEqual([]);
    await send(list('M2', '2'));
    await outside.wait(5 * day);
    expect(said('622').slice(6)).toEqual(['120', '3', '120', '300', '800', '899']);
    expect(said('816')).toHaveLength(1);
    expect(new Set(replies('622').map((node) => text(node, 'invtNo'))).size).toBe(1);
  });

  it('~customs-4 and ~customs-900: thrown back once', async () => {
    const { list } = await declared('customs-4~customs-900');
    await send(list('M1'));
    await outside.wait(day);
    expect(replies('900').map((node) => text(node, 'oriCopMsgId'))).toEqual(['M1']);
    await send(list('M2'));
    await outside.wait(day);
    expect(said('622')).toEqual(['2', '4']);
    await send(list('M3', '2'));
    await outside.wait(3 * day);
    expect(said('622').at(-1)).toBe('899');
  });

  it('~customs-429: turned away twice', async () => {
    const { list } = await declared('customs-429');
    const message = await list('M1');
    const statuses = [];
    for (let times = 0; times < 4; times++) {
      statuses.push((await outside.post('/single-window/dxp/messages', message)).status);
    }
    expect(statuses).toEqual([429, 429, 202, 202]);
  });
});

describe('an export to an overseas warehouse', () => {
  const head = { ebpCode: '无', ebcCode: '4403960111', orderNo: 'ST-1' };
  const line = { gnum: '1', gcode: '8517130000', qty: '40', price: '8.00', totalPrice: '320.00', currency: '502' };
  const order = (orderType: string) =>
    ceb('303', 'O1', { orderType, ...head, goodsValue: '320.00', freight: '0' }, [line]);
  const waybill = ceb('505', 'W1', { logisticsCode: '1', logisticsNo: 'LX1' });
  const list = ceb(
    '603',
    'L1',
    {
      ...head,
      ...{
        customsCode: '5349',
        logisticsCode: '1',
        logisticsNo: 'LX1',
        copNo: 'C1',
        agentCode: 'A',
        statisticsFlag: 'B',
        tradeMode: '9810',
      },
    },
    [line],
  );

  it('needs a booking and no receipt', async () => {
    await send(order('W'), waybill, list);
    await outside.wait(3 * day);
    expect(said('604').at(-1)).toBe('899');
  });

  it('is returned where the order was sold to somebody', async () => {
    await send(order('E'), waybill, list);
    await outside.wait(day);
    expect(infos('604').at(-1)).toContain('1304');
  });

  it('can be taken back by CEB605', async () => {
    await send(order('W'), waybill, list);
    await outside.wait(10 * hour);
    const invtNo = text(last('604'), 'invtNo');
    await send(ceb('605', 'C1', { customsCode: '5349', copNo: 'X1', invtNo, reason: 'x', agentCode: 'A' }));
    await outside.wait(3 * day);
    expect(said('606')).toEqual(['2', '399']);
    expect(text(last('606'), 'copNo')).toBe('X1');
    expect(said('604').at(-1)).toBe('800');
  });
});

it('says what is wrong with an envelope in words, and with which field', async () => {
  const post = (body: string) => outside.post('/single-window/dxp/messages', body);
  const none = { status: 400, body: { error: 'is missing', field: 'DxpMsg/TransInfo/CopMsgId' } };
  expect(await post(unsigned('303', 'M1', { orderType: 'E' }, [{ gnum: '1' }]))).toEqual(none);
  expect(await post('<DxpMsg xmlns="http://www.chinaport.gov.cn/dxp"/>')).toMatchObject({ status: 400 });
  expect(await post('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>')).toMatchObject({ status: 400 });
  expect(await post(`<a>${'x'.repeat(1_000_001)}</a>`)).toMatchObject({ status: 413, body: { field: 'body' } });
  const message = await importMessages(milk).order;
  await send(message, message);
  const other = await post(message.replace('SenderId>SENDER', 'SenderId>OTHER'));
  expect(other).toMatchObject({ status: 409, body: { field: 'DxpMsg/TransInfo/CopMsgId' } });
  expect((await outside.get('/books'))['repeatedMessages']).toBe(1);
});

describe('a message whose form or signature the port cannot take', () => {
  const list = { customsCode: '5349', copNo: 'C1', agentCode: 'A', ebpCode: '1', tradeMode: '9610', orderNo: 'SO-1' };
  const good = unsigned('303', 'M1', { orderType: 'E', orderNo: 'SO-1' }, [{ gnum: '1' }]);
  const listed = unsigned('621', 'M1', { ...list, tradeMode: '9610' }, [{ gnum: '1' }]);
  const bonded = unsigned('621', 'M1', { ...list, tradeMode: '1210' }, [{ gnum: '1' }]);
  const answered = async (message: string) => {
    await send(exchanged('303', 'M1', message));
    await outside.wait(hour);
    expect(replies('304')).toEqual([]);
    const [error] = replies('900');
    expect(text(error, 'oriCopMsgId')).toBe('M1');
    return [text(error, 'returnStatus'), text(error, 'returnInfo')];
  };

  it.each([
    ['of another namespace', good.replaceAll('chinaport.gov.cn/ceb', 'example.com/ceb'), '-2', 'NAMESPACE'],
    ['that is none of the edition', good.replaceAll('CEB303', 'CEB304x'), '-3', 'MESSAGE'],
    [
      'with a field too many',
      good.replace('<ceb:orderNo>', '<ceb:colour>x</ceb:colour><ceb:orderNo>'),
      '-10',
      'UNKNOWN',
    ],
    ['without its order number', good.replace(/<ceb:orderNo>.*<\/ceb:orderNo>/, ''), '-10', 'orderNo is missing'],
    ['with an amount that is none', good.replace(/(<ceb:goodsValue>)[^<]*/, '$1ten'), '-10', 'goodsValue'],
    [
      'with fields in another order',
      good.replace(/(<ceb:guid>.*?<\/ceb:guid>)(<ceb:appType>.*?<\/ceb:appType>)/, '$2$1'),
      '-10',
      'ORDER',
    ],
    ['that is an answer', replyOf304, '-3', 'CEB304'],
    ['that takes bonded goods from no account book', bonded.replace(/<ceb:emsNo>.*?<\/ceb:emsNo>/, ''), '-10', 'emsNo'],
    ['that must be signed and is not', listed, '-1001', 'Signature is missing'],
  ])('%s is answered by CEB900', async (_what, message, status, info) => {
    const [code, said] = await answered(message);
    expect([code, said]).toEqual([status, expect.stringContaining(info)]);
  });

  it('is answered so where the signature does not fit the data, the key or the day', async () => {
    const [head, lines] = [{ orderType: 'E', orderNo: 'SO-1' }, [{ gnum: '1' }]] as const;
    const [table, message] = [tables['303'], (id: string) => unsigned('303', id, head, lines)];
    const other = softwareSigner({ algorithm: 'SM2-SM3', key: 'another card', certificate: '', name: 'n' });
    const old = { number: '1', name: 'n', from: '2020-01-01', to: '2025-12-31' };
    const key = sm2KeyOf('old');
    const changed = (await signMessage(table, message('S1'), card)).replace('<ceb:orderNo>SO-1', '<ceb:orderNo>SO-2');
    const foreign = await signMessage(table, message('S2'), { ...other, certificate: card.certificate });
    const expired = await signMessage(table, message('S3'), sm2Signer(key, sm2Certificate(key, old)));
    await send(exchanged('303', 'S1', changed), exchanged('303', 'S2', foreign), exchanged('303', 'S3', expired));
    await outside.wait(hour);
    const told = replies('900').map((node) => `${text(node, 'oriCopMsgId')} ${text(node, 'returnStatus')}`);
    expect(told.toSorted()).toEqual(['S1 -1004', 'S2 -1001', 'S3 -1002']);
  });
});

it('signs what it sends, over the whole envelope', async () => {
  await send(...documents(milk));
  await outside.wait(hour);
  const trusted = windowCertificate('sandbox-window-key');
  for (const body of outside.told('customs')) {
    const { terminal } = unwrap(Buffer.from(body));
    const verdict = terminal === undefined ? undefined : verifySignature(terminal);
    expect(verdict).toMatchObject({ valid: true });
    expect(verdict?.valid && Buffer.from(verdict.certificate).toString('base64')).toBe(trusted);
  }
});

it('keeps nobody’s name, number, phone or address', async () => {
  await send(...documents(milk), importMessages(milk).list());
  const { documents: stored } = outside.trial.running.runtime;
  const rows = await stored.find({ collection: 'customs_documents', tenant: 'outside', limit: 100 });
  const allowances = await stored.find({ collection: 'allowances', tenant: 'outside', limit: 100 });
  const kept = JSON.stringify([rows, allowances]);
  expect(rows).toHaveLength(4);
  for (const datum of ['李雷', '13800000000', '11010519491231002X', '上海市']) expect(kept).not.toContain(datum);
});
