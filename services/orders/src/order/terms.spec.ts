import type { Refusal } from '@portolan/eventsourcing';
import { given } from '@portolan/testkit';
import { describe, expect, test } from 'vitest';
import { buyer, cny, orderId, terms, usd } from '../rig/story.ts';
import { type Mode, offered, termsOf } from '../rig/worlds.ts';
import type { Terms } from './flaws.ts';
import { order } from './order.ts';
import { incoterms, termsFlaw } from './terms.ts';

const [earphones, cable] = terms.lines as [Terms['lines'][number], Terms['lines'][number]];

const placing = (change: Partial<Terms>, country = 'US') =>
  given(order, []).when({
    type: 'PlaceOrder',
    orderId,
    terms: { ...terms, ...change },
    buyer: { ...buyer, country },
    offered,
  });
const firstLine = (change: Partial<Terms['lines'][number]>) => placing({ lines: [{ ...earphones, ...change }, cable] });

test('a sound order has no flaw, under each of the 11 rules', () => {
  expect(incoterms).toHaveLength(11);
  for (const incoterm of incoterms) expect(termsFlaw({ ...terms, incoterm }, 'US', offered)).toBeUndefined();
});

describe('head', () => {
  test('the number is there', () =>
    placing({ orderNo: ' ' }).thenRefused('ORDER_FIELD_MISSING', { field: 'terms.orderNo' }));
  test('the number fits a message', () =>
    placing({ orderNo: 'x'.repeat(61) }).thenRefused('ORDER_TEXT_TOO_LONG', { field: 'terms.orderNo', most: '60' }));
  test('the place is there', () => placing({ incotermPlace: '' }).thenRefused('ORDER_FIELD_MISSING'));
  test('the warehouse is there', () => placing({ warehouseId: '' }).thenRefused('ORDER_FIELD_MISSING'));
  test('the platform has a name', () =>
    placing({ platform: { ...terms.platform, name: '' } }).thenRefused('ORDER_FIELD_MISSING', {
      field: 'terms.platform.name',
    }));
  test('the merchant has a country', () =>
    placing({ merchant: { ...terms.merchant, country: 'China' } }).thenRefused('ORDER_COUNTRY_WRONG', {
      field: 'terms.merchant.country',
      actual: 'China',
    }));
  test('a Chinese company has a customs code', () =>
    placing({ merchant: { ...terms.merchant, code: '12345' } }).thenRefused('ORDER_PARTY_CODE_WRONG', {
      field: 'terms.merchant.code',
      actual: '12345',
    }));
  test('an 18-character credit code and a foreign code of its own will do', () => {
    const merchant = { ...terms.merchant, code: '91440300MA5FABCD1X' };
    const platform = { code: 'eshop', name: 'E-Shop Inc.', country: 'US' };
    expect(termsFlaw({ ...terms, merchant, platform }, 'US', offered)).toBeUndefined();
  });
  test('the buyer has a country', () => placing({}, 'usa').thenRefused('ORDER_COUNTRY_WRONG'));
  test('the incoterm is one of 2020', () => placing({ incoterm: 'DAT' }).thenRefused('ORDER_INCOTERM_UNKNOWN'));
  test('other modes are not offered', () =>
    placing({ mode: '0110' }).thenRefused('ORDER_MODE_NOT_OFFERED', {
      field: 'terms.mode',
      actual: '0110',
      offered: '9610, 1210, 9810, LOCAL',
    }));
  test('the goods go abroad', () =>
    placing({}, 'CN').thenRefused('ORDER_DESTINATION_DOMESTIC', { field: 'buyer.address.country' }));
  test('the warehouse is one of ours', () =>
    placing({ warehouseId: 'NOPE' }).thenRefused('ORDER_WAREHOUSE_UNKNOWN', {
      field: 'terms.warehouseId',
      actual: 'NOPE',
      offered: 'SZ-1, NGB-1, PDX-1',
    }));
  test('the carrier is connected', () => placing({ carrier: 'DODO' }).thenRefused('ORDER_CARRIER_UNKNOWN'));
});

