import type { Content, Tables } from '@portolan/ceb';
import { buyer, companies, consigneeAddress, type Day, importNo, party, preNo, today, transfer } from './day.ts';

// An order of infant formula from bonded stock: two tins at CNY 268.00, freight 12.00, coupon 10.00.

type Contents<N extends keyof Tables> = { readonly [K in N]: Content<Tables[K]> };

const { platform, merchant, institution, carrier, agent, warehouse, site } = companies;
const orderOf = (day: Day) => `YJ-${day.digits('order', 8)}`;
const waybillOf = (day: Day) => `YC${day.digits('waybill', 10)}`;
const paymentOf = (day: Day) => `PAY${day.digits('payment', 12)}`;
const parties = { ...party('ebp', platform), ...party('ebc', merchant) };
const money = { gnum: 1, qty: '2', price: '268.00', totalPrice: '536.00', currency: '142', country: '609' } as const;
const model = '4|1|品牌:Southern Alps|900克/罐';

export function importDocuments(day: Day): Contents<'311' | '411' | '511' | '513'> {
  const orderNo = orderOf(day);
  const logisticsNo = waybillOf(day);
  return {
    '311': {
      guid: day.guid('311'),
      documents: [
        {
          head: {
            ...day.opening('311'),
            ...{ orderType: 'I', orderNo, ...parties, goodsValue: '536.00', freight: '12.00', discount: '10.00' },
            ...{ taxTotal: '49.87', actualPaid: '587.87', currency: '142', buyerRegNo: 'buyer-1', ...buyer },
            ...{ ...party('pay', institution), payTransactionId: paymentOf(day) },
            ...{ consignee: buyer.buyerName, consigneeTelephone: buyer.buyerTelephone, consigneeAddress },
            consigneeDistrict: '330106',
          },
          lines: [
            {
              ...money,
              itemNo: 'NZ-MILK-900',
              itemName: '婴儿配方奶粉1段900克',
              gmodel: model,
              unit: '122',
              barCode: '9421000000017',
            },
          ],
        },
      ],
      transfer,
    },
    '411': {
      guid: day.guid('411'),
      documents: [
        {
          head: {
            ...day.opening('411'),
            ...{ ...party('pay', institution), payTransactionId: paymentOf(day), orderNo, ...party('ebp', platform) },
            ...{ payerIdType: '1', payerIdNumber: buyer.buyerIdNumber, payerName: buyer.buyerName },
            ...{ telephone: buyer.buyerTelephone, amountPaid: '587.87', currency: '142', payTime: `${today}013005` },
          },
        },
      ],
      transfer,
    },
    '511': {
      guid: day.guid('511'),
      documents: [
        {
          head: {
            ...day.opening('511'),
            ...{
              ...party('logistics', carrier),
              logisticsNo,
              orderNo,
              freight: '8.50',
              insuredFee: '0',
              currency: '142',
            },
            ...{ weight: '2.150', packNo: 1, goodsInfo: '婴儿配方奶粉', consignee: buyer.buyerName, consigneeAddress },
            consigneeTelephone: buyer.buyerTelephone,
          },
        },
      ],
      transfer,
    },
    '513': {
      guid: day.guid('513'),
      documents: [
        {
          head: {
            ...day.opening('513'),
            ...{ ...party('logistics', carrier), logisticsNo, logisticsStatus: 'S', logisticsTime: `${today}201500` },
          },
        },
      ],
      transfer,
    },
  };
}

/** What names the list in its cancellation and its return. */
function asked(day: Day, of: string) {
  return {
    ...day.opening(of),
    ...{
      customsCode: '3105',
      orderNo: orderOf(day),
      ...parties,
      logisticsNo: waybillOf(day),
      ...party('logistics', carrier),
    },
    ...{ copNo: `${of}-${day.digits(of, 8)}`, invtNo: importNo(day), ...buyer, ...party('agent', agent) },
  };
}

