import { anyHistory, holds } from '@portolan/testkit/properties';
import fc from 'fast-check';
import { it } from 'vitest';
import { goods } from '../rig/story.ts';
import { type FileGoods, goodsFiling } from './goods-filing.ts';

const [article] = goods;
if (article === undefined) throw new Error('there are no goods');
const wild: fc.Arbitrary<FileGoods> = fc
  .record(
    {
      hsCode: fc.constantFrom('8518300000', '8504401400', '85183', ''),
      nameZh: fc.oneof(fc.string({ maxLength: 3 }), fc.constant('蓝牙耳机')),
      netWeight: fc.constantFrom('0.12', '0', '1.123456', 'x'),
      origin: fc.constantFrom('CN', 'XX'),
      unit: fc.constantFrom('C62', '007'),
      legalUnit: fc.constantFrom('001', '035', '999'),
    },
    { requiredKeys: [] },
  )
  .map((change) => ({ type: 'FileGoods', goodsId: 'G1', goods: { ...article, ...change } }));

it('an article is filed once, and stays as it was filed', () => {
  anyHistory('customs goods filing', {
    service: 'customs',
    aggregate: goodsFiling,
    roads: [[{ type: 'FileGoods', goodsId: 'G1', goods: article }]],
    wild,
    events: { GoodsFiled: true },
    over: ({ goods: filed }) => (filed === undefined ? undefined : JSON.stringify(filed)),
    laws: ({ history }) => holds(history.length === 1, 'once', history),
  });
});
