import type { Complete, CustomsEvent, Only } from '@portolan/contracts';
import type { GoodsView } from '@portolan/contracts/customs/v1/customs';
import type { Projection } from '@portolan/engine';
import type { DocumentStore, Found, Query } from '@portolan/store';

type Row = Complete<GoodsView> & { readonly [field: string]: unknown };

/** Goods by merchant, in the order of their article numbers. */
export const goods: Projection<Only<CustomsEvent, 'GoodsFiled'>> = {
  name: 'customs.goods.v1',
  reads: ['customs'],
  collections: { goods: { indexes: { bySku: ['goods.sku'] } } },
  on: {
    async GoodsFiled({ data, meta }, view) {
      await view.put('goods', meta.tenant, data.goodsId, { id: data.goodsId, goods: data.goods });
    },
  },
};

export function goodsById(documents: DocumentStore, tenant: string, id: string): Promise<Row | undefined> {
  return documents.get<Row>('goods', tenant, id);
}

export function listGoods(
  documents: DocumentStore,
  tenant: string,
  reach: Pick<Query, 'limit' | 'after'>,
): Promise<readonly Found<Row>[]> {
  return documents.find<Row>({ collection: 'goods', tenant, index: 'bySku', ...reach });
}
