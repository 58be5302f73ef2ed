import type { WarehouseEvent } from '../catalogue.ts';
import type { Bucket, CountedLine, GradedLine, ListDirection } from '../gen/portolan/warehouse/v1/types.ts';
import type { Sentences } from '../language.ts';

const lotEn = ({ lot }: Bucket): string => (lot === '' ? '' : `, lot ${lot}`);
const lotZh = ({ lot }: Bucket): string => (lot === '' ? '' : `（批次 ${lot}）`);

const pieces = (items: readonly { readonly sku: string; readonly quantity: bigint }[]): string =>
  items.map(({ sku, quantity }) => `${quantity} × ${sku}`).join(', ');

const piecesZh = (items: readonly { readonly sku: string; readonly quantity: bigint }[]): string =>
  items.map(({ sku, quantity }) => `${sku} ${quantity} 件`).join('、');

const counts = (lines: readonly CountedLine[]): string =>
  lines.map(({ sku, expected, counted }) => `${counted} of ${expected} × ${sku}`).join(', ');

const countsZh = (lines: readonly CountedLine[]): string =>
  lines.map(({ sku, expected, counted }) => `${sku} 应到 ${expected} 件、实到 ${counted} 件`).join('；');

const graded = (lines: readonly GradedLine[]): string =>
  lines.map(({ sku, grade, quantity }) => `${quantity} × ${sku} grade ${grade}`).join(', ');

const gradedZh = (lines: readonly GradedLine[]): string =>
  lines.map(({ sku, grade, quantity }) => `${sku} ${grade} 级 ${quantity} 件`).join('、');

const resolutions: Readonly<Record<string, { readonly en: string; readonly zh: string }>> = {
  CLAIM: { en: 'the missing units are claimed from the carrier', zh: '缺件向承运商索赔' },
  FOUND: { en: 'the missing units were found and are counted in', zh: '缺件已找到并补登入库' },
  ACCEPTED: { en: 'the count is accepted as it is', zh: '按实到数量接受' },
};