export function importLists(day: Day): Contents<'621' | '623' | '625' | '711'> {
  const orderNo = orderOf(day);
  const logisticsNo = waybillOf(day);
  return {
    '621': {
      guid: day.guid('621'),
      documents: [
        {
          head: {
            ...day.opening('621'),
            ...{
              orderNo,
              ...parties,
              logisticsNo,
              ...party('logistics', carrier),
              copNo: `L-${day.digits('list', 8)}`,
            },
            ...{ assureCode: agent[0], emsNo: 'T3105W000293', ieFlag: 'I', declTime: today, customsCode: '3105' },
            ...{ portCode: '3105', ...buyer, consigneeAddress, ...party('agent', agent), ...party('area', warehouse) },
            ...{ tradeMode: '1210', trafMode: '7', country: '142', freight: '12.00', insuredFee: '0', currency: '142' },
            ...{ wrapType: '2', packNo: 1, grossWeight: '2.150', netWeight: '1.800' },
          },
          lines: [
            {
              ...{
                ...money,
                itemRecordNo: '1',
                itemNo: 'NZ-MILK-900',
                itemName: '婴儿配方奶粉1段900克',
                gcode: '1901101000',
              },
              ...{
                gname: '婴儿配方奶粉',
                gmodel: model,
                barCode: '9421000000017',
                unit: '122',
                qty1: '1.8',
                unit1: '035',
              },
            },
          ],
        },
      ],
      transfer,
      subscriptions: [{ status: 'RET', dxpAddress: 'DXPENTMERCHANT01' }],
    },
    '623': { guid: day.guid('623'), documents: [{ head: { ...asked(day, '623'), reason: '买家取消订单' } }], transfer },
    '625': {
      guid: day.guid('625'),
      documents: [
        {
          head: { ...asked(day, '625'), reason: '买家七天无理由退货' },
          lines: [{ gnum: 1, gcode: '1901101000', gname: '婴儿配方奶粉', qty: '1', unit: '122' }],
        },
      ],
      transfer,
    },
    '711': {
      guid: day.guid('711'),
      documents: [
        {
          head: {
            ...day.opening('711'),
            ...{
              customsCode: '5349',
              copNo: `D-${day.digits('delivery', 8)}`,
              ...party('operator', site),
              ieFlag: 'I',
            },
            ...{
              trafMode: '5',
              trafNo: 'CX',
              voyageNo: 'CX366',
              billNo: `160${day.digits('bill', 8)}`,
              ...party('logistics', carrier),
            },
          },
          lines: [1, 2, 3].map((gnum) => ({ gnum, logisticsNo: `YC${day.digits(`inbound ${gnum}`, 10)}` })),
        },
      ],
      transfer,
    },
  };
}

type ImportReplies = '312' | '412' | '512' | '514' | '622' | '624' | '626' | '712' | '816' | '818' | '900';

export function importReplies(day: Day): Contents<ImportReplies> {
  const stored = (of: string) => ({ guid: day.guid(of), ...day.outcome(of, '120', '1800', '逻辑校验通过') });
  const owners = { customsCode: '3105', ebpCode: platform[0], ebcCode: merchant[0], agentCode: agent[0] };
  const numbers = (of: string) => ({
    copNo: `${of}-${day.digits(of, 8)}`,
    preNo: preNo(day, of),
    invtNo: importNo(day),
  });
  const waybill = { logisticsCode: carrier[0], logisticsNo: waybillOf(day) };
  const order = { ebpCode: platform[0], ebcCode: merchant[0], orderNo: orderOf(day) };
  const bill = { returnTime: `${today}180000000`, invtNo: importNo(day), taxNo: `T${importNo(day)}` };
  const taxes = { customsTax: '0.00', valueAddedTax: '49.87', consumptionTax: '0.00' };
  return {
    '312': { guid: day.guid('312'), documents: [{ head: { ...stored('311'), ...order } }] },
    '412': {
      guid: day.guid('412'),
      documents: [{ head: { ...stored('411'), payCode: institution[0], payTransactionId: paymentOf(day) } }],
    },
    '512': { guid: day.guid('512'), documents: [{ head: { ...stored('511'), ...waybill } }] },
    '514': {
      guid: day.guid('514'),
      documents: [{ head: { ...stored('513'), ...waybill, logisticsStatus: 'S', returnStatus: '399' } }],
    },
    '622': {
      guid: day.guid('622'),
      documents: [
        { head: { ...stored('621'), ...owners, ...numbers('L') } },
        {
          head: {
            ...owners,
            ...numbers('L'),
            guid: day.guid('621'),
            ...day.outcome('released', '800', '2600', '放行'),
          },
        },
      ],
    },
    '624': { guid: day.guid('624'), documents: [{ head: { ...stored('623'), ...owners, ...numbers('623') } }] },
    '626': { guid: day.guid('626'), documents: [{ head: { ...stored('625'), ...owners, ...numbers('625') } }] },
    '712': {
      guid: day.guid('712'),
      documents: [
        {
          head: {
            ...stored('711'),
            customsCode: '5349',
            operatorCode: site[0],
            copNo: `D-${day.digits('delivery', 8)}`,
          },
        },
      ],
    },
    '816': {
      guid: day.guid('816'),
      documents: [
        {
          head: {
            guid: day.guid('bill'),
            ...bill,
            ...taxes,
            status: '1',
            assureCode: agent[0],
            ebcCode: merchant[0],
            customsCode: '3105',
          },
          lines: [{ gnum: 1, gcode: '1901101000', taxPrice: '548.00', ...taxes }],
        },
      ],
    },
    '818': {
      guid: day.guid('818'),
      documents: [{ head: { guid: day.guid('due'), ...bill, status: '2', entDutyNo: `D${importNo(day)}` } }],
    },
    '900': {
      guid: day.guid('900'),
      documents: [
        {
          head: {
            ...{ guid: day.guid('900 inside'), ...day.outcome('900', '-2', '0002', '数据包不能通过schema验证') },
            ...{ oriCopMsgId: day.guid('lost'), oriMessageType: 'Unknown', oriBizMessage: '<a/>' },
          },
        },
      ],
    },
  };
}
