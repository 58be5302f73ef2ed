import type { Refusals } from '../language.ts';

/** Refusals of warehouse: deliveries, stock, parcels, returns, the account book. */
export const warehouseRefusals = {
  WAREHOUSE_NOT_FOUND: {
    kind: 'not_found',
    en: 'There is no warehouse {warehouseId}, or it is not yours to operate.',
    zh: '仓库 {warehouseId} 不存在，或不由贵方运营。',
    next: {
      en: 'Check the warehouse id, or use the key of its operator.',
      zh: '请核对仓库编号，或使用该仓库运营方的密钥。',
    },
  },
  DELIVERY_INVALID: {
    kind: 'invalid',
    en: 'The delivery cannot be booked in: {field} is empty or not above zero. Nothing of it was booked.',
    zh: '入库单无法登记：{field} 为空或不大于零。整单未登记。',
    next: { en: 'Correct {field} and send the whole delivery again.', zh: '请更正 {field} 后重新提交整单。' },
  },
  STOCK_QUANTITY_INVALID: {
    kind: 'invalid',
    en: 'Stock of {sku} cannot move by {quantity}: whole units above zero are needed.',
    zh: '货品 {sku} 的变动数量 {quantity} 无效，须为大于零的整数。',
    next: { en: 'Give a whole number of units above zero.', zh: '请填写大于零的整数数量。' },
  },
  STOCK_SHORT: {
    kind: 'not_now',
    en: 'Of {sku} {wanted} are wanted and only {available} are available.',
    zh: '货品 {sku} 需要 {wanted} 件，可用库存仅 {available} 件。',
    next: { en: 'Have more goods delivered, or ask for fewer.', zh: '请补货，或减少数量。' },
  },
  STOCK_HELD_OTHERWISE: {
    kind: 'not_now',
    en: 'Parcel {parcelId} holds {held} of {sku} by now, not {holding}.',
    zh: '包裹 {parcelId} 目前持有货品 {sku} {held} 件，而非 {holding} 件。',
    next: { en: 'Look at what it holds, and reserve what is missing.', zh: '请查看已持有数量后预留不足部分。' },
  },
  STOCK_NOT_HELD: {
    kind: 'not_now',
    en: 'Parcel {parcelId} holds {available} of {sku} for this step, not {wanted}.',
    zh: '包裹 {parcelId} 在此环节持有货品 {sku} {available} 件，不足 {wanted} 件。',
    next: { en: 'Reserve, pick and pack the parcel in this order.', zh: '请依次办理预留、拣货、打包。' },
  },
  PARCEL_INVALID: {
    kind: 'invalid',
    en: 'The parcel cannot be planned: {field} is empty, repeated or not above zero.',
    zh: '包裹无法建立：{field} 为空、重复或不大于零。',
    next: { en: 'Correct {field} and plan the parcel again.', zh: '请更正 {field} 后重新建立包裹。' },
  },
  PARCEL_EXISTS: {
    kind: 'exists',
    en: 'Order {orderNo} already has a parcel, with other lines or in another warehouse.',
    zh: '订单 {orderNo} 已有包裹，但明细或仓库不同。',
    next: { en: 'Use the parcel that exists.', zh: '请使用已有的包裹。' },
  },
  PARCEL_NOT_FOUND: {
    kind: 'not_found',
    en: 'There is no parcel {parcelId} for you.',
    zh: '未找到贵方的包裹 {parcelId}。',
    next: {
      en: 'List your parcels at GET /v1/parcels and check the id.',
      zh: '请通过 GET /v1/parcels 查询并核对包裹编号。',
    },
  },
  PARCEL_NOT_READY: {
    kind: 'not_now',
    en: 'Parcel {parcelId} is {state}; this step needs it to be {needs}.',
    zh: '包裹 {parcelId} 当前状态为 {state}，此操作须在 {needs} 状态下进行。',
    next: {
      en: 'Do the step before this one first; a parcel that was called off stays so.',
      zh: '请先完成前一环节；已取消的包裹不能再操作。',
    },
  },
  PACKING_INVALID: {
    kind: 'invalid',
    en: 'The packing cannot be recorded: {field} is wrong. Weight is in kilograms above 0 with up to 3 decimals, packs are at least 1.',
    zh: '打包信息无法登记：{field} 有误。毛重以千克计，大于 0，最多三位小数；件数不少于 1。',
    next: { en: 'Weigh and count again, then correct {field}.', zh: '请重新称重、点件后更正 {field}。' },
  },
  NOT_RELEASED: {
    kind: 'not_now',
    en: 'The parcel of order {orderNo} may not leave: customs has not released it.',
    zh: '订单 {orderNo} 的包裹尚未获海关放行，不得出库。',
    next: {
      en: 'Wait for the release; the holds of the order say what is missing.',
      zh: '请等待海关放行；可在订单的滞留原因中查看所缺事项。',
    },
  },
  RELEASED_OTHERWISE: {
    kind: 'exists',
    en: 'Parcel {parcelId} is already released under declaration {declarationId}.',
    zh: '包裹 {parcelId} 已凭申报 {declarationId} 放行。',
    next: { en: 'Check which declaration covers the parcel.', zh: '请核对该包裹对应的申报清单。' },
  },
  RELEASE_GROUND_INVALID: {
    kind: 'invalid',
    en: 'A parcel may not leave warehouse {warehouseId} on the ground {ground}.',
    zh: '仓库 {warehouseId} 的包裹不得以 {ground} 为由出库。',
    next: {
      en: 'Have the parcel released by customs; FREE_CIRCULATION holds for overseas warehouses alone.',
      zh: '请办理海关放行；FREE_CIRCULATION 仅适用于海外仓。',
    },
  },
  PARCEL_LEFT: {
    kind: 'not_now',
    en: 'The parcel of order {orderNo} has left the warehouse: it can be neither called off nor kept in.',
    zh: '订单 {orderNo} 的包裹已出库，无法取消，也无法留置。',
    next: { en: 'Wait until it is delivered, then ask for a return.', zh: '请待签收后申请退货。' },
  },
  PARCEL_ON_LIST: {
    kind: 'not_now',
    en: 'The parcel of order {orderNo} stands on verification list {listId}.',
    zh: '订单 {orderNo} 的包裹已列入核注清单 {listId}。',
    next: {
      en: 'Wait for what customs says to that list; when it is sent back the parcel is free again.',
      zh: '请等待海关对该清单的处理结果；清单退回后包裹即可重新操作。',
    },
  },
  PARCEL_ELSEWHERE: {
    kind: 'invalid',
    en: 'The parcel of order {orderNo} does not lie in warehouse {warehouseId}.',
    zh: '订单 {orderNo} 的包裹不在仓库 {warehouseId}。',
    next: { en: 'File one list per warehouse.', zh: '请按仓库分别提交核注清单。' },
  },
  BONDED_NEEDS_GATE_PASS: {
    kind: 'not_now',
    en: 'The parcel of order {orderNo} lies in bonded warehouse {warehouseId}: it leaves with a gate pass only.',
    zh: '订单 {orderNo} 的包裹存放于保税仓 {warehouseId}，须凭核放单过卡口出区。',
    next: {
      en: 'Put it on a verification list at POST /v1/verification-lists, then ask for its pass at POST /v1/gate-passes.',
      zh: '请通过 POST /v1/verification-lists 提交核注清单，再通过 POST /v1/gate-passes 申请核放单。',
    },
  },
  BONDED_NEEDS_LIST: {
    kind: 'not_now',
    en: 'Goods enter bonded warehouse {warehouseId} by a verification list and the gate only.',
    zh: '货物须凭核注清单并过卡口方可进入保税仓 {warehouseId}。',
    next: {
      en: 'File a list of direction IN at POST /v1/verification-lists.',
      zh: '请通过 POST /v1/verification-lists 提交进区（IN）核注清单。',
    },
  },
  WAREHOUSE_NOT_BONDED: {
    kind: 'invalid',
    en: 'Warehouse {warehouseId} keeps no account book.',
    zh: '仓库 {warehouseId} 未设立账册，非保税仓。',
    next: { en: 'File verification lists for bonded warehouses only.', zh: '核注清单仅适用于保税仓。' },
  },
  LIST_INVALID: {
    kind: 'invalid',
    en: 'The verification list cannot be filed: {field} is missing, repeated or not as customs takes it.',
    zh: '核注清单无法提交：{field} 缺失、重复或不符合海关要求。',
    next: {
      en: 'Correct {field}: IN needs owner and lines, each SKU and lot once, commodity code of 10 digits, price above zero; OUT needs parcels.',
      zh: '请更正 {field}：进区须填写货主和表体（同一货号批次仅一行、10 位商品编码、单价大于零），出区须填写包裹。',
    },
  },
  LIST_NOT_FOUND: {
    kind: 'not_found',
    en: 'There is no verification list {listId} for you.',
    zh: '未找到贵方的核注清单 {listId}。',
    next: {
      en: 'List yours at GET /v1/verification-lists and check the id.',
      zh: '请通过 GET /v1/verification-lists 查询并核对。',
    },
  },
  LIST_NOT_APPROVED: {
    kind: 'not_now',
    en: 'Verification list {listId} is {state}; a gate pass needs it to be APPROVED.',
    zh: '核注清单 {listId} 当前状态为 {state}，须审核通过后方可申请核放单。',
    next: { en: 'Wait until customs has approved the list.', zh: '请等待海关审核通过该清单。' },
  },
  GATE_PASS_INVALID: {
    kind: 'invalid',
    en: 'The gate pass cannot be asked for: {field} is wrong. Weight is in kilograms above 0 with up to 3 decimals.',
    zh: '核放单无法申请：{field} 有误。毛重以千克计，大于 0，最多三位小数。',
    next: { en: 'Correct {field} and ask again.', zh: '请更正 {field} 后重新申请。' },
  },
  GATE_PASS_EXISTS: {
    kind: 'exists',
    en: 'Verification list {listId} already has a gate pass, {passId}, which is {state}.',
    zh: '核注清单 {listId} 已有核放单 {passId}，状态为 {state}。',
    next: {
      en: 'Use that pass; only one that was sent back can be asked for again.',
      zh: '请使用该核放单；仅被退回的可重新申请。',
    },
  },
  BOOK_LINE_DIFFERS: {
    kind: 'exists',
    en: 'Goods {sku} lot {lot} stand on line {recordNo} of the account book with commodity code {hsCode} and origin {origin}.',
    zh: '货品 {sku} 批次 {lot} 已在账册序号 {recordNo} 登记，商品编码 {hsCode}，原产国 {origin}。',
    next: {
      en: 'Use the same code and origin, or give the goods a lot of their own.',
      zh: '请使用相同的商品编码和原产国，或为该批货物另设批次。',
    },
  },
  BOOK_LINE_NOT_FOUND: {
    kind: 'not_now',
    en: 'The account book has no line for what list {listId} speaks of.',
    zh: '账册中没有清单 {listId} 所涉货物的序号。',
    next: {
      en: 'Enter the goods on the book first, with a list of direction IN.',
      zh: '请先以进区核注清单将货物记入账册。',
    },
  },
  BOOK_SHORT: {
    kind: 'not_now',
    en: 'Line {recordNo} of account book {emsNo} has {available} units available, and {wanted} are wanted.',
    zh: '账册 {emsNo} 序号 {recordNo} 可用数量为 {available}，不足 {wanted}。',
    next: { en: 'Take fewer, or enter more goods on the book.', zh: '请减少数量，或先将更多货物记入账册。' },
  },
  INBOUND_INVALID: {
    kind: 'invalid',
    en: 'The goods cannot be announced to the warehouse: {field} is empty or not above zero.',
    zh: '到货无法预报：{field} 为空或不大于零。',
    next: { en: 'Correct {field} and announce them again.', zh: '请更正 {field} 后重新预报。' },
  },
  INBOUND_EXISTS: {
    kind: 'exists',
    en: 'The goods of order {orderNo} are already announced, with other quantities.',
    zh: '订单 {orderNo} 的到货已预报，但数量不同。',
    next: { en: 'Use the announcement that exists.', zh: '请使用已有的预报。' },
  },
  INBOUND_NOT_FOUND: {
    kind: 'not_found',
    en: 'No goods of yours are announced under {inboundId}.',
    zh: '未找到贵方的到货预报 {inboundId}。',
    next: { en: 'List yours at GET /v1/inbounds and check the id.', zh: '请通过 GET /v1/inbounds 查询并核对。' },
  },
  DISCREPANCY_NOT_OPEN: {
    kind: 'not_now',
    en: 'There is no open difference in the goods of order {orderNo}: they are {state}.',
    zh: '订单 {orderNo} 的到货没有待处理的差异，当前状态为 {state}。',
    next: { en: 'Nothing is to be done, or the count is still to come.', zh: '无需处理，或请等待清点。' },
  },
  RESOLUTION_INVALID: {
    kind: 'invalid',
    en: 'The difference of order {orderNo} cannot be closed as {resolution}: it is ACCEPTED, and where units are missing also CLAIM or FOUND.',
    zh: '订单 {orderNo} 的到货差异不能以 {resolution} 结案：可选 ACCEPTED；有缺件时亦可选 CLAIM 或 FOUND。',
    next: { en: 'Choose one of these.', zh: '请选择以上方式之一。' },
  },
  RETURN_INVALID: {
    kind: 'invalid',
    en: 'The return cannot be recorded: {field} is empty, not above zero, or none of the grades A, B, C, D, X.',
    zh: '退货无法登记：{field} 为空、不大于零，或不属于 A、B、C、D、X 级。',
    next: { en: 'Correct {field} and send it again.', zh: '请更正 {field} 后重新提交。' },
  },
  RETURN_EXISTS: {
    kind: 'exists',
    en: 'A return of order {orderNo} is already announced, with other goods or to another warehouse.',
    zh: '订单 {orderNo} 的退货已预报，但货品或仓库不同。',
    next: { en: 'Use the return that exists.', zh: '请使用已有的退货单。' },
  },
  RETURN_NOT_FOUND: {
    kind: 'not_found',
    en: 'There is no return {returnId} for you.',
    zh: '未找到贵方的退货单 {returnId}。',
    next: { en: 'List yours at GET /v1/returns and check the id.', zh: '请通过 GET /v1/returns 查询并核对。' },
  },
  RETURN_NOT_READY: {
    kind: 'not_now',
    en: 'The return of order {orderNo} is {state}; this step needs it to be {needs}.',
    zh: '订单 {orderNo} 的退货当前状态为 {state}，此操作须在 {needs} 状态下进行。',
    next: { en: 'Receive the goods first, then grade them once.', zh: '请先收货，再一次性完成定级。' },
  },
  RETURN_UNEXPECTED: {
    kind: 'invalid',
    en: 'Of {sku} {came} came back for order {orderNo}, and only {announced} were announced.',
    zh: '订单 {orderNo} 的货品 {sku} 退回 {came} 件，超过预报的 {announced} 件。',
    next: {
      en: 'Receive no more than was announced and set the rest apart for the merchant.',
      zh: '收货不得超过预报数量，多出部分请另行存放并告知商家。',
    },
  },
  GRADING_INCOMPLETE: {
    kind: 'invalid',
    en: 'Of {sku} {received} came back for order {orderNo}, and {graded} are graded.',
    zh: '订单 {orderNo} 的货品 {sku} 退回 {received} 件，定级 {graded} 件，数量不符。',
    next: { en: 'Give every unit that came one grade.', zh: '请为每件退货定级，合计须与收货数量一致。' },
  },
} as const satisfies Refusals;

export type WarehouseRefusal = keyof typeof warehouseRefusals;