const inwards = (direction: ListDirection): boolean => direction === 'LIST_DIRECTION_IN';

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
    zh: ({ sku }) => `包裹不再等待货品 ${sku}。`,
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
    en: ({ bucket, quantity, reason }) =>
      `${quantity} × ${bucket.sku}${lotEn(bucket)} are free again, because ${reason === 'SHORT' ? 'other goods of the parcel are short' : 'the parcel was called off'}.`,
    zh: ({ bucket, quantity, reason }) =>
      `因包裹${reason === 'SHORT' ? '其他货品缺货' : '已取消'}，货品 ${bucket.sku}${lotZh(bucket)} ${quantity} 件解除预留。`,
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
  StockPutBack: {
    en: ({ bucket, quantity }) =>
      `${quantity} × ${bucket.sku}${lotEn(bucket)} lie on the shelf of ${bucket.warehouseId} again: their parcel was called off.`,
    zh: ({ bucket, quantity }) =>
      `包裹已取消，货品 ${bucket.sku}${lotZh(bucket)} ${quantity} 件退回仓库 ${bucket.warehouseId} 货架。`,
  },
  StockReturned: {
    en: ({ bucket, quantity, grade }) =>
      `${quantity} × ${bucket.sku}${lotEn(bucket)} came back to ${bucket.warehouseId} as grade ${grade}: ${grade === 'A' || grade === 'B' ? 'they can be sold again' : 'they lie apart as damaged'}.`,
    zh: ({ bucket, quantity, grade }) =>
      `退货 ${bucket.sku}${lotZh(bucket)} ${quantity} 件（${grade} 级）回到仓库 ${bucket.warehouseId}，${grade === 'A' || grade === 'B' ? '可再次销售' : '列为残损另行存放'}。`,
  },
  GoodsExpected: {
    en: ({ orderNo, warehouseId, lines }) =>
      `Warehouse ${warehouseId} expects the goods of order ${orderNo}: ${pieces(lines)}.`,
    zh: ({ orderNo, warehouseId, lines }) => `仓库 ${warehouseId} 待收订单 ${orderNo} 的货物：${piecesZh(lines)}。`,
  },
  ExpectedGoodsCounted: {
    en: ({ lines, differs }) =>
      `The expected goods were counted, ${differs ? 'and the count differs' : 'and all of them came'}: ${counts(lines)}.`,
    zh: ({ lines, differs }) => `预报货物已清点，${differs ? '数量有差异' : '数量相符'}：${countsZh(lines)}。`,
  },
  InboundDiscrepancyOpened: {
    en: ({ lines }) =>
      `What came is not what was announced: ${counts(lines)}. The merchant has to say how this is closed.`,
    zh: ({ lines }) => `到货与预报不符：${countsZh(lines)}。须由商家确认处理方式。`,
  },
  InboundDiscrepancyResolved: {
    en: ({ resolution, lines }) =>
      `The difference is closed: ${resolutions[resolution]?.en ?? resolution} (${counts(lines)}).`,
    zh: ({ resolution, lines }) =>
      `到货差异已结案：${resolutions[resolution]?.zh ?? resolution}（${countsZh(lines)}）。`,
  },
  ReturnExpected: {
    en: ({ orderNo, warehouseId, lines }) =>
      `Warehouse ${warehouseId} expects a return of order ${orderNo}: ${pieces(lines)}.`,
    zh: ({ orderNo, warehouseId, lines }) => `仓库 ${warehouseId} 待收订单 ${orderNo} 的退货：${piecesZh(lines)}。`,
  },
  ReturnReceived: {
    en: ({ lines }) => `The returned goods came: ${pieces(lines)}.`,
    zh: ({ lines }) => `退货已收到：${piecesZh(lines)}。`,
  },
  ReturnGraded: {
    en: ({ lines }) => `The returned goods were graded: ${graded(lines)}.`,
    zh: ({ lines }) => `退货已完成质检定级：${gradedZh(lines)}。`,
  },
  ReturnAnnounced: {
    en: ({ warehouseId, owner, orderNo }) =>
      `Warehouse ${warehouseId} was told of a return of ${owner} from order ${orderNo}.`,
    zh: ({ warehouseId, owner, orderNo }) => `已向仓库 ${warehouseId} 预报 ${owner} 订单 ${orderNo} 的退货。`,
  },
  ParcelCancelled: {
    en: ({ reason }) => `The parcel was called off${reason === '' ? '' : ` (${reason})`}.`,
    zh: ({ reason }) => `包裹已取消${reason === '' ? '' : `（${reason}）`}。`,
  },
  ParcelListed: {
    en: ({ listId }) => `The parcel stands on verification list ${listId}.`,
    zh: ({ listId }) => `包裹已列入核注清单 ${listId}。`,
  },
  ParcelUnlisted: {
    en: ({ listId }) => `Verification list ${listId} was sent back: the parcel stands on it no longer.`,
    zh: ({ listId }) => `核注清单 ${listId} 被退回，包裹已移出该清单。`,
  },
  BookLineNumbered: {
    en: ({ emsNo, recordNo, sku, lot, hsCode }) =>
      `Line ${recordNo} of account book ${emsNo} is kept for ${sku}${lot === '' ? '' : `, lot ${lot}`} (commodity code ${hsCode}).`,
    zh: ({ emsNo, recordNo, sku, lot, hsCode }) =>
      `账册 ${emsNo} 序号 ${recordNo} 用于货品 ${sku}${lot === '' ? '' : `（批次 ${lot}）`}，商品编码 ${hsCode}。`,
  },
  BookItemOpened: {
    en: ({ emsNo, recordNo, name, sku, origin }) =>
      `Line ${recordNo} of account book ${emsNo} was opened: ${name} (${sku}), origin ${origin}.`,
    zh: ({ emsNo, recordNo, name, sku, origin }) =>
      `账册 ${emsNo} 已开立序号 ${recordNo}：${name}（${sku}），原产国 ${origin}。`,
  },
  BookIncreasePlanned: {
    en: ({ emsNo, recordNo, quantity }) =>
      `${quantity} units are planned to enter account book ${emsNo}, line ${recordNo}; they count when they are through the gate.`,
    zh: ({ emsNo, recordNo, quantity }) => `账册 ${emsNo} 序号 ${recordNo} 预增 ${quantity} 件，过卡口后记增。`,
  },
  BookIncreased: {
    en: ({ emsNo, recordNo, quantity }) => `Account book ${emsNo}, line ${recordNo}: ${quantity} units more.`,
    zh: ({ emsNo, recordNo, quantity }) => `账册 ${emsNo} 序号 ${recordNo} 实增 ${quantity} 件。`,
  },
  BookReductionPlanned: {
    en: ({ emsNo, recordNo, quantity }) =>
      `${quantity} units are planned to leave account book ${emsNo}, line ${recordNo}; they count until they are through the gate.`,
    zh: ({ emsNo, recordNo, quantity }) => `账册 ${emsNo} 序号 ${recordNo} 预扣 ${quantity} 件，过卡口后记减。`,
  },
  BookReduced: {
    en: ({ emsNo, recordNo, quantity }) => `Account book ${emsNo}, line ${recordNo}: ${quantity} units fewer.`,
    zh: ({ emsNo, recordNo, quantity }) => `账册 ${emsNo} 序号 ${recordNo} 实减 ${quantity} 件。`,
  },
  VerificationListFiled: {
    en: ({ emsNo, direction, lines, parcelIds }) =>
      inwards(direction)
        ? `A verification list enters goods on account book ${emsNo}: ${pieces(lines)}.`
        : `A verification list takes ${parcelIds.length} released parcel(s) off account book ${emsNo}: ${pieces(lines)}.`,
    zh: ({ emsNo, direction, lines, parcelIds }) =>
      inwards(direction)
        ? `已提交进区核注清单，账册 ${emsNo}：${piecesZh(lines)}。`
        : `已提交出区核注清单，账册 ${emsNo}，汇总已放行包裹 ${parcelIds.length} 个：${piecesZh(lines)}。`,
  },
  VerificationListSent: {
    en: () => 'The verification list went out to customs.',
    zh: () => '核注清单已发往海关。',
  },
  VerificationListApproved: {
    en: ({ bondInvtNo, lines }) =>
      `Customs approved verification list ${bondInvtNo}: ${pieces(lines)}. A gate pass may be asked for.`,
    zh: ({ bondInvtNo, lines }) => `海关已审核通过核注清单 ${bondInvtNo}：${piecesZh(lines)}，可申请核放单。`,
  },
  VerificationListReturned: {
    en: ({ reason }) => `The verification list was sent back: ${reason}.`,
    zh: ({ reason }) => `核注清单被退回：${reason}。`,
  },
  VerificationListDeducted: {
    en: ({ bondInvtNo }) =>
      `Everything on verification list ${bondInvtNo} is through the gate: the account book has changed.`,
    zh: ({ bondInvtNo }) => `核注清单 ${bondInvtNo} 的货物已全部过卡口，账册已核扣。`,
  },
  GatePassRequested: {
    en: ({ vehicleNo, grossWeight, bondInvtNo }) =>
      `A gate pass was asked for vehicle ${vehicleNo} with ${grossWeight} kg of verification list ${bondInvtNo}.`,
    zh: ({ vehicleNo, grossWeight, bondInvtNo }) =>
      `已为车辆 ${vehicleNo} 申请核放单，核注清单 ${bondInvtNo}，毛重 ${grossWeight} 千克。`,
  },
  GatePassSent: {
    en: () => 'The request for the gate pass went out to customs.',
    zh: () => '核放单申请已发往海关。',
  },
  GatePassApproved: {
    en: ({ passportNo }) => `Gate pass ${passportNo} was approved: the vehicle may drive to the gate.`,
    zh: ({ passportNo }) => `核放单 ${passportNo} 已审核通过，车辆可驶往卡口。`,
  },
  GatePassReturned: {
    en: ({ reason }) => `The gate pass was sent back: ${reason}. Nothing has moved.`,
    zh: ({ reason }) => `核放单被退回：${reason}。货物及账册均未变动。`,
  },
  GatePassed: {
    en: ({ passportNo, measuredWeight }) =>
      `The vehicle is through the gate with pass ${passportNo}; the gate measured ${measuredWeight} kg.`,
    zh: ({ passportNo, measuredWeight }) => `车辆凭核放单 ${passportNo} 已过卡口，地磅称重 ${measuredWeight} 千克。`,
  },
  ZoneMessageReceived: {
    en: ({ replies }) =>
      `The bonded zone's system answered: ${replies.map(({ kind, messageNo }) => `${kind} for message ${messageNo}`).join(', ')}.`,
    zh: ({ replies }) =>
      `收到综合保税区系统回执：${replies.map(({ kind, messageNo }) => `${kind}（报文 ${messageNo}）`).join('、')}。`,
  },
  ZoneMessageRefused: {
    en: ({ flaws }) =>
      `A message of the bonded zone could not be read and was kept: ${flaws.map(({ field, reason }) => `${field} ${reason}`).join('; ')}.`,
    zh: ({ flaws }) => `保税区系统报文无法读取，已留存：${flaws.map(({ field }) => field).join('、')} 有误。`,
  },
  ZoneReplyUnmatched: {
    en: ({ reply }) =>
      `A ${reply.kind} of the bonded zone answers message ${reply.messageNo}, which is none of ours. Nothing was moved.`,
    zh: ({ reply }) => `保税区回执 ${reply.kind} 对应的报文 ${reply.messageNo} 不属于本系统，未作任何变动。`,
  },
  ZoneNumberClaimed: {
    en: ({ messageNo, kind }) =>
      `Message number ${messageNo} belongs to a ${kind === 'gate-pass' ? 'gate pass' : 'verification list'}.`,
    zh: ({ messageNo, kind }) => `报文编号 ${messageNo} 已分配给${kind === 'gate-pass' ? '核放单' : '核注清单'}。`,
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
  DispatchRevoked: {
    en: ({ reason }) => `Customs took its release back (${reason}): the parcel may not leave the warehouse.`,
    zh: ({ reason }) => `海关已收回放行（${reason}），包裹不得出库。`,
  },
  DispatchAuthorised: {
    en: ({ invtNo, ground }) =>
      ground === 'FREE_CIRCULATION'
        ? 'The goods are in free circulation: the parcel may leave the warehouse.'
        : `Customs has released the parcel (list ${invtNo}): it may leave the warehouse.`,
    zh: ({ invtNo, ground }) =>
      ground === 'FREE_CIRCULATION'
        ? '货物处于自由流通状态，包裹可以出库。'
        : `海关已放行（清单 ${invtNo}），包裹可以出库。`,
  },
  ParcelDispatched: {
    en: () => 'The parcel left the warehouse.',
    zh: () => '包裹已出库。',
  },
};
