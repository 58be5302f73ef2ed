import type { Content, Tables } from '@portolan/ceb';
import { companies, type Day, exportNo, party, preNo, today, transfer } from './day.ts';

// A parcel of earphones to the United States, its way out of the country, its summary, and its way back.

type Contents<N extends keyof Tables> = { readonly [K in N]: Content<Tables[K]> };

const { platform, exporter, producer, institution, forwarder, agent, site } = companies;
const orderOf = (day: Day) => `SO-${day.digits('sale', 8)}`;
const waybillOf = (day: Day) => `YW${day.digits('parcel', 10)}CN`;
const billOf = (day: Day) => `784${day.digits('master', 8)}`;
const sumOf = (day: Day) => `5349${today}${day.digits('sum', 6)}`;
const parties = { ...party('ebp', platform), ...party('ebc', exporter) };
const alone = { msgCount: 1, msgSeqNo: 1 } as const;
const goods = { gnum: 1, currency: '502', qty: '2', price: '39.99', totalPrice: '79.98' } as const;
const hsCode = '8518300000';

export function exportDocuments(day: Day): Contents<'303' | '403' | '505'> {
  return {
    '303': {
      guid: day.guid('303'),
      documents: [
        {
          head: {
            ...day.opening('303'),
            orderType: 'E',
            orderNo: orderOf(day),
            ...parties,
            goodsValue: '79.98',
            freight: '12.50',
            currency: '502',
          },
          lines: [{ ...goods, itemNo: 'EAR-01', itemName: '蓝牙耳机', barCode: '6901234567892', unit: '007' }],
        },
      ],
      transfer,
    },
    '403': {
      guid: day.guid('403'),
      documents: [
        {
          head: {
            ...day.opening('403'),
            ...{
              ...parties,
              orderNo: orderOf(day),
              ...party('pay', institution),
              payNo: `PAY${day.digits('receipt', 10)}`,
            },
            ...{ charge: '92.48', currency: '502', accountingDate: `${today}013005` },
          },
        },
      ],
      transfer,
    },
    '505': {
      guid: day.guid('505'),
      documents: [
        {
          head: {
            ...day.opening('505'),
            ...{
              ...party('logistics', forwarder),
              logisticsNo: waybillOf(day),
              freight: '9.80',
              insuredFee: '0',
              currency: '502',
            },
            ...{
              grossWeight: '0.35',
              packNo: 1,
              goodsInfo: '蓝牙耳机',
              ...party('ebc', exporter),
              ebcTelephone: '075586001234',
            },
          },
        },
      ],
      transfer,
    },
  };
}

export function exportLists(day: Day): Contents<'603' | '605'> {
  const list = `L-${day.digits('out', 8)}`;
  return {
    '603': {
      guid: day.guid('603'),
      documents: [
        {
          head: {
            ...day.opening('603'),
            ...{
              customsCode: '5349',
              ...party('ebp', platform),
              orderNo: orderOf(day),
              ...party('logistics', forwarder),
            },
            ...{
              logisticsNo: waybillOf(day),
              copNo: list,
              ieFlag: 'E',
              portCode: '5301',
              ieDate: today,
              statisticsFlag: 'B',
            },
            ...{
              ...party('agent', agent),
              ...party('ebc', exporter),
              ...party('owner', producer),
              tradeMode: '9610',
              trafMode: '5',
            },
            ...{
              country: '502',
              POD: '502',
              freight: '9.80',
              fCurrency: '502',
              fFlag: '3',
              insuredFee: '0',
              iCurrency: '502',
            },
            ...{ iFlag: '3', wrapType: '2', packNo: 1, grossWeight: '0.35', netWeight: '0.24' },
          },
          lines: [
            {
              ...{
                ...goods,
                itemNo: 'EAR-01',
                itemName: '蓝牙耳机',
                gcode: hsCode,
                gname: '蓝牙耳机',
                gmodel: '4|3|品牌:Kestrel|K1',
              },
              ...{ barCode: '6901234567892', country: '502', qty1: '2', unit: '007', unit1: '001' },
            },
          ],
        },
      ],
      transfer,
    },
    '605': {
      guid: day.guid('605'),
      documents: [
        {
          head: {
            ...day.opening('605'),
            ...{
              customsCode: '5349',
              copNo: `C-${day.digits('cancel', 8)}`,
              invtNo: exportNo(day),
              reason: '订单取消',
            },
            ...{ ...party('agent', agent), ...party('ebc', exporter) },
          },
        },
      ],
      transfer,
    },
  };
}

