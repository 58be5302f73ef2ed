import type { Complete } from '@portolan/contracts';
import type { Money, Party, Person, Sealed, SealedPerson } from '@portolan/contracts/common/v1/types';
import type { Goods, OrderDocument, PaymentDocument, WaybillDocument } from '@portolan/contracts/customs/v1/types';
import type { Papers } from '../declaration/declaration.ts';
import { draftList, type Office } from '../match-case/list.ts';
import type { Bonded } from '../match-case/match-case.ts';
import { assess } from '../tax/assess.ts';
import { limitsOn } from '../tax/limits.ts';

export const yuan = (minor: bigint): Complete<Money> => ({ minor, currency: 'CNY' });
const party = (code: string, name: string): Complete<Party> => ({ code, name, country: 'CN' });

export const platform = party('3302960005', 'Yongjiang Mall');
export const merchant = party('3302160006', 'Ningbo Haiyue Cross-border Trading Co., Ltd.');
export const carrier = party('3302180006', 'Yongcheng Express (Ningbo)');
export const institution = party('4403660003', 'Shenzhen Bay Payment Co., Ltd.');

export const office: Office = {
  agent: party('4403180A21', '深圳罗盘报关有限公司'),
  customsCode: '3105',
  portCode: '3105',
  transportMode: '7',
  statisticsFlag: '',
};

/** The buyer in clear: what People answers in tests. */
export const person: Complete<Person> = {
  name: '林晓岚',
  phone: '13905710042',
  email: 'lin@example.com',
  address: {
    lines: ['文一西路 969 号', '3 幢 502 室'],
    city: '杭州',
    region: '浙江',
    postcode: '311121',
    country: 'CN',
  },
  idNumber: '11010519491231002X',
};

const datum = (hash: string): Complete<Sealed> => ({ subject: 'buyer-1', ciphertext: new Uint8Array([7]), hash });

export const buyer: Complete<SealedPerson> = {
  name: datum('name-hash'),
  phone: datum('phone-hash'),
  email: datum('email-hash'),
  address: datum('address-hash'),
  country: 'CN',
  idNumber: datum('identity-hash'),
};

export const goods: readonly Complete<Goods>[] = [
  {
    sku: 'NZ-MILK-900',
    hsCode: '1901101000',
    name: 'Infant formula stage 1, 900 g',
    nameZh: '婴儿配方奶粉1段900克',
    model: 'stage 1, 900 g a tin, brand Southern Alps',
    barcode: '9421000000017',
    origin: 'NZ',
    unit: 'C62',
    legalUnit: '035',
    legalQuantityPerUnit: '0.9',
    netWeight: '0.900',
  },
];

/** Two tins at CNY 268.00, freight 12.00, tax 49.87, coupon 10.00: CNY 587.87 paid. */
export const order: Complete<OrderDocument> = {
  orderNo: 'YJ-2026-0001',
  platform,
  merchant,
  goodsValue: yuan(53_600n),
  freight: yuan(1_200n),
  lines: [
    {
      line: 1,
      sku: 'NZ-MILK-900',
      name: 'Infant formula stage 1, 900 g',
      barcode: '9421000000017',
      quantity: { value: '2', unit: 'C62' },
      price: yuan(26_800n),
      total: yuan(53_600n),
      hsCode: '1901101000',
    },
  ],
  import: { discount: yuan(1_000n), tax: yuan(4_987n), paid: yuan(58_787n), buyer },
};

export const payment: Complete<PaymentDocument> = {
  orderNo: order.orderNo,
  platform,
  institution,
  transactionId: 'PAY-YJ-2026-0001',
  payer: buyer,
  amount: yuan(58_787n),
  paidAt: '2026-03-01T17:30:05.000Z',
};

export const waybill: Complete<WaybillDocument> = {
  orderNo: order.orderNo,
  carrier,
  waybillNo: 'YC0000000001',
  merchant,
  freight: yuan(850n),
  insurance: yuan(0n),
  grossWeight: '2.150',
  packs: 1,
  goods: 'Infant formula stage 1, 900 g',
  consignee: buyer,
};

export const bonded: Bonded = {
  entry: {
    emsNo: 'T3105W000293',
    area: party('3302660008', 'Ningbo Free Trade Zone Gangyun Warehousing Co., Ltd.'),
    assureCode: '4403180A21',
    year: 2026,
    bookLines: [{ line: 1, recordNo: '1' }],
  },
  singleLimit: limitsOn('2026-03-02').single,
  untaxedCode: '',
};

const list = draftList(
  {
    copNo: 'declaration-1',
    ...{ order, waybill, tradeMode: '1210', destination: 'CN', destinationPort: '', netWeight: '' },
    goods: new Map(goods.map((filed) => [filed.sku, filed])),
    insurance: yuan(0n),
    entry: bonded.entry,
  },
  office,
);

/** The list as it is drafted from all of these, and everything a declaration is made of. */
export const papers: Papers = { list, order, waybill, payment, tax: assess(list, '2026-03-02') };