describe('each way of trade', () => {
  const as = (mode: Mode, change: Partial<Terms>, country: string) =>
    given(order, []).when({
      type: 'PlaceOrder',
      orderId,
      terms: { ...termsOf[mode], ...change },
      buyer: { ...buyer, country },
      offered,
    });

  test.each([
    ['9610', 'US'],
    ['1210', 'CN'],
    ['9810', 'US'],
    ['LOCAL', 'US'],
  ] as const)('%s has a sound order', (mode, country) =>
    expect(termsFlaw(termsOf[mode], country, offered)).toBeUndefined(),
  );

  test.each([
    ['9610', 'PDX-1', 'US', 'forwarder'],
    ['1210', 'SZ-1', 'CN', 'bonded'],
    ['9810', 'NGB-1', 'US', 'forwarder'],
    ['LOCAL', 'SZ-1', 'US', 'overseas'],
  ] as const)('%s does not go from %s', (mode, warehouseId, country, expected) =>
    as(mode, { warehouseId }, country).thenRefused('ORDER_WAREHOUSE_KIND_WRONG', {
      field: 'terms.warehouseId',
      warehouseId,
      actual: offered.warehouses.find(({ id }) => id === warehouseId)?.kind ?? '',
      expected,
    }),
  );
  test('stock goes to an overseas warehouse that is ours', () => {
    as('9810', { destinationWarehouseId: '' }, 'US').thenRefused('ORDER_WAREHOUSE_UNKNOWN');
    as('9810', { destinationWarehouseId: 'SZ-1' }, 'US').thenRefused('ORDER_WAREHOUSE_KIND_WRONG');
    as('LOCAL', { destinationWarehouseId: 'PDX-1' }, 'US').thenRefused('ORDER_FIELD_NOT_FOR_MODE', {
      field: 'terms.destinationWarehouseId',
      mode: 'LOCAL',
    });
  });
  test.each([
    ['1210', 'US', 'CN'],
    ['9810', 'CA', 'US'],
    ['LOCAL', 'CN', 'US'],
  ] as const)('%s does not go to %s', (mode, actual, expected) =>
    as(mode, {}, actual).thenRefused('ORDER_DESTINATION_WRONG', {
      field: 'buyer.address.country',
      actual,
      expected,
      mode,
    }),
  );
  test('tax is withheld from a bonded import alone', () => {
    as('9610', { tax: usd(100), total: usd(6600) }, 'US').thenRefused('ORDER_FIELD_NOT_FOR_MODE', {
      field: 'terms.tax',
      mode: '9610',
    });
    as('1210', { tax: cny(6371) }, 'CN').thenRefused('ORDER_TOTAL_WRONG', {
      field: 'terms.total',
      expected: 'CNY 753.71',
      actual: 'CNY 753.70',
    });
    as('1210', { tax: cny(-1) }, 'CN').thenRefused('ORDER_AMOUNT_NEGATIVE');
    as('1210', { tax: usd(1) }, 'CN').thenRefused('ORDER_CURRENCIES_DIFFER');
    expect(termsFlaw({ ...terms, tax: usd(0) }, 'US', offered)).toBeUndefined();
  });
  test('a bonded import is in the currency of customs', () =>
    as('1210', { ...terms, mode: '1210', warehouseId: 'NGB-1', tax: usd(0) }, 'CN').thenRefused(
      'ORDER_CURRENCY_NOT_DECLARABLE',
      {
        field: 'terms.goodsValue',
        actual: 'USD',
      },
    ));
  test('a stock booking can have no discount, a local sale can', () => {
    const discount = { discount: usd(100), total: usd(6400) };
    as('9810', discount, 'US').thenRefused('ORDER_DISCOUNT_NOT_DECLARABLE');
    expect(termsFlaw({ ...termsOf.LOCAL, ...discount }, 'US', offered)).toBeUndefined();
  });
});

