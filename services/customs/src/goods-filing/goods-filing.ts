import type { Complete, CustomsEvent, customsRefusals, Only } from '@portolan/contracts';
import type { Goods } from '@portolan/contracts/customs/v1/types';
import { type Decider, madeId, refuse } from '@portolan/eventsourcing';
import { faultOf } from './check.ts';

/** Goods as customs will see them, one per merchant and article number. Undefined: never filed. */
export interface GoodsFiling {
  readonly goods: Complete<Goods> | undefined;
}

export interface FileGoods {
  readonly type: 'FileGoods';
  readonly goodsId: string;
  readonly goods: Complete<Goods>;
}

export type GoodsFilingEvent = Only<CustomsEvent, 'GoodsFiled'>;

export const goodsId = (tenant: string, sku: string): string => madeId('goods', tenant, sku);

/** The filing of one article. Filed once; the same again changes nothing, another content is refused. */
export const goodsFiling: Decider<GoodsFiling, FileGoods, GoodsFilingEvent, keyof typeof customsRefusals> & {
  readonly name: string;
} = {
  name: 'goods-filing',
  initial: { goods: undefined },

  decide(command, { goods: filed }) {
    const { goods } = command;
    const fault = faultOf(goods);
    if (fault !== undefined) return fault;
    if (filed === undefined) return [{ type: 'GoodsFiled', data: { goodsId: command.goodsId, goods } }];
    if (sameGoods(filed, goods)) return [];
    return refuse('GOODS_ALREADY_FILED', { sku: goods.sku, hsCode: filed.hsCode });
  },

  evolve(_state, event) {
    return { goods: event.data.goods };
  },
};

function sameGoods(left: Complete<Goods>, right: Complete<Goods>): boolean {
  return (Object.keys(left) as (keyof Goods)[]).every((field) => left[field] === right[field]);
}