export function exportMovements(day: Day): Contents<'507' | '509' | '607'> {
  const parcel = { gnum: 1, logisticsNo: waybillOf(day) } as const;
  const leg = { trafMode: '5', billNo: billOf(day) } as const;
  const flight = { trafName: 'B747', voyageNo: 'CX048' } as const;
  return {
    '507': {
      guid: day.guid('507'),
      documents: [
        {
          head: {
            ...day.opening('507'),
            ...{
              customsCode: '5349',
              copNo: `A-${day.digits('arrival', 8)}`,
              ...party('operator', site),
              ieFlag: 'E',
              ...leg,
            },
            ...{ domesticTrafNo: '粤B12345', ...party('logistics', forwarder), ...alone },
          },
          lines: [{ ...parcel, totalPackageNo: 'BAG-1' }],
        },
      ],
      transfer,
    },
    '509': {
      guid: day.guid('509'),
      documents: [
        {
          head: {
            ...day.opening('509'),
            ...{
              customsCode: '5301',
              copNo: `X-${day.digits('exit', 8)}`,
              ...party('logistics', forwarder),
              ...leg,
              ...flight,
            },
            ...{ leaveTime: `${today}233000`, ...alone },
          },
          lines: [{ ...parcel, totalPackageNo: 'BAG-1' }],
        },
      ],
      transfer,
    },
    '607': {
      guid: day.guid('607'),
      documents: [
        {
          head: {
            ...day.opening('607'),
            ...{
              customsCode: '5349',
              copNo: `M-${day.digits('bundle', 8)}`,
              ...party('agent', agent),
              ...leg,
              ...flight,
            },
            ...{ grossWeight: '0.35', ...party('logistics', forwarder), ...alone },
          },
          lines: [{ ...parcel, totalPackageNo: 'BAG-1', invtNo: exportNo(day) }],
        },
      ],
      transfer,
    },
  };
}

export function exportReturns(day: Day): Contents<'213' | '215' | '701'> {
  const back = {
    coElNo: `R-${day.digits('return', 8)}`,
    invtNo: exportNo(day),
    billNo: billOf(day),
    ieFlag: 'I',
  } as const;
  const leg = { trafMode: '5', trafName: 'B747', voyageNo: 'CX049' } as const;
  return {
    '213': {
      guid: day.guid('213'),
      documents: [
        {
          head: {
            ...day.opening('213'),
            ...{
              customsCode: '5349',
              ...parties,
              logisticsNo: waybillOf(day),
              ...party('logistics', forwarder),
              ...back,
            },
            ...{
              tradeMode: '9610',
              ...party('agent', agent),
              ...leg,
              portCode: '5301',
              reason: '买家退货',
              country: '502',
            },
          },
          lines: [
            {
              ...{ gnum: 1, gcode: hsCode, gname: '蓝牙耳机', gmodel: '4|3|品牌:Kestrel|K1', qty: '1', qty1: '1' },
              ...{ unit: '007', unit1: '001' },
            },
          ],
        },
      ],
      transfer,
    },
    '215': {
      guid: day.guid('215'),
      documents: [
        {
          head: {
            ...day.opening('215'),
            ...{
              customsCode: '5349',
              ...party('operator', site),
              ...party('logistics', forwarder),
              logisticsNo: waybillOf(day),
            },
            ...{ ...back, ...leg, location: 'A-03-12' },
          },
        },
      ],
      transfer,
    },
    '701': {
      guid: day.guid('701'),
      documents: [
        {
          head: {
            ...day.opening('701'),
            ...{
              customsCode: '5349',
              copNo: `S-${day.digits('summary', 8)}`,
              ...party('agent', agent),
              ...party('ebc', exporter),
            },
            ...{ ...party('declAgent', agent), summaryFlag: '2', itemNameFlag: '1', ...alone },
          },
          lines: [{ invtNo: exportNo(day) }],
        },
      ],
      transfer,
    },
  };
}