describe('lines', () => {
  test('there is one', () => placing({ lines: [] }).thenRefused('ORDER_LINES_MISSING'));
  test('there are at most 100', () =>
    placing({ lines: Array.from({ length: 101 }, (_, index) => ({ ...cable, line: index + 1 })) }).thenRefused(
      'ORDER_LINES_TOO_MANY',
    ));
  test('they count from 1', () =>
    firstLine({ line: 3 }).thenRefused('LINE_NUMBER_WRONG', {
      field: 'terms.lines[0].line',
      actual: '3',
      expected: '1',
    }));
  test.each(['85183000', '851830000X', ''])('HS code %j', (hsCode) =>
    firstLine({ hsCode }).thenRefused('LINE_HS_CODE_WRONG'),
  );
  test.each(['0', '-1', '1.5', '', '1e3', '02', '1234567890'])('quantity %j', (value) =>
    firstLine({ quantity: { value, unit: 'C62' } }).thenRefused('LINE_QUANTITY_WRONG'),
  );
  test('the SKU fits a message', () => firstLine({ sku: 'x'.repeat(21) }).thenRefused('ORDER_TEXT_TOO_LONG'));
  test('the name is there', () => firstLine({ name: '' }).thenRefused('ORDER_FIELD_MISSING'));
  test('the origin is a country', () =>
    firstLine({ origin: 'cn' }).thenRefused('ORDER_COUNTRY_WRONG', { field: 'terms.lines[0].origin', actual: 'cn' }));
});

describe('amounts', () => {
  const eur = (minor: number) => ({ minor: BigInt(minor), currency: 'EUR' });
  const flaws: readonly (readonly [string, Partial<Terms>, Refusal])[] = [
    [
      'an unknown currency',
      { goodsValue: { minor: 5900n, currency: 'XYZ' } },
      { refused: 'ORDER_CURRENCY_UNKNOWN', data: { field: 'terms.goodsValue', actual: 'XYZ' } },
    ],
    [
      'two currencies',
      { freight: eur(600) },
      { refused: 'ORDER_CURRENCIES_DIFFER', data: { field: 'terms.freight', actual: 'EUR', expected: 'USD' } },
    ],
    [
      'freight below zero',
      { freight: usd(-600) },
      { refused: 'ORDER_AMOUNT_NEGATIVE', data: { field: 'terms.freight', actual: 'USD -6.00' } },
    ],
    [
      'a total of nothing',
      { total: usd(0) },
      { refused: 'ORDER_AMOUNT_NOT_POSITIVE', data: { field: 'terms.total', actual: 'USD 0.00' } },
    ],
    [
      'goods value that is not the sum',
      { goodsValue: usd(5800), total: usd(6400) },
      {
        refused: 'ORDER_GOODS_VALUE_WRONG',
        data: { field: 'terms.goodsValue', expected: 'USD 59.00', actual: 'USD 58.00' },
      },
    ],
    [
      'a total that is not the sum',
      { total: usd(6400) },
      { refused: 'ORDER_TOTAL_WRONG', data: { field: 'terms.total', expected: 'USD 65.00', actual: 'USD 64.00' } },
    ],
    [
      'a discount, which customs could not be told of',
      { discount: usd(100), total: usd(6400) },
      { refused: 'ORDER_DISCOUNT_NOT_DECLARABLE', data: { field: 'terms.discount', actual: 'USD 1.00' } },
    ],
  ];
  test.each(flaws)('%s', (_, change, refusal) => expect(placing(change).decision).toEqual(refusal));

  test('a line total that is not price × quantity', () =>
    firstLine({ total: usd(4999) }).thenRefused('LINE_TOTAL_WRONG', {
      line: '1',
      field: 'terms.lines[0].total',
      expected: 'USD 50.00',
      actual: 'USD 49.99',
    }));
  test('each code by its own', () => {
    placing({ goodsValue: { minor: 1n, currency: 'XYZ' } }).thenRefused('ORDER_CURRENCY_UNKNOWN');
    placing({ discount: eur(0) }).thenRefused('ORDER_CURRENCIES_DIFFER');
    placing({ discount: usd(-1) }).thenRefused('ORDER_AMOUNT_NEGATIVE');
    firstLine({ price: usd(0) }).thenRefused('ORDER_AMOUNT_NOT_POSITIVE');
    placing({ goodsValue: usd(1) }).thenRefused('ORDER_GOODS_VALUE_WRONG');
    placing({ total: usd(1) }).thenRefused('ORDER_TOTAL_WRONG');
    placing({ discount: usd(1), total: usd(6499) }).thenRefused('ORDER_DISCOUNT_NOT_DECLARABLE');
  });
  test('amounts at the edge of 64 bits are refused, not thrown', () =>
    firstLine({ price: { minor: 2n ** 63n - 1n, currency: 'USD' } }).thenRefused('LINE_TOTAL_WRONG'));
});
