import type { Refusals } from '../language.ts';

const mendGoods = {
  en: 'Correct the article and file it again.',
  zh: '请更正商品资料后重新备案。',
} as const;

/** Refusals of customs: filing of goods, the match case, the declaration and its messages. */
export const customsRefusals = {
  GOODS_TEXT_INVALID: {
    kind: 'invalid',
    en: 'The {field} of article {sku} must have {least} to {most} printable characters.',
    zh: '商品 {sku} 的 {field} 须为 {least} 至 {most} 个可打印字符。',
    next: mendGoods,
  },
  GOODS_HS_CODE_INVALID: {
    kind: 'invalid',
    en: "'{hsCode}' of article {sku} is not a 10-digit commodity code.",
    zh: '商品 {sku} 的“{hsCode}”不是10位商品编码。',
    next: {
      en: 'Classify the article with a code of the Chinese tariff, 10 digits.',
      zh: '请按中国税则归入10位商品编码。',
    },
  },
  GOODS_ORIGIN_UNKNOWN: {
    kind: 'invalid',
    en: "'{origin}' of article {sku} is not a country of ISO 3166-1 alpha-2.",
    zh: '商品 {sku} 的原产国“{origin}”不是 ISO 3166-1 两位字母代码。',
    next: { en: 'Give the origin by two capitals, such as CN.', zh: '请以两位大写字母填写原产国，如 CN。' },
  },
  GOODS_UNIT_UNKNOWN: {
    kind: 'invalid',
    en: "Article {sku} is sold in '{unit}', for which customs has no unit.",
    zh: '商品 {sku} 的申报计量单位“{unit}”没有对应的海关计量单位。',
    next: {
      en: 'Use a UN/ECE Recommendation 20 code such as C62 or KGM.',
      zh: '请使用 UN/ECE 第20号建议书代码，如 C62、KGM。',
    },
  },
  GOODS_LEGAL_UNIT_UNKNOWN: {
    kind: 'invalid',
    en: "'{unit}' of article {sku} is not a unit code of customs.",
    zh: '商品 {sku} 的法定第一计量单位“{unit}”不是海关计量单位代码。',
    next: {
      en: "Give the code's first legal unit by its 3 digits, such as 035.",
      zh: '请以3位数字填写法定第一计量单位，如 035（千克）。',
    },
  },
  GOODS_MEASURE_INVALID: {
    kind: 'invalid',
    en: "The {field} of article {sku} is '{value}': it must be a decimal above zero with at most 5 decimals.",
    zh: '商品 {sku} 的 {field} 为“{value}”，须为大于零且不超过5位小数的数值。',
    next: mendGoods,
  },
  GOODS_LEGAL_QUANTITY_DIFFERS: {
    kind: 'invalid',
    en: 'One sold unit of article {sku} must be {expected} of its legal unit {unit}, not {value}.',
    zh: '商品 {sku} 每一申报单位对应的法定数量应为 {expected}（法定单位 {unit}），而非 {value}。',
    next: {
      en: 'Where both units are the same it is 1; in kilograms (035) it is the net weight.',
      zh: '两单位相同时应为 1；法定单位为千克（035）时应等于净重。',
    },
  },
  GOODS_ALREADY_FILED: {
    kind: 'exists',
    en: 'Article {sku} is filed already, with other content, under commodity code {hsCode}.',
    zh: '商品 {sku} 已备案，内容不同，商品编码为 {hsCode}。',
    next: { en: 'Use the filing as it stands, or another article number.', zh: '请沿用现有备案，或使用新的货号。' },
  },
  GOODS_NOT_FOUND: {
    kind: 'not_found',
    en: 'No article {sku} is filed with customs.',
    zh: '商品 {sku} 未向海关备案。',
    next: { en: 'File the goods, or check the article number.', zh: '请先备案，或核对货号。' },
  },
  GOODS_NOT_FILED: {
    kind: 'not_now',
    en: 'The list cannot be drafted: article {sku} is not filed with customs.',
    zh: '无法生成清单：商品 {sku} 未向海关备案。',
    next: { en: 'File the article, then declare again.', zh: '请先完成该商品备案，再行申报。' },
  },
  DOCUMENT_FIELD_INVALID: {
    kind: 'invalid',
    en: "The {document} has '{value}' as {field}, which no customs message can carry.",
    zh: '{document} 单证的 {field} 为“{value}”，不符合海关报文要求。',
    next: { en: 'Correct the document and send it again.', zh: '请更正单证后重新发送。' },
  },
  DOCUMENT_KIND_DIFFERS: {
    kind: 'invalid',
    en: 'The document is said to be {kind}, but it holds {document}.',
    zh: '单证类型标为 {kind}，内容却为 {document}。',
    next: { en: 'Send the document under its own kind.', zh: '请按实际单证类型发送。' },
  },
  CUSTOMS_CURRENCY_UNKNOWN: {
    kind: 'invalid',
    en: 'The customs table of currencies here has no number for {currency}.',
    zh: '本系统的海关币制代码表中没有 {currency}。',
    next: { en: 'Use a currency of the customs table, such as USD.', zh: '请使用海关币制代码表中的货币，如 USD。' },
  },
  DOCUMENTS_MISSING: {
    kind: 'not_now',
    en: 'The list cannot be drafted yet: {missing} missing.',
    zh: '尚不能生成清单：缺少 {missing}。',
    next: { en: 'Record what is missing, then declare again.', zh: '请补齐所缺单证后再行申报。' },
  },
  CASE_ALREADY_MATCHED: {
    kind: 'not_now',
    en: 'The documents of order {orderNo} are matched and declared; they cannot change any more.',
    zh: '订单 {orderNo} 的单证已对碰一致并已申报，不能再更改。',
    next: {
      en: 'Take the declaration back, or wait: a declaration that customs returns can be mended.',
      zh: '可撤销申报；如被海关退单，可更正后重新申报。',
    },
  },
  TRADE_MODE_UNSUPPORTED: {
    kind: 'invalid',
    en: "No list can be drafted under supervision mode '{mode}'.",
    zh: '不支持以监管方式“{mode}”生成清单。',
    next: {
      en: 'Declare under 9610 (direct mail), 1210 (bonded import) or 9810 (overseas warehouse).',
      zh: '请使用监管方式 9610（跨境贸易电子商务）、1210（保税跨境贸易电子商务）或 9810（跨境电商出口海外仓）。',
    },
  },
  DESTINATION_UNKNOWN: {
    kind: 'invalid',
    en: "The customs table of countries here has no number for destination '{country}'.",
    zh: '本系统的海关国别（地区）代码表中没有“{country}”。',
    next: {
      en: 'Give the destination by its ISO code of two capitals; if that is right, ask operations to add its number.',
      zh: '请以 ISO 两位大写字母代码填写运抵国（地区）；如填写无误，请联系运营人员补充代码。',
    },
  },
  DESTINATION_IS_CHINA: {
    kind: 'invalid',
    en: 'Order {orderNo} goes to China itself: nothing is exported.',
    zh: '订单 {orderNo} 的运抵国为中国，不属于出口。',
    next: { en: "Correct the buyer's country.", zh: '请更正买家所在国家（地区）。' },
  },
  DESTINATION_NOT_CHINA: {
    kind: 'invalid',
    en: "A bonded import goes to a buyer in China, not to '{country}'.",
    zh: '网购保税进口的收货地应为中国，而非“{country}”。',
    next: { en: "Correct the buyer's country.", zh: '请更正买家所在国家（地区）。' },
  },
  BONDED_WAREHOUSE_UNKNOWN: {
    kind: 'invalid',
    en: 'Order {orderNo} cannot be declared as a bonded import: its warehouse is no bonded warehouse here.',
    zh: '订单 {orderNo} 无法按网购保税进口申报：所在仓库不是本系统的保税仓库。',
    next: { en: 'Sell from a bonded warehouse, such as NGB-BND-1.', zh: '请从保税仓库发货，如 NGB-BND-1。' },
  },
  IMPORT_PART_MISSING: {
    kind: 'not_now',
    en: 'Order {orderNo} cannot be declared as a bonded import: its documents lack {field}.',
    zh: '订单 {orderNo} 无法按网购保税进口申报：单证缺少 {field}。',
    next: { en: 'Send the document again with it.', zh: '请补齐后重新发送单证。' },
  },
  ORIGIN_WITHOUT_NUMBER: {
    kind: 'invalid',
    en: "The customs table of countries here has no number for '{country}', the origin of article {sku}.",
    zh: '本系统的海关国别（地区）代码表中没有商品 {sku} 的原产国“{country}”。',
    next: { en: 'Ask operations to add its number.', zh: '请联系运营人员补充代码。' },
  },
  TARIFF_UNKNOWN: {
    kind: 'invalid',
    en: 'The tariff table here has no rates of import tax for commodity code {hsCode}.',
    zh: '本系统税则表中没有商品编码 {hsCode} 的进口税率。',
    next: {
      en: 'Check the code of the filing; if it is right, ask operations to add its rates.',
      zh: '请核对备案的商品编码；如无误，请联系运营人员补充税率。',
    },
  },
  DECLARATION_FORM_NEEDED: {
    kind: 'not_now',
    en: 'Order {orderNo} is worth {value}; a list is for at most {limit}: it needs a declaration form.',
    zh: '订单 {orderNo} 货值 {value}，超过清单申报限值 {limit}，须以报关单申报。',
    next: {
      en: 'Split the consignment before it is booked, or declare it by form at the ordinary single window.',
      zh: '请在订仓前拆分货物，或通过单一窗口以报关单申报。',
    },
  },
  CUSTOMS_RATE_UNKNOWN: {
    kind: 'invalid',
    en: "The goods are priced in {currency}, for which customs' table of exchange rates here has no rate.",
    zh: '货物以 {currency} 计价，本系统的海关汇率表中没有该币种。',
    next: { en: 'Price the consignment in USD, EUR or CNY.', zh: '请以美元、欧元或人民币计价。' },
  },
  DECLARATION_NOT_RETURNED: {
    kind: 'not_now',
    en: 'Declaration {id} was not sent back: there is nothing to send again.',
    zh: '申报 {id} 未被退回，无需重新申报。',
    next: { en: "Wait for customs' answer.", zh: '请等待海关回执。' },
  },
  ALLOWANCE_EXCEEDED: {
    kind: 'not_now',
    en: "The buyer's allowance of {year} (CNY {limit}) has CNY {left} left; this order takes CNY {wanted}.",
    zh: '订购人 {year} 年度交易限值 {limit} 元尚余 {left} 元，本单需 {wanted} 元。',
    next: {
      en: 'Import it under ordinary trade, or order less.',
      zh: '请减少订购，或按一般贸易方式进口。',
    },
  },
  COST_QUOTE_NOT_FOUND: {
    kind: 'not_found',
    en: 'No landed-cost quote {id} was found.',
    zh: '未找到到岸成本报价 {id}。',
    next: { en: 'Check the id, or ask for a new quote.', zh: '请核对编号，或重新询价。' },
  },
  ALLOWANCE_NOT_FOUND: {
    kind: 'not_found',
    en: "Order {id} uses no buyer's allowance: it is no bonded import that customs clearance knows.",
    zh: '订单 {id} 不占用个人年度额度：关务中没有该网购保税进口订单。',
    next: {
      en: 'Ask for an order of mode 1210 whose order document was recorded.',
      zh: '请查询已登记订单单证的 1210 订单。',
    },
  },
  LIST_NUMBER_TAKEN: {
    kind: 'exists',
    en: "Customs' list number {invtNo} belongs to another declaration.",
    zh: '海关清单编号 {invtNo} 已属于另一份申报。',
    next: { en: 'Ask customs which list the number is of.', zh: '请向海关核实该清单编号。' },
  },
  NET_WEIGHT_INVALID: {
    kind: 'invalid',
    en: "'{netWeight}' is not a net weight in kilograms.",
    zh: '“{netWeight}”不是有效的净重（千克）。',
    next: {
      en: 'Give a decimal above zero, or nothing to take the filed weights.',
      zh: '请填写大于零的数值，或留空以采用备案净重。',
    },
  },
  MESSAGE_KEY_TAKEN: {
    kind: 'exists',
    en: 'Number {key} of {ownerCode} belongs to another declaration.',
    zh: '{ownerCode} 的编号 {key} 已属于另一份申报。',
    next: { en: 'Give every order and every waybill a number of its own.', zh: '请为每笔订单和每张运单使用唯一编号。' },
  },
  DECLARATION_SUMMED_UP: {
    kind: 'not_now',
    en: 'List {invtNo} cannot be taken back: it is part of a summary declaration.',
    zh: '清单 {invtNo} 已汇总申报，不能撤销。',
    next: {
      en: 'Bring the goods back as a return, or have the declaration changed.',
      zh: '请按退货办理，或申请修改报关单。',
    },
  },
  CUSTOMS_MESSAGE_NOT_FOUND: {
    kind: 'not_found',
    en: 'There is no message {id} of this declaration.',
    zh: '该申报下未找到报文 {id}。',
    next: {
      en: "Take the message's id from the list of the declaration's messages.",
      zh: '请在该申报的报文列表中查看编号。',
    },
  },
  CUSTOMS_MESSAGE_NAMES_OTHERS: {
    kind: 'not_found',
    en: 'Message {id} speaks of other declarations, too: its original is not shown.',
    zh: '报文 {id} 同时涉及其他申报，不提供原文。',
    next: {
      en: 'What it says of this declaration stands in the list; ask the operator for the original.',
      zh: '涉及本申报的内容见报文列表；如需原文请联系运营方。',
    },
  },
  SUMMARY_NOT_FOUND: {
    kind: 'not_found',
    en: 'There is no summary {id}.',
    zh: '未找到汇总申报 {id}。',
    next: { en: 'Take its id from the list of summaries.', zh: '请在汇总申报列表中查看编号。' },
  },
  SUMMARY_EMPTY: {
    kind: 'not_now',
    en: 'No closed list of {month} waits to be summed up here.',
    zh: '{month} 暂无待汇总的已结关清单。',
    next: { en: 'Wait until customs has closed a list.', zh: '请等待清单结关。' },
  },
  SUMMARY_MONTH_OPEN: {
    kind: 'not_now',
    en: 'The statistics of {month} stand when the month is over.',
    zh: '{month} 尚未结束，汇总统计须于月末后形成。',
    next: { en: 'Wait for the second day of the next month.', zh: '请于次月2日后查看。' },
  },
  RETURN_NOT_RELEASED: {
    kind: 'not_now',
    en: 'Goods of declaration {id} cannot come back: it stands at {state}, and customs has not released its list.',
    zh: '申报 {id} 当前状态为 {state}，海关尚未放行，不能申请退货。',
    next: { en: 'Take the declaration back instead.', zh: '请改为撤销申报。' },
  },
  RETURN_OF_EXPORT: {
    kind: 'invalid',
    en: 'Declaration {id} is an export: its goods come back by an import of their own (CEB213), which is not filed here.',
    zh: '申报 {id} 为出口，其退货须另行申报进境（CEB213），本系统暂不办理。',
    next: { en: 'File the return at the single window.', zh: '请通过单一窗口申报出口退货。' },
  },
  RETURN_TOO_LATE: {
    kind: 'not_now',
    en: 'The list was released on {released}: a return can be asked for within {days} days, until {until}.',
    zh: '清单于 {released} 放行，退货须在 {days} 日内（{until} 前）申请。',
    next: { en: 'Take the goods back without customs; their tax stays levied.', zh: '可自行退货，税款不予退还。' },
  },
  RETURN_LINE_UNKNOWN: {
    kind: 'invalid',
    en: 'The list has no line {line}, or it is named twice.',
    zh: '清单没有第 {line} 项，或该项重复填写。',
    next: { en: 'Name lines of the original list, each once.', zh: '请填写原清单的商品序号，每项一次。' },
  },
  RETURN_QUANTITY_INVALID: {
    kind: 'invalid',
    en: "'{quantity}' of line {line} is no quantity above zero.",
    zh: '第 {line} 项的退货数量“{quantity}”无效，须大于零。',
    next: { en: 'Give a decimal above zero, at most 5 decimals.', zh: '请填写大于零、不超过5位小数的数值。' },
  },
  RETURN_QUANTITY_EXCEEDED: {
    kind: 'invalid',
    en: 'Line {line} has {left} left to return; {wanted} are asked for.',
    zh: '第 {line} 项可退数量为 {left}，申请退货 {wanted}。',
    next: { en: 'Return at most what was declared, over all returns.', zh: '历次退货合计不得超过原申报数量。' },
  },
  RETURN_OPEN: {
    kind: 'not_now',
    en: 'Return {number} of the list is with customs: one is asked for at a time.',
    zh: '该清单的第 {number} 份退货申请尚在办理，不能同时申请。',
    next: { en: "Wait for customs' answer.", zh: '请等待海关回执。' },
  },
  DECLARATION_NOT_FOUND: {
    kind: 'not_found',
    en: 'There is no declaration {id}.',
    zh: '未找到申报 {id}。',
    next: { en: "Take the declaration's id from the order.", zh: '请在订单中查看申报编号。' },
  },
  MATCH_CASE_NOT_FOUND: {
    kind: 'not_found',
    en: 'There is no match case {id}.',
    zh: '未找到三单对碰 {id}。',
    next: {
      en: "Take the case's id from the order's events or from the list of cases.",
      zh: '请在订单事件或对碰列表中查看编号。',
    },
  },
  REJECTION_PERIOD_INVALID: {
    kind: 'invalid',
    en: '{from} to {to} is no period of at most 366 days.',
    zh: '{from} 至 {to} 不是不超过366天的有效期间。',
    next: { en: 'Name first and last day as yyyy-mm-dd.', zh: '请以 yyyy-mm-dd 填写起止日期。' },
  },
  RELEASE_PERIOD_INVALID: {
    kind: 'invalid',
    en: '{from} to {until} is no period of at most 92 days.',
    zh: '{from} 至 {until} 不是不超过92天的有效期间。',
    next: { en: 'Name first and last day as yyyy-mm-dd.', zh: '请以 yyyy-mm-dd 填写起止日期。' },
  },
  TAX_PERIOD_INVALID: {
    kind: 'invalid',
    en: '{from} to {until} is no period of at most 92 days.',
    zh: '{from} 至 {until} 不是不超过92天的有效期间。',
    next: { en: 'Name first and last day as yyyy-mm-dd.', zh: '请以 yyyy-mm-dd 填写起止日期。' },
  },
  RELEASE_STEP_UNKNOWN: {
    kind: 'invalid',
    en: 'No declaration takes a step {step}.',
    zh: '申报没有环节 {step}。',
    next: {
      en: 'Name two states that follow each other, such as SUBMITTED-STORED, or WHOLE; the modes show them all.',
      zh: '请填写前后相接的两个状态，如 SUBMITTED-STORED，或 WHOLE；各状态见监管方式列表。',
    },
  },
  PAYMENT_RECORD_INVALID: {
    kind: 'invalid',
    en: 'The {field} of the payment record must be {must}.',
    zh: '支付原始数据的 {field} 不符合要求：{must}。',
    next: { en: 'Put the record with that field as customs asks for it.', zh: '请按海关要求更正该字段后重新提交。' },
  },
  PAYMENT_INQUIRY_NOT_FOUND: {
    kind: 'not_found',
    en: 'Customs has not asked for payment data under {id}.',
    zh: '未找到支付原始数据查询 {id}。',
    next: { en: 'Take the id from the list of inquiries.', zh: '请在查询列表中查看编号。' },
  },
} as const satisfies Refusals;

export type CustomsRefusal = keyof typeof customsRefusals;
