import { reasonTexts } from './flaws.ts';
import type { HoldText } from './hold-text.ts';

/** Holds on which goods wait, in a warehouse or with a carrier. */
export const goodsHolds = {
  AWAITING_STOCK: {
    what: { en: 'missing stock', zh: '库存不足' },
    en: ({ data }) => `Warehouse ${data.warehouseId} has too little stock (there/needed): ${data.missing}.`,
    zh: ({ data }) => `仓库 ${data.warehouseId} 库存不足（现有/所需）：${data.missing}。`,
    next: { en: 'The merchant sends the missing goods to the warehouse.', zh: '请商家向仓库补货。' },
  },
  AWAITING_PACKING: {
    what: { en: 'packing', zh: '等待拣货打包' },
    en: ({ data }) => `Waits until warehouse ${data.warehouseId} has picked and packed the parcel.`,
    zh: ({ data }) => `等待仓库 ${data.warehouseId} 拣货并打包。`,
    next: { en: 'The warehouse operator picks and packs the parcel.', zh: '请仓库操作员拣货、打包。' },
  },
  AWAITING_LABEL: {
    what: { en: 'a waybill number', zh: '等待运单号' },
    en: ({ data }) => `Waits for a waybill number from carrier ${data.carrier}.`,
    zh: ({ data }) => `等待承运商 ${data.carrier} 分配运单号。`,
    next: { en: 'The carrier issues the label.', zh: '请承运商出具面单。' },
  },
  LABEL_REFUSED: {
    what: { en: 'a label that the carrier refused', zh: '承运商拒绝出具面单' },
    en: ({ data }) =>
      `Carrier ${data.carrier} issued no label that can be used: ${reasonTexts(data.reason ?? '', 'en')}.`,
    zh: ({ data }) => `承运商 ${data.carrier} 未出具可用面单：${reasonTexts(data.reason ?? '', 'zh')}。`,
    next: { en: 'Operations settles it with the carrier and repeats the step.', zh: '请运营人员与承运商沟通后重试。' },
  },
  AWAITING_DISPATCH: {
    what: { en: 'dispatch from the warehouse', zh: '等待仓库发运' },
    en: ({ data }) => `Released by customs; waits until warehouse ${data.warehouseId} lets the parcel go.`,
    zh: ({ data }) => `海关已放行，等待仓库 ${data.warehouseId} 发运。`,
    next: { en: 'The warehouse operator dispatches the parcel.', zh: '请仓库操作员发运包裹。' },
  },
  AWAITING_GATE: {
    what: { en: 'the gate of the bonded zone', zh: '等待保税区卡口放行' },
    en: ({ data }) =>
      `Released by customs; waits until bonded warehouse ${data.warehouseId} has taken the parcel through the gate.`,
    zh: ({ data }) => `海关已放行，等待保税仓库 ${data.warehouseId} 办理核注清单、核放单并过卡。`,
    next: {
      en: 'The operator of the zone files a verification list of the parcel and asks for a gate pass.',
      zh: '请区内仓库操作员申报核注清单并申请核放单。',
    },
  },
  AWAITING_DELIVERY: {
    what: { en: 'delivery to the buyer', zh: '等待妥投' },
    en: ({ data }) => `On its way with ${data.carrier}, waybill ${data.waybillNo}.`,
    zh: ({ data }) => `由 ${data.carrier} 承运中，运单号 ${data.waybillNo}。`,
    next: { en: 'The carrier delivers the parcel.', zh: '请承运商派送。' },
  },
  HANDOVER_REFUSED: {
    what: { en: 'a parcel that the carrier refused', zh: '承运商拒收包裹' },
    en: ({ data }) =>
      `Carrier ${data.carrier} does not put the parcel with waybill ${data.waybillNo} on its manifest: ${reasonTexts(data.reason ?? '', 'en')}.`,
    zh: ({ data }) =>
      `承运商 ${data.carrier} 未将运单 ${data.waybillNo} 的包裹列入交接单：${reasonTexts(data.reason ?? '', 'zh')}。`,
    next: { en: 'Operations settles it with the carrier and repeats the step.', zh: '请运营人员与承运商沟通后重试。' },
  },
  AWAITING_COUNT: {
    what: { en: 'the count in the overseas warehouse', zh: '等待海外仓清点' },
    en: ({ data }) => `Arrived; waits until overseas warehouse ${data.warehouseId} has counted the goods.`,
    zh: ({ data }) => `货物已到达，等待海外仓 ${data.warehouseId} 清点入库。`,
    next: {
      en: 'The warehouse operator counts the goods and names the order number as their paper.',
      zh: '请仓库操作员清点入库，并以订单号作为随货单据号。',
    },
  },
  COUNT_DIFFERS: {
    what: { en: 'a count that differs', zh: '清点数量不符' },
    en: ({ data }) => `Warehouse ${data.warehouseId} counted other numbers (counted/announced): ${data.counts}.`,
    zh: ({ data }) => `仓库 ${data.warehouseId} 清点数量不符（实收/应收）：${data.counts}。`,
    next: {
      en: 'The merchant claims what is missing, has it found, or accepts the count.',
      zh: '请商家决定：向承运商索赔、确认已找到，或接受清点结果。',
    },
  },
  AWAITING_RETURN: {
    what: { en: 'goods that come back', zh: '等待退货到仓' },
    en: ({ data }) => `Waits until the goods are back in warehouse ${data.warehouseId}.`,
    zh: ({ data }) => `等待退货送达仓库 ${data.warehouseId}。`,
    next: {
      en: 'The goods are sent back; the warehouse operator takes them in.',
      zh: '请退回商品，由仓库操作员收货登记。',
    },
  },
  AWAITING_GRADING: {
    what: { en: 'the grading of a return', zh: '等待退货质检' },
    en: ({ data }) => `The goods are back; waits until warehouse ${data.warehouseId} has graded them.`,
    zh: ({ data }) => `退货已到仓，等待仓库 ${data.warehouseId} 质检定级。`,
    next: { en: 'The warehouse operator grades the goods.', zh: '请仓库操作员质检定级。' },
  },
} as const satisfies Readonly<Record<string, HoldText>>;