type ExportReplies = '214' | '216' | '304' | '404' | '506' | '508' | '510' | '604' | '606' | '608' | '702' | '792';

export function exportReplies(day: Day): Contents<ExportReplies> {
  const concluded = (of: string) => ({ guid: day.guid(of), ...day.outcome(of, '399', '2100', '审结') });
  const released = (of: string) => ({ guid: day.guid(of), ...day.outcome(of, '800', '2600', '放行') });
  const waybill = { logisticsCode: forwarder[0], logisticsNo: waybillOf(day) };
  const own = (letter: string, of: string) => ({ copNo: `${letter}-${day.digits(of, 8)}`, preNo: preNo(day, of) });
  const coElNo = `R-${day.digits('return', 8)}`;
  const one = <T>(of: string, head: T) => ({ guid: day.guid(`${of} message`), documents: [{ head }] as const });
  return {
    '214': one('214', {
      ...released('213'),
      ebpCode: platform[0],
      ebcCode: exporter[0],
      agentCode: agent[0],
      coElNo,
      invtNo: exportNo(day),
    }),
    '216': one('216', { ...concluded('215'), operatorCode: site[0], ...waybill, coElNo }),
    '304': one('304', { ...concluded('303'), ebpCode: platform[0], ebcCode: exporter[0], orderNo: orderOf(day) }),
    '404': one('404', {
      ...concluded('403'),
      ebcCode: exporter[0],
      orderNo: orderOf(day),
      payNo: `PAY${day.digits('receipt', 10)}`,
    }),
    '506': one('506', { ...concluded('505'), ...waybill }),
    '508': one('508', {
      ...{ ...concluded('507'), operatorCode: site[0], logisticsCode: forwarder[0], ...own('A', 'arrival') },
      ...{ billNo: billOf(day), msgSeqNo: 1 },
    }),
    '510': one('510', { ...concluded('509'), logisticsCode: forwarder[0], ...own('X', 'exit'), msgSeqNo: 1 }),
    '604': one('604', {
      ...{ ...released('603'), agentCode: agent[0], ...own('L', 'out'), invtNo: exportNo(day), ebcCode: exporter[0] },
      ...{ ebpCode: platform[0], orderNo: orderOf(day), statisticsFlag: 'B' },
    }),
    '606': one('606', { ...concluded('605'), agentCode: agent[0], ...own('C', 'cancel'), invtNo: exportNo(day) }),
    '608': one('608', {
      ...{ ...concluded('607'), agentCode: agent[0], logisticsCode: forwarder[0], ...own('M', 'bundle') },
      ...{ billNo: billOf(day), msgSeqNo: 1 },
    }),
    '702': one('702', {
      ...{ ...concluded('701'), agentCode: agent[0], ebcCode: exporter[0], ...own('S', 'summary') },
      ...{ sumNo: sumOf(day), msgSeqNo: 1 },
    }),
    '792': {
      guid: day.guid('792 message'),
      documents: [
        {
          head: {
            ...{ guid: day.guid('792'), customsCode: '5349', sumNo: sumOf(day), opDate: `${today}235959000` },
            ...{
              declSeqNo: day.digits('declaration', 18),
              entryId: `534920260${day.digits('entry', 9)}`,
              decState: '9',
            },
            ...{ ...party('agent', agent), ...party('ebc', exporter), ...party('declAgent', agent) },
            ...{ grossWeight: '0.35', netWeight: '0.24', ...alone },
          },
          lines: [{ invtNo: exportNo(day), logisticsNo: waybillOf(day), gseqno: 1, gnum: 1, gcode: hsCode }],
        },
      ],
    },
  };
}
