import { given } from '@portolan/testkit';
import { describe, expect, test } from 'vitest';
import { type FileGoods, type GoodsFilingEvent, goodsFiling, goodsId } from './goods-filing.ts';

const goods: FileGoods['goods'] = {
  sku: 'EAR-BT-01',
  hsCode: '8518300000',
  name: 'Bluetooth earphones',
  nameZh: '蓝牙耳机',
  model: '4|3|蓝牙5.3|品牌:Kestrel|型号:K1',
  barcode: '6901234567892',
  origin: 'CN',
  unit: 'C62',
  legalUnit: '001',
  legalQuantityPerUnit: '1',
  netWeight: '0.12',
};
const id = goodsId('merchant', goods.sku);
const file = (changed: Partial<FileGoods['goods']> = {}): FileGoods => ({
  type: 'FileGoods',
  goodsId: id,
  goods: { ...goods, ...changed },
});
const filed: GoodsFilingEvent = { type: 'GoodsFiled', data: { goodsId: id, goods } };

describe('goods filing', () => {
  test('goods are filed', () => given(goodsFiling, []).when(file()).then([filed]));
  test('the same again changes nothing', () => given(goodsFiling, [filed]).when(file()).thenNothing());
  test('another content under the same article number is refused', () =>
    given(goodsFiling, [filed])
      .when(file({ hsCode: '8517620000' }))
      .thenRefused('GOODS_ALREADY_FILED', { sku: 'EAR-BT-01', hsCode: '8518300000' }));

  test.each(['851830', '85183000001', '85183000AB', ''])('HS code %j has not 10 digits', (hsCode) =>
    given(goodsFiling, []).when(file({ hsCode })).thenRefused('GOODS_HS_CODE_INVALID', { sku: 'EAR-BT-01', hsCode }),
  );
  test.each(['142', 'XX', 'cn', 'CHN'])('origin %j is not ISO 3166', (origin) =>
    given(goodsFiling, []).when(file({ origin })).thenRefused('GOODS_ORIGIN_UNKNOWN', { sku: 'EAR-BT-01', origin }),
  );
  test('a sales unit without a customs unit is refused', () =>
    given(goodsFiling, [])
      .when(file({ unit: '007' }))
      .thenRefused('GOODS_UNIT_UNKNOWN', { sku: 'EAR-BT-01', unit: '007' }));
  test.each(['C62', '35', '999', 'toString'])('legal unit %j is not a customs unit', (legalUnit) =>
    given(goodsFiling, [])
      .when(file({ legalUnit }))
      .thenRefused('GOODS_LEGAL_UNIT_UNKNOWN', { sku: 'EAR-BT-01', unit: legalUnit }),
  );
  test.each(['0', '0.000', '-1', '1e3', '1.123456', '', '1,5'])('net weight %j is not a measure above zero', (value) =>
    given(goodsFiling, [])
      .when(file({ netWeight: value }))
      .thenRefused('GOODS_MEASURE_INVALID', { sku: 'EAR-BT-01', field: 'netWeight', value }),
  );
  test.each([
    ['the same unit twice', { unit: 'H87', legalUnit: '011', legalQuantityPerUnit: '2' }, '1'],
    ['kilograms', { legalUnit: '035', legalQuantityPerUnit: '0.13', netWeight: '0.120' }, '0.120'],
  ])('a legal quantity in %s that cannot be is refused', (_, changed, expected) =>
    given(goodsFiling, []).when(file(changed)).thenRefused('GOODS_LEGAL_QUANTITY_DIFFERS', {
      sku: 'EAR-BT-01',
      unit: changed.legalUnit,
      value: changed.legalQuantityPerUnit,
      expected,
    }),
  );
  test('a legal quantity in kilograms is the net weight, however many zeros it is written with', () => {
    const { decision } = given(goodsFiling, []).when(
      file({ legalUnit: '035', legalQuantityPerUnit: '0.12', netWeight: '0.120' }),
    );
    expect(decision).toMatchObject([{ type: 'GoodsFiled' }]);
  });
  test('a legal quantity of zero is refused', () =>
    given(goodsFiling, [])
      .when(file({ legalQuantityPerUnit: '0' }))
      .thenRefused('GOODS_MEASURE_INVALID'));
  test.each([
    ['sku', 'X'.repeat(21)],
    ['nameZh', ' '],
    ['model', ''],
    ['barcode', '1'.repeat(51)],
    ['name', 'bell\u0007'],
  ] as const)('%s that no message can carry is refused', (field, value) =>
    given(goodsFiling, [])
      .when(file({ [field]: value }))
      .thenRefused('GOODS_TEXT_INVALID'),
  );

  test('the id is of merchant and article', () => {
    expect(goodsId('merchant', 'A')).not.toBe(goodsId('other', 'A'));
    expect(goodsId('merchant', 'A')).toBe(goodsId('merchant', 'A'));
  });
});
