import type { Complete } from '@portolan/contracts';
import type { Person, SealedPerson } from '@portolan/contracts/common/v1/types';
import type { OrderTerms } from '@portolan/contracts/orders/v1/types';
import type { Started } from '../fulfilment/state.ts';
import { orderId, usd } from './basics.ts';

const sealed = (field: string) => ({
  subject: 'buyer-1',
  ciphertext: new Uint8Array([1, 2]),
  hash: `hash of ${field}`,
});

export const buyer: Complete<SealedPerson> = {
  name: sealed('name'),
  phone: sealed('phone'),
  email: sealed('email'),
  address: sealed('address'),
  country: 'US',
};

export const person: Complete<Person> = {
  name: 'Zoe Walker',
  phone: '+1 503 555 0100',
  email: 'zoe@example.com',
  address: { lines: ['12 Main St'], city: 'Portland', region: 'OR', postcode: '97232', country: 'US' },
  idNumber: '',
};

export const terms: Complete<OrderTerms> = {
  orderNo: 'SZ-1001',
  platform: { code: '4403960002', name: 'Nanshan Marketplace', country: 'CN' },
  merchant: { code: '4403160001', name: 'Hailun Electronics', country: 'CN' },
  incoterm: 'DAP',
  incotermPlace: 'Portland OR',
  mode: '9610',
  warehouseId: 'SZ-1',
  carrier: 'YANWEN',
  lines: [
    {
      line: 1,
      sku: 'EAR-1',
      name: 'Earphones',
      hsCode: '8518300000',
      origin: 'CN',
      quantity: { value: '2', unit: 'C62' },
      price: usd(2500),
      total: usd(5000),
    },
    {
      line: 2,
      sku: 'CAB-2',
      name: 'Cable',
      hsCode: '8544421100',
      origin: 'CN',
      quantity: { value: '1', unit: 'C62' },
      price: usd(900),
      total: usd(900),
    },
  ],
  goodsValue: usd(5900),
  freight: usd(600),
  discount: usd(0),
  total: usd(6500),
  destinationWarehouseId: '',
};

export const started: Started = {
  orderId,
  terms,
  buyer,
  institution: { code: '4403660003', name: 'Bay Payment', country: 'CN' },
  carrier: { code: '4403180004', name: 'Yanwen', country: 'CN' },
  settlementCurrency: 'CNY',
};
