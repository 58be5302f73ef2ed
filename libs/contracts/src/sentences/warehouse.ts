import type { WarehouseEvent } from '../catalogue.ts';
import type { Bucket } from '../gen/portolan/warehouse/v1/types.ts';
import type { Sentences } from '../language.ts';

const lotEn = ({ lot }: Bucket): string => (lot === '' ? '' : `, lot ${lot}`);
const lotZh = ({ lot }: Bucket): string => (lot === '' ? '' : `（批次 ${lot}）`);

const pieces = (items: readonly { readonly sku: string; readonly quantity: bigint }[]): string =>
  items.map(({ sku, quantity }) => `${quantity} × ${sku}`).join(', ');

const piecesZh = (items: readonly { readonly sku: string; readonly quantity: bigint }[]): string =>
  items.map(({ sku, quantity }) => `${sku} ${quantity} 件`).join('、');

/** What warehouse tells. */
export const warehouseSentences: Sentences<WarehouseEvent> = {
  DeliveryCounted: {
    en: ({ warehouseId, owner, document, lines }) =>
      `Warehouse ${warehouseId} counted a delivery for ${owner} (delivery note ${document}): ${pieces(lines)}.`,
    zh: ({ warehouseId, owner, document, lines }) =>
      `仓库 ${warehouseId} 已清点 ${owner} 的到货（送货单 ${document}）：${piecesZh(lines)}。`,
  },
  LotOpened: {
    en: ({ bucket }) => `Warehouse ${bucket.warehouseId} keeps ${bucket.sku}${lotEn(bucket)} from now on.`,
    zh: ({ bucket }) => `仓库 ${bucket.warehouseId} 首次存放货品 ${bucket.sku}${lotZh(bucket)}。`,
  },
  BackorderOpened: {
    en: ({ sku, warehouseId }) => `The parcel waits for more ${sku} to come to warehouse ${warehouseId}.`,
    zh: ({ sku, warehouseId }) => `包裹等待货品 ${sku} 到达仓库 ${warehouseId}。`,
  },
  BackorderClosed: {
    en: ({ sku }) => `The parcel waits for ${sku} no longer.`,
    zh: ({ sku }) => `包裹所缺货品 ${sku} 已补齐。`,
  },
  GoodsReceived: {
    en: ({ bucket, quantity, document }) =>
      `${quantity} × ${bucket.sku}${lotEn(bucket)} went into stock at ${bucket.warehouseId} (delivery note ${document}).`,
    zh: ({ bucket, quantity, document }) =>
      `货品 ${bucket.sku}${lotZh(bucket)} ${quantity} 件入库 ${bucket.warehouseId}（送货单 ${document}）。`,
  },
  StockReserved: {
    en: ({ bucket, quantity }) => `${quantity} × ${bucket.sku}${lotEn(bucket)} are reserved at ${bucket.warehouseId}.`,
    zh: ({ bucket, quantity }) =>
      `仓库 ${bucket.warehouseId} 已预留货品 ${bucket.sku}${lotZh(bucket)} ${quantity} 件。`,
  },
  ReservationReleased: {
    en: ({ bucket, quantity }) =>
      `${quantity} × ${bucket.sku}${lotEn(bucket)} are free again, because other goods of the parcel are short.`,
    zh: ({ bucket, quantity }) => `因包裹其他货品缺货，货品 ${bucket.sku}${lotZh(bucket)} ${quantity} 件解除预留。`,
  },
  StockPicked: {
    en: ({ bucket, quantity }) => `${quantity} × ${bucket.sku}${lotEn(bucket)} were picked.`,
    zh: ({ bucket, quantity }) => `已拣货品 ${bucket.sku}${lotZh(bucket)} ${quantity} 件。`,
  },
  StockPacked: {
    en: ({ bucket, quantity }) => `${quantity} × ${bucket.sku}${lotEn(bucket)} were packed.`,
    zh: ({ bucket, quantity }) => `已装箱货品 ${bucket.sku}${lotZh(bucket)} ${quantity} 件。`,
  },
  StockDispatched: {
    en: ({ bucket, quantity }) => `${quantity} × ${bucket.sku}${lotEn(bucket)} left warehouse ${bucket.warehouseId}.`,
    zh: ({ bucket, quantity }) =>
      `货品 ${bucket.sku}${lotZh(bucket)} ${quantity} 件已出库，仓库 ${bucket.warehouseId}。`,
  },
  ParcelAnnounced: {
    en: ({ warehouseId, owner, orderNo }) =>
      `Warehouse ${warehouseId} was told of a parcel of ${owner} for order ${orderNo}.`,
    zh: ({ warehouseId, owner, orderNo }) => `已向仓库 ${warehouseId} 预报 ${owner} 订单 ${orderNo} 的包裹。`,
  },
  ParcelPlanned: {
    en: ({ orderNo, warehouseId, lines }) =>
      `A parcel of ${pieces(lines)} was planned for order ${orderNo} at warehouse ${warehouseId}.`,
    zh: ({ orderNo, warehouseId, lines }) => `已在仓库 ${warehouseId} 为订单 ${orderNo} 建立包裹：${piecesZh(lines)}。`,
  },
  ReservationRetried: {
    en: ({ orderNo }) => `The missing goods are there; the parcel of order ${orderNo} is being reserved again.`,
    zh: ({ orderNo }) => `所缺货品已到，重新为订单 ${orderNo} 的包裹预留库存。`,
  },
  ParcelReserved: {
    en: () => 'Everything in the parcel is reserved.',
    zh: () => '包裹所需货品已全部预留。',
  },
  ParcelShort: {
    en: ({ shortages }) =>
      `The parcel cannot be filled: ${shortages.map(({ sku, wanted, available }) => `${wanted} × ${sku} are wanted and ${available} available`).join('; ')}.`,
    zh: ({ shortages }) =>
      `包裹缺货：${shortages.map(({ sku, wanted, available }) => `${sku} 需 ${wanted} 件，可用 ${available} 件`).join('；')}。`,
  },
  ParcelPicked: {
    en: ({ allocations }) =>
      `The parcel was picked: ${pieces(allocations.map(({ bucket, quantity }) => ({ sku: bucket.sku, quantity })))}.`,
    zh: ({ allocations }) =>
      `包裹已拣货：${piecesZh(allocations.map(({ bucket, quantity }) => ({ sku: bucket.sku, quantity })))}。`,
  },
  ParcelPacked: {
    en: ({ grossWeight, packs }) => `The parcel was packed: ${grossWeight} kg gross in ${packs} pack(s).`,
    zh: ({ grossWeight, packs }) => `包裹已打包：毛重 ${grossWeight} 千克，共 ${packs} 件。`,
  },
  DispatchAuthorised: {
    en: ({ invtNo }) => `Customs has released the parcel (list ${invtNo}): it may leave the warehouse.`,
    zh: ({ invtNo }) => `海关已放行（清单 ${invtNo}），包裹可以出库。`,
  },
  ParcelDispatched: {
    en: () => 'The parcel left the warehouse.',
    zh: () => '包裹已出库。',
  },
};
