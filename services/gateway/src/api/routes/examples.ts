/** A goods filing as it stands in the document. */
export const goodsExample = {
  goods: {
    sku: 'EARBUDS-X2',
    hsCode: '8518300000',
    name: 'Bluetooth earphones',
    nameZh: '蓝牙耳机',
    model: '无线|头戴式|品牌:Tonal|型号:X2',
    origin: 'CN',
    unit: 'C62',
    legalUnit: '007',
    legalQuantityPerUnit: '1',
    netWeight: '0.08',
  },
};

const company = { code: '4403160001', name: 'Shenzhen Tonal Electronics Co., Ltd.', country: 'CN' };

/** An order as it stands in the document: three lines of electronics for a buyer in the United States. */
export const orderExample = {
  terms: {
    orderNo: 'TN-2026-000117',
    platform: { code: '4403960002', name: 'Harbour Market', country: 'CN' },
    merchant: company,
    incoterm: 'DAP',
    incotermPlace: 'Seattle',
    mode: '9610',
    warehouseId: 'SZX-FWD-1',
    carrier: 'YANWEN',
    lines: [
      orderLine(1, 'EARBUDS-X2', 'Bluetooth earphones', '8518300000', '2', '39.90', '79.80'),
      orderLine(2, 'CHARGER-65W', 'USB-C charger 65 W', '8504401990', '1', '24.50', '24.50'),
      orderLine(3, 'CABLE-C2M', 'USB-C cable 2 m', '8544421900', '3', '5.20', '15.60'),
    ],
    goodsValue: usd('119.90'),
    freight: usd('12.00'),
    discount: usd('0.00'),
    total: usd('131.90'),
  },
  buyer: {
    name: 'Jordan Example',
    phone: '+1 206 555 0117',
    email: 'jordan@example.com',
    address: { lines: ['1 Example Street'], city: 'Seattle', region: 'WA', postcode: '98101', country: 'US' },
  },
};

const platform = { code: '3302960005', name: 'Yongjiang Mall', country: 'CN' };
const dairy = { code: '330216000A', name: 'Ningbo Hailun Trading Co., Ltd.', country: 'CN' };
const about = { orderNo: 'HL-2026-000042', platform };

/** One of each document as it stands in the document: of an order of milk powder with a coupon of 10 yuan. */
/** The original data of the payment of two tins of milk powder. */
export const paymentRecordExample = {
  request: '{"order":"YJ-2026-0001","amount":"422.04","currency":"CNY"}',
  response: '{"order":"YJ-2026-0001","result":"SUCCESS","serial":"2026030222001"}',
  verifiedBy: '2',
  payType: '1',
  paidAt: '2026-03-02T09:00:00+08:00',
  goods: [{ name: 'Infant formula, stage 3, 900 g', link: 'https://mall.example/items/NZ-MILK-900' }],
  payeeAccount: '3302000012345678',
  payeeCode: '3302160006',
  payeeName: 'Ningbo Haiyue Cross-border Trading Co., Ltd.',
};

export const documentExamples = {
  order: {
    ...about,
    merchant: dairy,
    goodsValue: cny('396.00'),
    freight: cny('0.00'),
    lines: [
      {
        line: 1,
        sku: 'NZ-MILK-900',
        name: 'Infant formula, stage 3, 900 g',
        barcode: '9421025230015',
        quantity: { value: '2', unit: 'C62' },
        price: cny('198.00'),
        total: cny('396.00'),
        hsCode: '1901101000',
      },
    ],
    import: { discount: cny('10.00'), tax: cny('36.04'), paid: cny('422.04') },
  },
  receipt: {
    ...about,
    merchant: company,
    institution: { code: '310222T001', name: 'Portolan Payments', country: 'CN' },
    payNo: 'CN20260302000117',
    charge: usd('131.90'),
    bookedAt: '2026-03-02T09:00:00+08:00',
  },
  waybill: {
    orderNo: about.orderNo,
    carrier: { code: '3302180006', name: 'Yongcheng Express (Ningbo)', country: 'CN' },
    waybillNo: 'YC330200117',
    merchant: dairy,
    freight: cny('0.00'),
    insurance: cny('0.00'),
    grossWeight: '2.3',
    packs: 1,
    goods: 'Infant formula',
  },
  payment: {
    ...about,
    institution: { code: '310222T001', name: 'Portolan Payments', country: 'CN' },
    transactionId: 'CN20260302000118',
    amount: cny('422.04'),
    paidAt: '2026-03-02T09:00:00+08:00',
  },
} as const;

/** Milk powder that enters a bonded warehouse. */
export const listExample = {
  warehouseId: 'NGB-BND-1',
  direction: 'IN',
  owner: 'merchant-ningbo',
  lines: [
    {
      line: 1,
      sku: 'NZ-MILK-900',
      lot: 'L2026-01',
      hsCode: '1901101000',
      name: '婴幼儿配方奶粉',
      origin: 'NZ',
      quantity: '600',
      price: cny('110.00'),
    },
  ],
} as const;

function orderLine(
  line: number,
  sku: string,
  name: string,
  hsCode: string,
  value: string,
  price: string,
  total: string,
) {
  return {
    line,
    sku,
    name,
    hsCode,
    origin: 'CN',
    quantity: { value, unit: 'C62' },
    price: usd(price),
    total: usd(total),
  };
}

function usd(amount: string) {
  return { amount, currency: 'USD' };
}

function cny(amount: string) {
  return { amount, currency: 'CNY' };
}

const teeExample = {
  line: 1,
  hsCode: '610910',
  origin: 'CN',
  quantity: '1',
  total: { amount: '40.00', currency: 'EUR' },
};
export const costExample = {
  question: {
    regime: 'EU_IMPORT',
    at: '2026-07-01T12:00:00+02:00',
    goods: [teeExample],
    freight: { amount: '5.00', currency: 'EUR' },
    destination: 'ES',
    scheme: 'IOSS',
    declaration: 'H7',
    between: 'B2C',
  },
};

/** 200 dollars of a merchant are set aside for a day. */
export const reservationExample = {
  tenant: 'merchant-shenzhen',
  businessReference: 'Claim of the carrier under way',
  entries: [
    { accountId: '2000.USD.merchant-shenzhen', side: 'DEBIT', amount: { amount: '200.00', currency: 'USD' } },
    { accountId: '1100.USD', side: 'CREDIT', amount: { amount: '200.00', currency: 'USD' } },
  ],
  seconds: 86_400,
};
